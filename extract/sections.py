"""Blocks to the record's paragraphs: which section each stands in, and its text as a reader would type it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterable, Sequence

from common.record import Box, Fragment, Judgement, Layout, Paragraph, Section, make_paragraph_id
from extract import boards
from extract.blocks import Block, HeadingBlock, Kind
from extract.grades import NAMES, stated_grade
from extract.headings import role_of
from extract.prose import join

# The sentence under the grade that repeats it: 'The arrangements in place to evaluate the effectiveness of what is
# done by the authority and board partners to safeguard and promote the welfare of children are good.'
ARRANGEMENTS = re.compile(r"the arrangements (?:(?:that are )?in place )?to evaluate", re.IGNORECASE)
# a plain line that gives the grade where a heading should: 'The Local Safeguarding Children Board is good.'
GIVES_GRADE = re.compile(rf"[^.]*{NAMES}(?: to be good)?\W*", re.IGNORECASE)
# The description of a grade, under the part's title or at the report's end: 'An LSCB that is good coordinates …',
# 'An LSCB requires improvement if …'
DESCRIPTION = re.compile(
    rf"an? {boards.OF_ANY_PLACE} "
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


@dataclasses.dataclass(frozen=True)
class PrintedParagraph:
    """A paragraph of the record with its lines of print, one fragment a line, which place its sentences.

    `repeats_grade` says that it opens with the sentence that only repeats the grade.
    """

    paragraph: Paragraph
    lines: tuple[Fragment, ...]
    repeats_grade: bool


def paragraphs_of(
    file_id: str, blocks: Iterable[Block], layout: Layout, words: frozenset[str]
) -> tuple[tuple[PrintedParagraph, ...], tuple[Judgement, ...]]:
    """The paragraphs of an LSCB part in order, and each place in it that states the board's grade.

    `words` is the report's vocabulary, which tells a cut word from a hyphenated one.
    """
    printed: list[PrintedParagraph] = []
    has_begun = False  # past the sentence that repeats the grade
    kinds: list[Kind] = []
    grades: list[Judgement] = []
    section: Section = "summary"
    section_heading: str | None = None
    heading: str | None = None
    on_cover = layout == "D"  # the title and dates of the board's own report, down to the first heading that is known
    for block in blocks:
        if isinstance(block, HeadingBlock):
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
        lines = tuple(Fragment(line.page, start, line.box) for line, start in zip(block.lines, starts, strict=True))
        paragraph = as_paragraph(
            file_id, len(printed) + 1, section, heading or section_heading, block.number, text, lines
        )
        printed.append(PrintedParagraph(paragraph, lines, repeats_grade))
        kinds.append(block.kind)
    listed = {one.paragraph.section for one, kind in zip(printed, kinds, strict=True) if kind != "plain"}
    sections = [
        section_of(kind, one.paragraph.text, one.paragraph.section, listed)
        for one, kind in zip(printed, kinds, strict=True)
    ]
    if layout == "C" and "finding" not in sections:
        sections = [
            find_forgotten(section, one.paragraph.number) for one, section in zip(printed, sections, strict=True)
        ]
    placed = (
        dataclasses.replace(one, paragraph=dataclasses.replace(one.paragraph, section=section))
        for one, section in zip(printed, sections, strict=True)
    )
    return tuple(placed), tuple(grades)


def gives_grade(text: str) -> bool:
    """Whether a paragraph says no more than the board's grade."""
    return role_of(text) == "grade" and GIVES_GRADE.fullmatch(text) is not None


def section_of(kind: Kind, text: str, section: Section, listed: Collection[Section]) -> Section:
    """The section of a paragraph that stands under the headings of `section`.

    If the section has a list (is among `listed`), prose that leads into it is summary, and so are the words that there
    is nothing to recommend. If it is all prose, its paragraphs are its own.
    """
    if section == "recommendation" and NOTHING.fullmatch(text):
        return "summary"
    if section in ("recommendation", "finding") and kind == "plain" and section in listed:
        return "summary"
    return section


def find_forgotten(section: Section, number: str | None) -> Section:
    """The section of a paragraph in a report of layout C that lacks the heading of its findings.

    Its executive summary is prose, so numbered paragraphs below it are findings.
    """
    return "finding" if section == "summary" and number else section


def as_paragraph(
    file_id: str,
    position: int,
    section: Section,
    heading: str | None,
    number: str | None,
    text: str,
    lines: Sequence[Fragment],
) -> Paragraph:
    """A paragraph with its place on each page, from its lines of print."""
    pages = []
    for page in dict.fromkeys(line.page for line in lines):
        of_page = [line for line in lines if line.page == page]
        pages.append(Fragment(page, of_page[0].start, Box.around([line.box for line in of_page])))
    return Paragraph(
        paragraph_id=make_paragraph_id(file_id, position),
        position=position,
        section=section,
        heading=heading,
        number=number,
        page=pages[0].page,
        box=pages[0].box,
        text=text,
        pages=tuple(pages),
    )
