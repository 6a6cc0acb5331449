"""An open PDF: whether it is whole, the plain text of every page, and the lines of those asked for."""

from __future__ import annotations

import collections
import dataclasses
import functools
import hashlib
import io
import pathlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pdfplumber
import pikepdf
import pypdfium2
from pdfminer.pdfparser import PDFSyntaxError
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from common.record import Box
from extract import lines as print_lines
from extract.errors import ExtractionError
from extract.lines import Line

# How qpdf names a file given as bytes: 'WARNING: stream <_io.BytesIO object at 0x7f31b55bf600>: file is damaged'
OF_STREAM = re.compile(r"^(?:WARNING: )?(?:stream <_io\.BytesIO object at \w+>)?:? *")
# A crawl asks only for what has changed since, so a copy spoilt on its way has to go first.
FETCH_AGAIN = "delete the PDF and crawl again"
# A page with fewer letters than this has no text to read: a scan, or a picture.
LETTERS_OF_A_PAGE = 20


@dataclasses.dataclass(frozen=True)
class PrintedWord:
    """A word and its place on the page."""

    text: str
    box: Box


class Pdf:
    """One report, read page by page as asked; page numbers count from 1.

    `texts` holds every page's plain text (pypdfium2, milliseconds a page); `lines` costs pdfplumber's time.
    """

    def __init__(self, file_id: str, sha256: str, texts: tuple[str, ...], plumber: Any) -> None:
        self.file_id, self.sha256, self.texts = file_id, sha256, texts
        self._plumber = plumber

    @property
    def pages(self) -> int:
        """How many pages the file has."""
        return len(self.texts)

    def text_lines(self, page: int) -> list[str]:
        """The plain text lines of a page, white space folded, blank ones out."""
        return [" ".join(line.split()) for line in self.texts[page - 1].splitlines() if line.strip()]

    def height(self, page: int) -> float:
        """A page's height in points."""
        return float(self._plumber.pages[page - 1].height)

    @functools.cache  # noqa: B019 - a Pdf lives for one report
    def body_size(self, first: int, last: int) -> float:
        """The size in points of most letters on pages `first` to `last`, as far as the file has them."""
        sizes = collections.Counter(
            round(char["size"], 1)
            for page in self._plumber.pages[first - 1 : last]
            for char in page.chars
            if char["text"].strip()
        )
        if not sizes:
            raise ExtractionError(self.file_id, first, "no text on the page (a scan?); read it by eye")
        return float(sizes.most_common(1)[0][0])

    @functools.cache  # noqa: B019 - a Pdf lives for one report
    def lines(self, page: int, body_size: float) -> tuple[Line, ...]:
        """A page's lines from top to bottom; `body_size` is that of the report's running text in points."""
        try:
            return tuple(print_lines.lines_of(self._plumber.pages[page - 1], body_size))
        except (PSException, PdfminerException, ValueError, KeyError, TypeError) as error:
            raise ExtractionError(self.file_id, page, f"the page cannot be read: {error!r}") from error

    def words(self, page: int) -> list[PrintedWord]:
        """A page's words in reading order."""
        found = self._plumber.pages[page - 1].extract_words()
        return [PrintedWord(w["text"], Box(w["x0"], w["top"], w["x1"], w["bottom"])) for w in found]

    def width(self, page: int) -> float:
        """A page's width in points."""
        return float(self._plumber.pages[page - 1].width)


@contextmanager
def open_pdf(path: pathlib.Path) -> Iterator[Pdf]:
    """Open the report at `path`; its file id is the file's name.

    Raises ExtractionError if it is not a PDF, encrypted with a password, damaged, or without text.
    """
    file_id, data = path.stem, path.read_bytes()
    if not data.startswith(b"%PDF"):
        raise ExtractionError(file_id, None, f"not a PDF: it begins with {data[:20]!r}; {FETCH_AGAIN}")
    damage = damage_of(data)
    if damage:
        raise ExtractionError(file_id, None, f"{damage}; {FETCH_AGAIN}")
    texts = plain_texts(file_id, data)
    if sum(len(text.strip()) for text in texts) < LETTERS_OF_A_PAGE * len(texts):
        raise ExtractionError(file_id, None, f"no text on its {len(texts)} pages (a scan?); read it by eye")
    try:
        with pdfplumber.open(io.BytesIO(data)) as plumber:
            yield Pdf(file_id, hashlib.sha256(data).hexdigest(), texts, plumber)
    except (PDFSyntaxError, PdfminerException) as error:
        raise ExtractionError(file_id, None, f"damaged: {error!r}; {FETCH_AGAIN}") from error


def damage_of(data: bytes) -> str | None:
    """What is wrong with a PDF's structure as qpdf checks it, None if it is sound.

    A reader repairs a damaged file silently and loses pages or lines in doing so; a judgement must not rest on that.
    """
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            problems = pdf.check_pdf_syntax()
    except pikepdf.PasswordError:
        return "encrypted: it needs a password"
    except pikepdf.PdfError as error:
        problems = [str(error)]
    # The first mostly says 'file is damaged', the second what is damaged; addresses in memory, new in each run, go.
    met = "; ".join(OF_STREAM.sub("", str(problem)) for problem in problems[:2])
    return f"damaged: {met} ({len(problems)} in all)" if problems else None


def plain_texts(file_id: str, data: bytes) -> tuple[str, ...]:
    """The plain text of each page; raises ExtractionError if pdfium cannot read the file or a page."""
    page = None
    try:
        with pypdfium2.PdfDocument(data) as document:
            texts = []
            for page in range(1, len(document) + 1):
                text = document[page - 1].get_textpage()
                texts.append(text.get_text_range().replace("\r\n", "\n").replace("\ufffe", "-\n"))
            return tuple(texts)
    except pypdfium2.PdfiumError as error:
        raise ExtractionError(file_id, page, f"cannot be read: {error}; {FETCH_AGAIN}") from error
