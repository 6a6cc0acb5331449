from __future__ import annotations

import pathlib

import pytest
from drawing import AREAS, PART_C, Drawing, draw_front, report

from common.record import Box
from extract.judgements import Cell, Row, cells_of, pair
from extract.pdf import PrintedWord
from extract.report import read_report


def word(text: str, top: float, x: float = 420) -> PrintedWord:
    return PrintedWord(text, Box(x, top, x + 40, top + 12))


def test_words_of_one_cell_go_together_and_the_next_rows_do_not() -> None:
    words = [
        word("Children", 100, 80),
        word("Requires", 100),
        word("improvement", 114),
        word("to", 128),
        word("be", 128, 440),
        word("good", 128, 460),
        word("Good", 152),
    ]
    assert [(cell.text, cell.middle) for cell in cells_of(words, 300)] == [
        ("Requires improvement to be good", 120.0),
        ("Good", 158.0),
    ]


def test_a_grade_belongs_to_the_label_level_with_it() -> None:
    rows = [Row("looked_after", "2. Children", 1, 106), Row("adoption", "2.1 Adoption performance", 1, 140)]
    cells = [Cell("Good", 110), Cell("Inadequate", 170)]
    assert [(one.area, one.grade) for one in pair(rows, cells)] == [("looked_after", "good")]
    assert pair(rows, []) == []


@pytest.mark.parametrize(
    ("printed", "grade"),
    [
        ("Requires|improvement|to be good", "requires improvement"),
        ("Requires|Improvement", "requires improvement"),
        ("Good", "good"),
    ],
)
def test_a_grade_on_one_to_three_lines_is_read(tmp_path: pathlib.Path, printed: str, grade: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(report(PART_C, areas=[(label, printed) for label, _ in AREAS]))
    found = {one.area: one.grade for one in read_report(path).judgements if one.area not in ("overall", "lscb")}
    assert found == dict.fromkeys(("help_protection", "looked_after", "adoption", "care_leavers", "leadership"), grade)


def test_an_area_without_a_row_has_no_judgement(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(report(PART_C, areas=[row for row in AREAS if "Adoption" not in row[0]]))
    areas = [one.area for one in read_report(path).judgements]
    assert areas == ["overall", "help_protection", "looked_after", "care_leavers", "leadership", "lscb"]


def test_a_table_may_run_on_to_page_2(tmp_path: pathlib.Path) -> None:
    drawing = Drawing()
    draw_front(drawing, areas=AREAS[:3])
    for at, (label, grade) in enumerate(AREAS[3:]):
        drawing.text(76, 100 + 27 * at, label, 11)
        drawing.text(420, 100 + 27 * at, grade, 11)
    drawing.turn()
    drawing.block("p", "The authority’s own part comes first.")
    drawing.turn()
    path = tmp_path / "a.pdf"
    path.write_bytes(drawing.blocks(PART_C).pdf())
    found = {one.area: (one.grade, one.page) for one in read_report(path).judgements}
    assert found["care_leavers"] == ("good", 2)
    assert found["leadership"] == ("requires improvement", 2)
    assert found["adoption"] == ("outstanding", 1)
