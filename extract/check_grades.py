"""Whether the places of a report that state a grade agree: of the board, and of each area of the authority's work."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from common.grades import grades
from common.record import Area, Judgement, Warning
from extract import boards
from extract.cover_page import CoverPage
from extract.grades import NAMES, as_grade
from extract.pdf import Pdf

# ' in Ambleford', ' in Bath and North East Somerset': where a board is said to be
PLACE: Final = r"(?:\s+in\s+[A-Z][\w’'-]+(?:\s+(?:and\s+|of\s+|upon\s+|on\s+|with\s+)?[A-Z][\w’'-]+){0,4})?"
# what follows a grade that is the whole of what is said: 'is good.', 'is inadequate because', but not 'is good at'
ENDS: Final = r"(?=\s*[.,;:]|\s+to\s+be\s+good|\s+because|\s*\n\s*[A-Z\d])"
# 'The LSCB is good.', 'BSCB requires improvement to be good', 'Board (LSCB) in Ambleford is judged inadequate because';
# not 'An LSCB that is good', nor 'is good at'
BOARD_IS: Final = re.compile(
    rf"\b(?:{boards.IN_SENTENCE}|[Cc]hildren[’']s\s+[Ss]afeguarding\s+[Bb]oard){PLACE}"
    rf"\s+(?:(?:is|has\s+been)\s+(?:judged\s+(?:to\s+be\s+|as\s+)?)?)?{NAMES}{ENDS}"
)
# 'This is an outstanding LSCB', 'This is a good safeguarding children board'
THIS_IS: Final = re.compile(rf"\b[Tt]his\s+is\s+an?\s+{NAMES}\s+(?:local\s+)?(?:{boards.IN_SENTENCE}|[Bb]oard\b)")
# 'The arrangements in place to evaluate the effectiveness of what is done by the authority and board partners to
# safeguard and promote the welfare of children are good.'
ARRANGED: Final = re.compile(
    rf"partners\s+to\s+safeguard\s+and\s+promote\s+the\s+welfare\s+of\s+children\s+(?:(?:is|are)\s+)?{NAMES}{ENDS}"
)
OF_BOARD: Final = (BOARD_IS, THIS_IS, ARRANGED)

# How the headings and first sentences of the authority's part call an area: 'Leadership, management and governance are
# inadequate', 'The graded judgement for adoption performance is that it is good', '2.2 The experiences and progress of
# care leavers Good'
AREAS: Final[dict[Area, str]] = {
    "help_protection": r"children\s+who\s+need\s+help\s+and\s+protection",
    "looked_after": r"children\s+looked\s+after(?:\s+and\s+achieving\s+permanence)?",
    "adoption": r"adoption(?:\s+performance)?",
    "care_leavers": r"care\s+leavers",
    "leadership": r"leadership,?\s+management\s+and\s+governance",
}
AREA_IS: Final = re.compile(
    r"(?:\d(?:\.\d)?\.?\s*)?(?:the\s+)?(?:graded\s+)?(?:judge?ment\s+)?(?:(?:for|about)\s+)?"
    r"(?:the\s+)?(?:experiences?\s+and\s+progress\s+(?:of|for)\s+)?"
    rf"(?:{'|'.join(f'(?P<{area}>{words})' for area, words in AREAS.items())})"
    r"\s*(?:(?:is|are)\s+)?(?:that\s+)?(?:(?:it|they)\s+)?(?:(?:is|are)\s+)?(?:judged\s+)?"
    rf"{NAMES}(?:\s+to\s+be\s+good)?\W*\d?",
    re.IGNORECASE,
)
# What the line that such a heading begins on has of it at least.
AREA_BEGINS: Final = re.compile(
    r"(?:\d|the\b|graded|judge|for\b|about|experience|child|adoption|care|leader)", re.IGNORECASE
)
# On how many lines a heading that states a grade stands at most.
HEADING_LINES = 4
# The areas that decide the overall grade (Ofsted's framework for these inspections, 2013 to 2017, on how the overall
# judgement is made: it is inadequate exactly if one of these is).
KEY_AREAS: Final[tuple[Area, ...]] = ("help_protection", "looked_after", "leadership")
BEST_FIRST: Final = [grade.id for grade in grades()]


def board_disagrees(judgement: Judgement, stated: Iterable[Judgement]) -> Iterator[Warning]:
    """Each place that states a grade for the board other than the one taken."""
    for other in stated:
        if other.grade != judgement.grade:
            yield _disagrees("the grade", judgement, other)


def stated_of_board(pdf: Pdf) -> Iterator[Judgement]:
    """Each sentence of the whole report that gives the board a grade, in the authority's part too."""
    for page, text in enumerate(pdf.texts, start=1):
        for match in itertools.chain.from_iterable(pattern.finditer(text) for pattern in OF_BOARD):
            yield Judgement("lscb", as_grade(match["grade"]), page, " ".join(match[0].split()))


def areas_disagree(cover: CoverPage, stated: Iterable[Judgement]) -> Iterator[Warning]:
    """Each heading of the authority's part that grades an area otherwise than page 1 does, or where that does not."""
    taken = {judgement.area: judgement for judgement in cover.judgements}
    lacking: set[Area] = set()
    for other in stated:
        if other.area in taken and other.grade != taken[other.area].grade:
            yield _disagrees(f"the grade of {other.area}", taken[other.area], other)
        elif other.area not in taken and other.area not in lacking:
            lacking.add(other.area)
            said = f"page {other.page} gives {other.area} a grade ({other.stated!r}), but page {cover.page} has none"
            yield Warning("grade-missing", cover.page, said)


def stated_of_areas(pdf: Pdf, after: int) -> Iterator[Judgement]:
    """Each heading after a page that gives an area of the authority's work a grade."""
    for page in range(after + 1, pdf.pages + 1):
        texts = pdf.text_lines(page)
        for at, line in enumerate(texts):
            if not AREA_BEGINS.match(line):
                continue
            for count in range(1, HEADING_LINES + 1):
                match = AREA_IS.fullmatch(" ".join(texts[at : at + count]))
                if match:
                    area = next(area for area in AREAS if match[area])
                    yield Judgement(area, as_grade(match["grade"]), page, match[0])
                    break


def table_lacks(cover: CoverPage) -> Iterator[Warning]:
    """The rows of the table on page 1 that have no grade, and an overall grade that is missing above it."""
    for label in cover.ungraded:
        yield Warning("grade-missing", cover.page, f"no grade stands beside {label!r} in the table of judgements")
    if cover.judgements and cover.judgements[0].area != "overall":
        yield Warning("grade-missing", cover.page, "no sentence above the table of judgements gives the overall grade")


def overall_unlikely(judgements: Sequence[Judgement]) -> Iterator[Warning]:
    """An overall grade that the areas' grades do not bear out."""
    given = {judgement.area: judgement for judgement in judgements}
    if "overall" not in given or not all(area in given for area in KEY_AREAS):
        return
    overall = given["overall"]
    ranks = sorted(BEST_FIRST.index(given[area].grade) for area in KEY_AREAS)
    rank, worst = BEST_FIRST.index(overall.grade), len(BEST_FIRST) - 1
    if not ranks[0] <= rank <= ranks[-1] or (rank == worst) != (ranks[-1] == worst):
        areas = ", ".join(f"{area} {given[area].grade}" for area in KEY_AREAS)
        said = f"the overall grade is taken as {overall.grade} ({overall.stated!r}), which does not go with {areas}"
        yield Warning("grade-unlikely", overall.page, said)


def _disagrees(what: str, taken: Judgement, other: Judgement) -> Warning:
    return Warning(
        "grade-disagrees",
        other.page,
        f"{what} is taken as {taken.grade} from page {taken.page} ({taken.stated!r}), "
        f"but page {other.page} says {other.grade} ({other.stated!r})",
    )
