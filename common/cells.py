"""Cells of CSV that no spreadsheet runs as a formula, by a rule that can be turned back.

Spreadsheets take a cell that begins with `=`, `+`, `-`, `@`, a tab or a line break for a formula, or look past it for
one (OWASP, "CSV injection"). Such a text gets an apostrophe in front, and so does one that already has apostrophes
before such a character: whoever wants the text as it was takes one apostrophe off each cell that `GUARDED` matches.
Numbers stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# '=1+1', "'=1+1", '＝1+1' in letters of full width
DANGEROUS = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
# "'=1+1": what `guard` has been at
GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
# How a text must begin for `DANGEROUS` to match it: nearly none does, and this is told without a pattern.
BEGINNINGS = frozenset("'=+-@\t\r\n＝＋－＠")
# '-3.5', '+1e-05'
NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")


def guard(value: object) -> object:
    """The value as a cell of CSV: a text that a spreadsheet would run gets an apostrophe in front."""
    if not isinstance(value, str) or value[:1] not in BEGINNINGS:
        return value
    if DANGEROUS.match(value) and not NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def guard_row(row: Iterable[object]) -> list[object]:
    """A row of such cells."""
    return [guard(value) for value in row]


def unguard(text: str) -> str:
    """The text that `guard` was given."""
    return text[1:] if GUARDED.match(text) else text
