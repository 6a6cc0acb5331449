"""Every kind of page in Debian's chromium: it fits its screen, asks no other host, and axe-core finds no barrier."""

import pytest
from chromium import AXE, MARKS, SCREENSHOTS, fetch

pytestmark = MARKS

# Kinds of pages; the ids are the demo's.
PAGES = {
    "home": "/",
    "home-as-at": "/?as_at=2014-12-31",
    "home-before-all": "/?as_at=2012-01-01",
    "threads": "/threads",
    "threads-chosen": "/threads?grades=outstanding&grades=good&region=South+West&shows=weakness&as_at=2017-12-31",
    "threads-one-group": "/threads?grades=good&grades=outstanding&grades=inadequate&grades=requires+improvement",
    "practices": "/practices",
    "practices-as-at": "/practices?as_at=2014-12-31&region=London",
    "practice": "/practices/multi-agency-audits",
    "practice-nothing": "/practices/risk-register?as_at=2012-01-01",
    "themes": "/themes",
    "theme": "/themes/cse",
    "boards": "/boards",
    "boards-sorted": "/boards?grade=good&sort=balance",
    "board": "/boards/aldermoor",
    "board-joint": "/boards/wrenshire-and-castle-melbury",
    "compare": "/compare?board=aldermoor&board=quayhaven&board=estershire&board=brackwater",
    "compare-nothing": "/compare",
    "search": "/search?q=audit",
    "search-empty": "/search",
    "search-none": "/search?q=zzzz",
    "search-paragraphs": "/search?q=audit&in=paragraphs&polarity=strength",
    "timeline": "/timeline",
    "timeline-as-at": "/timeline?as_at=2014-12-31&by=month",
    "map": "/map",
    "map-region": "/map?region=London",
    "review": "/reviews/90000101",
    "methods": "/methods",
    "codebook": "/codebook",
    "corrections": "/corrections",
    "data": "/data",
    "api": "/api",
    "tables": "/lscb",
    "reviews": "/lscb/reviews",
    "review-row": "/lscb/reviews/90000101",
    "statements": "/lscb/statements",
    "finding": "/lscb/paragraphs/90000101-002",
    "statement": "/lscb/statements/90000101-002-01",
    "coverage": "/lscb/coverage",
    "query": "/lscb/statements_matching?q=audit",
    "query-by-grade": "/lscb/reviews_by_grade?as_at=2014-11-12",
    "query-threads": "/lscb/threads",
    "query-theme": "/lscb/statements_on_theme?theme=cse&polarity=strength",
    "query-in-order": "/lscb/board_paragraphs",
    "sql": "/lscb?sql=select+*+from+statements+limit+3",
    "wrong-date": "/lscb/reviews_by_grade?as_at=12/11/2014",
    "wrong-date-home": "/?as_at=12/11/2014",
    "not-found": "/lscb/no_such_table",
    "not-found-board": "/boards/aldermor",
    "not-found-theme": "/themes/audits",
    "not-found-practice": "/practices/multi-agency-audit",
    "not-found-review": "/reviews/1",
}
WRONG = {"wrong-date": 400, "wrong-date-home": 400}
# What axe looks for, WCAG 2.2's target size among it.
RUN_AXE = "axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})"

# How many links, buttons, fields and folds a page has with all its folds open, and those of less than 24 by 24 pixels
# (WCAG 2.2, 2.5.8). A tick is as large as its label; a link of a letter or two in a sentence may be narrower.
SMALL_TARGETS = """() => {
  document.querySelectorAll("details").forEach(fold => { fold.open = true; });
  const used = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary, textarea")]
    .filter(one => one.checkVisibility() && one.getClientRects().length);
  const in_sentence = one => getComputedStyle(one).display === "inline"
    && one.parentElement.innerText.trim().length > one.innerText.trim().length + 3;
  const place = one => (one.type === "checkbox" && one.closest("label") || one).getBoundingClientRect();
  return [used.length, used.map(one => [one, place(one)])
    .filter(([one, box]) => box.height < 24 || (box.width < 24 && !in_sentence(one)))
    .map(([one, box]) => `${Math.round(box.width)} x ${Math.round(box.height)}: ${one.outerHTML.slice(0, 120)}`)];
}"""


def status(name):
    return WRONG.get(name, 404 if name.startswith("not-found") else 200)


@pytest.mark.parametrize("name", PAGES)
def test_every_kind_of_page_fits_its_screen_and_says_what_it_is(page, name):
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    answer = page.goto(PAGES[name])
    assert answer.status == status(name)
    said = page.locator("body").inner_text()
    assert "every authority, board, report and finding on it is made up" in page.locator("aside.notice").inner_text()
    assert "Contains public sector information licensed under the Open Government Licence v3.0." in said
    assert "An unofficial site" in said
    assert page.locator("footer").get_by_role("link", name="how often that is right").get_attribute("href") == (
        "/methods"
    )
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        page.screenshot(path=SCREENSHOTS / f"{name}-{width}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.skipif(AXE is None, reason="NO AXE: axe-core is missing (tests/install-browser.sh)")
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_has_a_barrier_that_axe_knows(page, width, name):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(PAGES[name])
    page.evaluate(AXE.read_text(encoding="utf-8"))  # not a script element: the site loads none
    found = page.evaluate(RUN_AXE)
    assert [
        f"{one['id']} ({one['help']}): {one['nodes'][0]['html'][:120]} x{len(one['nodes'])}"
        for one in found["violations"]
    ] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_finger_can_hit_whatever_can_be_used(page, name):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(PAGES[name])
    used, small = page.evaluate(SMALL_TARGETS)
    assert used > 10
    assert small == []


def test_every_chart_has_a_name_a_description_and_a_table_on_its_page(page):
    for name in ("home", "practice", "theme", "timeline"):
        page.goto(PAGES[name])
        charts = page.locator("main svg")
        assert charts.count() > 0, name
        for chart in charts.all():
            assert chart.get_attribute("role") == "img"
            named = [page.locator(f"[id='{one}']") for one in chart.get_attribute("aria-labelledby").split()]
            assert [one.evaluate("e => e.tagName") for one in named] == ["title", "desc"]
            assert all(one.text_content().strip() for one in named)
        assert page.locator("main table").count() > 0, name


def test_a_page_that_is_open_in_a_browser_costs_nothing_to_ask_for_again(site):
    headers, _ = fetch(f"{site}/threads")
    assert headers["ETag"].startswith('W/"') and "max-age" in headers["Cache-Control"]
