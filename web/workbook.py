"""A table as a workbook (XLSX) for people: its rows, notes on them and their sources on sheets of their own.

Nothing in it is a formula, whatever a text begins with. The same rows give the same bytes.
"""

from __future__ import annotations

import dataclasses
import datetime
import io
import math
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

from web.figures import ISO_DATE
from web.grades import GRADES
from web.headings import GRADE_COLUMNS, heading

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A cell holds no longer text; what is cut ends in an ellipsis, and the notes say so.
LONGEST = 32_767
# Numbers beyond this lose figures in a spreadsheet.
LARGEST = 2**53
FIGURES = 4
WIDEST, NARROWEST = 60, 9
FIRST_DAY = datetime.date(1900, 3, 1)  # before it, spreadsheets disagree about the calendar


@dataclasses.dataclass(frozen=True)
class SheetTable:
    """Rows under their columns; `about` says what a column holds, by name."""

    title: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Any]]
    about: dict[str, str]


Line = tuple[str, ...]


def label(column: str) -> str:
    """A column's heading: its name in words."""
    words = heading(column)
    return words[:1].upper() + words[1:]


def as_cell(column: str, value: Any) -> Any:
    """A value as people read it: a date, yes or no, a grade's name, a quotient to four figures; else as it is."""
    if isinstance(value, bytes):
        return value.hex()
    if column.startswith("is_") and value in (0, 1):
        return "yes" if value else "no"
    if isinstance(value, float):
        if not math.isfinite(value):
            return str(value)
        return float(f"{value:.{FIGURES}g}") if abs(value) < 10**FIGURES else round(value)
    if isinstance(value, int) and abs(value) > LARGEST:
        return str(value)
    if isinstance(value, str):
        if column in GRADE_COLUMNS and value in GRADES:
            return GRADES[value]
        if ISO_DATE.fullmatch(value):
            try:
                day = datetime.date.fromisoformat(value)
            except ValueError:
                return value
            return day if day >= FIRST_DAY else value
    return value


def is_cut(value: Any) -> bool:
    """Whether a text is longer than a cell holds."""
    return isinstance(value, str) and len(value) > LONGEST


def _widths(table: SheetTable) -> list[int]:
    """A width for each column, by its heading and its first rows."""
    found = []
    for at, column in enumerate(table.columns):
        shown = [len(label(column)) + 2, *(len(str(as_cell(column, row[at]))) + 1 for row in table.rows[:200])]
        found.append(min(WIDEST, max(NARROWEST, *shown)))
    return found


def _write_lines(sheet: Any, lines: Iterable[Line], bold: Any, wrapped: Any) -> None:
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 2, 60)
    for at, line in enumerate(lines):
        for column, text in enumerate(line):
            is_head = column == 0 or len(line) == 1
            sheet.write_string(at, column, text[:LONGEST], bold if is_head else wrapped)


def write(table: SheetTable, notes: Iterable[Line], sources: Iterable[Line], made_on: datetime.datetime) -> bytes:
    """The workbook. A line of notes or sources is one heading, or a name and one or two texts; `made_on` dates it."""
    held = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(held, options)
    book.set_properties({"title": table.title, "created": made_on})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    top = book.add_format({"valign": "top"})
    dated = book.add_format({"num_format": "d mmmm yyyy", "align": "left", "valign": "top"})
    sheet = book.add_worksheet("Table")
    widths = _widths(table)
    for at, column in enumerate(table.columns):
        sheet.write_string(0, at, label(column)[:LONGEST], bold)
        sheet.set_column(at, at, widths[at])
    for at, row in enumerate(table.rows, start=1):
        for place, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            cell = as_cell(column, value)
            if cell is None:
                continue
            if isinstance(cell, datetime.date):
                sheet.write_datetime(at, place, cell, dated)
            elif isinstance(cell, str):
                text = cell[: LONGEST - 1] + "…" if is_cut(cell) else cell
                sheet.write_string(at, place, text, wrapped if widths[place] == WIDEST else top)
            else:
                sheet.write_number(at, place, cell, top)
    sheet.freeze_panes(1, 0)
    if table.columns:
        sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    for name, lines in (("Notes", notes), ("Sources", sources)):
        _write_lines(book.add_worksheet(name), lines, bold, wrapped)
    book.close()
    return held.getvalue()
