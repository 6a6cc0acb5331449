"""How long pages are, in Debian’s chromium: a board on few screens and two sheets of A4, a briefing on one sheet."""

import pypdfium2
import pytest
from chromium import MARKS

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
