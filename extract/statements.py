"""Statements: the sentences of a finding, each with its place, its polarity and its themes."""

from __future__ import annotations

from collections.abc import Iterable

from extract.polarity import polarity
from extract.record import Box, Finding, Statement
from extract.segment import Span, sentences
from extract.themes import themes


def statements(findings: Iterable[Finding]) -> tuple[Statement, ...]:
    """The statements of the findings of one report, in reading order."""
    return tuple(statement for finding in findings for statement in of_finding(finding))


def of_finding(finding: Finding) -> tuple[Statement, ...]:
    """The statements of one finding."""
    found = []
    for position, span in enumerate(sentences(finding.text), start=1):
        text = finding.text[span.start : span.end]
        verdict = polarity(text, finding.section, finding.heading)
        page, box = _place(finding, span)
        found.append(
            Statement(
                finding.position,
                position,
                span.start,
                page,
                box,
                text,
                verdict.polarity,
                verdict.cue,
                themes(text),
            )
        )
    return tuple(found)


def _place(finding: Finding, span: Span) -> tuple[int, Box]:
    """The page that a sentence begins on, and the lines of it there; the finding's own where no line is known."""
    ends = [line.start for line in finding.lines[1:]] + [len(finding.text)]
    lines = [line for line, end in zip(finding.lines, ends, strict=False) if line.start < span.end and span.start < end]
    if not lines:
        return finding.page, finding.box
    page = lines[0].page
    return page, Box.around([line.box for line in lines if line.page == page])
