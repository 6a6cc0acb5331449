"""Reports set in ways that differ from the usual: each is drawn, and read whole."""

from __future__ import annotations

import collections
import datetime
import io
import pathlib
from collections.abc import Callable, Sequence
from typing import Any

import pikepdf
import pytest
from drawing import AREAS, END, LEAD, PART_A, PART_B, PART_C, PART_D, SENTENCE, Block, Drawing, report

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


def doubled(data: bytes, page: int) -> bytes:
    """A report with one of its pages twice there."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.pages.insert(page, pdf.pages[page - 1])
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def test_a_page_that_is_there_twice_or_lost_is_a_warning(tmp_path: pathlib.Path) -> None:
    codes = [warning.code for warning in read(tmp_path, doubled(report(PART_C), 4)).warnings]
    assert codes == ["number-jumps", "pages-jump", "text-repeats"]
    unnumbered = report(PART_C, drawing=Drawing(numbers=False))
    assert [one.code for one in read(tmp_path, doubled(unnumbered, 4)).warnings] == ["number-jumps", "text-repeats"]
    long = [*PART_C[:9], *(("n", f"{at}.", SENTENCE) for at in range(84, 110))]
    with pikepdf.open(io.BytesIO(report(long))) as pdf:
        del pdf.pages[-2]
        pdf.save(tmp_path / "1.pdf")
    (warning,) = (one for one in read_report(tmp_path / "1.pdf").warnings if one.code == "pages-jump")
    assert "the page numbered 7 follows that numbered 5" in warning.message


def below(kind: str, text: str, **front: Any) -> bytes:
    """A report whose part on the authority has one more line."""
    return report(PART_C, before=((kind, text),), **front)


def named(times: int) -> str:
    """A paragraph that names another place's board."""
    return " ".join(["Osmouth Safeguarding Children Board has few audits."] * times)


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
        (report(changed({9: [("n", "84.", "Audits are few and the")]})), "end-not-found", "within a sentence"),
        (report(PART_C, contents=[(PART_C[0][1], "4"), ("Information about this inspection", "9")]), "", ""),
        (report(PART_C, contents=[(PART_C[0][1], "3")]), "contents-disagree", "give page 3"),
        (
            below("h14", "Leadership, management and governance are inadequate"),
            "grade-disagrees",
            "grade of leadership is",
        ),
        (
            below("p", "The graded judgement for adoption performance is that it is good"),
            "grade-disagrees",
            "page 3 says",
        ),
        (
            below("h14", "The experience and progress of care leavers|Inadequate"),
            "grade-disagrees",
            "care_leavers is taken",
        ),
        (
            below("h14", f"{AREAS[4][0][3:]} are good", areas=AREAS[:4]),
            "grade-missing",
            "page 3 gives leadership a grade",
        ),
        (report(PART_C, areas=(*AREAS[:4], (AREAS[4][0], ""))), "grade-missing", "no grade stands beside '3. Leader"),
        (report(PART_C, overall="What follows is our judgement"), "grade-missing", "gives the overall grade"),
        (report(PART_C, overall="Services for children are inadequate"), "grade-missing", "gives the overall grade"),
        (report(PART_C, overall="Children’s services are inadequate"), "grade-unlikely", "does not go with"),
        (below("p", "This is an outstanding LSCB."), "grade-disagrees", "page 3 says outstanding"),
        (below("p", "The LSCB in Ambleford is judged to be good."), "grade-disagrees", "page 3 says good"),
        (report(PART_C, inspected=("Inspection dates: 2 March 2015 to 24 March 2016",)), "dates-unlikely", "388 days"),
        (report(PART_C, published="Report published: 20 May 2017"), "dates-unlikely", "422 days after the end"),
        (report(PART_C, inspected=("Inspection date: 2 Smarch – 24 March 2016",)), "front-lacks", "no date can be"),
        (report(PART_C, place=""), "front-lacks", "no authority's name"),
        (report([*PART_C, *PART_C[8:]]), "number-jumps", "paragraph 83 follows paragraph 84"),
        (report(changed({9: [("n", "84.", named(2))]})), "another-board", "names only the board of 'Osmouth', 2 times"),
    ],
    ids=lambda value: value if isinstance(value, str) and " " not in value else "",
)
def test_what_does_not_agree_is_a_warning(tmp_path: pathlib.Path, data: bytes, code: str, message: str) -> None:
    warnings = read(tmp_path, data).warnings
    assert [warning.code for warning in warnings][:1] == ([code] if code else [])
    assert message in "".join(warning.message for warning in warnings)


def bound(*reports: bytes) -> bytes:
    """One file of several reports."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for data in reports:
            with pikepdf.open(io.BytesIO(data)) as one:
                pdf.pages.extend(one.pages)
        pdf.save(out)
    return out.getvalue()


def without_part(place: str) -> bytes:
    return report([("h16", "Leadership"), ("n", "7.", SENTENCE)], place=place)


def test_a_part_that_stands_in_a_second_report_is_not_credited_to_the_first(tmp_path: pathlib.Path) -> None:
    with pytest.raises(ExtractionError, match="page 1 is of Ambleford, but a report on Osmouth begins on page 6"):
        read(tmp_path, bound(without_part("Ambleford"), report(PART_C, place="Osmouth")))
    with pytest.raises(ExtractionError, match="names only the board of 'Osmouth', 3 times: whose review is it"):
        read(tmp_path, report(changed({9: [("n", "84.", named(3))]})))


def test_a_second_report_behind_the_part_is_named_and_not_read(tmp_path: pathlib.Path) -> None:
    alone = read(tmp_path, report(PART_C))
    record = read(tmp_path, bound(report(PART_C), report(PART_B, place="Osmouth")))
    assert (record.authority, grade(record), items(record)) == ("Ambleford", grade(alone), items(alone))
    assert ("another-report", "a report on Osmouth begins on page 6; it is not read") in {
        (warning.code, warning.message) for warning in record.warnings
    }


def in_front(data: bytes, *lines: str) -> bytes:
    """A report behind a page of someone else's."""
    cover = Drawing(numbers=False)
    for line in lines:
        cover.block("h16", line)
    return bound(cover.pdf(), data)


@pytest.mark.parametrize("lines", [(), ("Scrutiny Committee", "14 January 2016", "The inspection is attached.")])
def test_a_page_in_front_of_page_1_moves_the_pages_alone(tmp_path: pathlib.Path, lines: tuple[str, ...]) -> None:
    alone = read(tmp_path, report(PART_C))
    record = read(tmp_path, in_front(report(PART_C, contents=[(PART_C[0][1], "4")]), *lines))
    assert (record.authority, record.published_on, record.inspected_from) == (
        (alone.authority, alone.published_on, alone.inspected_from)
    )
    assert [(one.area, one.grade, one.page) for one in record.judgements] == [
        (one.area, one.grade, one.page + 1) for one in alone.judgements
    ]
    assert items(record) == items(alone)
    assert (record.first_page, record.warnings) == (5, ())


def test_what_is_no_report_of_ours_is_unreadable_and_no_report_without_a_review(tmp_path: pathlib.Path) -> None:
    letter = Drawing().blocks([("p", f"The work of the panel went on in June. {SENTENCE}")] * 4).pdf()
    with pytest.raises(ExtractionError, match="neither the title nor the dates of an inspection"):
        read(tmp_path, letter)
    with pytest.raises(ExtractionError, match=r"page 1: .*is good' grades a board, but no part of the report"):
        read(tmp_path, Drawing().blocks([("p", f"The LSCB is good. {SENTENCE}")] * 4).pdf())
    table = report([("h16", "Leadership"), ("n", "7.", SENTENCE)], titled=False, areas=(*AREAS[:4], (AREAS[4][0], "")))
    with pytest.raises(ExtractionError, match="no grade stands beside"):
        read(tmp_path, table)


def test_a_line_of_prose_that_begins_as_a_row_of_the_table_is_none(tmp_path: pathlib.Path) -> None:
    front = Drawing()
    front.blocks([("name", "Ambleford"), ("h16", "Inspection of local authority children’s services")])
    front.blocks(
        [("p", "Inspection dates: 3 to 12 February 2019"), ("p", "We saw how staff work with|children who need help")]
    )
    front.blocks([("p", "We met|children who need help and protection and their families. " + SENTENCE)])
    path = tmp_path / "1.pdf"
    path.write_bytes(front.pdf())
    assert read_report(path).outcome == "not a review"


@pytest.mark.parametrize(
    ("spoil", "met"),
    [
        (lambda word: word[: len(word) // 2] + " " + word[len(word) // 2 :], "scraps of one or two letters"),
        (lambda word: word + "xyz", "common words"),
    ],
)
def test_letters_that_are_not_what_is_printed_make_a_report_unreadable(
    tmp_path: pathlib.Path, spoil: Callable[[str], str], met: str
) -> None:
    def spoilt(text: str) -> str:
        return " ".join(spoil(word) for word in text.split())

    blocks: list[Block] = [("p", spoilt(f"{SENTENCE} {SENTENCE}"))] * 8
    with pytest.raises(ExtractionError, match=met):
        read(tmp_path, report([*PART_C[:3], *blocks, *PART_C[4:]]))
