from __future__ import annotations

import pathlib

import pytest
from drawing import Drawing

from common.record import Box
from extract.lines import Line, is_heading, running_texts, without_furniture
from extract.pdf import open_pdf

SHEET = Box(0, 0, 595.0, 842.0)


def line(text: str, top: float, size: float = 12, bold: bool = False) -> Line:
    return Line(1, Box(70, top, 500, top + size), text, size, bold)


def test_page_numbers_running_headers_and_footnotes_are_not_text() -> None:
    lines = [
        line("Ambleford 2016, page 4", 30, 12),
        line("83. The board meets.", 100),
        line("in small print within the text", 120, 9),
        line("and goes on.", 140),
        line("1 A guide to meetings,", 700, 10),
        line("and its second line.", 712, 10),
        line("37", 790, 13),
    ]
    kept = without_furniture(lines, SHEET, 12, {"Ambleford , page"})
    assert [one.text for one in kept] == ["83. The board meets.", "in small print within the text", "and goes on."]


def test_a_text_in_the_margin_of_three_pages_runs() -> None:
    pages = [[line(f"Ambleford {n}", 30), line("Body", 400), line(f"Once {'abc'[n]}", 800)] for n in range(3)]
    assert running_texts(pages, SHEET) == {"Ambleford"}
    assert running_texts(pages[:2], SHEET) == set()


@pytest.mark.parametrize(
    ("text", "bullet"),
    [
        ("• review", True),
        ("\uf0b7 review", True),
        ("– review", True),
        ("o review", True),
        ("b) Review", True),
        ("(iv) Review", True),
        ("i.e. a review", False),
        ("– ", False),
        ("once", False),
    ],
)
def test_a_bullet_is_a_glyph_a_dash_or_a_letter(text: str, bullet: bool) -> None:
    assert line(text, 100).bullet is bullet


def test_a_heading_is_bold_or_larger() -> None:
    assert is_heading(line("Recommendations", 100, 14), 12)
    assert is_heading(line("Recommendations", 100, 12, bold=True), 12)
    assert not is_heading(line("Recommendations", 100, 12), 12)
    assert not is_heading(line("• Recommendations", 100, 12, bold=True), 12)


def test_a_raised_mark_is_left_out_and_a_bold_word_makes_no_bold_line(tmp_path: pathlib.Path) -> None:
    drawing = Drawing()
    drawing.text(70, 100, "The board’s guidance", 12)
    drawing.text(205, 98, "1", 7)
    drawing.text(70, 120, "Bold", 12, bold=True)
    drawing.text(110, 120, "words that open a line of print", 12)
    drawing.text(70, 140, "All of it is bold", 12, bold=True)
    path = tmp_path / "marks.pdf"
    path.write_bytes(drawing.pdf())
    with open_pdf(path) as pdf:
        first, second, third, *_ = pdf.lines(1, 12.0)
    assert first.text == "The board’s guidance"
    assert (second.text, second.bold) == ("Bold words that open a line of print", False)
    assert (third.bold, third.size, third.box.x0) == (True, 12.0, 70.0)
    assert 138 < third.box.top < third.box.bottom < 158
