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
