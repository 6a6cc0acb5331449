"""How long pages are, in Debian’s chromium: a board on few screens and two sheets of A4, a briefing on one sheet."""

import json
import re
import statistics
import subprocess
import sys

import pypdfium2
import pytest
from chromium import MARKS, REPO, end, fetch, wait_for
from serving import free_port

pytestmark = MARKS
A4 = (595, 842)  # points


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/briefing", 1),
        ("/briefing?as_at=2014-12-31", 1),
        ("/briefing?grades=inadequate", 1),
        ("/boards/aldermoor", 2),
        ("/boards/wrenshire-and-castle-melbury", 2),
        ("/boards/quayhaven", 2),
    ],
)
def test_a_page_fits_its_sheets(page, address, most):
    page.goto(address)
    sheets = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    assert 0 < len(sheets) <= most
    assert [round(side) for side in sheets[0].get_size()] == pytest.approx(A4, abs=2)
    words = sheets[0].get_textpage().get_text_range()
    assert "What inspectors" in words and "Skip to the content" not in words


@pytest.mark.parametrize(("width", "height", "most"), [(1280, 900, 4), (360, 740, 8)])
def test_a_board_is_few_screens_long_before_folds_are_opened(page, width, height, most):
    page.set_viewport_size({"width": width, "height": height})
    screens = []
    for board in ("aldermoor", "quayhaven", "estershire", "brackwater"):
        page.goto(f"/boards/{board}")
        screens.append(page.evaluate("document.documentElement.scrollHeight") / height)
    assert sorted(screens)[2] <= most, screens


def test_a_board_on_paper_has_all_recommendations_and_bounds_the_rest(page):
    told = []
    for board in ("aldermoor", "quayhaven", "estershire", "brackwater"):
        page.goto(f"/boards/{board}")
        asked = page.locator("section:has(h2#recommendations) q").all_text_contents()
        criticised = page.locator("section:has(h2#criticised) q").all_text_contents()
        sheets = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
        words = re.sub(r"\s+", "", "".join(one.get_textpage().get_text_range() for one in sheets))
        printed = [re.sub(r"\s+", "", one) in words for one in criticised[:8]]
        assert all(re.sub(r"\s+", "", one) in words for one in asked) and all(printed), board
        assert "morecriticisms" not in words and "Statisticalneighbours" not in words
        told.append(len(asked))
    assert max(told) > 3  # more than stand open on a screen


@pytest.fixture(scope="module")
def real_site(built_corpus, tmp_path_factory):
    """The address of the site over the real reports."""
    port = str(free_port())
    with (tmp_path_factory.mktemp("real") / "site.log").open("w") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "web", "--data", str(built_corpus.data), "--port", port],
            cwd=REPO, stdout=said, stderr=said,
        )  # fmt: skip
        try:
            wait_for(f"http://127.0.0.1:{port}/-/data.json", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            end(process)


@pytest.mark.corpus
def test_every_real_board_is_two_sheets_and_the_median_few_screens(browser, real_site):
    _, listed = fetch(f"{real_site}/lscb/boards_reviewed.json?_shape=array")
    boards = [row["board_id"] for row in json.loads(listed) if row["state"] == "reviewed"]
    style = sum(len(fetch(f"{real_site}{one}")[1]) for one in ("/assets/site.css", "/-/static/app.css"))
    screens, sheets, weights = {1280: [], 360: []}, {}, {}
    one = browser.new_page()
    for board in boards:
        one.goto(f"{real_site}/boards/{board}")
        for width, height in ((1280, 900), (360, 740)):
            one.set_viewport_size({"width": width, "height": height})
            screens[width].append(one.evaluate("document.documentElement.scrollHeight") / height)
        sheets[board] = len(pypdfium2.PdfDocument(one.pdf(prefer_css_page_size=True)))
        weights[board] = style + len(fetch(f"{real_site}/boards/{board}")[1])
    one.close()
    assert len(boards) > 90
    assert statistics.median(screens[1280]) <= 4 and statistics.median(screens[360]) <= 8
    assert {board: n for board, n in sheets.items() if n > 2} == {}
    assert {board: n for board, n in weights.items() if n > 200_000} == {}
