"""How boards of each grade come out on a theme or a practice: the parts of the chart's bars, and the same in words."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from web.grades import GRADES

# How wide a part of the bar must be, as a share of it all, for each character of letter and count, or the letter alone.
ROOM_A_CHARACTER, ROOM_FOR_LETTER = 0.028, 0.04

Row = Mapping[str, Any]


@dataclasses.dataclass(frozen=True)
class Outcome:
    """One way in which a review may come out: the query's column, the letter in the bar, and the words."""

    column: str
    letter: str
    words: str
    is_dark: bool


def outcomes(praised: str, criticised: str) -> tuple[Outcome, ...]:
    """The four outcomes as the bars divide; the columns of praise and criticism are called differently by queries."""
    return (
        Outcome(praised, "P", "praised", True),
        Outcome("even", "E", "even", False),
        Outcome(criticised, "C", "criticised", True),
        Outcome("not_raised", "N", "not raised", False),
    )


# Of the queries themes_by_grade and practices_by_grade.
OF_THEMES = outcomes("strength", "weakness")
OF_PRACTICES = outcomes("credited", "faulted")


def label(letter: str, k: int, n: int) -> str:
    """What stands in the part of a bar for `k` of `n` boards: `P 24`, `P` where that is too wide; may be empty."""
    both = f"{letter} {k}"
    if k >= ROOM_A_CHARACTER * len(both) * n:
        return both
    return letter if k >= ROOM_FOR_LETTER * n else ""


def bars(by_grade: Sequence[Row], of: Sequence[Outcome]) -> list[dict[str, Any]]:
    """The chart's rows: the parts of each grade's bar, `from` and `to` as shares of it, with letter and count.

    A grade without boards has one row, of no width, that says so.
    """
    parts = []
    for row in by_grade:
        n, end = row["reviews"], 0
        words = f"{GRADES[row['grade']]}: {n or 'no'} board{'' if n == 1 else 's'}"
        empty = {"grade": row["grade"], "from": 0, "to": 0, "middle": 0, "label": "", "dark": False}
        if not n:
            parts.append(empty | {"shows": f"{of[0].letter} {of[0].words}", "words": words, "is_first": True})
        for one in of:
            if not row[one.column]:
                continue
            begin, end = end, end + row[one.column]
            parts.append(
                {
                    "grade": row["grade"],
                    "shows": f"{one.letter} {one.words}",
                    "from": begin / n,
                    "to": end / n,
                    "middle": (begin + end) / 2 / n,
                    "label": label(one.letter, row[one.column], n),
                    "dark": one.is_dark,
                    "words": words,
                    "is_first": not begin,
                }
            )
    return parts


def describe(by_grade: Sequence[Row], of: Sequence[Outcome]) -> str:
    """The chart in words, for those who cannot see it."""
    praised, even, criticised, not_raised = (one.column for one in of)
    return " ".join(
        f"{GRADES[row['grade']]}: of {row['reviews']} boards {row[praised]} praised more often than criticised, "
        f"{row[criticised]} criticised more often than praised, {row[even]} even, {row[not_raised]} not raised."
        for row in by_grade
    )


def count(by_grade: Sequence[Row], grades: Sequence[str], column: str) -> tuple[int, int]:
    """Of the boards with these grades, how many come out so, and how many there are."""
    rows = [row for row in by_grade if row["grade"] in grades]
    return sum(row[column] for row in rows), sum(row["reviews"] for row in rows)
