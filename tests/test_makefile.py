"""The targets that the README names and no other test runs."""

import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).parents[1]

pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="no make")


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    # The set-up is this interpreter's, and counts as done.
    call = ["make", "-o", ".venv/run.stamp", f"PY={sys.executable}", *arguments]
    quiet = {key: value for key, value in os.environ.items() if key not in ("MAKEFLAGS", "MAKELEVEL", "FOLDER")}
    return subprocess.run(call, cwd=ROOT, env=quiet, capture_output=True, text=True, timeout=120, check=False)


def test_a_folder_of_pdfs_is_published_though_one_cannot_be_read(tmp_path):
    folder = tmp_path / "my reports"
    folder.mkdir()
    (folder / "7.pdf").write_bytes(b"%PDF-1.4 and no more")
    done = make("folder", f"FOLDER={folder}", f"DATA={tmp_path / 'data'}")
    assert done.returncode == 0, done.stderr
    with sqlite3.connect(tmp_path / "data" / "lscb.db") as database:
        ((file_id, status, reason),) = database.execute("select file_id, status, reason from documents")
    assert (file_id, status) == ("7", "unreadable") and "damaged" in reason


def made(data: pathlib.Path) -> dict[str, int]:
    """When each product was made, in nanoseconds."""
    return {name: (data / name).stat().st_mtime_ns for name in ("lscb.duckdb", "lscb.db", "extracted")}


def test_what_has_not_changed_is_not_made_again(tmp_path):
    data = tmp_path / "data"
    (data / "reports").mkdir(parents=True)
    for name in ("7", "8"):
        (data / "reports" / f"{name}.pdf").write_bytes(f"%PDF-1.4 and no more: {name}".encode())
    done = make("publish", f"DATA={data}")
    assert done.returncode == 0, done.stderr
    first = made(data)
    again = make("publish", f"DATA={data}")
    assert again.returncode == 0 and "-m" not in again.stdout
    assert made(data) == first
    (data / "reports" / "8.pdf").unlink()
    assert make("publish", f"DATA={data}").returncode == 0
    with sqlite3.connect(data / "lscb.db") as database:
        assert database.execute("select file_id from documents").fetchall() == [("7",)]
    named = make("publish", f"DATA={data}", "CORRECTIONS_TO=Jo <jo@boards.example>")
    assert "-m db publish" in named.stdout and "-m db load" not in named.stdout
    assert "jo@boards.example" in (data / "metadata.yml").read_text(encoding="utf-8")


def test_a_folder_that_has_not_changed_is_not_loaded_again(tmp_path):
    folder, data = tmp_path / "reports", tmp_path / "data"
    folder.mkdir()
    (folder / "7.pdf").write_bytes(b"%PDF-1.4 and no more")
    assert make("folder", f"FOLDER={folder}", f"DATA={data}").returncode == 0
    first = made(data)
    again = make("folder", f"FOLDER={folder}", f"DATA={data}")
    assert again.returncode == 0 and "-m db" not in again.stdout
    assert made(data) == first
    (folder / "8.pdf").write_bytes(b"%PDF-1.4 and no more")
    assert "-m db load" in make("folder", f"FOLDER={folder}", f"DATA={data}").stdout


def test_what_is_crawled_after_a_folder_was_read_takes_its_place(tmp_path):
    folder, data = tmp_path / "reports", tmp_path / "data"
    folder.mkdir()
    (folder / "7.pdf").write_bytes(b"%PDF-1.4 and no more")
    assert make("folder", f"FOLDER={folder}", f"DATA={data}").returncode == 0
    (data / "reports").mkdir()
    (data / "reports" / "9.pdf").write_bytes(b"%PDF-1.4 and no more")
    assert make("crawl", "PY=true", f"DATA={data}").returncode == 0  # a crawl that has ended well
    assert make("publish", f"DATA={data}").returncode == 0
    with sqlite3.connect(data / "lscb.db") as database:
        assert database.execute("select file_id from documents").fetchall() == [("9",)]


def test_without_reports_it_says_how_to_get_them(tmp_path):
    done = make("publish", f"DATA={tmp_path / 'data'}")
    assert done.returncode == 2 and "run `make data`" in done.stderr
    spaced = make("publish", f"DATA={tmp_path / 'my data'}")
    assert spaced.returncode == 2 and "without spaces" in spaced.stderr


def test_a_missing_folder_name_says_how_to_give_it():
    done = make("folder")
    assert done.returncode == 2 and "make folder FOLDER=" in done.stderr


def test_a_crawl_of_ofsteds_own_site_asks_first_whom_to_tell_of_mistakes(monkeypatch):
    for name in ("CORRECTIONS_TO", "CONTACT"):
        monkeypatch.delenv(name, raising=False)
    done = make("contact", "OFSTED_URL=https://reports.ofsted.gov.uk")
    assert done.returncode == 2 and "CORRECTIONS_TO='Jo Bloggs <jo@boards.example>' make data" in done.stderr
    assert make("contact", "OFSTED_URL=http://127.0.0.1:8002").returncode == 0
    monkeypatch.setenv("CORRECTIONS_TO", "Jo <jo@boards.example>")
    assert make("contact", "OFSTED_URL=https://reports.ofsted.gov.uk").returncode == 0


def test_help_names_each_target_with_what_it_does():
    said = make("help").stdout
    assert all(f"make {target} " in said for target in ("demo", "data", "folder", "serve", "test", "check", "clean"))
