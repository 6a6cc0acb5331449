"""A page's characters as lines of print, without the furniture around them.

Geometry is pdfplumber's: points (1/72 inch), origin at the page's top left. Reports are set in one size (12 pt
Tahoma), headings in bold or larger, page numbers larger and in the margin, footnotes and running headers smaller.
"""

from __future__ import annotations

import collections
import dataclasses
import re
from collections.abc import Iterable, Sequence

from pdfplumber.utils.text import chars_to_textmap

from common.record import Box
from extract.characters import Character, Page

FOOTNOTE_SIZE = 0.88  # of the body's size: 10 of 12 pt is a footnote, 11 is not
MARK_SIZE = 0.75  # of the body's size: a raised footnote mark, 6.5 to 8 of 12 pt
HEADING_SIZE = 1.12  # of the body's size: 14 of 12 pt is a heading
TOP_MARGIN, BOTTOM_MARGIN = 0.1, 0.88  # shares of the page's height between which body text stands
SAME_SIZE = 0.6  # points by which the sizes of one heading's lines may differ
LINE_PITCH = 1.45  # of the size: lines further apart than this belong to two paragraphs
BULLETS = "\uf06e\uf0a7\uf0b7\u2022\u25aa\u25a0\u25cf\u25e6\u2043\u2219\u00b7"

# '37', 'Page 4 of 20'
PAGE_NUMBER = re.compile(r"(?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?", re.IGNORECASE)
# a mark in the text: '1', '12', '*', '†'
FOOTNOTE_MARK = re.compile(r"[\d*†‡§,]+")


@dataclasses.dataclass(frozen=True)
class Line:
    """One line of print; `size` is that of most of its letters, in points; `bold` if nearly all of them are."""

    page: int
    box: Box
    text: str
    size: float
    bold: bool

    @property
    def bullet(self) -> bool:
        """Whether the line opens with a bullet's glyph (Wingdings in the reports of 2014, Arial later)."""
        return self.text[:1] in BULLETS or bool(DASH_BULLET.match(self.text) or LETTER_BULLET.match(self.text))


# '– review the plan', 'o review the plan': a dash or a lone o set off by a space
DASH_BULLET = re.compile(r"[–−o-]\s+(?=\S)")
# 'a) Review', '(b) Review', 'c. Review', 'iv. Review': a letter or a small roman number; not the 'i.e.' of a sentence
LETTER_BULLET = re.compile(r"\(?(?P<number>[a-z]|[ivx]{2,4})[.)]\s+(?=[A-Z])")


def lines_of(page: Page, body_size: float) -> list[Line]:
    """The lines of a page from top to bottom, without footnote marks.

    `body_size` is the size in points of the report's running text.
    """

    def is_text(char: Character) -> bool:
        return not (char["size"] < MARK_SIZE * body_size and FOOTNOTE_MARK.fullmatch(char["text"]))

    lines = []
    for found in chars_to_textmap(list(filter(is_text, page.characters))).extract_text_lines(
        return_chars=True, strip=True
    ):
        letters = [char for char in found["chars"] if char["text"].strip()]
        if not letters:
            continue
        sizes = collections.Counter(round(char["size"], 1) for char in letters)
        bold = sum("bold" in char["fontname"].lower() or "black" in char["fontname"].lower() for char in letters)
        lines.append(
            Line(
                page=page.number,
                box=Box(*(round(found[side], 1) for side in ("x0", "top", "x1", "bottom"))),
                text=" ".join(found["text"].split()),
                size=sizes.most_common(1)[0][0],
                bold=bold > 0.9 * len(letters),
            )
        )
    return lines


def running_texts(pages: Iterable[Sequence[Line]], sheet: Box) -> set[str]:
    """Texts that stand in the margin of three pages or more, digits aside: running headers and footers."""
    seen: collections.Counter[str] = collections.Counter()
    for lines in pages:
        seen.update({without_digits(line.text) for line in lines if in_margin(line, sheet)})
    return {text for text, times in seen.items() if times >= 3}


def without_furniture(lines: Sequence[Line], sheet: Box, body_size: float, running: set[str]) -> list[Line]:
    """`lines` of one page less its page number, running header and footer, and footnotes.

    A footnote is small print below the last line of full size; small print above that stays.
    """
    kept = [
        line
        for line in lines
        if not (
            in_margin(line, sheet)
            and (
                PAGE_NUMBER.fullmatch(line.text)
                or without_digits(line.text) in running
                or line.size < FOOTNOTE_SIZE * body_size
            )
        )
    ]
    while kept and kept[-1].size < FOOTNOTE_SIZE * body_size:
        kept.pop()
    return kept


def in_margin(line: Line, sheet: Box) -> bool:
    """Whether a line stands in the top or bottom margin of a page set for that sheet of paper."""
    height = sheet.bottom - sheet.top
    return line.box.bottom - sheet.top < TOP_MARGIN * height or line.box.top - sheet.top > BOTTOM_MARGIN * height


def without_digits(text: str) -> str:
    """A text without its digits, so that 'Page 3' and 'Page 4' are the same."""
    return re.sub(r"\d+", "", text).strip()


def is_heading(line: Line, body_size: float) -> bool:
    """Whether a line is set as a heading: bold, or clearly larger than the body and than any paragraph."""
    return not line.bullet and (line.bold or line.size > HEADING_SIZE * body_size)
