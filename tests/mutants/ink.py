"""Changes to what is printed on a page: words replaced, taken off, or added in another colour or mode."""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Callable

import pypdfium2
from pypdfium2 import raw as pdfium

FILL, INVISIBLE = 0, 3
BLACK, WHITE = (0, 0, 0), (255, 255, 255)


def text_of(document: pypdfium2.PdfDocument, number: int) -> str:
    """The plain text of a page, from 1."""
    return str(document[number - 1].get_textpage().get_text_range())


def edit(data: bytes, change: Callable[[pypdfium2.PdfDocument], bool]) -> bytes | None:
    """A file changed by pdfium; None if `change` found nothing to do."""
    with pypdfium2.PdfDocument(data) as document:
        if not change(document):
            return None
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()


def replace(
    document: pypdfium2.PdfDocument, number: int, pattern: str, by: str | None, group: int | str = 0, nth: int = 0
) -> bool:
    """Print `by`, or nothing, in place of the `nth` match of a pattern in a page's text; says whether there was one."""
    page = document[number - 1]
    text = page.get_textpage()
    count = text.count_chars()
    letters = "".join(chr(pdfium.FPDFText_GetUnicode(text.raw, at) or 32) for at in range(count))
    found = list(re.finditer(pattern, letters, re.IGNORECASE))
    if nth >= len(found):
        return False
    start, end = found[nth].span(group)
    first = next(at for at in range(start, end) if letters[at].strip())
    owners: dict[int, tuple[object, str]] = {}
    touched: set[int] = set()
    for at in range(count):
        of = pdfium.FPDFText_GetTextObject(text.raw, at)
        if not of or pdfium.FPDFText_IsGenerated(text.raw, at):
            continue
        key, inside = ctypes.addressof(of.contents), start <= at < end
        kept = (by or "" if at == first else "") if inside else letters[at]
        owners[key] = (of, owners.get(key, (of, ""))[1] + kept)
        if inside:
            touched.add(key)
    for key in touched:
        of, said = owners[key]
        matrix, size = pdfium.FS_MATRIX(), ctypes.c_float()
        pdfium.FPDFPageObj_GetMatrix(of, ctypes.byref(matrix))
        pdfium.FPDFTextObj_GetFontSize(of, ctypes.byref(size))
        font = pdfium.FPDFTextObj_GetFont(of)
        name = ctypes.create_string_buffer(256)
        pdfium.FPDFFont_GetBaseFontName(font, name, 256)
        pdfium.FPDFPage_RemoveObject(page.raw, of)
        if said.strip():
            _put(document, page, said, size.value, matrix, bold=b"old" in name.value)
    text.close()
    page.gen_content()
    return bool(touched)


def add(
    document: pypdfium2.PdfDocument,
    number: int,
    x: float,
    y: float,
    said: str,
    size: float = 12,
    mode: int = FILL,
    colour: tuple[int, int, int] = BLACK,
) -> None:
    """Print words at a place, points from the page's bottom left."""
    page = document[number - 1]
    matrix = pdfium.FS_MATRIX(1, 0, 0, 1, x, y)
    _put(document, page, said, size, matrix, mode=mode, colour=colour)
    page.gen_content()


def strip(document: pypdfium2.PdfDocument, number: int, is_lost: Callable[[int], bool]) -> None:
    """Take off each object of a page whose position among them `is_lost`."""
    page = document[number - 1]
    for at, one in enumerate(list(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=1))):
        if is_lost(at):
            page.remove_obj(one)
    page.gen_content()


def _put(
    document: pypdfium2.PdfDocument,
    page: pypdfium2.PdfPage,
    said: str,
    size: float,
    matrix: object,
    *,
    bold: bool = False,
    mode: int = FILL,
    colour: tuple[int, int, int] = BLACK,
) -> None:
    new = pdfium.FPDFPageObj_NewTextObj(document.raw, b"Helvetica-Bold" if bold else b"Helvetica", size)
    encoded = (said + "\0").encode("utf-16-le")
    pdfium.FPDFText_SetText(new, ctypes.cast(ctypes.create_string_buffer(encoded), pdfium.FPDF_WIDESTRING))
    pdfium.FPDFPageObj_SetMatrix(new, ctypes.byref(matrix))
    pdfium.FPDFPageObj_SetFillColor(new, *colour, 255)
    pdfium.FPDFTextObj_SetTextRenderMode(new, mode)
    pdfium.FPDFPage_InsertObject(page.raw, new)
