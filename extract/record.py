"""The typed record of one report, and its JSON form: the contract between `extract` and `db`."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Collection
from typing import Any, Literal

Outcome = Literal["review", "not a review", "unreadable"]
Layout = Literal["A", "B", "C", "D"]
Grade = Literal["outstanding", "good", "requires improvement", "inadequate"]
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
        """The smallest rectangle around some others of one page; raises ValueError without any."""
        return cls(
            min(box.x0 for box in boxes),
            min(box.top for box in boxes),
            max(box.x1 for box in boxes),
            max(box.bottom for box in boxes),
        )


@dataclasses.dataclass(frozen=True)
class Share:
    """The part of a finding that stands on one page or one line: `text[start:]` up to the next share's start."""

    page: int
    start: int
    box: Box


@dataclasses.dataclass(frozen=True)
class Judgement:
    """One grade, with the page (from 1) and the words that state it."""

    area: Area
    grade: Grade
    page: int
    stated: str


@dataclasses.dataclass(frozen=True)
class Finding:
    """A numbered paragraph, bullet, recommendation or unnumbered summary paragraph of the LSCB part.

    `position` counts from 1 in reading order; `number` is as printed (`"138"`), None for a bullet or plain
    paragraph; `heading` is the nearest sub-heading above it, or the section's own heading. `page` and `box` are
    those of its first page; `shares` has one entry a page, `lines` one a line of print.
    """

    position: int
    section: Section
    heading: str | None
    number: str | None
    page: int
    box: Box
    text: str
    shares: tuple[Share, ...]
    lines: tuple[Share, ...]


@dataclasses.dataclass(frozen=True)
class Shown:
    """A theme that a statement is about, and the phrase in it that showed so."""

    theme_id: str
    phrase: str


@dataclasses.dataclass(frozen=True)
class Statement:
    """One sentence, bullet or recommendation of the LSCB part.

    `finding` is the position of its finding in the report and `position` its own in the finding, both from 1;
    `start` is where it begins in the finding's text, in characters. `page` is the page that it begins on and
    `box` holds its lines of print there, whole. `cue` holds the words that decided the polarity, empty where none did.
    """

    finding: int
    position: int
    start: int
    page: int
    box: Box
    text: str
    polarity: Polarity
    cue: str
    themes: tuple[Shown, ...]


@dataclasses.dataclass(frozen=True)
class Warning:
    """Something in the report that does not agree with itself. `code` is a short fixed word, `page` may be None."""

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
    findings: tuple[Finding, ...] = ()
    statements: tuple[Statement, ...] = ()
    warnings: tuple[Warning, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The record as plain JSON values: dates as ISO text, boxes flattened beside their page."""
        plain = dataclasses.asdict(self)
        for name in ("published_on", "inspected_from", "inspected_to"):
            if plain[name] is not None:
                plain[name] = plain[name].isoformat()
        for finding in plain["findings"]:
            finding.update(finding.pop("box"))
            for share in finding["shares"] + finding["lines"]:
                share.update(share.pop("box"))
        for statement in plain["statements"]:
            statement.update(statement.pop("box"))
        return plain
