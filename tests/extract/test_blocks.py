from __future__ import annotations

from common.record import Box
from extract.blocks import HeadingBlock, TextBlock, blocks_of
from extract.lines import Line

RIGHT = 520.0


def line(
    text: str, x: float, top: float, page: int = 1, bold: bool = False, right: float = RIGHT, size: float = 12
) -> Line:
    return Line(page, Box(x, top, right, top + size), text, size, bold)


def read(*lines: Line) -> list[tuple[str | None, str]]:
    """Blocks as `(number or kind, text)`; a heading's kind is 'heading'."""
    found: list[tuple[str | None, str]] = []
    for block in blocks_of(lines, 12.0):
        if isinstance(block, HeadingBlock):
            found.append(("heading", block.text))
        else:
            assert isinstance(block, TextBlock)
            found.append((block.number or block.kind, " / ".join(block.texts)))
    return found


def test_a_numbered_paragraph_goes_on_over_a_page() -> None:
    assert read(
        line("83. The board meets and", 70, 700),
        line("reads its figures.", 98, 715),
        line("It then acts on them.", 98, 80, page=2),
        line("84.Audits are few.", 70, 104, page=2),
    ) == [("83", "The board meets and / reads its figures. / It then acts on them."), ("84", "Audits are few.")]


def test_a_year_that_wraps_to_a_line_start_opens_no_paragraph() -> None:
    assert read(
        line("83. The board met often in 2014–", 70, 100),
        line("15. It meets less now.", 98, 115),
        line("84. Audits are few.", 70, 139),
    ) == [("83", "The board met often in 2014– / 15. It meets less now."), ("84", "Audits are few.")]


def test_bullets_and_unnumbered_text_under_a_number_belong_to_it() -> None:
    assert read(
        line("83. The board:", 70, 100),
        line("• meets;", 98, 115),
        line("– and reads;", 120, 130),
        line("A further paragraph, set apart.", 98, 160),
        line("• A bullet of its own", 70, 190),
        line("over two lines", 98, 205),
    ) == [
        ("83", "The board: / • meets; / – and reads; / A further paragraph, set apart."),
        ("bullet", "A bullet of its own / over two lines"),
    ]


def test_letters_at_the_edge_open_items_with_their_letter() -> None:
    assert read(line("a) Review the plan.", 70, 100), line("b) Publish it.", 70, 120)) == [
        ("a", "Review the plan."),
        ("b", "Publish it."),
    ]


def test_a_later_section_may_indent_its_numbers() -> None:
    assert read(
        line("9. Review it.", 70, 100),
        line("Findings", 70, 130, bold=True),
        line("10. The board meets and", 90, 160),
        line("reads.", 126, 175),
        line("11. Audits are few.", 90, 200),
    ) == [
        ("9", "Review it."),
        ("heading", "Findings"),
        ("10", "The board meets and / reads."),
        ("11", "Audits are few."),
    ]


def test_a_plain_line_apart_with_a_list_below_is_a_sub_heading() -> None:
    assert read(
        line("• The chair asks.", 70, 100, right=200),
        line("Scrutiny and assurance", 70, 130, right=220),
        line("• Figures are read.", 70, 155),
    ) == [("bullet", "The chair asks."), ("heading", "Scrutiny and assurance"), ("bullet", "Figures are read.")]


def test_a_bold_line_within_a_sentence_is_emphasis() -> None:
    assert read(
        line("The arrangements of the board and its partners are", 70, 100),
        line("inadequate.", 70, 115, bold=True),
        line("Recommendations", 70, 150, bold=True),
    ) == [
        ("plain", "The arrangements of the board and its partners are / inadequate."),
        ("heading", "Recommendations"),
    ]


def test_a_heading_of_two_lines_is_one_and_two_headings_are_two() -> None:
    assert read(
        line("The Local Safeguarding Children Board", 70, 100, bold=True, size=14),
        line("is good", 70, 117, bold=True, size=14),
        line("Areas for improvement", 70, 147, bold=True),
        line("Recommendations", 70, 162, bold=True),
    ) == [
        ("heading", "The Local Safeguarding Children Board is good"),
        ("heading", "Areas for improvement"),
        ("heading", "Recommendations"),
    ]


def test_a_bold_numbered_paragraph_is_a_paragraph() -> None:
    assert read(line("83. The board meets.", 70, 100, bold=True)) == [("83", "The board meets.")]


def test_prose_goes_on_over_a_page_where_its_sentence_or_its_full_last_line_does() -> None:
    unclosed = (line("The board meets and", 70, 740), line("reads its figures.", 70, 80, page=2))
    assert read(*unclosed) == [("plain", "The board meets and / reads its figures.")]
    full = (line("The board meets.", 70, 740, right=RIGHT - 2), line("Afterwards it reads.", 70, 80, page=2))
    assert read(*full) == [("plain", "The board meets. / Afterwards it reads.")]
    short = (line("The board meets.", 70, 740, right=200), line("Afterwards it reads.", 70, 80, page=2))
    assert read(*short) == [("plain", "The board meets."), ("plain", "Afterwards it reads.")]


def test_paragraphs_stand_further_apart_than_lines() -> None:
    assert read(line("One.", 70, 100), line("Still one.", 70, 115), line("Two.", 70, 139)) == [
        ("plain", "One. / Still one."),
        ("plain", "Two."),
    ]
