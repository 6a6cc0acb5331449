"""Statements: the sentences of a paragraph, each with its place, and what the rules say of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from common.digest import digest
from common.record import Box, Statement, make_statement_id
from extract.polarity import polarity
from extract.practices import practices
from extract.sections import PrintedParagraph
from extract.segment import Span, sentences
from extract.themes import themes


def statements(printed: Iterable[PrintedParagraph]) -> tuple[Statement, ...]:
    """The statements of the paragraphs of one report, in reading order."""
    return tuple(statement for one in printed for statement in statements_of(one))


def statements_of(printed: PrintedParagraph) -> Iterator[Statement]:
    """The statements of one paragraph."""
    paragraph = printed.paragraph
    previous: str | None = None
    for position, span in enumerate(sentences(paragraph.text), start=1):
        text = paragraph.text[span.start : span.end]
        verdict = polarity(text, paragraph.section, paragraph.heading, previous)
        page, box = _place(printed, span)
        yield Statement(
            statement_id=make_statement_id(paragraph.paragraph_id, position),
            paragraph_id=paragraph.paragraph_id,
            digest=digest(text),
            position=position,
            start=span.start,
            page=page,
            box=box,
            text=text,
            polarity=verdict.polarity,
            cue=verdict.cue,
            repeats_grade=printed.repeats_grade and position == 1,
            themes=themes(text, previous),
            practices=practices(text, previous),
        )
        previous = text


def _place(printed: PrintedParagraph, span: Span) -> tuple[int, Box]:
    """The page that a sentence begins on, and its lines there; the paragraph's own if no line is known."""
    paragraph = printed.paragraph
    ends = [line.start for line in printed.lines[1:]] + [len(paragraph.text)]
    lines = [line for line, end in zip(printed.lines, ends, strict=False) if line.start < span.end and span.start < end]
    if not lines:
        return paragraph.page, paragraph.box
    page = lines[0].page
    return page, Box.around([line.box for line in lines if line.page == page])
