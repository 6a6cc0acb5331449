"""The crawl of the real reports' local copy, when it is there."""

import contextlib
import csv
import json
import subprocess
import sys
from collections import Counter

import pytest
from crawl_runs import Crawls

pytestmark = pytest.mark.corpus


@contextlib.contextmanager
def served(corpus, log, *faults):
    """The local copy's own server on a free port; gives its address."""
    arguments = [argument for fault in faults for argument in ("--fault", fault)]
    process = subprocess.Popen(
        [sys.executable, str(corpus / "ofsted/serve.py"), "--port", "0", "--log", str(log), *arguments],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.communicate(timeout=10)


def sent(log):
    """How often each file was sent, with status 200."""
    entries = map(json.loads, log.read_text().splitlines())
    return Counter(
        entry["path"].rpartition("/")[2]
        for entry in entries
        if entry["path"].startswith("/v1/file/") and entry["status"] == 200
    )


def test_every_document_is_listed_every_review_fetched_and_nothing_twice(corpus, tmp_path):
    with (corpus / "ofsted/truth.csv").open(newline="") as file:
        reviews = {row["file_id"] for row in csv.DictReader(file)}
    with (corpus / "ofsted/listing.csv").open(newline="") as file:
        known = {row["file_id"]: row for row in csv.DictReader(file)}
    log = tmp_path / "first.jsonl"
    with served(corpus, log) as url:
        crawls = Crawls(url, tmp_path / "data", corpus / "reference")
        done = crawls.run()
        assert done.returncode == 0, done.stderr
        lines = crawls.lines()
        assert len(lines) == 459
        assert len({line["urn"] for line in lines.values()}) == 98
        assert Counter(line["status"] for line in lines.values()) == {"fetched": 111, "out of scope": 348}
        assert {lines[file_id]["status"] for file_id in reviews} == {"fetched"}
        for file_id, row in known.items():
            line = lines[file_id]
            assert (line["urn"], line["authority"], line["listed_on"]) == (
                row["urn"],
                row["provider"],
                row["published"],
            )
            assert line["title"] == " ".join(row["title"].split())
        assert set(sent(log).values()) == {1}
        for file_id in sent(log):
            body = (corpus / "ofsted/files" / f"{file_id}.pdf").read_bytes()
            assert (crawls.reports / f"{file_id}.pdf").read_bytes() == body

        log.unlink()
        done = crawls.run()
        assert done.returncode == 0, done.stderr
        assert sent(log) == {}
        assert Counter(crawls.statuses().values()) == {"unchanged": 111, "out of scope": 348}


def test_faults_are_overcome_or_recorded(corpus, tmp_path):
    with (corpus / "ofsted/truth.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    cut, page, missing, dropped = rows[0], rows[10], rows[20], rows[30]
    faults = (
        "flaky=0.3",
        f"truncate={cut['file_id']}",
        f"html={page['file_id']}",
        f"missing={missing['file_id']}",
        f"drop={dropped['urn']}",
    )
    with served(corpus, tmp_path / "faults.jsonl", *faults) as url:
        crawls = Crawls(url, tmp_path / "data", corpus / "reference")
        done = crawls.run()
    assert done.returncode == 0, done.stderr
    lines = crawls.lines()
    assert len(lines) == 459
    assert lines[cut["file_id"]]["reason"].startswith("truncated: ")
    assert lines[page["file_id"]]["status"] == "withdrawn"
    assert lines[missing["file_id"]]["reason"].startswith("the address answers 404")
    assert lines[dropped["file_id"]]["status"] == "fetched"
    assert Counter(crawls.statuses().values()) == {"fetched": 108, "withdrawn": 1, "failed": 2, "out of scope": 348}

    with served(corpus, tmp_path / "mended.jsonl", f"revised={dropped['file_id']}") as url:
        done = Crawls(url, tmp_path / "data", corpus / "reference").run()
    assert done.returncode == 0, done.stderr
    assert set(sent(tmp_path / "mended.jsonl")) == {row["file_id"] for row in (cut, page, missing, dropped)}
    assert crawls.statuses()[dropped["file_id"]] == "re-issued"
    assert Counter(crawls.statuses().values()) == {
        "fetched": 3,
        "unchanged": 107,
        "re-issued": 1,
        "out of scope": 348,
    }
