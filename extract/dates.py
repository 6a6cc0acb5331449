"""Dates as reports print them.

Met in real reports: '6 July 2015 – 30 July 2015', '6 to 30 July 2015', '18 Feb 2014 – 12 March 2014', '1/06/2015 –
25/06/2015', '19 November-11 December 2013 and 28 – 30 January 2014', '05 July 2016–27 July 2016'.
"""

from __future__ import annotations

import datetime
import re

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

# '6 July 2015', '6 July', '6', '1/06/2015', '6th of July 2015'
DAY = re.compile(
    r"""\b(?P<day>\d{1,2})(?:st|nd|rd|th)?\b
        (?: \s*[/.]\s*(?P<number>\d{1,2})\s*[/.]\s*(?P<short>\d{4}|\d{2})\b
          | (?:\s+of)?\s+(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?
            (?:\s+(?P<year>\d{4}))?
        )?""",
    re.IGNORECASE | re.VERBOSE,
)


def parse_days(text: str) -> list[datetime.date]:
    """The days that a text names, in its order; a day takes a missing month or year from the next one that has it.

    Raises ValueError when a day is no day of the calendar, or nothing after it gives its month and year.
    """
    days: list[datetime.date] = []
    month = year = None
    for match in reversed(list(DAY.finditer(text))):
        if match["number"]:
            month, year = int(match["number"]), int(match["short"])
            year += 2000 if year < 100 else 0
        elif match["month"]:
            month = MONTHS.index(match["month"][:3].lower()) + 1
            year = int(match["year"]) if match["year"] else year
        if month is None or year is None:
            raise ValueError(f"no month or year for {match[0]!r} in {text!r}")
        day = datetime.date(year, month, int(match["day"]))
        if days and day > days[-1] and not match["year"] and not match["number"]:
            # '18 December – 10 January 2015': the year turns within the range
            year -= 1
            day = day.replace(year=year)
        days.append(day)
    return days[::-1]
