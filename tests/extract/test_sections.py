from __future__ import annotations

import pytest

from common.record import Box, Judgement, Layout, Paragraph
from extract.blocks import Block, HeadingBlock, Kind, TextBlock
from extract.lines import Line
from extract.sections import paragraphs_of
from extract.statements import statements

BOARD = "The Local Safeguarding Children Board"


def say(text: str, kind: Kind = "plain", number: str | None = None) -> TextBlock:
    return TextBlock(kind, number, [Line(4, Box(70, 100, 500, 112), text, 12, False)], [text], 70, 98)


def heads(*texts: str) -> list[Block]:
    return [HeadingBlock(text, 4) for text in texts]


def read(*blocks: Block, layout: Layout = "C") -> tuple[tuple[Paragraph, ...], tuple[Judgement, ...]]:
    printed, grades = paragraphs_of("7", blocks, layout, frozenset())
    return tuple(one.paragraph for one in printed), grades


def places(*blocks: Block, layout: Layout = "C") -> list[tuple[str, str | None, str]]:
    return [(one.section, one.heading, one.text) for one in read(*blocks, layout=layout)[0]]


def test_each_paragraph_stands_in_its_section_under_the_nearest_heading() -> None:
    assert places(
        *heads(f"{BOARD} is good", "Executive summary"),
        say("It meets."),
        *heads("Recommendations"),
        say("The board should:"),
        say("Meet.", "bullet"),
        *heads("Inspection findings"),
        say("What follows is told by theme."),
        *heads("Governance"),
        say("It met.", "numbered", "9"),
    ) == [
        ("summary", "Executive summary", "It meets."),
        ("summary", "Recommendations", "The board should:"),
        ("recommendation", "Recommendations", "Meet."),
        ("summary", "Inspection findings", "What follows is told by theme."),
        ("finding", "Governance", "It met."),
    ]


def test_a_bullet_with_nothing_after_it_is_not_a_recommendation() -> None:
    blocks = [*heads("Recommendations"), say("Meet.", "bullet"), say("", "bullet"), say("…", "bullet")]
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
def test_the_words_that_there_is_nothing_to_do_are_not_a_recommendation(nothing: str) -> None:
    found = places(*heads("Priority and immediate action"), say(nothing, "numbered", "4"), layout="A")
    assert [section for section, _, _ in found] == ["summary"]


def test_a_recommendation_may_say_no() -> None:
    found = places(*heads("Areas for improvement"), say("Leave no area of work untested.", "numbered", "4"))
    assert [section for section, _, _ in found] == ["recommendation"]


def test_findings_all_in_prose_are_findings() -> None:
    found = places(*heads("Inspection findings"), say("It meets."), say("It reads."))
    assert [section for section, _, _ in found] == ["finding", "finding"]


def test_numbers_below_the_summary_are_findings_where_layout_c_forgot_their_heading() -> None:
    blocks = (*heads("Executive summary"), say("It meets."), *heads("Governance"), say("It met.", "numbered", "9"))
    assert [section for section, _, _ in places(*blocks)] == ["summary", "finding"]
    assert [section for section, _, _ in places(*blocks, layout="B")] == ["summary", "summary"]


def test_the_description_of_a_grade_is_neither_finding_nor_grade() -> None:
    paragraphs, grades = read(
        *heads(f"{BOARD} requires improvement"),
        say("An LSCB that is good coordinates the work of all."),
        *heads("Executive summary"),
        say("It meets."),
    )
    assert [one.text for one in paragraphs] == ["It meets."]
    assert [one.grade for one in grades] == ["requires improvement"]


def test_the_sentence_on_the_arrangements_gives_the_grade_and_is_a_summary() -> None:
    text = "The arrangements in place to evaluate what the board and its partners do for children are inadequate."
    paragraphs, grades = read(say(text), *heads("Areas for improvement"), say("Meet.", "bullet"), layout="A")
    assert [(one.section, one.text) for one in paragraphs] == [("summary", text), ("recommendation", "Meet.")]
    assert [(one.grade, one.stated) for one in grades] == [("inadequate", text)]


def test_a_plain_line_may_give_the_grade_above_the_first_section_alone() -> None:
    line = f"{BOARD} is outstanding."
    paragraphs, grades = read(say(line), *heads("Executive summary"), say(line))
    assert [one.text for one in paragraphs] == [line]
    assert [one.grade for one in grades] == ["outstanding"]


def test_the_cover_of_a_boards_own_report_is_not_a_summary() -> None:
    blocks = (
        *heads("Report published: 10 March 2015"),
        say("Inspection dates: 3 to 12 March 2015"),
        *heads(f"{BOARD} is good", "Summary of findings"),
        say("It meets.", "bullet"),
    )
    assert places(*blocks, layout="D") == [("summary", "Summary of findings", "It meets.")]


def test_a_paragraph_knows_its_fragment_of_each_page_and_line() -> None:
    lines = [
        Line(4, Box(70, 740, 500, 752), "", 12, False),
        Line(5, Box(98, 80, 480, 92), "", 12, False),
        Line(5, Box(98, 95, 510, 107), "", 12, False),
    ]
    block = TextBlock("numbered", "9", lines, ["It meets", "and reads", "again."], 70, 98)
    (printed,), _ = paragraphs_of("7", [*heads("Inspection findings"), block], "C", frozenset())
    paragraph = printed.paragraph
    assert (paragraph.number, paragraph.page, paragraph.text) == ("9", 4, "It meets and reads again.")
    assert [(fragment.page, paragraph.text[fragment.start :]) for fragment in paragraph.pages] == [
        (4, "It meets and reads again."),
        (5, "and reads again."),
    ]
    assert paragraph.pages[1].box == Box(98, 80, 510, 107)
    assert paragraph.box == Box(70, 740, 500, 752)
    assert [line.start for line in printed.lines] == [0, 9, 19]


def test_a_paragraph_has_an_id_of_its_report() -> None:
    paragraphs, _ = read(*heads("Recommendations"), say("Meet.", "bullet"), say("Read.", "bullet"))
    assert [one.paragraph_id for one in paragraphs] == ["7-001", "7-002"]


ARRANGEMENTS = "The arrangements {}to evaluate what the board and its partners do for children are good."


@pytest.mark.parametrize("words", ["in place ", "that are in place ", ""])
def test_the_sentence_that_repeats_the_grade_is_marked_where_the_part_opens(words: str) -> None:
    sentence = ARRANGEMENTS.format(words)
    blocks = [say(f"{sentence} It meets."), *heads("Executive summary"), say("It reads."), say(sentence)]
    printed, _ = paragraphs_of("7", blocks, "C", frozenset())
    assert [one.repeats_grade for one in printed] == [True, False, False]
    assert [(one.statement_id, one.repeats_grade) for one in statements(printed)] == [
        ("7-001-01", True),
        ("7-001-02", False),
        ("7-002-01", False),
        ("7-003-01", False),
    ]
