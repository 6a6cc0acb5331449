"""Dates as reports and Ofsted's pages print them, day before month as in Britain.

Forms met in real reports: '6 July 2015 – 30 July 2015', '6 to 30 July 2015', '18 Feb 2014 – 12 March 2014',
'1/06/2015 – 25/06/2015', '19 November-11 December 2013 and 28 – 30 January 2014', '05 July 2016–27 July 2016';
on the pages: '01 September 2014', '2014-09-01T00:00:00Z'.
"""

from __future__ import annotations

import datetime
import itertools
import re
from typing import Final

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

# '6', '6th'
_DAY: Final = r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
# 'July', 'Sept.,'
_MONTH: Final = rf"(?P<month>{'|'.join(MONTHS)})[a-z]*\.?,?"

# a day with or without its month and year: '6 July 2015', '6 July', '6', '1/06/2015', '6th of July 2015'
LOOSE: Final = re.compile(
    rf"""{_DAY}
        (?: \s*[/.]\s*(?P<number>\d{{1,2}})\s*[/.]\s*(?P<short>\d{{4}}|\d{{2}})\b
          | (?:\s+of)?\s+{_MONTH}
            (?:\s+(?P<year>\d{{4}}))?
        )?""",
    re.IGNORECASE | re.VERBOSE,
)
# what may stand between two days: '6 July 2015 – 30 July 2015', '6 to 30 July', '1 May 2014 and 3 June 2014'
BETWEEN: Final = re.compile(
    r"(?:[\s\W\d]|\b(?:and|to|until|from|of|the|th|st|nd|rd)\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)*",
    re.IGNORECASE,
)
# '2014-09-01', '2014-09-01T00:00:00Z'
ISO: Final = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)")
# '01 September 2014', '1st Sept. 2014', '1-Sep-2014'
WRITTEN: Final = re.compile(rf"{_DAY}[\s-]+{_MONTH}[\s-]+(?P<year>\d{{4}})\b", re.IGNORECASE)
# '01/09/2014'
SLASHED: Final = re.compile(r"\b(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})\b")


def parse_days(text: str) -> list[datetime.date]:
    """The days that a text names, in its order; a day takes a missing month or year from the next one that has it.

    Raises ValueError when a day is not in the calendar, when nothing after it gives its month and year, or when a word
    that is neither a month nor a link stands between two ('14 Smarch 2016 – 7 December 2016').
    """
    days: list[datetime.date] = []
    month = year = None
    found = list(LOOSE.finditer(text))
    for one, following in itertools.pairwise(found):
        if not BETWEEN.fullmatch(between := text[one.end() : following.start()]):
            raise ValueError(f"no month in {between!r} of {text!r}")
    for match in reversed(found):
        if match["number"]:
            month, year = int(match["number"]), int(match["short"])
            year += 2000 if year < 100 else 0
        elif match["month"]:
            month = _month(match["month"])
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


def find_date(text: str) -> datetime.date | None:
    """The first whole date in a text that is in the calendar; None if there is none."""
    for pattern in (ISO, WRITTEN, SLASHED):
        for match in pattern.finditer(text):
            try:
                return datetime.date(int(match["year"]), _month(match["month"]), int(match["day"]))
            except ValueError:  # 31 June
                continue
    return None


def _month(printed: str) -> int:
    """The number of a month printed as a number or as a word."""
    return int(printed) if printed.isdecimal() else MONTHS.index(printed[:3].lower()) + 1
