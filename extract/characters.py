"""A page's characters with font, size and box: read by pdfium, in the form of pdfplumber's own.

pdfminer, which pdfplumber reads with, takes some 0.18 s a page, pdfium a fifth of that. pdfplumber's grouping into
words and lines (`pdfplumber.utils`) takes characters from anywhere, so only their source is another: the boxes are made
as pdfminer makes them (`LTChar`: as wide as the advance, from the font's descent up by its size). Geometry is
pdfplumber's: points, origin at the top left of the page as it is shown, turned by its `/Rotate`. Held against
pdfplumber's own characters in tests/extract/test_characters.py, on the real reports too.
"""

from __future__ import annotations

import collections
import ctypes
import dataclasses
import math
from collections.abc import Callable
from typing import Any

import pypdfium2
from pypdfium2 import raw as pdfium

from common.record import Box

# pdfium's mark for a hyphen at a line's end, where it takes the word for a broken one; PDFium's older mark is STX.
HYPHENS = (0xFFFE, 0x02)
# A character that the font maps to no letter.
UNKNOWN = "\ufffd"
# Room for a font's name, bytes.
NAME = 256
# Points: no report has a larger page than A3; where a box says so, the letters tell where the page is.
LARGEST_PAGE = 1200.0
# Points between the letters of an A4 page and its edges.
MARGIN = 45.0

# pdfplumber's form of a character: `text`, `fontname`, `size`, `x0`, `top`, `x1`, `bottom`, `doctop`, `upright`; and
# `direction`, by how many degrees clockwise it must be turned to stand upright.
Character = dict[str, Any]


@dataclasses.dataclass(frozen=True)
class Page:
    """A page as shown: its number from 1, width and height in points, and its characters in the file's order."""

    number: int
    width: float
    height: float
    characters: tuple[Character, ...]

    @property
    def sheet(self) -> Box:
        """The sheet of paper that the characters are set for: the page, or a part of one that is larger than any."""
        if max(self.width, self.height) <= LARGEST_PAGE or not self.characters:
            return Box(0, 0, self.width, self.height)
        around = Box.around([Box(*(one[side] for side in ("x0", "top", "x1", "bottom"))) for one in self.characters])
        return Box(around.x0 - MARGIN, around.top - MARGIN, around.x1 + MARGIN, around.bottom + MARGIN)


@dataclasses.dataclass(frozen=True)
class _Print:
    """How the characters of one text object are set, in the page as shown.

    (`up_x`, `up_y`) is the direction of a letter's height, as long as the size in points. `descent` is the font's, a
    share of the size, below zero. `is_level` says that the line of writing runs across the page, `is_forward`
    that it runs to the right or upwards.
    """

    font: str
    up_x: float
    up_y: float
    descent: float
    is_level: bool
    is_forward: bool
    is_upright: bool
    direction: int
    is_seen: bool


# Modes of text that paint nothing; a colour, of 255, and an opacity that the paper hides.
UNPAINTED = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
PALE, FAINT = 250, 10


def upright_text(page: pypdfium2.PdfPage) -> str | None:
    """The plain text of a page as pdfium orders it, None if its letters do not stand upright: then the order is wrong.

    A page's `/Rotate`, by which pdfium orders too, is taken off first; for the reader only, the file stays as it is.
    """
    if page.get_rotation():
        page.set_rotation(0)
    text = page.get_textpage()
    try:
        count = text.count_chars()
        # 100 letters from all over the page
        quarters = collections.Counter(
            round(pdfium.FPDFText_GetCharAngle(text.raw, at) / (math.pi / 2)) % 4
            for at in range(0, count, max(1, count // 100))
            if pdfium.FPDFText_GetUnicode(text.raw, at) > ord(" ")
        )
        is_upright = not quarters or quarters.most_common(1)[0][0] == 0
        return str(text.get_text_range()) if is_upright else None
    finally:
        text.close()


def read_page(document: pypdfium2.PdfDocument, number: int) -> Page:
    """The page of that number, from 1, with its characters; one that stands on its side or head is set upright.

    What is printed in white or in a mode that paints nothing is left out.
    Raises pypdfium2.PdfiumError if pdfium cannot read the page.
    """
    page = document[number - 1]
    try:
        text = page.get_textpage()
        try:
            turned = page.get_rotation()
            found = _characters(text.raw, page, turned)
            if further := _upright(found):
                turned += further
                found = _characters(text.raw, page, turned)
            _, width, height = _turned(page, turned)
            return Page(number, width, height, tuple(found))
        finally:
            text.close()
    finally:
        page.close()


Turn = Callable[[float, float], tuple[float, float]]


def _turned(page: pypdfium2.PdfPage, degrees: int) -> tuple[Turn, float, float]:
    """The way from the file's axes to a page turned clockwise, from its bottom left; its width and height in points."""
    left, bottom, right, top = page.get_mediabox()
    left, right, bottom, top = min(left, right), max(left, right), min(bottom, top), max(bottom, top)
    width, height = right - left, top - bottom
    turns: dict[int, tuple[Turn, float, float]] = {
        0: (lambda x, y: (x - left, y - bottom), width, height),
        90: (lambda x, y: (y - bottom, right - x), height, width),
        180: (lambda x, y: (right - x, top - y), width, height),
        270: (lambda x, y: (top - y, x - left), height, width),
    }
    return turns[degrees % 360]


def _upright(found: list[Character]) -> int:
    """By how many degrees clockwise a page must be turned for most of its letters to stand upright."""
    directions = collections.Counter(one["direction"] for one in found if one["text"].strip())
    return directions.most_common(1)[0][0] if directions else 0


def _characters(text: Any, page: pypdfium2.PdfPage, degrees: int) -> list[Character]:
    """The characters of an open text page of pdfium's, in the file's order, with the page turned clockwise."""
    turn, _, height = _turned(page, degrees)
    found: list[Character] = []
    prints: dict[int, _Print] = {}
    fonts: dict[int, tuple[str, float]] = {}
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    box_at, x_at, y_at = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    has_gap = False
    for at in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, at)
        if pdfium.FPDFText_IsGenerated(text, at):
            has_gap = has_gap or code == ord(" ")
            continue
        of = pdfium.FPDFText_GetTextObject(text, at)
        if not of:
            continue
        address = ctypes.addressof(of.contents)
        if address not in prints:
            prints[address] = _print_of(text, at, of, fonts, turn)
        setting = prints[address]
        if not setting.is_seen:
            continue
        pdfium.FPDFText_GetLooseCharBox(text, at, box_at)
        pdfium.FPDFText_GetCharOrigin(text, at, x_at, y_at)
        (ax, ay), (bx, by) = turn(box.left, box.bottom), turn(box.right, box.top)
        from_x, from_y = turn(x.value, y.value)
        if setting.is_level:
            x0, x1 = (from_x, max(ax, bx)) if setting.is_forward else (min(ax, bx), from_x)
            below, above = from_y + setting.descent * setting.up_y, from_y + (1 + setting.descent) * setting.up_y
            size = abs(setting.up_y)
        else:
            first, last = from_x + setting.descent * setting.up_x, from_x + (1 + setting.descent) * setting.up_x
            x0, x1 = min(first, last), max(first, last)
            below, above = (from_y, max(ay, by)) if setting.is_forward else (min(ay, by), from_y)
            size = above - below
        top, bottom = height - max(below, above), height - min(below, above)
        if has_gap and found:
            _put_gap(found, x0, top)
        has_gap = False
        found.append(
            {
                "object_type": "char",
                "text": "-" if code in HYPHENS else chr(code) if code else UNKNOWN,
                "fontname": setting.font,
                "size": size,
                "x0": x0,
                "top": top,
                "x1": x1,
                "bottom": bottom,
                "doctop": top,
                "upright": setting.is_upright,
                "direction": setting.direction,
            }
        )
    return found


def _put_gap(found: list[Character], x0: float, top: float) -> None:
    """Put in a space that pdfium saw between the last character and one at `x0`, if they stand on one line.

    pdfium leaves out a space that overlaps its neighbours and makes one of its own. It begins between the two letters'
    left edges, so that it stays between them when a line's characters are sorted.
    """
    last = found[-1]
    if abs(last["top"] - top) < 1 and last["x0"] < x0:
        found.append({**last, "text": " ", "x0": (last["x0"] + x0) / 2, "x1": x0})


def _print_of(text: Any, at: int, of: Any, fonts: dict[int, tuple[str, float]], turn: Turn) -> _Print:
    """How a text object is set, from its character `at`."""
    font = pdfium.FPDFTextObj_GetFont(of)
    address = ctypes.addressof(font.contents)
    if address not in fonts:
        fonts[address] = _font_of(font)
    name, descent = fonts[address]
    size, matrix = ctypes.c_float(), pdfium.FS_MATRIX()
    pdfium.FPDFTextObj_GetFontSize(of, ctypes.byref(size))
    pdfium.FPDFText_GetMatrix(text, at, ctypes.byref(matrix))
    zero_x, zero_y = turn(0, 0)
    right_x, right_y = (b - a for a, b in zip((zero_x, zero_y), turn(matrix.a, matrix.b), strict=True))
    up_x, up_y = (size.value * (b - a) for a, b in zip((zero_x, zero_y), turn(matrix.c, matrix.d), strict=True))
    is_level = abs(right_x) >= abs(right_y)
    is_forward = (right_x if is_level else right_y) > 0
    return _Print(
        font=name,
        up_x=up_x,
        up_y=up_y,
        descent=descent,
        is_level=is_level,
        is_forward=is_forward,
        # as pdfminer tells it
        is_upright=right_x * up_y > 0 and right_y * up_x <= 0,
        direction=(0 if is_forward else 180) if is_level else (90 if is_forward else 270),
        is_seen=_is_seen(of),
    )


def _is_seen(of: Any) -> bool:
    """Whether a text object shows on white paper."""
    if pdfium.FPDFTextObj_GetTextRenderMode(of) in UNPAINTED:
        return False
    red, green, blue, opacity = (ctypes.c_uint(0) for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(of, red, green, blue, opacity):
        return True
    return opacity.value > FAINT and min(red.value, green.value, blue.value) < PALE


def _font_of(font: Any) -> tuple[str, float]:
    """A font's name and its descent as a share of the size, below zero."""
    name, descent = ctypes.create_string_buffer(NAME), ctypes.c_float()
    pdfium.FPDFFont_GetBaseFontName(font, name, NAME)
    pdfium.FPDFFont_GetDescent(font, ctypes.c_float(1000), ctypes.byref(descent))
    return name.value.decode("utf-8", "replace"), descent.value / 1000
