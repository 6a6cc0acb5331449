"""Pictures of the reports' pages, with the place of a paragraph framed, if the PDF that was read is at hand.

A picture of another file would mislead, so one is drawn only from a PDF whose SHA-256 is that of the review. Boxes are
in points from the top left corner of the page, as pdfplumber gives them.
"""

from __future__ import annotations

import asyncio
import dataclasses
import functools
import hashlib
import io
import math
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

from web.kept import BoundedCache

# Pixels per point: body text of 12 points is 18 pixels high, which a phone shows sharply.
SCALE = 1.5
# How much of the page stands around a paragraph in its picture, in points.
AROUND = 30
# The frame keeps this far from the words, in points, and is this wide, in pixels.
AIR, LINE = 4, 3
FRAME = (148, 37, 20)
# How many bytes of pictures are kept: about 500 pictures of a paragraph.
KEPT = 24_000_000


class PictureError(LookupError):
    """There is no picture; the message says why."""


@dataclasses.dataclass(frozen=True)
class Place:
    """A box on a page, in points from the page's top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    def pixels(self, around: float) -> tuple[int, int, int, int]:
        """Left, top, right and bottom in a picture of the page, with so many points around."""
        return (
            math.floor((self.x0 - around) * SCALE),
            math.floor((self.top - around) * SCALE),
            math.ceil((self.x1 + around) * SCALE),
            math.ceil((self.bottom + around) * SCALE),
        )

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels of the picture around it."""
        left, top, right, bottom = self.pixels(AROUND)
        return right - left, bottom - top


@functools.lru_cache(maxsize=1000)
def _sha256(path: Path, modified: int, size: int) -> str:
    """A file's SHA-256; `modified` and `size` tell a changed file from one that was read before."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def find_pdf(path: Path, sha256: str) -> Path:
    """The PDF at a path; raises PictureError if there is none or it is not the one that was read."""
    try:
        about = path.stat()
        met = _sha256(path, about.st_mtime_ns, about.st_size)
    except OSError:
        raise PictureError("The PDF is not at hand on this site.") from None
    if met != sha256:
        raise PictureError("The PDF at hand on this site is not the one that was read: its SHA-256 differs.")
    return path


def _page(path: Path, number: int) -> Image.Image:
    """A page, from 1, rendered at SCALE.

    Raises PictureError for a page that the file does not have, or on which a box cannot be placed: if it is turned or
    cropped, pdfium counts from another corner than the boxes do.
    """
    with pypdfium2.PdfDocument(path) as document:
        if not 1 <= number <= len(document):
            raise PictureError(f"The report has {len(document)} pages, so no page {number}.")
        page = document[number - 1]
        if page.get_rotation() or page.get_cropbox() != page.get_mediabox():
            raise PictureError(f"Page {number} is turned or cropped: a box drawn on it could stand in the wrong place.")
        image: Image.Image = page.render(scale=SCALE).to_pil().convert("RGB")
        return image


def _png(image: Image.Image) -> bytes:
    """A picture in few colours, enough for print: a third of the bytes that full colour takes."""
    file = io.BytesIO()
    image.quantize(32).save(file, "png", optimize=True)
    return file.getvalue()


def draw(path: Path, number: int, places: Sequence[Place], around: Place | None = None) -> bytes:
    """A page as PNG, the places on it framed; if asked, only what is around one place."""
    image = _page(path, number)
    pen = ImageDraw.Draw(image)
    for place in places:
        pen.rectangle(place.pixels(AIR), outline=FRAME, width=LINE)
    if around is None:
        return _png(image)
    left, top, right, bottom = around.pixels(AROUND)
    # On white, in case the margin is narrower than the surroundings.
    cut = Image.new("RGB", (right - left, bottom - top), "white")
    cut.paste(image, (-left, -top))
    return _png(cut)


# pdfium may be used by one thread only at a time: one thread draws all pictures.
_DRAWER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures")
_PICTURES: BoundedCache[bytes] = BoundedCache(KEPT)


async def why_none(path: Path, sha256: str) -> str:
    """Why there are no pictures of a PDF; empty if there are."""
    try:
        await asyncio.get_running_loop().run_in_executor(None, find_pdf, path, sha256)
    except PictureError as reason:
        return str(reason)
    return ""


async def picture(
    path: Path, sha256: str, number: int, places: tuple[Place, ...], around: Place | None = None
) -> bytes:
    """What `draw` gives, from a PDF that is the one that was read; drawn once while it is kept.

    Raises PictureError.
    """
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, find_pdf, path, sha256)
    key = (sha256, number, places, around)
    drawn = _PICTURES.get(key)
    if drawn is None:
        try:
            drawn = await loop.run_in_executor(_DRAWER, draw, path, number, places, around)
        except pypdfium2.PdfiumError as error:
            raise PictureError(f"Page {number} cannot be drawn: {error}") from error
        _PICTURES.put(key, drawn, len(drawn))
    return drawn
