from __future__ import annotations

import pytest

from extract.lines import Line
from extract.paragraphs import Block, Heading, Kind, Paragraph
from extract.record import Box, Finding, Judgement, Layout
from extract.sections import findings_of

BOARD = "The Local Safeguarding Children Board"


def said(text: str, kind: Kind = "plain", number: str | None = None) -> Paragraph:
    return Paragraph(kind, number, [Line(4, Box(70, 100, 500, 112), text, 12, False)], [text], 70, 98)


def heads(*texts: str) -> list[Block]:
    return [Heading(text, 4) for text in texts]


def read(*blocks: Block, layout: Layout = "C") -> tuple[tuple[Finding, ...], tuple[Judgement, ...]]:
    return findings_of(blocks, layout, frozenset())


def places(*blocks: Block, layout: Layout = "C") -> list[tuple[str, str | None, str]]:
    return [(one.section, one.heading, one.text) for one in read(*blocks, layout=layout)[0]]


def test_each_paragraph_stands_in_its_section_under_the_nearest_heading() -> None:
    assert places(
        *heads(f"{BOARD} is good", "Executive summary"),
        said("It meets."),
        *heads("Recommendations"),
        said("The board should:"),
        said("Meet.", "bullet"),
        *heads("Inspection findings"),
        said("What follows is told by theme."),
        *heads("Governance"),
        said("It met.", "numbered", "9"),
    ) == [
        ("summary", "Executive summary", "It meets."),
        ("summary", "Recommendations", "The board should:"),
        ("recommendation", "Recommendations", "Meet."),
        ("summary", "Inspection findings", "What follows is told by theme."),
        ("finding", "Governance", "It met."),
    ]


def test_a_bullet_with_nothing_behind_it_is_no_recommendation() -> None:
    blocks = [*heads("Recommendations"), said("Meet.", "bullet"), said("", "bullet"), said("…", "bullet")]
    assert places(*blocks) == [("recommendation", "Recommendations", "Meet.")]
    assert [one.position for one in read(*blocks)[0]] == [1]


@pytest.mark.parametrize(
    "nothing",
    [
        "There are no areas for priority action.",
        "None identified.",
        "The inspection did not find any areas for immediate action.",
        "Inspectors made no recommendations.",
        "There were no priority or immediate actions identified.",
    ],
)
def test_the_words_that_there_is_nothing_to_do_are_no_recommendation(nothing: str) -> None:
    found = places(*heads("Priority and immediate action"), said(nothing, "numbered", "4"), layout="A")
    assert [section for section, _, _ in found] == ["summary"]


def test_no_one_may_be_told_to_do_nothing() -> None:
    found = places(*heads("Areas for improvement"), said("Leave no area of work untested.", "numbered", "4"))
    assert [section for section, _, _ in found] == ["recommendation"]


def test_findings_all_in_prose_are_findings() -> None:
    found = places(*heads("Inspection findings"), said("It meets."), said("It reads."))
    assert [section for section, _, _ in found] == ["finding", "finding"]


def test_numbers_below_the_summary_are_findings_where_layout_c_forgot_their_heading() -> None:
    blocks = (*heads("Executive summary"), said("It meets."), *heads("Governance"), said("It met.", "numbered", "9"))
    assert [section for section, _, _ in places(*blocks)] == ["summary", "finding"]
    assert [section for section, _, _ in places(*blocks, layout="B")] == ["summary", "summary"]


def test_the_description_of_a_grade_is_neither_finding_nor_grade() -> None:
    findings, grades = read(
        *heads(f"{BOARD} requires improvement"),
        said("An LSCB that is good coordinates the work of all."),
        *heads("Executive summary"),
        said("It meets."),
    )
    assert [one.text for one in findings] == ["It meets."]
    assert [one.grade for one in grades] == ["requires improvement"]


def test_the_sentence_on_the_arrangements_gives_the_grade_and_is_a_summary() -> None:
    text = "The arrangements in place to evaluate what the board and its partners do for children are inadequate."
    findings, grades = read(said(text), *heads("Areas for improvement"), said("Meet.", "bullet"), layout="A")
    assert [(one.section, one.text) for one in findings] == [("summary", text), ("recommendation", "Meet.")]
    assert [(one.grade, one.stated) for one in grades] == [("inadequate", text)]


def test_a_plain_line_may_give_the_grade_above_the_first_section_alone() -> None:
    line = f"{BOARD} is outstanding."
    findings, grades = read(said(line), *heads("Executive summary"), said(line))
    assert [one.text for one in findings] == [line]
    assert [one.grade for one in grades] == ["outstanding"]


def test_the_cover_of_a_boards_own_report_is_no_summary() -> None:
    blocks = (
        *heads("Report published: 10 March 2015"),
        said("Inspection dates: 3 to 12 March 2015"),
        *heads(f"{BOARD} is good", "Summary of findings"),
        said("It meets.", "bullet"),
    )
    assert places(*blocks, layout="D") == [("summary", "Summary of findings", "It meets.")]


def test_a_finding_knows_its_share_of_each_page_and_line() -> None:
    lines = [
        Line(4, Box(70, 740, 500, 752), "", 12, False),
        Line(5, Box(98, 80, 480, 92), "", 12, False),
        Line(5, Box(98, 95, 510, 107), "", 12, False),
    ]
    block = Paragraph("numbered", "9", lines, ["It meets", "and reads", "again."], 70, 98)
    (finding,), _ = read(*heads("Inspection findings"), block)
    assert (finding.number, finding.page, finding.text) == ("9", 4, "It meets and reads again.")
    assert [(share.page, finding.text[share.start :]) for share in finding.shares] == [
        (4, "It meets and reads again."),
        (5, "and reads again."),
    ]
    assert finding.shares[1].box == Box(98, 80, 510, 107)
    assert finding.box == Box(70, 740, 500, 752)
    assert [share.start for share in finding.lines] == [0, 9, 19]
