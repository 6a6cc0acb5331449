"""Figures as people read them: counts of grades, lists, dates, shares, differences in points, p and q values."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Any

from web.grades import GRADES, PLURALS

Row = Mapping[str, Any]

# '2014-11-12'
ISO_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
# '2014-11', where the day is not known
ISO_MONTH = re.compile(r"\d{4}-\d{2}")


def long_date(iso: str) -> str:
    """An ISO date as people read it: `12 November 2014`, `November 2014` for a month; any other text unchanged."""
    try:
        if ISO_MONTH.fullmatch(iso):
            return f"{datetime.date.fromisoformat(f'{iso}-01'):%B %Y}"
        if not ISO_DATE.fullmatch(iso):
            return iso
        day = datetime.date.fromisoformat(iso)
    except ValueError:  # '2014-99-99'
        return iso
    return f"{day.day} {day:%B %Y}"


def with_long_dates(text: str) -> str:
    """A text with each ISO date in it as people read it."""
    return ISO_DATE.sub(lambda met: long_date(met[0]), text)


def group(rows: Iterable[Row], key: str) -> dict[Any, list[Row]]:
    """Rows by the value of a column, in the order in which the values are first met."""
    found: dict[Any, list[Row]] = {}
    for row in rows:
        found.setdefault(row[key], []).append(row)
    return found


def join_words(words: Iterable[str], last: str = "and") -> str:
    """`a, b and c`."""
    *first, end = words
    return f"{', '.join(first)} {last} {end}" if first else end


def count_grades(counts: Mapping[str, int | None]) -> str:
    """Counts by grade in words: `none outstanding, 8 good, 10 require improvement, 5 inadequate`; None is left out."""
    found = ((grade, counts[grade]) for grade in GRADES if counts.get(grade) is not None)
    return ", ".join(f"{count or 'none'} {grade if count == 1 else PLURALS[grade]}" for grade, count in found)


def per_cent(share: float | None) -> str:
    """A share from 0 to 1: `67%`; a dash where there is none.

    Only all is `100%`, only none is `0%`; what would round to them is `over 99%` or `under 1%`.
    """
    if share is None:
        return "–"
    if 0.995 <= share < 1:
        return "over 99%"
    return "under 1%" if 0 < share < 0.005 else f"{100 * share:.0f}%"


def points(difference: float | None) -> str:
    """A difference in percentage points with its sign: `+45`, `−3`, `0`; a dash where there is none."""
    if difference is None:
        return "–"
    return f"{difference:+.0f}".replace("-", "−") if round(difference) else "0"


def chance(p: float | None) -> str:
    """A p or q value: `0.013`, `< 0.001`; a dash where there is none. Below 0.05 it also reads so: `0.0497`."""
    if p is None:
        return "–"
    if p < 0.001:
        return "< 0.001"
    return f"{p:.3f}" if not 0.0495 <= p < 0.05 else "0.0499" if p >= 0.04995 else f"{p:.4f}"


def times_over(ratio: float | None) -> str:
    """An odds ratio to the figures that mean something: `104`, `5.1`, `0.42`, `0.003`; a dash where there is none."""
    if ratio is None:
        return "–"
    if ratio >= 1:
        return f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.1f}"
    return f"{ratio:.2f}" if ratio >= 0.01 or not ratio else f"{ratio:.1g}" if ratio >= 0.0001 else "< 0.0001"
