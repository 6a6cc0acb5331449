"""`python -m demo` as a newcomer starts it: the pipeline, then the site, and a clean end."""

from __future__ import annotations

import json
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def answer(address: str) -> bytes | None:
    """What an address answers; None while nobody does."""
    try:
        with urllib.request.urlopen(address, timeout=5) as got:
            return bytes(got.read())
    except (urllib.error.URLError, ConnectionError):
        return None


def test_the_demo_builds_serves_and_ends_cleanly(tmp_path: Path) -> None:
    port, ofsted = free_port(), free_port()
    data, log = tmp_path / "data", tmp_path / "log"
    with log.open("w") as said:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "demo", "--port", str(port), "--ofsted-port", str(ofsted)),
                *("--folder", str(tmp_path / "ofsted"), "--data", str(data)),
            ],
            cwd=REPO,
            stdout=said,
            stderr=said,
        )
        try:
            until = time.monotonic() + 150
            home = None
            while home is None:
                assert process.poll() is None, log.read_text()[-3000:]
                if time.monotonic() > until:
                    pytest.fail(f"no site within 150 s: {log.read_text()[-3000:]}")
                time.sleep(0.2)
                home = answer(f"http://127.0.0.1:{port}/")
            assert b"every authority, board, report and finding on it is made up" in home
            rows = json.loads(answer(f"http://127.0.0.1:{port}/lscb/reviews.json?_shape=array&_size=max") or b"")
            pdf = answer(rows[0]["page_url"].split("#")[0])
            assert pdf is not None and pdf.startswith(b"%PDF-")  # the made-up Ofsted stays up beside the site
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                status = process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
    assert status == 0
    assert "Stopped (SIGTERM)." in log.read_text()
    assert "Traceback" not in log.read_text()
    assert answer(f"http://127.0.0.1:{port}/") is None and answer(f"http://127.0.0.1:{ofsted}/") is None

    # every report that was drawn is in the database, and none of those that hold no review
    drawn = {path.stem for path in (tmp_path / "ofsted").glob("*.pdf")}
    connection = sqlite3.connect(f"file:{data / 'lscb.db'}?immutable=1", uri=True)
    try:
        status_of = dict(connection.execute("select file_id, status from documents"))
        reviews = {row[0] for row in connection.execute("select review_id from reviews")}
    finally:
        connection.close()
    assert drawn <= status_of.keys()
    assert {name for name in drawn if status_of[name] == "review"} == reviews == {row["review_id"] for row in rows}
    assert {status_of[name] for name in drawn} <= {"review", "not a review", "out of scope", "unreadable"}
    assert "withdrawn" in status_of.values()
