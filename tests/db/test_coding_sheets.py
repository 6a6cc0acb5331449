"""A sheet of statements to fill in, and what a filled one changes."""

import csv
import datetime
import io

import pytest

from db.coding_sheets import COLUMNS, KnownIds, SheetError, add, corrections, read_sheet, sheet

ON = datetime.date(2026, 11, 26)
VOCABULARY = KnownIds(frozenset({"audit", "training"}), frozenset({"multi-agency-audits", "training-reach"}))


def statement(name: str, text: str, digest: str, **changes: str) -> dict[str, str]:
    """A statement of the review 101 as it is: read as praise of training."""
    return {
        "review_id": "101", "statement_id": name, "digest": digest, "page": "9", "section": "finding",
        "heading": "Training", "text": text, "told_by": "reading", "polarity": "strength", "themes": "training",
        "practices": "training-reach", "earlier": "0", "example": "0",
    } | changes  # fmt: skip


PRESENT = [
    statement("101-001-01", "Courses for lamplighters are full.", "a1"),
    statement("101-002-01", "Audits of lamps are late.", "b2", polarity="weakness", themes="audit", practices=""),
    statement("101-003-01", "Lamps were counted in May.", "c3", told_by="rules", polarity="neutral", practices=""),
    statement("101-004-01", "Courses for lamplighters are full!", "a1"),
]


def filled(**changes: dict[str, str]) -> list[dict[str, str]]:
    """The sheet of PRESENT as a person returns it, with what they changed by statement."""
    rows = list(csv.DictReader(io.StringIO(sheet(PRESENT))))
    return [row | changes.get(row["statement_id"][4:7], {}) for row in rows]


def taken(rows: list[dict[str, str]]) -> list[dict[str, object]]:
    return corrections(rows, PRESENT, VOCABULARY, "Ada Lund", ON)


def test_a_sheet_has_every_statement_in_order_with_its_present_classes():
    rows = list(csv.DictReader(io.StringIO(sheet(PRESENT))))
    assert tuple(rows[0]) == COLUMNS
    assert [(row["statement_id"], row["polarity"], row["told_by"], row["why"]) for row in rows] == [
        ("101-001-01", "strength", "reading", ""),
        ("101-002-01", "weakness", "reading", ""),
        ("101-003-01", "neutral", "rules", ""),
        ("101-004-01", "strength", "reading", ""),
    ]


def test_what_was_read_and_left_makes_nothing_and_what_rules_classed_is_coded():
    assert taken(filled()) == [
        {
            "review_id": "101", "digest": "c3", "polarity": "neutral", "themes": "training", "practices": "",
            "earlier": "0", "example": "0", "why": "first coding", "corrected_by": "Ada Lund",
            "corrected_on": "2026-11-26",
        }
    ]  # fmt: skip


def test_a_changed_class_is_a_correction_with_its_reason():
    rows = filled(**{"002": {"polarity": "mixed", "practices": " multi-agency-audits ", "why": "credits the audits"}})
    found = {row["digest"]: row for row in taken(rows)}
    assert found.keys() == {"b2", "c3"}
    assert {name: found["b2"][name] for name in ("polarity", "themes", "practices", "why")} == {
        "polarity": "mixed", "themes": "audit", "practices": "multi-agency-audits", "why": "credits the audits",
    }  # fmt: skip


def test_statements_of_the_same_words_share_one_coding():
    same = {"polarity": "neutral", "why": "only says that they are full"}
    with pytest.raises(SheetError, match="101-001-01, 101-004-01: they have the same words"):
        taken(filled(**{"001": same}))
    assert [row["digest"] for row in taken(filled(**{"001": same, "004": same}))] == ["a1", "c3"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"002": {"polarity": "mixed"}}, "101-002-01: a class is changed, and why is empty"),
        ({"002": {"polarity": "bad", "why": "x"}}, "strength, weakness, mixed, neutral; it is 'bad'"),
        ({"002": {"themes": "audits", "why": "x"}}, "'audits' is not an id of the codebook, perhaps 'audit'?"),
        ({"002": {"practices": "audit audit", "why": "x"}}, "practices: an id stands twice"),
        ({"001": {"earlier": "1", "why": "x"}}, "earlier is for criticism"),
        ({"002": {"example": "1", "why": "x"}}, "example is for praise (strength) that has a practice"),
        ({"002": {"example": "3", "why": "x"}}, "example must be 0, 1 or 2; it is '3'"),
        ({"002": {"text": "Audits of lamps are early."}}, "101-002-01: text may not change"),
        ({"002": {"statement_id": "101-009-01"}}, "'101-009-01' is not a statement of this review"),
        ({"002": {"statement_id": "101-009-01"}}, "101-002-01 is missing: every statement needs its row"),
        ({"002": {"statement_id": "101-001-01"}}, "101-001-01 stands twice"),
    ],
)  # fmt: skip
def test_a_sheet_that_cannot_be_taken_names_the_row_and_what_is_wrong(changes, message):
    with pytest.raises(SheetError) as problem:
        taken(filled(**changes))
    assert message in str(problem.value)


def test_a_file_that_is_not_a_sheet_is_refused(tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(SheetError, match="columns are"):
        read_sheet(path)
    path.write_bytes(b"\xff\xfe\x00a")
    with pytest.raises(SheetError, match="not CSV in UTF-8"):
        read_sheet(path)
    path.write_text("\ufeff" + sheet(PRESENT), encoding="utf-8")
    assert [row["statement_id"] for row in read_sheet(path)] == [row["statement_id"] for row in PRESENT]


def test_corrections_take_the_place_of_former_ones_of_the_same_words(tmp_path):
    path = tmp_path / "corrections.csv"
    path.write_text(
        "# Source: made up\nreview_id,digest,polarity,themes,practices,earlier,example,why,corrected_by,corrected_on\n"
        "101,c3,strength,,,0,0,an older view,Bo Tarn,2026-01-02\n100,d4,neutral,,,0,0,kept,Bo Tarn,2026-01-02\n",
        encoding="utf-8",
    )
    assert add(path, taken(filled())) == 1
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# Source: made up"
    assert lines[2:] == [
        "100,d4,neutral,,,0,0,kept,Bo Tarn,2026-01-02",
        "101,c3,neutral,training,,0,0,first coding,Ada Lund,2026-11-26",
    ]
