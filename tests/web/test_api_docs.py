"""Every example of docs/api.md runs against a site as it is served, and gives what the page says."""

import csv
import io
import json
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
import warnings

import pytest
from markdown_it import MarkdownIt
from serving import free_port

from common.project import ROOT
from db import functions

TEXT = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
HERE = "http://127.0.0.1:8001"
FENCES = [(token.info, token.content) for token in MarkdownIt("commonmark").parse(TEXT) if token.type == "fence"]
# 'http://127.0.0.1:8001/lscb/reviews.csv' in an example, '`/lscb/boards.json?_shape=objects`' in a sentence
ADDRESSES = sorted(
    {address.partition(HERE)[2] for address in re.findall(rf"{HERE}/[^\s'\"]+", TEXT)}
    | set(re.findall(r"`(/(?:lscb|-)[^`<…]*)`", TEXT))
)
# These are shown for what they say when something is wrong.
REFUSED = {"/lscb/threads.json?as_at=12/11/2014": 400, "/lscb/thread.json": 404}


@pytest.fixture(scope="module")
def site(published):
    """The address of the fictional world's site, served as `make serve` does."""
    port = str(free_port())
    command = [sys.executable, "-m", "web", "--data", str(published.parent), "--port", port]
    with (published.parent / "site.log").open("w") as said:
        process = subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=said)
        try:
            wait_for(f"http://127.0.0.1:{port}/-/data.json", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(10)


def wait_for(address, process):
    for _ in range(300):
        assert process.poll() is None, "the site has ended"
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{address} did not answer")


def run(command, site):
    """What a command of the document says, asked of the site of the test."""
    done = subprocess.run(
        [part.replace(HERE, site) for part in command], capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout


def answer_to(shell, site, folder):
    """What a shell example prints. Answers that it keeps go to a folder of the test."""
    if not shutil.which("curl"):
        pytest.skip("NO CURL: the shell examples of docs/api.md are not run")
    return run(["bash", "-euc", f"cd '{folder}'\n{shell}"], site)


def test_there_are_examples_for_each_reader():
    kinds = [kind for kind, _ in FENCES]
    assert {"sh", "python", "r", "text", "json"} == set(kinds)
    for wanted in ("reviews_by_grade", "threads", "statements_matching", "board_statements", "reviews"):
        assert any(address.startswith(f"/lscb/{wanted}.") for address in ADDRESSES), wanted


@pytest.mark.parametrize("address", [address for address in ADDRESSES if address != "/lscb.json"])
def test_every_address_answers_to_scripts_of_other_sites(get, address):
    if "<" in address or address in ("/lscb.csv?sql=select", "/lscb.json?sql=select"):
        return
    response = get(address)
    assert response.status_code == REFUSED.get(address, 200), (address, response.text[:300])
    assert response.headers["access-control-allow-origin"] == "*"


EXAMPLES = [
    (shell, FENCES[at + 1][1])
    for at, (kind, shell) in enumerate(FENCES[:-1])
    if kind == "sh" and FENCES[at + 1][0] == "json"
]


@pytest.mark.parametrize(
    ("shell", "shown"), EXAMPLES, ids=[shell.split("?")[0].split("/")[-1] for shell, _ in EXAMPLES]
)
def test_a_shell_example_answers_in_the_shape_that_is_shown(site, tmp_path, shell, shown):
    answer = json.loads(answer_to(shell.replace("q=training&polarity=strength", "q=lantern"), site, tmp_path))
    shown = json.loads(shown)
    if answer.get("ok") is False:
        assert answer == shown
    elif "rows" in shown:
        assert set(shown) <= set(answer)
        assert set(shown["rows"][0]) <= set(answer["rows"][0])
        assert shown.get("columns", answer["columns"]) == answer["columns"]
    elif "rows" in answer:
        # A query may gain columns; those that are shown stand in its order.
        assert answer["rows"] and list(shown) == [column for column in answer["rows"][0] if column in shown]
    else:
        assert list(shown) == list(answer)


def test_the_second_fetch_of_what_has_not_changed_is_304(site, tmp_path):
    (shell,) = [content for kind, content in FENCES if kind == "sh" and "If-None-Match" in content]
    assert answer_to(shell, site, tmp_path) == "304"


@pytest.mark.parametrize("code", [content for kind, content in FENCES if kind == "python"])
def test_a_python_example_runs(site, code):
    said = run([sys.executable, "-c", code], site).splitlines()
    if "next_url" in code:
        assert said == ["9 statements"]
    else:
        assert said == [
            "Aldermoor and Brackwater Safeguarding Children Board: praise 2, criticism 2",
            "Coldharbour Local Safeguarding Children Board: praise 1, criticism 1",
        ]


def test_the_r_example_runs(site):
    (code,) = [content for kind, content in FENCES if kind == "r"]
    if shutil.which("Rscript"):
        assert "good" in run(["Rscript", "-e", code], site)
        return
    warnings.warn("NO R: the R example of docs/api.md is not run, its addresses are read as CSV", stacklevel=1)
    tables = [read_csv(address.replace(HERE, site)) for address in re.findall(r'read\.csv\("([^"]+)"\)', code)]
    assert len(tables) == 2
    for column in [*re.findall(r"\$(\w+)", code), "theme", "group_share", "rest_share", "q"]:
        assert any(column in table[0] for table in tables), column
    assert all(set(row) == set(table[0]) for table in tables for row in table)


def read_csv(address):
    with urllib.request.urlopen(address, timeout=30) as answer:
        return list(csv.DictReader(io.StringIO(answer.read().decode())))


def test_the_spreadsheet_example_is_csv(site):
    (address,) = [content.strip() for kind, content in FENCES if kind == "text"]
    rows = read_csv(address.replace(HERE, site))
    assert {row["board"] for row in rows} == {
        "Aldermoor and Brackwater Safeguarding Children Board",
        "Coldharbour Local Safeguarding Children Board",
    }


def test_the_functions_that_are_named_are_there():
    (sentence,) = re.findall(r"work in any query: (.+?)\.\n\n", TEXT, re.DOTALL)
    named = {name.partition("(")[0] for name in re.findall(r"`([^`]+)`", sentence)}
    assert named == {one.name for one in functions.FUNCTIONS} - {"ngrams_in"}


def test_the_page_shows_the_document_with_the_sites_own_address(get):
    html = get("/api").text
    assert "http://localhost/lscb/threads.json?_shape=objects&amp;grades=good,outstanding" in html
    assert "127.0.0.1:8001" not in html
    assert '<a href="/data#tables">' in html and '<a href="/methods">' in html
    for heading in re.findall(r"(?m)^#+ (.+)$", TEXT):
        assert f">{heading}</h" in html


def test_the_page_shows_the_address_that_the_site_is_known_under(get, monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://boards.example/")
    assert "https://boards.example/lscb/threads.csv" in get("/api").text
