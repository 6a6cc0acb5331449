"""Reports set in ways that differ from the usual: each is drawn, and read whole."""

from __future__ import annotations

import collections
import datetime
import pathlib
from collections.abc import Sequence
from typing import Any

import pytest
from drawing import END, LEAD, PART_A, PART_B, PART_C, PART_D, SENTENCE, Block, Drawing, report

from common.record import Record
from extract.errors import ExtractionError
from extract.report import read_report

USUAL = {"summary": 1, "recommendation": 2, "finding": 2}


def changed(blocks: dict[int, Sequence[Block]]) -> list[Block]:
    """Layout C's part with some of its blocks replaced, by index."""
    return [block for at, old in enumerate(PART_C) for block in blocks.get(at, (old,))]


def read(tmp_path: pathlib.Path, data: bytes) -> Record:
    path = tmp_path / "50009999.pdf"
    path.write_bytes(data)
    return read_report(path)


def counts(record: Record) -> dict[str, int]:
    return dict(collections.Counter(paragraph.section for paragraph in record.paragraphs))


def items(record: Record) -> list[tuple[str, str | None, str]]:
    """Section, number and words of each paragraph, without marks and spaces at the ends."""
    return [(one.section, one.number, one.text.strip(" .")) for one in record.paragraphs]


def grade(record: Record) -> str:
    return next(one.grade for one in record.judgements if one.area == "lscb")


def own_report() -> bytes:
    drawing = Drawing()
    drawing.block("name", "Ambleford")
    drawing.block("h16", "Inspection of the effectiveness of local safeguarding children board")
    drawing.block("p", "Inspection dates: 3 to 12 February 2015")
    drawing.block("h12", "Report published: 10 March 2015")
    return drawing.blocks(PART_D).blocks(END).pdf()


BOARD_A = "The Local Safeguarding Children Board is inadequate"


@pytest.mark.parametrize(
    ("data", "layout", "page", "stated", "sections"),
    [
        (report(PART_A, board=BOARD_A), "A", 4, "inadequate", {"recommendation": 2, "finding": 1}),
        (report(PART_B), "B", 4, "good", {"summary": 4, "recommendation": 1, "finding": 2}),
        (report(PART_C), "C", 4, "requires improvement", USUAL),
        (own_report(), "D", 1, "good", {"summary": 2, "recommendation": 1, "finding": 1}),
    ],
    ids="ABCD",
)
def test_the_four_layouts(
    tmp_path: pathlib.Path, data: bytes, layout: str, page: int, stated: str, sections: dict[str, int]
) -> None:
    record = read(tmp_path, data)
    assert (record.outcome, record.layout, record.first_page, record.last_page) == ("review", layout, page, page)
    assert (grade(record), counts(record), record.warnings) == (stated, sections, ())
    assert (record.authority, record.lead_inspector) == ("Ambleford", "Petra Quill")


FORMS: dict[str, bytes] = {
    "helvetica": report(PART_C, drawing=Drawing("Helvetica")),
    "eleven point": report(PART_C, drawing=Drawing(scale=11 / 12)),
    "letter paper": report(PART_C, drawing=Drawing(size=(612, 792))),
    "title short": report(changed({0: [("h16", "Review of the LSCB")]})),
    "title of three lines": report(
        changed({0: [("h16", "The effectiveness of|the Local Safeguarding|Children Board")]})
    ),
    "title in capitals": report(changed({0: [("h16", "THE EFFECTIVENESS OF THE LOCAL SAFEGUARDING CHILDREN BOARD")]})),
    "title with the place": report(
        changed({0: [("h16", "The effectiveness of Ambleford Safeguarding Children Board")]})
    ),
    "title that is the grade": report(changed({0: []})),
    "grade on two lines": report(changed({1: [("h14", "The Local Safeguarding Children Board|requires improvement")]})),
    "grade in plain print": report(
        changed({1: [("p", "The Local Safeguarding Children Board requires improvement.")]})
    ),
    "grade as judgement": report(changed({1: [("h14", "Judgement: requires improvement")]})),
    "headings not bold": report([("large", *said) if kind[0] == "h" else (kind, *said) for kind, *said in PART_C]),
    "headings of 12 points": report([("h12", *said) if kind == "h14" else (kind, *said) for kind, *said in PART_C]),
    "letters": report(changed({5: [("n", "(a)", "Agree on it.")], 6: [("n", "(b)", "Test it.")]})),
    "roman numbers": report(changed({5: [("n", "i.", "Agree on it.")], 6: [("n", "ii.", "Test it.")]})),
    "numbers from 1": report(changed({5: [("n", "1)", "Agree on it.")], 6: [("n", "2)", "Test it.")]})),
    "bullets in bullets": report(changed({5: [("b", "•", "Agree:"), ("s", "–", "on it;"), ("s", "–", "on that.")]})),
    "recommendations named": report(changed({4: [("h14", "Recommendations for the LSCB")]})),
    "sub-headings": report(changed({5: [("h12", "Practice"), PART_C[5]], 8: [("h12", "Governance"), PART_C[8]]})),
    "findings in prose": report(changed({8: [("p", SENTENCE)], 9: [("p", SENTENCE)]})),
    "findings in bullets": report(changed({8: [("b", "•", SENTENCE)], 9: [("b", "•", SENTENCE)]})),
    "a bold paragraph": report(changed({8: [("nb", "83.", SENTENCE)]})),
    "appendix": report(PART_C, end=(("turn",), ("h16", "Appendix"), ("p", SENTENCE), LEAD)),
    "contents": report(PART_C, contents=[(PART_C[0][1], "4"), ("Recommendations", "4")]),
}


# Forms whose numbers or words are not those of the usual one.
OTHER_WORDS = frozenset(
    {"letters", "roman numbers", "numbers from 1", "bullets in bullets", "findings in prose", "findings in bullets"}
)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_that_differs_is_read_as_the_usual_one(tmp_path: pathlib.Path, name: str) -> None:
    record = read(tmp_path, FORMS[name])
    assert (record.layout, record.first_page, record.last_page) == ("C", 4, 4)
    assert (grade(record), counts(record)) == ("requires improvement", USUAL)
    assert record.warnings == ()
    if name not in OTHER_WORDS:
        usual = read(tmp_path, report(PART_C))
        assert items(record) == items(usual)


def test_prose_before_a_list_is_summary(tmp_path: pathlib.Path) -> None:
    record = read(tmp_path, report(changed({5: [("p", "The board should:"), PART_C[5]]})))
    assert counts(record) == {**USUAL, "summary": 2}


def test_a_long_part_leaves_running_headers_page_numbers_and_footnotes_out(tmp_path: pathlib.Path) -> None:
    many: list[Block] = [("n", f"{number}.", f"{SENTENCE} {SENTENCE}") for number in range(83, 103)]
    note = (("gap", "120"), ("foot", "1 The guide of 2013."), ("foot", "It fills two lines."), ("turn",))
    part = [*changed({8: many, 9: []}), *note, ("n", "103.", SENTENCE)]
    record = read(tmp_path, report(part, drawing=Drawing(running="Ambleford – Ofsted")))
    findings = [one for one in record.paragraphs if one.section == "finding"]
    assert [one.number for one in findings] == [str(number) for number in range(83, 104)]
    assert {one.text for one in findings} == {SENTENCE, f"{SENTENCE} {SENTENCE}"}
    over = [one for one in findings if len(one.pages) > 1]
    assert over
    assert all(one.pages[0].page + 1 == one.pages[1].page for one in over)
    assert record.warnings == ()


@pytest.mark.parametrize(
    ("inspected", "first", "last"),
    [
        (("Inspection dates: Wednesday 2 March 2016 to", "Thursday 24 March 2016"), (2016, 3, 2), (2016, 3, 24)),
        (("Inspection date:", "2 March 2016 –", "24 March 2016"), (2016, 3, 2), (2016, 3, 24)),
        (("Dates of inspection: 2nd – 24th March 2016",), (2016, 3, 2), (2016, 3, 24)),
        (("Inspection date: 23 February-17 March 2016",), (2016, 2, 23), (2016, 3, 17)),
    ],
)
def test_inspection_dates(tmp_path: pathlib.Path, inspected: tuple[str, ...], first: Any, last: Any) -> None:
    record = read(tmp_path, report(PART_C, inspected=inspected))
    assert (record.inspected_from, record.inspected_to) == (datetime.date(*first), datetime.date(*last))
    assert record.published_on == datetime.date(2016, 5, 20)


@pytest.mark.parametrize("printed", ["Publication date: 20 May 2016", "Report published 20 May 2016"])
def test_publication_date(tmp_path: pathlib.Path, printed: str) -> None:
    assert read(tmp_path, report(PART_C, published=printed)).published_on == datetime.date(2016, 5, 20)


@pytest.mark.parametrize("line", ["Lead inspector Petra Quill HMI", "Lead Inspector: Petra Quill, Ofsted"])
def test_lead_inspector(tmp_path: pathlib.Path, line: str) -> None:
    end = (("turn",), ("h16", "Information about this inspection"), ("p", "Lead inspectors are senior."), ("p", line))
    assert read(tmp_path, report(PART_C, end=end)).lead_inspector == "Petra Quill"


def test_a_re_inspection_that_names_the_board_often_reviews_none(tmp_path: pathlib.Path) -> None:
    part = [("h16", "Leadership"), ("n", "7.", "The Local Safeguarding Children Board was not reviewed. " + SENTENCE)]
    record = read(tmp_path, report(part, titled=False))
    assert record.outcome == "not a review"
    assert "inspected from 2016-03-02 to 2016-03-24, and no part of the report reviews the LSCB" in record.reason or ""


def test_a_review_promised_and_not_found_is_an_error(tmp_path: pathlib.Path) -> None:
    with pytest.raises(ExtractionError, match="no part of the report has the title"):
        read(tmp_path, report([("h16", "Leadership"), ("n", "7.", SENTENCE)]))


def test_a_part_without_a_grade_is_an_error(tmp_path: pathlib.Path) -> None:
    with pytest.raises(ExtractionError, match=r"page 4: no grade of the board below"):
        read(tmp_path, report(changed({1: []})))


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        (report(PART_C, before=(("p", "In Ambleford the LSCB is good."),)), "grade-disagrees", "page 3 says good"),
        (report(changed({9: [("n", "86.", SENTENCE)]})), "number-jumps", "paragraph 86 follows paragraph 83"),
        (report(PART_C, contents=[(PART_C[0][1], "9")]), "contents-disagree", "the contents give page 9"),
        (report(changed({5: [], 6: []})), "section-missing", "no recommendation was found"),
        (report(PART_C, inspected=()), "front-lacks", "no inspection dates"),
        (report(PART_C, inspected=("Inspection date: 31 June 2016",)), "front-lacks", "read from '31 June 2016'"),
        (report(PART_C, published="Report published: 31 June"), "front-lacks", "no date can be read from '31 June"),
        (report(PART_C, published="Report published: 2 March 2016"), "dates-disorder", "before the end on 2016-03-24"),
        (report(PART_C, end=()), "end-not-found", "runs to the end of the file"),
    ],
    ids=lambda value: value if isinstance(value, str) and " " not in value else "",
)
def test_what_does_not_agree_is_a_warning(tmp_path: pathlib.Path, data: bytes, code: str, message: str) -> None:
    warnings = read(tmp_path, data).warnings
    assert [warning.code for warning in warnings] == [code]
    assert message in warnings[0].message
