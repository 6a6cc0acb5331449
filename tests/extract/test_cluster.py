"""Reading on a Dask cluster: a real scheduler and real workers on this machine."""

from __future__ import annotations

import contextlib
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from drawing import PART_C, report

from extract import batch, cluster
from extract.__main__ import main
from extract.cluster import Cluster, ClusterError
from extract.guarded import Ended, Limits
from tests.conftest import REPO

NAMES = [f"{at}.pdf" for at in range(12)]


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> pathlib.Path:
    reports = tmp_path / "reports"
    reports.mkdir()
    for at, name in enumerate(NAMES):
        (reports / name).write_bytes(report(PART_C, place=f"Ambleford {at}"))
    (reports / "3.pdf").write_bytes((reports / "4.pdf").read_bytes()[:900])
    return reports


def start(*words: str, cwd: pathlib.Path = REPO) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "distributed.cli.dask_" + words[0], *words[1:]],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(cwd)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@contextlib.contextmanager
def running(workers: int = 2, cwd: pathlib.Path = REPO) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler's address, and its workers; the first has no nanny, which would start it again when it is killed."""
    pytest.importorskip("distributed", reason='NO CLUSTER TESTED: pip install "lscb-reviews[cluster]"')
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    started = [start("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")]
    try:
        for at in range(workers):
            nanny = ("--nanny",) if at else ("--no-nanny",)
            started.append(start("worker", address, "--nthreads", "1", "--no-dashboard", *nanny, cwd=cwd))
        yield address, started[1:]
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT", 60)  # the machine may be busy


def records(out: pathlib.Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.glob("*.json")}


def test_the_records_are_those_of_a_run_on_this_machine_though_a_worker_is_killed(
    folder: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here, there, sent = (folder.parent / name for name in ("here", "there", "sent"))
    pdfs = sorted(folder.glob("*.pdf"))
    reasons = batch.extract_all(pdfs, here, workers=2)
    with running() as (address, workers):

        def killing(pdfs, limits) -> Iterator[Ended[batch.Written]]:  # type: ignore[no-untyped-def]
            for count, ended in enumerate(Cluster(address).each(pdfs, limits)):
                if count == len(pdfs) // 2:
                    workers[0].send_signal(signal.SIGKILL)
                    workers[0].wait(20)
                yield ended

        assert batch.extract_all(pdfs, there, elsewhere=killing) == reasons
        assert main([str(folder), "-o", str(sent), "--scheduler", address, "--send"]) == 3
    assert len(records(here)) == len(NAMES)
    assert records(there) == records(sent) == records(here)
    assert workers[0].returncode == -signal.SIGKILL
    assert f"11 of 12 reports read into {sent}" in capsys.readouterr().err


def test_a_file_that_takes_too_long_costs_only_itself(folder: pathlib.Path) -> None:
    with running(workers=1) as (address, _):
        ended = list(Cluster(address).each([folder / "1.pdf"], Limits(seconds=0.001)))
    assert [(one.pdf.name, one.result, one.failed) for one in ended] == [
        ("1.pdf", None, "reading it took over 0.001 seconds and was ended")
    ]


def test_a_worker_that_does_not_see_the_reports_is_named(folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with running(workers=1) as (address, _):
        hashed = cluster._hash
        # What this machine has under that path is another file.
        monkeypatch.setattr(cluster, "_hash", lambda pdf: hashed(pdf)[::-1])
        with pytest.raises(ClusterError, match=r"worker tcp://.* does not see .*1\.pdf .*--send"):
            list(Cluster(address).each([folder / "1.pdf"], Limits()))


def test_a_worker_with_another_version_is_refused_by_name(
    folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running(workers=1) as (address, _):
        monkeypatch.setattr(cluster, "version", lambda: "feedfeedfeed")
        with pytest.raises(ClusterError, match=r"worker tcp://.* has version .*, this machine feedfeedfeed"):
            list(Cluster(address).each([folder / "1.pdf"], Limits()))


def test_a_host_without_a_scheduler_ends_with_1_in_seconds(
    folder: pathlib.Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed", reason='NO CLUSTER TESTED: pip install "lscb-reviews[cluster]"')
    monkeypatch.setattr(cluster, "CONNECT", 2)
    for address in ("tcp://127.0.0.1:9", "tcp://nowhere.invalid:8786", "carrier pigeon"):
        begun = time.monotonic()
        assert main([str(folder), "-o", str(folder.parent / "out"), "--scheduler", address]) == 1
        assert time.monotonic() - begun < 30
        assert f"{address}: no Dask scheduler answers there" in capsys.readouterr().err


def test_without_the_extra_the_command_says_how_to_get_it(
    folder: pathlib.Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main([str(folder), "-o", str(folder.parent / "out"), "--scheduler", "tcp://127.0.0.1:9"]) == 1
    assert 'pip install "lscb-reviews[cluster]"' in capsys.readouterr().err


def test_options_that_do_not_go_together_are_a_wrong_call(folder: pathlib.Path) -> None:
    for wrong in (
        [str(folder), "--send"],
        [str(folder), "--scheduler", "tcp://a:1", "-j", "2"],
        [str(folder / "1.pdf"), "--scheduler", "tcp://a:1"],
    ):
        with pytest.raises(SystemExit) as stopped:
            main(wrong)
        assert stopped.value.code == 2
