"""Figures as people read them: grades, lists, dates, shares in per cent, differences in points, p and q values."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping

# Best first, as Ofsted orders them.
GRADES = {
    "outstanding": "Outstanding",
    "good": "Good",
    "requires improvement": "Requires improvement",
    "inadequate": "Inadequate",
}
# How several boards have a grade: '10 require improvement'. One board has it by its name: '1 requires improvement'.
TOLD = {grade: grade for grade in GRADES} | {"requires improvement": "require improvement"}
# What stands for a grade where a word has no room.
LETTERS = {"outstanding": "O", "good": "G", "requires improvement": "R", "inadequate": "I"}
# '2014-11-12'
ISO_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
# '2014-11', where the day is not known
ISO_MONTH = re.compile(r"\d{4}-\d{2}")


def long_date(iso: str) -> str:
    """An ISO date as people read it: `12 November 2014`, `November 2014` of a month; any other text unchanged."""
    if ISO_MONTH.fullmatch(iso):
        return f"{datetime.date.fromisoformat(f'{iso}-01'):%B %Y}"
    if not ISO_DATE.fullmatch(iso):
        return iso
    day = datetime.date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"


def with_long_dates(text: str) -> str:
    """A text with each ISO date in it as people read it."""
    return ISO_DATE.sub(lambda met: long_date(met[0]), text)


def joined(words: Iterable[str], last: str = "and") -> str:
    """`a, b and c`."""
    *first, end = words
    return f"{', '.join(first)} {last} {end}" if first else end


def counted(counts: Mapping[str, int | None]) -> str:
    """Counts by grade in words: `none outstanding, 8 good, 10 require improvement, 5 inadequate`; None is left out."""
    found = ((grade, counts[grade]) for grade in GRADES if counts.get(grade) is not None)
    return ", ".join(f"{count or 'none'} {grade if count == 1 else TOLD[grade]}" for grade, count in found)


def per_cent(share: float | None) -> str:
    """A share from 0 to 1: `67 %` with a space that does not break; a dash where there is none."""
    return "–" if share is None else f"{100 * share:.0f}\u00a0%"


def points(difference: float | None) -> str:
    """A difference in percentage points with its sign: `+45`, `−3`; a dash where there is none."""
    return "–" if difference is None else f"{difference:+.0f}".replace("-", "−")


def chance(p: float | None) -> str:
    """A p or q value: `0.013`, `< 0.001`; a dash where there is none."""
    if p is None:
        return "–"
    return "< 0.001" if p < 0.001 else f"{p:.3f}"


def times_over(ratio: float | None) -> str:
    """An odds ratio to the figures that mean something: `104`, `5.1`, `0.42`; a dash where there is none."""
    if ratio is None:
        return "–"
    return f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.1f}" if ratio >= 1 else f"{ratio:.2f}"
