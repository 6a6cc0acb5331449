"""One report as its page shows it: paragraphs in the order of reading, their sentences, their places on the pages."""

from __future__ import annotations

import collections
import dataclasses
import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from web.pictures import Place
from web.polarities import POLARITIES

Row = Mapping[str, Any]
SECTIONS = {
    "summary": "Summary",
    "strength": "Strengths",
    "recommendation": "Recommendations",
    "finding": "Findings",
}
# How many words of a sentence stand for it in the list of sentences.
FIRST_WORDS = 5


@dataclasses.dataclass(frozen=True)
class ReportSentence:
    """A statement: its row, the first of its words, and its themes by id."""

    row: Row
    opening: str
    themes: Mapping[str, str]


@dataclasses.dataclass(frozen=True)
class TextPiece:
    """A piece of a paragraph's text; `polarity` is empty if it is not a statement."""

    text: str
    polarity: str


@dataclasses.dataclass(frozen=True)
class PagePart:
    """A paragraph's part on one page."""

    page: int
    page_url: str
    place: Place


@dataclasses.dataclass(frozen=True)
class ReportParagraph:
    """A paragraph as its page shows it: its row, its text in pieces, its sentences, its parts on the pages.

    `warnings` are those to be read before it.
    """

    row: Row
    pieces: tuple[TextPiece, ...]
    sentences: tuple[ReportSentence, ...]
    parts: tuple[PagePart, ...]
    warnings: tuple[Row, ...]

    @property
    def counts(self) -> str:
        """Its sentences in numbers: `3 sentences: 2 praise, 1 plain fact`."""
        n = len(self.sentences)
        counts = collections.Counter(one.row["polarity"] for one in self.sentences)
        kinds = ", ".join(f"{counts[one]} {words.several}" for one, words in POLARITIES.items() if counts[one])
        return f"{n} sentence{'s' if n != 1 else ''}: {kinds}" if n else "no sentence"


@dataclasses.dataclass(frozen=True)
class ReportSection:
    """Paragraphs under one heading of the report; `title` says what they are if that changes."""

    title: str
    heading: str
    paragraphs: tuple[ReportParagraph, ...]


def pieces(text: str, statements: Iterable[Row]) -> tuple[TextPiece, ...]:
    """A paragraph's text, whole and in order, cut where its statements begin and end.

    A statement that is not found where it should be is left unmarked: the words are the report's in any case.
    """
    made, at = [], 0
    for one in statements:
        start, end = one["start"], one["start"] + len(one["text"])
        if start < at or text[start:end] != one["text"]:
            continue
        made += [TextPiece(text[at:start], ""), TextPiece(text[start:end], one["polarity"])]
        at = end
    return tuple(piece for piece in (*made, TextPiece(text[at:], "")) if piece.text)


def _sentence(row: Row) -> ReportSentence:
    words = row["text"].split()
    opening = " ".join(words[:FIRST_WORDS]) + (" …" if len(words) > FIRST_WORDS else "")
    ids, labels = (row["theme_ids"] or "").split(), (row["themes"] or "").split("; ")
    return ReportSentence(row, opening, dict(zip(ids, labels, strict=False)))


def _by(rows: Iterable[Row], column: str) -> dict[Any, list[Row]]:
    found: dict[Any, list[Row]] = collections.defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return found


def paragraphs(
    rows: Iterable[Row], statements: Iterable[Row], places: Iterable[Row], warnings: Iterable[Row]
) -> tuple[ReportParagraph, ...]:
    """A report's paragraphs; each warning of a page stands before the first paragraph that has words on that page."""
    sentences, stand = _by(statements, "paragraph_id"), _by(places, "paragraph_id")
    waiting = _by((one for one in warnings if one["page"]), "page")
    made = []
    for row in rows:
        own = sentences[row["paragraph_id"]]
        parts = tuple(
            PagePart(one["page"], one["page_url"], Place(one["x0"], one["top"], one["x1"], one["bottom"]))
            for one in stand[row["paragraph_id"]]
        )
        warned = tuple(itertools.chain.from_iterable(waiting.pop(part.page, []) for part in parts))
        made.append(ReportParagraph(row, pieces(row["text"], own), tuple(_sentence(one) for one in own), parts, warned))
    return tuple(made)


def sections(found: Sequence[ReportParagraph]) -> tuple[ReportSection, ...]:
    """Paragraphs under the headings that they stand under, in the order of reading."""
    made, before = [], None
    for (name, heading), under in itertools.groupby(found, key=lambda one: (one.row["section"], one.row["heading"])):
        made.append(ReportSection(SECTIONS[name] if name != before else "", heading or "", tuple(under)))
        before = name
    return tuple(made)
