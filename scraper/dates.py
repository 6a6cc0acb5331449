"""Dates as Ofsted's pages print them."""

from __future__ import annotations

import datetime
import re

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

# 01 September 2014; 1st Sept. 2014; 1-Sep-2014
WRITTEN = re.compile(r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?P<month>[A-Za-z]{3,9})\.?,?[\s-]+(?P<year>\d{4})\b")
# 2014-09-01; 2014-09-01T00:00:00Z
ISO = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)")
# 01/09/2014
SLASHED = re.compile(r"\b(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})\b")


def read_date(text: str) -> datetime.date | None:
    """The first date in `text`, day before month as in Britain; None where there is none that exists."""
    for pattern in (ISO, WRITTEN, SLASHED):
        for match in pattern.finditer(text):
            month = match["month"]
            if month.isdigit():
                number = int(month)
            elif month[:3].lower() in MONTHS:
                number = MONTHS.index(month[:3].lower()) + 1
            else:
                continue
            try:
                return datetime.date(int(match["year"]), number, int(match["day"]))
            except ValueError:  # 31 June
                continue
    return None
