"""Statements: the sentences of a finding, each with its place, its polarity and its themes."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from extract.polarity import Polarity, polarity
from extract.record import Box, Finding, Share
from extract.segment import sentences
from extract.themes import Shown, themes


@dataclasses.dataclass(frozen=True)
class Statement:
    """One sentence, bullet or recommendation of the LSCB part.

    `finding` is the position of its finding in the report and `position` its own in the finding, both from 1;
    `start` is where it begins in the finding's text, in characters. `page` is the page that it begins on and `box`
    the part of the finding on that page (points, origin at the page's top left). `cue` holds the words that decided
    the polarity, empty where none did.
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


def statements(findings: Iterable[Finding]) -> tuple[Statement, ...]:
    """The statements of the findings of one report, in reading order."""
    return tuple(statement for finding in findings for statement in of_finding(finding))


def of_finding(finding: Finding) -> tuple[Statement, ...]:
    """The statements of one finding."""
    found = []
    for position, span in enumerate(sentences(finding.text), start=1):
        text = finding.text[span.start : span.end]
        verdict = polarity(text, finding.section, finding.heading)
        share = _share(finding, span.start)
        found.append(
            Statement(
                finding.position,
                position,
                span.start,
                share.page,
                share.box,
                text,
                verdict.polarity,
                verdict.cue,
                themes(text),
            )
        )
    return tuple(found)


def _share(finding: Finding, start: int) -> Share:
    """The part of the finding that the character at `start` stands in."""
    within = [share for share in finding.shares if share.start <= start]
    return within[-1] if within else Share(finding.page, 0, finding.box)
