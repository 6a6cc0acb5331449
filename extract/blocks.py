"""Lines of the LSCB part to blocks: headings, and paragraphs that are numbered, bulleted or plain.

A pure reading of geometry: numbers and bullets hang left of the text, paragraphs stand further apart than lines, a
paragraph goes on over a page if its sentence or its indent does. What a block is (summary, finding, …) is for
`extract.sections`.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from typing import Literal

from extract.headings import role_of
from extract.lines import BULLETS, DASH_BULLET, LETTER_BULLET, LINE_PITCH, SAME_SIZE, Line, is_heading

Kind = Literal["numbered", "bullet", "plain"]

# '138. Ensure that', '144.The Board', '12) Review'; not the '15.4' of a decimal
NUMBER = re.compile(r"(?P<number>\d{1,3})\s?[.)](?!\d)\s*(?=\S)")
# what closes a sentence at the end of a line: '.', '?', '.’', ').'
CLOSED = re.compile(r"[.?!][’”'\")\]]*$")
# How far apart two lines' left edges may be and still be one column, in points.
SAME_COLUMN = 5.0


@dataclasses.dataclass(frozen=True)
class HeadingBlock:
    """A heading of one line or more."""

    text: str
    page: int


@dataclasses.dataclass
class TextBlock:
    """A paragraph's lines as printed, its number or bullet taken off the first."""

    kind: Kind
    number: str | None
    lines: list[Line]
    texts: list[str]
    left: float
    text_left: float


Block = HeadingBlock | TextBlock


def blocks_of(lines: Sequence[Line], body_size: float) -> Iterator[Block]:
    """Headings and paragraphs in reading order; `body_size` in points."""
    right = max((line.box.x1 for line in lines), default=0.0)
    open_paragraph: TextBlock | None = None
    last_number: TextBlock | None = None
    heading: list[Line] = []
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else None
        if heading and not continues_heading(heading, line, body_size):
            yield join_heading(heading)
            heading = []
        emphasis = not heading and open_paragraph is not None and is_emphasis(line, open_paragraph)
        numbered = opens_numbered(line, open_paragraph, last_number)
        if is_heading(line, body_size) and not (numbered or emphasis):
            if open_paragraph:
                yield open_paragraph
                open_paragraph = None
            heading.append(line)
            continue
        opened = open_block(line, open_paragraph, last_number)
        if opened is None and open_paragraph and continues(open_paragraph, line, right):
            open_paragraph.lines.append(line)
            open_paragraph.texts.append(inner_text(line))
            continue
        if opened is None and is_plain_heading(line, open_paragraph, following):
            if open_paragraph:
                yield open_paragraph
                open_paragraph = None
            yield HeadingBlock(line.text, line.page)
            continue
        if open_paragraph:
            yield open_paragraph
        open_paragraph = opened or TextBlock("plain", None, [line], [line.text], line.box.x0, line.box.x0)
        if open_paragraph.kind == "numbered":
            last_number = open_paragraph
    if heading:
        yield join_heading(heading)
    if open_paragraph:
        yield open_paragraph


def continues_heading(heading: Sequence[Line], line: Line, body_size: float) -> bool:
    """Whether a line continues the same heading: set alike, one line's pitch below, and not a heading by itself."""
    last = heading[-1]
    return (
        is_heading(line, body_size)
        and line.page == last.page
        and abs(line.size - last.size) < SAME_SIZE
        and 0 < line.box.top - last.box.top <= LINE_PITCH * last.size
        and not (role_of(line.text) and role_of(" ".join(part.text for part in heading)))
    )


def join_heading(lines: Sequence[Line]) -> HeadingBlock:
    """Several lines as one heading."""
    return HeadingBlock(" ".join(line.text for line in lines), lines[0].page)


def is_emphasis(line: Line, paragraph: TextBlock) -> bool:
    """Whether a bold line stands within a paragraph, as the last words of '… of children are | inadequate.' do."""
    last = paragraph.lines[-1]
    return (
        line.page == last.page
        and line.box.top - last.box.top <= LINE_PITCH * line.size
        and not CLOSED.search(last.text)
        and role_of(line.text) is None
    )


def opens_numbered(line: Line, paragraph: TextBlock | None, last: TextBlock | None) -> bool:
    """Whether a line opens a numbered paragraph.

    Its number stands in the numbers' column. A year that wraps to a line's start ('2014–|15. The board') stands in the
    text's column instead; so does a number in a paragraph's text.
    """
    match = NUMBER.match(line.text)
    if not match:
        return False
    if last is None:
        return paragraph is None or starts_apart(paragraph, line)
    if line.box.x0 <= last.left + SAME_COLUMN:
        return True
    # A new section may indent its numbers; it then opens with the next number, or at 1.
    due = int(match["number"]) in (int(last.number or 0) + 1, 1)
    return due and (paragraph is None or (line.box.x0 < last.text_left - SAME_COLUMN and starts_apart(paragraph, line)))


def open_block(line: Line, paragraph: TextBlock | None, last: TextBlock | None) -> TextBlock | None:
    """Open the numbered paragraph or bullet that a line begins; gives None if it begins neither.

    A bullet set further in than the open paragraph's own edge belongs to that paragraph.
    """
    if opens_numbered(line, paragraph, last):
        match = NUMBER.match(line.text)
        assert match is not None
        text = line.text[match.end() :]
        return TextBlock("numbered", match["number"], [line], [text], line.box.x0, text_edge(line, match.end()))
    if line.bullet:
        inner = paragraph is not None and paragraph.kind != "plain" and line.box.x0 > paragraph.left + SAME_COLUMN
        if not inner:
            letter = LETTER_BULLET.match(line.text)
            number = letter["number"] if letter else None
            return TextBlock("bullet", number, [line], [without_bullet(line.text)], line.box.x0, text_edge(line, 2))
    return None


def text_edge(line: Line, characters: int) -> float:
    """About where a line's text begins, in points, behind a number or bullet of so many characters."""
    return line.box.x0 + max(12.0, characters * 0.5 * line.size)


def without_bullet(text: str) -> str:
    """A bullet's text without its glyph, dash or letter."""
    mark = DASH_BULLET.match(text) or LETTER_BULLET.match(text)
    return text[mark.end() :] if mark else text.lstrip(BULLETS).strip()


def inner_text(line: Line) -> str:
    """A line within a paragraph; the glyph of a bullet inside it becomes '•', a dash or letter stays."""
    return f"• {without_bullet(line.text)}" if line.text[:1] in BULLETS else line.text


def starts_apart(paragraph: TextBlock, line: Line) -> bool:
    """Whether a line stands further below a paragraph than a line's pitch, or on another page."""
    last = paragraph.lines[-1]
    return line.page != last.page or line.box.top - last.box.top > LINE_PITCH * max(last.size, line.size)


def continues(paragraph: TextBlock, line: Line, right: float) -> bool:
    """Whether a line without number or bullet continues a paragraph; `right` is the text's right edge in points."""
    if line.bullet:
        return True
    hangs = paragraph.kind != "plain" and line.box.x0 > paragraph.left + SAME_COLUMN
    if hangs:
        # Text under a numbered paragraph's indent is part of it, set apart or not.
        return True
    last = paragraph.lines[-1]
    if line.page == last.page:
        return not starts_apart(paragraph, line)
    if not CLOSED.search(last.text):
        return True
    # The sentence ended with the page; so did the paragraph if its last line had room for the next word.
    width = line.box.x1 - line.box.x0
    word = width * (len(line.text.split()[0]) + 1) / max(len(line.text), 1)
    return paragraph.kind == "plain" and last.box.x1 + word > right


def is_plain_heading(line: Line, paragraph: TextBlock | None, following: Line | None) -> bool:
    """Whether a line in the body's print is a sub-heading: short, unclosed, apart, with a bullet or number below.

    Layout D sets its sub-headings like this ('Scrutiny and assurance').
    """
    if following is None or (paragraph is not None and not starts_apart(paragraph, line)):
        return False
    opens = following.bullet or NUMBER.match(following.text) is not None
    short = len(line.text) < 80 and line.text[:1].isupper() and not re.search(r"[.;:,?]$", line.text)
    return short and opens and (paragraph is None or line.box.x0 <= paragraph.left + SAME_COLUMN)
