"""Page 1: who was inspected, when, and the authority's own grades."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Sequence

from common.dates import parse_days
from common.record import Area, Judgement
from extract import boards
from extract.front import INSPECTED, front_page
from extract.grades import NAMES, as_grade
from extract.judgements import read_table
from extract.lines import Line
from extract.pdf import Pdf

# The authority's name is set at 26 pt, titles at 14 to 16.
NAME_SIZE = 20
# 'Report published: 19 October 2015', 'Publication date: …', 'Report published 19 October 2015'
PUBLISHED = re.compile(
    r"(?:(?:report\s+)?published(?:\s+on)?|(?:date\s+of\s+)?publication(?:\s+date)?)\s*(?::|(?=\d))\s*(.*)",
    re.IGNORECASE,
)
# the end of a line that closes a date: '19 October 2015', '1/06/15'; '2 March 2016 –' goes on below
ENDS_IN_YEAR = re.compile(r"(?:\d{4}|/\d\d)[\s.)]*$")
# How many lines below its label a date may run.
DATE_LINES = 3
# 'Children’s services in Norfolk are inadequate', 'The overall judgement is that children’s services require
# improvement', 'Children’s services in St. Helens are good'
OVERALL = re.compile(
    r"(?:overall\s+judgement\s+is|children[’']s\s+services?)\b(?:[^.]|\bSt\.){0,140}?"
    rf"(?:(?<=\bis)\s+|\b(?:is|are)\s+|\b(?=requires?\b)){NAMES}\b",
    re.IGNORECASE,
)
# 'The effectiveness of the Local Safeguarding Children Board (LSCB) is good', 'The judgement for the effectiveness of
# the LSCB is requires improvement', 'The Local Safeguarding Children Board is inadequate'
LSCB = re.compile(rf"{boards.IN_SENTENCE}\)?\s+(?:is\s+)?{NAMES}\b", re.IGNORECASE)
# 'Review of the effectiveness of the Local Safeguarding Children Board'
REVIEW = re.compile(rf"review\s+{boards.EFFECTIVENESS}", re.IGNORECASE)
# 'Lead inspector: Helen Cawston', 'Lead inspector on site: …', 'Lead inspector Helen Cawston'; not 'Deputy lead
# inspector: …', 'lead inspector of the team'
LEAD = re.compile(r"^lead\s+inspector(?:\s+on\s+site)?(?:\s*[:–-]\s*|\s+(?=(?-i:[A-Z])))(.*)$", re.IGNORECASE)
# what follows a name: ', HMI', ' HMI', ' (Ofsted)', ', Her Majesty’s Inspector'
RANK = re.compile(r"\s*(?:,|\(|\bHMI\b|\bH(?:er|is) Majesty).*$")

# the line that opens the table of judgements
TABLE_START = re.compile(r"(?:1\.\s*)?children who need help and protection", re.IGNORECASE)


@dataclasses.dataclass(frozen=True)
class CoverPage:
    """What the report's page 1 says, which is page `page` of the file.

    `lscb` is the board's grade where page 1 gives it (layouts A and D). `odd_dates` are the texts after a date's label
    that name no day of the calendar, `ungraded` the labels of the table of judgements beside which no grade stands.
    """

    page: int
    authority: str | None
    published_on: datetime.date | None
    inspected_from: datetime.date | None
    inspected_to: datetime.date | None
    odd_dates: tuple[str, ...]
    judgements: tuple[Judgement, ...]
    ungraded: tuple[str, ...]
    lscb: Judgement | None
    promises_review: bool
    kind: str


def read_cover_page(pdf: Pdf) -> CoverPage:
    """Page 1 of a report, and page 2 if the table of judgements runs on to it."""
    page = front_page(pdf)
    size = pdf.body_size(page, page)
    lines = pdf.lines(page, size)
    texts = [line.text for line in lines]
    whole = " ".join(texts)
    inspected, odd_inspected = dates_after(texts, INSPECTED)
    published, odd_published = dates_after(texts, PUBLISHED)
    overall = overall_judgement(texts, page)
    table = read_table(pdf, page, size)
    return CoverPage(
        page=page,
        authority=authority_name(lines),
        published_on=published[-1] if published else None,
        inspected_from=inspected[0] if inspected else None,
        inspected_to=inspected[-1] if inspected else None,
        odd_dates=(*odd_inspected, *odd_published),
        judgements=((overall,) if overall else ()) + table.judgements,
        ungraded=table.ungraded,
        lscb=judgement_in("lscb", LSCB.search(whole), page),
        promises_review=bool(REVIEW.search(whole)),
        kind=kind_of(lines),
    )


def judgement_in(area: Area, match: re.Match[str] | None, page: int) -> Judgement | None:
    """The judgement of an area that a sentence states, None if it states none."""
    return Judgement(area, as_grade(match["grade"]), page, " ".join(match[0].split())) if match else None


def authority_name(lines: Sequence[Line]) -> str | None:
    """The authority's name: the largest print on page 1, over one line or more."""
    name = " ".join(line.text for line in lines if line.size >= NAME_SIZE and re.search("[a-z]", line.text))
    return name or None


def kind_of(lines: Sequence[Line]) -> str:
    """The report's own title: the headings above its first date, footnote marks off."""
    title = []
    for line in lines:
        if INSPECTED.match(line.text):
            break
        if line.size < NAME_SIZE and re.search("[a-z]", line.text):
            title.append(line.text)
    return re.sub(r"(?<=[a-z])\d+$", "", " ".join(title))[:200]


def dates_after(texts: Sequence[str], label: re.Pattern[str]) -> tuple[list[datetime.date], list[str]]:
    """The days printed after a label on page 1: on its line and, until a year ends the date, on those below.

    Second, the first 60 letters of the text if it names no day of the calendar ('31 June 2016'); then no days.
    """
    for at, text in enumerate(texts):
        match = label.match(text)
        if not match:
            continue
        printed = match[1]
        for below in texts[at + 1 : at + DATE_LINES]:
            if ENDS_IN_YEAR.search(printed) or INSPECTED.match(below) or PUBLISHED.match(below):
                break
            printed += " " + below
        try:
            return parse_days(printed), []
        except ValueError:
            return [], [printed[:60]]
    return [], []


def overall_judgement(texts: Sequence[str], page: int) -> Judgement | None:
    """The sentence above the table, on that page of the file, that grades the authority as a whole."""
    above = []
    for text in texts:
        if TABLE_START.match(text):
            break
        above.append(text)
    return judgement_in("overall", OVERALL.search(" ".join(above)), page)


def lead_inspector(pdf: Pdf, first: int, last: int) -> str | None:
    """The lead inspector's name, from pages `first` to `last` if it is given there, else from the whole report."""
    for pages in (range(first, last + 1), range(1, pdf.pages + 1)):
        for page in pages:
            texts = pdf.text_lines(page)
            for at, text in enumerate(texts):
                match = LEAD.match(text)
                if match:
                    name = match[1] or (texts[at + 1] if at + 1 < len(texts) else "")
                    return RANK.sub("", name).strip() or None
    return None
