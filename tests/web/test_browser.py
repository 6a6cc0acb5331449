"""A journalist's and an official's way through the demo's site, in Debian's chromium.

`make test` installs the browser (tests/install-browser.sh). Without it these tests are skipped, and say so.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
import warnings
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from serving import free_port

pytestmark = pytest.mark.browser

REPO = Path(__file__).resolve().parents[2]
SCREENSHOTS = REPO / "build" / "screenshots"
AXE = next(iter(sorted(REPO.glob("build/axe-core-*/package/axe.min.js"), reverse=True)), None)
CHROMIUM = shutil.which("chromium")
if CHROMIUM is None:
    warnings.warn("NO BROWSER: chromium is missing, the browser tests are skipped", stacklevel=1)
    pytestmark = [pytestmark, pytest.mark.skip(reason="NO BROWSER: chromium is missing (tests/install-browser.sh)")]

if AXE is None:
    warnings.warn("NO AXE: axe-core is missing, no page is searched for barriers", stacklevel=1)

# Kinds of pages; the ids are the demo's.
PAGES = {
    "home": "/",
    "data": "/lscb",
    "methods": "/methods",
    "reviews": "/lscb/reviews",
    "review": "/lscb/reviews/90000101",
    "statements": "/lscb/statements",
    "finding": "/lscb/findings/90000101-002",
    "statement": "/lscb/statements/90000101-002-01",
    "board": "/lscb/boards/aldermoor",
    "coverage": "/lscb/coverage",
    "search": "/lscb/statements_matching?q=audit",
    "by-grade": "/lscb/reviews_by_grade?as_at=2014-11-12",
    "theme": "/lscb/statements_on_theme?theme=cse&polarity=strength",
    "themes-by-grade": "/lscb/themes_by_grade",
    "findings-in-order": "/lscb/board_findings",
    "sql": "/lscb?sql=select+*+from+statements+limit+3",
    "wrong-date": "/lscb/reviews_by_grade?as_at=12/11/2014",
    "not-found": "/lscb/no_such_table",
}


def fetch(address):
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.headers, answer.read()


def wait_for(address, process, seconds=20):
    """Until an address answers; fails where the process ends first."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        assert process.poll() is None, f"it ended with {process.returncode} before {address} answered"
        try:
            return fetch(address)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    pytest.fail(f"{address} did not answer within {seconds} s")


def end(process):
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.fixture(scope="session")
def site(demo_built):
    """The address of the demo's site."""
    folder, _ = demo_built
    port = str(free_port())
    with (folder / f"site-{port}.log").open("w") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "web", "--data", str(folder / "data"), "--port", port],
            cwd=REPO, stdout=said, stderr=said,
        )  # fmt: skip
        address = f"http://127.0.0.1:{port}"
        try:
            wait_for(f"{address}/-/versions.json", process)
            yield address
        finally:
            end(process)


@pytest.fixture
def ofsted(demo_built):
    """The demo's Ofsted, at the address that the site's links name."""
    folder, port = demo_built
    with (folder / "ofsted.log").open("w") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "demo", "ofsted", "--folder", str(folder / "ofsted"), "--port", port],
            cwd=REPO, stdout=said, stderr=said,
        )  # fmt: skip
        try:
            wait_for(f"http://127.0.0.1:{port}/robots.txt", process, 60)
            yield
        finally:
            end(process)


# For this module alone: while playwright runs, nothing else in the thread may have an event loop, as `get` needs.
@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        one = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield one
        one.close()


@pytest.fixture
def page(browser, site):
    """A page that takes down its requests and what its console says; any error or request elsewhere fails the test."""
    context = browser.new_context(base_url=site, viewport={"width": 1280, "height": 900})
    one = context.new_page()
    asked, wrong = [], []
    one.on("request", lambda request: asked.append(request.url))
    one.on("pageerror", lambda error: wrong.append(str(error)))
    one.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    yield one
    context.close()
    assert [address for address in asked if not address.startswith((site + "/", "data:"))] == []
    # a page that answers 400 or 404 on purpose is told of on the console
    assert [line for line in wrong if not re.search(r"status of 40[04]\b", line)] == []


def at(page):
    """The page's path, without the site's address."""
    return re.sub(r"^https?://[^/]+", "", page.url)


def test_a_journalist_finds_a_sentence_and_its_page(page, site, ofsted):
    page.goto("/")
    page.get_by_label("Search what inspectors found").fill("training")
    page.get_by_role("button", name="Search").click()
    assert at(page).startswith("/lscb/statements_matching?q=training")
    assert page.get_by_label("Words to find").input_value() == "training"

    row = page.locator("table.rows-and-columns tbody tr").first
    text = row.locator("td.col-text").inner_text()
    board, link = row.locator("td.col-board").inner_text(), row.locator("td.col-page_url a")
    number = link.inner_text().removeprefix("report, page ")
    assert "train" in text.lower()
    assert link.get_attribute("href").endswith(f"#page={number}") and number.isdigit()
    headers, pdf = fetch(link.get_attribute("href").split("#")[0])
    assert headers["Content-Type"] == "application/pdf" and pdf.startswith(b"%PDF-")

    _, answer = fetch(site + page.get_by_role("link", name="JSON").get_attribute("href").replace(site, ""))
    answer = json.loads(answer)
    first = dict(zip(answer["columns"], answer["rows"][0], strict=True))
    assert (first["text"], first["board"], str(first["page"])) == (text, board, number)

    row.locator("td.col-statement_id a").click()
    assert at(page) == f"/lscb/statements/{first['statement_id']}"
    assert board in page.locator("h1").inner_text()
    assert page.locator("blockquote.said").inner_text() == text
    cited = page.locator("blockquote.said + .cite")
    assert board in cited.inner_text() and re.search(r"\d{1,2} [A-Z][a-z]+ 201\d", cited.inner_text())
    assert cited.get_by_role("link", name=f"report, page {number}").get_attribute("href") == first["page_url"]
    assert page.locator("mark").inner_text() == text

    page.get_by_role("link", name="all of it").click()
    assert text in page.locator("blockquote.said").inner_text()
    assert text in page.locator("ul.quotes q").all_inner_texts()


def test_an_official_counts_reviews_as_at_a_date(page, site):
    page.goto("/")
    page.get_by_role("link", name="Reviews by grade as at a date").click()
    page.get_by_label("Reviews that Ofsted listed on this date or before").fill("2014-12-31")
    page.get_by_role("button", name="Show").click()
    rows = [row.locator("td").all_inner_texts() for row in page.locator("tbody tr").all()]
    assert [row[0] for row in rows] == ["Outstanding", "Good", "Requires improvement", "Inadequate"]
    _, csv = fetch(site + page.get_by_role("link", name="CSV").get_attribute("href").replace(site, ""))
    lines = csv.decode().splitlines()
    assert lines[0] == "grade,reviews,boards,of_reviews,percent"
    assert [line.split(",")[1:4] for line in lines[1:]] == [row[1:4] for row in rows]
    assert sum(int(row[1]) for row in rows) == int(rows[0][3]) > 0

    _, held = fetch(f"{site}/lscb/reviews.json?_shape=array&public_on__lte=2014-12-31&judgement=good&_size=max")
    assert len(json.loads(held)) == int(rows[1][1])


def test_the_keyboard_alone_skips_to_the_content_and_searches(page):
    page.goto("/")
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    assert skip.evaluate("e => e === document.activeElement")
    assert skip.bounding_box()["x"] >= 0  # it shows itself
    page.keyboard.press("Enter")
    assert page.locator("main").evaluate("e => e === document.activeElement")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("challenge")
    page.keyboard.press("Enter")
    page.wait_for_url("**/statements_matching?q=challenge")
    assert page.locator("table.rows-and-columns tbody tr").count() > 0


def test_a_review_shows_its_warnings_and_its_statements(page, site):
    _, answer = fetch(f"{site}/lscb/reviews_with_warnings.json?_shape=array")
    first = json.loads(answer)[0]
    page.goto(f"/lscb/reviews/{first['review_id']}")
    assert first["message"] in page.locator("section.warnings").inner_text()
    _, answer = fetch(f"{site}/lscb/statements.json?_shape=array&_size=max&review_id={first['review_id']}")
    assert page.locator("ul.quotes q").all_inner_texts() == [
        one["text"] for one in sorted(json.loads(answer), key=lambda one: one["sequence"])
    ]


@pytest.mark.parametrize("name", PAGES)
def test_every_kind_of_page_fits_its_screen_and_says_what_it_is(page, name):
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    answer = page.goto(PAGES[name])
    assert answer.status == {"wrong-date": 400, "not-found": 404}.get(name, 200)
    said = page.locator("body").inner_text()
    assert "every authority, board, report and finding on it is made up" in page.locator("aside.notice").inner_text()
    assert "Contains public sector information licensed under the Open Government Licence v3.0." in said
    assert "An unofficial site" in said
    assert page.locator("footer").get_by_role("link", name="how often they are right").get_attribute("href") == (
        "/methods"
    )
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        page.screenshot(path=SCREENSHOTS / f"{name}-{width}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.skipif(AXE is None, reason="NO AXE: axe-core is missing (tests/install-browser.sh)")
@pytest.mark.parametrize(("width", "names"), [(1280, PAGES), (360, ("home", "statements", "search", "review"))])
def test_no_page_has_a_barrier_that_axe_knows(page, width, names):
    page.set_viewport_size({"width": width, "height": 800})
    met = []
    for name in names:
        page.goto(PAGES[name])
        page.evaluate(AXE.read_text(encoding="utf-8"))  # not a script element: the site loads none
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        met += [
            f"{name}: {one['id']} ({one['help']}): {one['nodes'][0]['html'][:120]} x{len(one['nodes'])}"
            for one in found["violations"]
        ]
    assert met == []
