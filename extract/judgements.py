"""The table of judgements on page 1: five areas of the authority's work, each with its grade.

Read by geometry and not by the table's rules, which some reports draw within a row. A grade stands in the right-hand
column, on one to three lines ('Requires' / 'improvement' / 'to be good'), level with the middle of its label.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence
from typing import Final

from common.record import Area, Box, Judgement
from extract.grades import OPENS_CELL, cell_grade
from extract.lines import LINE_PITCH, Line
from extract.pdf import Pdf, PrintedWord

LABELS: Final[tuple[tuple[re.Pattern[str], Area], ...]] = (
    (re.compile(r"(?:\d\.\s*)?children who need help and protection\b", re.IGNORECASE), "help_protection"),
    (re.compile(r"(?:\d\.\s*)?children looked after\b", re.IGNORECASE), "looked_after"),
    (re.compile(r"(?:\d\.\d\.?\s*)?adoption performance\b", re.IGNORECASE), "adoption"),
    (re.compile(r"(?:\d\.\d\.?\s*)?experiences and progress of care leavers\b", re.IGNORECASE), "care_leavers"),
    (re.compile(r"(?:\d\.\s*)?leadership,? management and governance\b", re.IGNORECASE), "leadership"),
)
# The grades' column begins beyond this share of the page's width; words left of it are labels.
GRADE_COLUMN = 0.55
# How far apart, in points, the lines of one cell stand at most; rows stand 27 apart.
CELL_PITCH = 24.0
# How far, in points, a grade's middle may stand from its label's: less than half a row.
LEVEL = 14.0


@dataclasses.dataclass(frozen=True)
class Row:
    """A label with the middle of its lines, in points from the top."""

    area: Area
    text: str
    page: int
    middle: float


@dataclasses.dataclass(frozen=True)
class Cell:
    """A grade as printed with the middle of its lines, in points from the top."""

    text: str
    middle: float


@dataclasses.dataclass(frozen=True)
class Table:
    """The judgements of the table in its order, and the labels that have none.

    An area that has no row is not judged and has no judgement.
    """

    judgements: tuple[Judgement, ...]
    ungraded: tuple[str, ...]


def read_table(pdf: Pdf, front: int, body_size: float) -> Table:
    """The table of judgements on the report's page 1, which is page `front` of the file and may run on to the next."""
    found: list[Judgement] = []
    ungraded: dict[Area, str] = {}
    for page in range(front, min(front + 1, pdf.pages) + 1):
        rows = [row for row in rows_of(pdf.lines(page, body_size)) if row.area not in {j.area for j in found}]
        paired = pair(rows, cells_of(pdf.words(page), column_of(pdf.sheet(page))))
        found.extend(paired)
        if page == front or paired:  # the next page's contents name the areas too
            ungraded.update({row.area: row.text for row in rows})
    graded = {judgement.area for judgement in found}
    return Table(tuple(found), tuple(text for area, text in ungraded.items() if area not in graded))


def column_of(sheet: Box) -> float:
    """Where the grades' column begins on a sheet, in points from the page's left."""
    return sheet.x0 + GRADE_COLUMN * (sheet.x1 - sheet.x0)


def rows_of(lines: Sequence[Line]) -> list[Row]:
    """The labels on a page, each with the lines that belong to it ('… achieving' / 'permanence')."""
    rows = []
    for at, line in enumerate(lines):
        area = next((area for pattern, area in LABELS if pattern.match(line.text)), None)
        if area is None:
            continue
        last = line
        for below in lines[at + 1 : at + 4]:
            if (
                below.text.lower().startswith("permanence")
                and below.box.top - last.box.top <= 2 * LINE_PITCH * line.size
            ):
                last = below
        rows.append(Row(area, line.text, line.page, (line.box.top + last.box.bottom) / 2))
    return rows


def cells_of(words: Iterable[PrintedWord], left: float) -> list[Cell]:
    """The grades printed right of `left` points, top to bottom."""
    cells: list[list[PrintedWord]] = []
    column = [word for word in words if word.box.x0 > left]
    for word in sorted(column, key=lambda word: (round(word.box.top), word.box.x0)):
        if cells and goes_on(cells[-1], word):
            cells[-1].append(word)
        elif OPENS_CELL.fullmatch(word.text):
            cells.append([word])
    return [Cell(" ".join(word.text for word in cell), (cell[0].box.top + cell[-1].box.bottom) / 2) for cell in cells]


def goes_on(cell: Sequence[PrintedWord], word: PrintedWord) -> bool:
    """Whether a word continues 'Requires improvement to be good'; the next row's 'Good' does not."""
    due = {"requires": "improvement", "require": "improvement", "improvement": "to", "to": "be", "be": "good"}
    close = word.box.top - cell[-1].box.top < CELL_PITCH
    return close and due.get(cell[-1].text.lower().strip(".")) == word.text.lower().strip(".")


def pair(rows: Sequence[Row], cells: Sequence[Cell]) -> list[Judgement]:
    """Each label with the grade level with it."""
    judgements = []
    for row in rows:
        nearest = min(cells, key=lambda cell: abs(cell.middle - row.middle), default=None)
        if nearest is None or abs(nearest.middle - row.middle) > LEVEL:
            continue
        grade = cell_grade(nearest.text)
        if grade:
            judgements.append(Judgement(row.area, grade, row.page, f"{row.text}: {nearest.text}"))
    return judgements
