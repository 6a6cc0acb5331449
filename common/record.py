"""The typed record of one report, and its JSON form: the contract between `extract`, which writes it, and `db`.

`extract` writes one file a report, `<file id>.json`, and beside them the vocabularies of the themes and the practices.
"""

from __future__ import annotations

import dataclasses
import datetime
import pathlib
from collections.abc import Collection, Iterator
from typing import Any, Literal

from common.grades import GradeName

Outcome = Literal["review", "not a review", "unreadable"]
Layout = Literal["A", "B", "C", "D"]
Area = Literal["overall", "help_protection", "looked_after", "adoption", "care_leavers", "leadership", "lscb"]
Section = Literal["summary", "strength", "recommendation", "finding"]
Polarity = Literal["strength", "weakness", "mixed", "neutral"]


@dataclasses.dataclass(frozen=True)
class Box:
    """A rectangle on a page: points (1/72 inch), origin at the page's top left."""

    x0: float
    top: float
    x1: float
    bottom: float

    @classmethod
    def around(cls, boxes: Collection[Box]) -> Box:
        """The smallest rectangle around some others of one page; raises ValueError if there are none."""
        return cls(
            min(box.x0 for box in boxes),
            min(box.top for box in boxes),
            max(box.x1 for box in boxes),
            max(box.bottom for box in boxes),
        )


@dataclasses.dataclass(frozen=True)
class Fragment:
    """The part of a paragraph that stands on one page or line: `text[start:]` up to the next fragment's start."""

    page: int
    start: int
    box: Box


@dataclasses.dataclass(frozen=True)
class Judgement:
    """One grade, with the page (from 1) and the words that state it."""

    area: Area
    grade: GradeName
    page: int
    stated: str


@dataclasses.dataclass(frozen=True)
class Paragraph:
    """A numbered paragraph, bullet, recommendation or unnumbered summary paragraph of the LSCB part.

    `paragraph_id` is unique among all reports. `position` counts from 1 in reading order; `number` is as printed
    (`"138"`), None for a bullet or plain paragraph; `heading` is the nearest sub-heading above it, or the section's
    own heading. `page` and `box` are those of its first page; `pages` has one fragment a page.
    """

    paragraph_id: str
    position: int
    section: Section
    heading: str | None
    number: str | None
    page: int
    box: Box
    text: str
    pages: tuple[Fragment, ...]


@dataclasses.dataclass(frozen=True)
class ShownTheme:
    """A theme that the rules see in a statement, and the words in it that show it."""

    theme_id: str
    phrase: str


@dataclasses.dataclass(frozen=True)
class ShownPractice:
    """A practice that the rules see in a statement, and the words in it that show it."""

    practice_id: str
    phrase: str


@dataclasses.dataclass(frozen=True)
class Statement:
    """One sentence, bullet or recommendation of the LSCB part.

    `statement_id` is unique among all reports; `digest` is that of its words (`common.digest`), by which a coding finds
    it. `polarity`, `themes` and `practices` are what the rules say. `position` counts from 1 in its paragraph;
    `start` is where it begins in the paragraph's text, in characters. `page` is the page that it begins on and `box`
    holds its lines of print there, whole. `cue` holds the words that decided the polarity, empty where none did.
    `repeats_grade` marks the sentence under the part's title that only repeats the board's grade.
    """

    statement_id: str
    paragraph_id: str
    digest: str
    position: int
    start: int
    page: int
    box: Box
    text: str
    polarity: Polarity
    cue: str
    repeats_grade: bool
    themes: tuple[ShownTheme, ...]
    practices: tuple[ShownPractice, ...]


@dataclasses.dataclass(frozen=True)
class Warning:
    """Something in the report that does not agree with itself. `code` is a short fixed word; `page` may be None."""

    code: str
    page: int | None
    message: str


@dataclasses.dataclass(frozen=True)
class Record:
    """All that is read from one PDF.

    `outcome` other than `review` carries a `reason` in words and leaves the fields below it empty.
    `pages`, `first_page` and `last_page` count from 1 in the PDF file.
    """

    file_id: str
    sha256: str
    extractor_version: str
    outcome: Outcome
    reason: str | None = None
    pages: int | None = None
    layout: Layout | None = None
    authority: str | None = None
    board_name: str | None = None
    published_on: datetime.date | None = None
    inspected_from: datetime.date | None = None
    inspected_to: datetime.date | None = None
    lead_inspector: str | None = None
    first_page: int | None = None
    last_page: int | None = None
    judgements: tuple[Judgement, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    statements: tuple[Statement, ...] = ()
    warnings: tuple[Warning, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The record as plain JSON values: dates as ISO text, boxes flattened beside their page."""
        plain: dict[str, Any] = _plain(self)
        return plain


# The themes and practices that statements may have, in order, as files below the folder of records: lists of objects
# with these keys.
THEMES_FILE = pathlib.PurePath("vocabulary", "themes.json")
THEME_KEYS = frozenset({"theme_id", "label", "covers"})
PRACTICES_FILE = pathlib.PurePath("vocabulary", "practices.json")
PRACTICE_KEYS = frozenset({"practice_id", "theme_id", "label", "covers"})

# The lists in a class's JSON form, and the class of their entries.
LISTS: dict[type, dict[str, type]] = {
    Record: {"judgements": Judgement, "paragraphs": Paragraph, "statements": Statement, "warnings": Warning},
    Paragraph: {"pages": Fragment},
    Statement: {"themes": ShownTheme, "practices": ShownPractice},
}


def make_paragraph_id(file_id: str, position: int) -> str:
    """The id of the paragraph that is number `position` of a report: `50004386-012`."""
    return f"{file_id}-{position:03d}"


def make_statement_id(paragraph_id: str, position: int) -> str:
    """The id of the statement that is number `position` of a paragraph: `50004386-012-03`."""
    return f"{paragraph_id}-{position:02d}"


def find_misfits(plain: Any, kind: type = Record, path: str = "") -> Iterator[str]:
    """The path of each key that a value read from JSON lacks, or has although `as_json` gives no such key.

    `paragraphs[3].lines` is a key of the fourth paragraph.
    """
    if not isinstance(plain, dict):
        yield f"{path or 'the whole'} is not an object"
        return
    prefix = f"{path}." if path else ""
    yield from (f"{prefix}{key}" for key in sorted(_keys(kind) ^ plain.keys()))
    for name, inner in LISTS.get(kind, {}).items():
        for at, one in enumerate(plain.get(name) or ()):
            yield from find_misfits(one, inner, f"{prefix}{name}[{at}]")


def _keys(kind: type) -> set[str]:
    """The keys of a class's JSON form."""
    names = {field.name for field in dataclasses.fields(kind)}
    return names - {"box"} | {field.name for field in dataclasses.fields(Box)} if "box" in names else names


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if not dataclasses.is_dataclass(value):
        return value
    plain: dict[str, Any] = {}
    for field in dataclasses.fields(value):
        inner = getattr(value, field.name)
        plain.update(_plain(inner) if isinstance(inner, Box) else {field.name: _plain(inner)})
    return plain
