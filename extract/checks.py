"""What a report says twice must agree: the checks behind a review's warnings."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from common.dates import parse_days
from common.record import Judgement, Layout, Paragraph, Section, Warning
from extract import boards
from extract.cover_page import INSPECTED, PUBLISHED, CoverPage
from extract.grades import NAMES, as_grade
from extract.headings import plain, role_of
from extract.lscb_part import CONTENTS_ENTRY, LscbPart
from extract.pdf import Pdf

# 'The LSCB is good.', 'BSCB requires improvement to be good', 'Board (LSCB) is inadequate because'; not 'An LSCB that
# is good', nor 'is good at'
BOARD_IS = re.compile(
    rf"\b{boards.IN_SENTENCE}"
    r"\s+(?:is\s+|has\s+been\s+judged\s+(?:to\s+be\s+|as\s+)?)?"
    rf"{NAMES}(?=\s*[.,;:]|\s+to\s+be\s+good|\s+because|\s*\n\s*[A-Z\d])"
)

# The sections that a layout always has; an outstanding board's report may have no recommendations.
MUST_HAVE: dict[Layout, tuple[Section, ...]] = {
    "A": ("recommendation", "finding"),
    "B": ("summary", "recommendation", "finding"),
    "C": ("summary", "recommendation", "finding"),
    "D": ("summary", "recommendation", "finding"),
}


def warnings_of(
    pdf: Pdf,
    part: LscbPart,
    cover: CoverPage,
    judgement: Judgement,
    stated: Sequence[Judgement],
    paragraphs: Sequence[Paragraph],
) -> tuple[Warning, ...]:
    """All warnings of one review, in the order of the checks below."""
    return (
        *grades_disagree(judgement, (*stated, *find_stated_grades(pdf))),
        *numbers_jump(paragraphs),
        *contents_disagree(pdf, part),
        *sections_lack(part, judgement, paragraphs),
        *front_lacks(cover),
        *covers_disagree(pdf, part, cover),
        *end_lacks(part),
    )


def find_stated_grades(pdf: Pdf) -> Iterator[Judgement]:
    """Each sentence of the whole report that gives the board a grade, in the authority's part too."""
    for page, text in enumerate(pdf.texts, start=1):
        for match in BOARD_IS.finditer(text):
            yield Judgement("lscb", as_grade(match["grade"]), page, " ".join(match[0].split()))


def grades_disagree(judgement: Judgement, stated: Iterable[Judgement]) -> Iterator[Warning]:
    """Each place that states a grade for the board other than the one taken."""
    for other in stated:
        if other.grade != judgement.grade:
            yield Warning(
                "grade-disagrees",
                other.page,
                f"the grade is taken as {judgement.grade} from page {judgement.page} ({judgement.stated!r}), "
                f"but page {other.page} says {other.grade} ({other.stated!r})",
            )


def numbers_jump(paragraphs: Sequence[Paragraph]) -> Iterator[Warning]:
    """Each paragraph number that does not follow the one before.

    A list may begin again at 1, and the paragraphs of the next section then go on with the report's own numbers.
    """
    last, began, section = 0, 0, None
    for paragraph in paragraphs:
        if paragraph.number is None or not paragraph.number.isdecimal():
            continue
        number = int(paragraph.number)
        resumes = began == 1 and paragraph.section != section
        if last and number not in (last + 1, 1) and not resumes:
            yield Warning("number-jumps", paragraph.page, f"paragraph {number} follows paragraph {last}")
        if not last or number != last + 1:
            began = number
        last, section = number, paragraph.section


def contents_disagree(pdf: Pdf, part: LscbPart) -> Iterator[Warning]:
    """The page that the contents give for the part, if the part does not begin there.

    A contents page counts the printed numbers, which are the file's except in a report bound behind another.
    """
    if part.layout == "D":
        return
    for page in range(1, min(4, pdf.pages) + 1):
        texts = pdf.text_lines(page)
        if not any(plain(text) == "contents" for text in texts):
            continue
        entries = texts + [f"{a} {b}" for a, b in itertools.pairwise(texts)]
        for entry in entries:
            match = CONTENTS_ENTRY.fullmatch(entry)
            if match and role_of(match["heading"]) == "title" and int(match["page"]) != part.first_page:
                said = f"the contents give page {match['page']} for {match['heading']!r}"
                yield Warning("contents-disagree", page, f"{said}, which is on page {part.first_page}")


def sections_lack(part: LscbPart, judgement: Judgement, paragraphs: Sequence[Paragraph]) -> Iterator[Warning]:
    """The sections that the layout must have and this report lacks."""
    for section in MUST_HAVE[part.layout]:
        if section == "recommendation" and judgement.grade == "outstanding":
            continue
        if not any(paragraph.section == section for paragraph in paragraphs):
            yield Warning(
                "section-missing", part.first_page, f"no {section} was found in a report of layout {part.layout}"
            )


def front_lacks(cover: CoverPage) -> Iterator[Warning]:
    """What page 1 should say but does not."""
    for printed in cover.odd_dates:
        yield Warning("front-lacks", 1, f"no date can be read from {printed!r} on page 1")
    if cover.inspected_from is None and not cover.odd_dates:
        yield Warning("front-lacks", 1, "no inspection dates on page 1")
    if cover.inspected_from and cover.inspected_to and cover.inspected_from > cover.inspected_to:
        yield Warning("dates-disorder", 1, f"inspected from {cover.inspected_from} to {cover.inspected_to}")
    if cover.published_on and cover.inspected_to and cover.published_on < cover.inspected_to:
        yield Warning("dates-disorder", 1, f"published on {cover.published_on}, before the end on {cover.inspected_to}")


def covers_disagree(pdf: Pdf, part: LscbPart, cover: CoverPage) -> Iterator[Warning]:
    """Dates on the cover of a board's own report that differ from page 1's, where two reports are bound in one file."""
    if part.layout != "D" or part.first_page == 1:
        return
    for label, name, known in (
        (PUBLISHED, "published", {cover.published_on}),
        (INSPECTED, "inspected", {cover.inspected_from, cover.inspected_to}),
    ):
        for text in pdf.text_lines(part.first_page):
            match = label.match(text)
            if match and not names_only(match[1], known):
                said = f"page 1 says {name} {' to '.join(sorted(str(day) for day in known))}"
                yield Warning("covers-disagree", part.first_page, f"{said}, the board's own cover {match[1]!r}")


def names_only(printed: str, known: Collection[datetime.date | None]) -> bool:
    """Whether a text names no day but those of `known`; a day that is not in the calendar is not among them."""
    try:
        return all(day in known for day in parse_days(printed))
    except ValueError:
        return False


def end_lacks(part: LscbPart) -> Iterator[Warning]:
    """A part that no known heading follows: what comes after it in the file may have been taken for part of it."""
    if not part.has_end:
        yield Warning("end-not-found", part.last_page, "the part runs to the end of the file: no heading closes it")
