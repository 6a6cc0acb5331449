"""Whether page 1 says what it should, in the time of these reviews, and is of the same report as the board's part."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from typing import Final

from common.dates import parse_days
from common.record import Warning
from extract.cover_page import PUBLISHED, CoverPage, authority_name
from extract.errors import ExtractionError
from extract.front import INSPECTED, title_pages
from extract.lscb_part import LscbPart
from extract.names import other_boards, places_of
from extract.pdf import Pdf

# The framework under which boards were reviewed came into force in November 2013; the last reports are of early 2018.
FIRST_DAY, LAST_DAY = datetime.date(2013, 11, 1), datetime.date(2018, 12, 31)
# Days. Of 99 real reports, inspections ran for 8 to 28 and one, in two parts, for 72; from 37 to 113 more passed before
# publication.
LONGEST_INSPECTION, LONGEST_WAIT = 90, 200
# How often a part names another's board, and never its own, before it is taken for that one's.
ANOTHERS: Final = 3


def front_lacks(cover: CoverPage) -> Iterator[Warning]:
    """What page 1 should say but does not."""
    page = cover.page
    for printed in cover.odd_dates:
        yield Warning("front-lacks", page, f"no date can be read from {printed!r} on page {page}")
    if cover.inspected_from is None and not cover.odd_dates:
        yield Warning("front-lacks", page, f"no inspection dates on page {page}")
    if cover.authority is None:
        yield Warning("front-lacks", page, f"no authority's name on page {page}")


def dates_unlikely(cover: CoverPage) -> Iterator[Warning]:
    """Dates of page 1 that are in disorder, or of another time than these reviews."""
    page, begun, ended, out = cover.page, cover.inspected_from, cover.inspected_to, cover.published_on
    for name, day in (("inspected from", begun), ("inspected to", ended), ("published on", out)):
        if day and not FIRST_DAY <= day <= LAST_DAY:
            yield Warning("dates-unlikely", page, f"{name} {day}: boards were reviewed from {FIRST_DAY} to {LAST_DAY}")
    if begun and ended and begun > ended:
        yield Warning("dates-disorder", page, f"inspected from {begun} to {ended}")
    elif begun and ended and (ended - begun).days > LONGEST_INSPECTION:
        yield Warning("dates-unlikely", page, f"inspected from {begun} to {ended}, {(ended - begun).days} days")
    if out and ended and out < ended:
        yield Warning("dates-disorder", page, f"published on {out}, before the end on {ended}")
    elif out and ended and (out - ended).days > LONGEST_WAIT:
        yield Warning("dates-unlikely", page, f"published on {out}, {(out - ended).days} days after the end on {ended}")


def covers_disagree(pdf: Pdf, part: LscbPart, cover: CoverPage) -> Iterator[Warning]:
    """Dates on the cover of a board's own report that differ from page 1's, where two reports are bound in one file."""
    if part.layout != "D" or part.first_page == cover.page:
        return
    for label, name, known in (
        (PUBLISHED, "published", {cover.published_on}),
        (INSPECTED, "inspected", {cover.inspected_from, cover.inspected_to}),
    ):
        for text in pdf.text_lines(part.first_page):
            match = label.match(text)
            if match and not names_only(match[1], known):
                said = f"page {cover.page} says {name} {' to '.join(sorted(str(day) for day in known))}"
                yield Warning("covers-disagree", part.first_page, f"{said}, the board's own cover {match[1]!r}")


def names_only(printed: str, known: Collection[datetime.date | None]) -> bool:
    """Whether a text names no day but those of `known`; a day that is not in the calendar is not among them."""
    try:
        return all(day in known for day in parse_days(printed))
    except ValueError:
        return False


def anothers(pdf: Pdf, part: LscbPart, cover: CoverPage) -> Iterator[Warning]:
    """Signs that the part may be another authority's: a second report in the file, another board's name.

    Raises ExtractionError where it stands in that second report, or names only that other board: a review must not be
    credited to the wrong one.
    """
    for page in title_pages(pdf):
        if page == cover.page:
            continue
        name = authority_name(pdf.lines(page, pdf.body_size(page, page)))
        if name is None or places_of(name) & places_of(cover.authority) or name == cover.authority:
            continue
        if cover.page < page <= part.first_page:
            met = f"page {cover.page} is of {cover.authority}, but a report on {name} begins on page {page}"
            raise ExtractionError(
                pdf.file_id, part.first_page, f"{met}, before the review of a board; part the file and read each alone"
            )
        yield Warning("another-report", page, f"a report on {name} begins on page {page}; it is not read")
    for name, times in other_boards("\n".join(line.text for line in part.lines), cover.authority).most_common():
        met = f"page {cover.page} is of {cover.authority}, but the part names only the board of {name!r}, {times} times"
        if times >= ANOTHERS:
            raise ExtractionError(pdf.file_id, part.first_page, f"{met}: whose review is it?")
        if times > 1:
            yield Warning("another-board", part.first_page, met)
