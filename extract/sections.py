"""Paragraphs to the record's findings: which section each stands in, and its text as a reader would type it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterable, Sequence

from extract.grades import NAMES, stated_grade
from extract.headings import role_of
from extract.paragraphs import Block, Heading, Kind, Paragraph
from extract.prose import join
from extract.record import Box, Finding, Judgement, Layout, Section, Share

# The sentence under the grade that repeats it: 'The arrangements in place to evaluate the effectiveness of what is
# done by the authority and board partners to safeguard and promote the welfare of children are good.'
ARRANGEMENTS = re.compile(r"the arrangements (?:(?:that are )?in place )?to evaluate", re.IGNORECASE)
# a plain line that gives the grade where a heading should: 'The Local Safeguarding Children Board is good.'
GIVES_GRADE = re.compile(rf"[^.]*{NAMES}(?: to be good)?\W*", re.IGNORECASE)
# The description of a grade, under the part's title or at the report's end: 'An LSCB that is good coordinates …',
# 'An LSCB requires improvement if …'
DESCRIPTION = re.compile(
    r"an? (?:lscb|local safeguarding children(?:[’']s)? board)(?: \(lscb\))? "
    r"(?:(?:that|which) (?:is|requires)|is \w+ (?:if|when)|requires improvement (?:if|when))",
    re.IGNORECASE,
)
# A paragraph that says there is nothing to list: 'There are no areas for priority action.', 'None identified.', 'The
# inspection did not find any areas for immediate action.', 'Inspectors made no recommendations.'
NOTHING = re.compile(
    r"(?:none\b|(?:(?:the )?inspect(?:ors?|ion) )?(?:there (?:are|were|is|was) |found |identified |made |have |has )*"
    r"(?:currently )?no (?:areas?|priority|immediate|recommendations?|further)\b"
    r"|[\w ]{0,40}\b(?:did|do|does|has|have) not (?:find|found|identify|identified|make|made) any "
    r"(?:areas?|priority|immediate|recommendations?)\b).*",
    re.IGNORECASE,
)


def findings_of(
    blocks: Iterable[Block], layout: Layout, words: frozenset[str]
) -> tuple[tuple[Finding, ...], tuple[Judgement, ...]]:
    """The findings of an LSCB part in order, and each place in it that states the board's grade.

    `words` is the report's vocabulary, which tells a cut word from a hyphenated one.
    """
    findings: list[Finding] = []
    has_begun = False  # past the sentence that repeats the grade
    kinds: list[Kind] = []
    grades: list[Judgement] = []
    section: Section = "summary"
    section_heading: str | None = None
    heading: str | None = None
    on_cover = layout == "D"  # the title and dates of the board's own report, down to the first heading that is known
    for block in blocks:
        if isinstance(block, Heading):
            role = role_of(block.text)
            grade = stated_grade(block.text)
            if grade and role in ("grade", "summary"):
                grades.append(Judgement("lscb", grade, block.page, block.text))
            on_cover = on_cover and role in (None, "title")
            if role == "grade" or role == "title" or on_cover:
                continue
            if role in ("summary", "recommendation", "strength", "finding"):
                section, section_heading, heading = role, block.text, block.text
            elif role is None:
                heading = block.text
            continue
        text, starts = join(block.texts, words)
        if not any(character.isalnum() for character in text):
            continue  # a bullet with nothing behind it, or a row of dots
        repeats_grade = not has_begun and ARRANGEMENTS.match(text) is not None
        if repeats_grade or (not has_begun and section_heading is None and gives_grade(text)):
            on_cover = False
            grade = stated_grade(text[-60:]) or stated_grade(text)
            if grade:
                grades.append(Judgement("lscb", grade, block.lines[0].page, text))
            if not repeats_grade:
                continue
        elif on_cover or (DESCRIPTION.match(text) and not has_begun):
            continue
        has_begun = has_begun or not repeats_grade
        findings.append(as_finding(len(findings) + 1, section, heading or section_heading, block, text, starts))
        kinds.append(block.kind)
    listed = {finding.section for finding, kind in zip(findings, kinds, strict=True) if kind != "plain"}
    findings = [
        dataclasses.replace(finding, section=place(kind, finding.text, finding.section, listed))
        for finding, kind in zip(findings, kinds, strict=True)
    ]
    return tuple(as_findings_of_layout(findings, layout)), tuple(grades)


def gives_grade(text: str) -> bool:
    """Whether a paragraph says no more than the board's grade."""
    return role_of(text) == "grade" and GIVES_GRADE.fullmatch(text) is not None


def place(kind: Kind, text: str, section: Section, listed: Collection[Section]) -> Section:
    """The section of a paragraph that stands under the headings of `section`.

    Where the section has a list (is among `listed`), prose that leads into it is summary, as are the words that there
    is nothing to recommend. Where it is all prose, its paragraphs are its own.
    """
    if section == "recommendation" and NOTHING.fullmatch(text):
        return "summary"
    if section in ("recommendation", "finding") and kind == "plain" and section in listed:
        return "summary"
    return section


def as_findings_of_layout(findings: Sequence[Finding], layout: Layout) -> list[Finding]:
    """Numbered paragraphs below layout C's summary are findings even where the report forgot their heading.

    Its executive summary is prose.
    """
    if layout != "C" or any(finding.section == "finding" for finding in findings):
        return list(findings)
    return [
        dataclasses.replace(finding, section="finding") if finding.section == "summary" and finding.number else finding
        for finding in findings
    ]


def as_finding(
    position: int, section: Section, heading: str | None, block: Paragraph, text: str, starts: Sequence[int]
) -> Finding:
    """A paragraph with its place on each page."""
    lines = tuple(Share(line.page, start, line.box) for line, start in zip(block.lines, starts, strict=True))
    shares = []
    for page in dict.fromkeys(line.page for line in block.lines):
        of_page = [line.box for line in block.lines if line.page == page]
        shares.append(Share(page, next(s.start for s in lines if s.page == page), Box.around(of_page)))
    return Finding(
        position=position,
        section=section,
        heading=heading,
        number=block.number,
        page=block.lines[0].page,
        box=shares[0].box,
        text=text,
        shares=tuple(shares),
        lines=lines,
    )
