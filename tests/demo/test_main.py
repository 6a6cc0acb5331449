"""The commands: help for all, a port that is taken, and a stage that fails."""

from __future__ import annotations

import io
import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import TextIO

import pytest

from common.project import ROOT
from demo.__main__ import DemoError, Stopped, made_up_ofsted, main, run, settings, stages


@pytest.mark.parametrize("arguments", [["--help"], ["ofsted", "--help"]])
def test_there_is_help(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 0
    assert "--port" in capsys.readouterr().out


def test_a_port_that_is_taken_is_named_with_the_option_that_helps(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with (
            pytest.raises(DemoError, match=f"Port {port} .* name another with --ofsted-port"),
            made_up_ofsted(tmp_path, port, "--ofsted-port"),
        ):
            pass


def test_a_stage_that_fails_is_named() -> None:
    with pytest.raises(DemoError, match="The pipeline failed with exit status 7"):
        run([sys.executable, "-c", "raise SystemExit(7)"], "The pipeline", dict(os.environ))


def test_the_stages_are_pointed_at_the_made_up_world() -> None:
    chosen = settings("http://127.0.0.1:1", Path("build/x"))
    assert chosen["OFSTED_URL"] == "http://127.0.0.1:1" and chosen["CRAWL_DELAY"] == "0"
    assert chosen["CORRECTIONS_TO"] == "Ada Lund <corrections@lscb-reviews.example>"
    assert Path(chosen["REFERENCE"], "about.yml").is_file()


@pytest.mark.skipif(not shutil.which("make"), reason="no make")
def test_the_stages_are_those_of_make_data() -> None:
    call = ["make", "--dry-run", "-o", ".venv/run.stamp", "PY=py", "DATA=some/data", "data"]
    said = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    made = [line.split(" || ")[0].replace('"', "") for line in said.splitlines() if line.startswith("py -m")]
    assert made == [" ".join(("py", "-m", *words)) for words in stages(Path("some/data"))]


def test_a_stage_may_leave_reports_unread_and_go_on() -> None:
    run([sys.executable, "-c", "raise SystemExit(3)"], "The pipeline", dict(os.environ), also_good=3)


def test_a_signal_that_arrives_while_something_is_logged_ends_it_all_the_same() -> None:
    class Interrupted(logging.StreamHandler[TextIO]):
        def flush(self) -> None:
            raise Stopped("SIGTERM")

    log = logging.Logger("interrupted")
    log.addHandler(Interrupted(io.StringIO()))
    with pytest.raises(Stopped):
        log.info("The made-up Ofsted answers")


def test_the_made_up_ofsted_ends_cleanly_when_asked_to(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "demo", "ofsted", "--port", str(port), "--folder", str(tmp_path)]
    child = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    assert child.stderr is not None
    try:
        while "is up on" not in (line := child.stderr.readline()):
            assert line, "the server ended before it answered"
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/search?rows=100", timeout=10) as answer:
            assert b"results-count" in answer.read()
        child.send_signal(signal.SIGTERM)
        assert child.wait(timeout=10) == 0
        assert "Stopped (SIGTERM)" in child.stderr.read()
    finally:
        child.kill()
        child.wait()
        child.stderr.close()
