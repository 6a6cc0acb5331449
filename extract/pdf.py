"""An open PDF: whether it is whole, the plain text of every page, and the lines of those asked for."""

from __future__ import annotations

import collections
import dataclasses
import functools
import hashlib
import io
import pathlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pikepdf
import pypdfium2
from pdfplumber.utils.text import extract_text, extract_words

from common.ligatures import LIGATURES
from common.record import Box
from extract import lines as print_lines
from extract.characters import UNKNOWN, Page, read_page, upright_text
from extract.errors import ExtractionError
from extract.lines import Line

# How qpdf names a file given as bytes: 'WARNING: stream <_io.BytesIO object at 0x7f31b55bf600>: file is damaged'
OF_STREAM = re.compile(r"^(?:WARNING: )?(?:stream <_io\.BytesIO object at \w+>)?:? *")
# A crawl asks only for what has changed since, so a copy spoilt on its way has to go first.
FETCH_AGAIN = "delete the PDF and crawl again"
# The largest of the real reports has 3 MB.
LARGEST = 256 << 20
# A page with fewer letters than this has no text to read: a scan, or a picture.
LETTERS_OF_A_PAGE = 20
# Shares of a report's letters or words: see `garbled_letters`.
UNKNOWN_LETTERS, SCRAPS, FEWEST_COMMON = 0.01, 0.01, 0.2
# In fewer words shares say little; the shortest real report has 3,700.
FEWEST_WORDS = 300
WORD = re.compile(r"[A-Za-z]+")
SHORT = frozenset(re.findall(r"\w+", "a i s t of to in is it at on by as an or be we up so no if do us my he me go am"))
COMMON = frozenset(re.findall(r"\w+", "the of and to in a is for are that with by on be as this from not have or"))


@dataclasses.dataclass(frozen=True)
class PrintedWord:
    """A word and its place on the page."""

    text: str
    box: Box


class Pdf:
    """One report, read page by page as asked; page numbers count from 1.

    `texts` holds every page's plain text; a page's characters with their boxes cost some ten times as much.
    """

    def __init__(self, file_id: str, sha256: str, texts: tuple[str, ...], document: pypdfium2.PdfDocument) -> None:
        self.file_id, self.sha256, self.texts = file_id, sha256, texts
        self._document = document

    @property
    def pages(self) -> int:
        """How many pages the file has."""
        return len(self.texts)

    @functools.cache  # noqa: B019 - a Pdf lives for one report
    def text_lines(self, page: int) -> list[str]:
        """The plain text lines of a page, white space folded, blank ones out."""
        return [" ".join(line.split()) for line in self.texts[page - 1].splitlines() if line.strip()]

    @functools.cache  # noqa: B019 - a Pdf lives for one report
    def page(self, page: int) -> Page:
        """A page with its characters; raises ExtractionError if it cannot be read."""
        try:
            return read_page(self._document, page)
        except (pypdfium2.PdfiumError, ValueError) as error:
            raise ExtractionError(self.file_id, page, f"the page cannot be read: {error!r}") from error

    def sheet(self, page: int) -> Box:
        """The sheet of paper that a page is set for; points from the page's top left."""
        return self.page(page).sheet

    def body_size(self, first: int, last: int) -> float:
        """The size in points of most letters on pages `first` to `last`, as far as the file has them.

        Raises ExtractionError if they have none.
        """
        sizes = collections.Counter(
            round(char["size"], 1)
            for page in range(first, min(last, self.pages) + 1)
            for char in self.page(page).characters
            if char["text"].strip()
        )
        if not sizes:
            raise ExtractionError(self.file_id, first, "no text on the page (a scan?); read it by eye")
        return float(sizes.most_common(1)[0][0])

    def lines(self, page: int, body_size: float) -> tuple[Line, ...]:
        """A page's lines from top to bottom; `body_size` is that of the report's running text in points."""
        return self._lines(page, body_size)

    @functools.cache  # noqa: B019 - a Pdf lives for one report
    def _lines(self, page: int, body_size: float) -> tuple[Line, ...]:
        return tuple(print_lines.lines_of(self.page(page), body_size))

    def words(self, page: int) -> list[PrintedWord]:
        """A page's words in reading order."""
        found = extract_words(list(self.page(page).characters))
        return [PrintedWord(w["text"], Box(w["x0"], w["top"], w["x1"], w["bottom"])) for w in found]


@contextmanager
def open_pdf(path: pathlib.Path) -> Iterator[Pdf]:
    """Open the report at `path`; its file id is the file's name.

    Raises ExtractionError if it is not a PDF, encrypted with a password, damaged, or without text.
    """
    file_id = path.stem
    if (size := path.stat().st_size) > LARGEST:
        raise ExtractionError(file_id, None, f"the file has {size >> 20} MB; no report has over {LARGEST >> 20}")
    data = path.read_bytes()
    if not data.startswith(b"%PDF"):
        raise ExtractionError(file_id, None, f"not a PDF: it begins with {data[:20]!r}; {FETCH_AGAIN}")
    damage = damage_of(data)
    if damage:
        raise ExtractionError(file_id, None, f"{damage}; {FETCH_AGAIN}")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ExtractionError(file_id, None, f"cannot be read: {error}; {FETCH_AGAIN}") from error
    with document:
        texts = plain_texts(file_id, document)
        if garbled := garbled_letters(texts):
            raise ExtractionError(file_id, None, f"{garbled}; read it by eye")
        if sum(len(text.strip()) for text in texts) < LETTERS_OF_A_PAGE * len(texts):
            raise ExtractionError(file_id, None, f"no text on its {len(texts)} pages (a scan?); read it by eye")
        yield Pdf(file_id, hashlib.sha256(data).hexdigest(), texts, document)


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


def garbled_letters(texts: Sequence[str]) -> str | None:
    """What shows that a report's letters are not what is printed, None if nothing does.

    Fonts may map their letters to none or to wrong ones, and text may be lost: then words are not words. Of the words
    of each of 163 real reports, at most 0.5 % have one or two letters and are none of the usual ones of that length,
    and at least 27 % are among the commonest of English.
    """
    words = [word.lower() for text in texts for word in WORD.findall(text)]
    unknown = sum(text.count(UNKNOWN) + text.count("\0") for text in texts)
    letters = sum(map(len, words))
    if unknown > UNKNOWN_LETTERS * letters:
        return f"{unknown} of its {letters + unknown} letters have no meaning in the file"
    if len(words) < FEWEST_WORDS:
        return None
    scraps = sum(len(word) <= 2 and word not in SHORT for word in words)
    if scraps > SCRAPS * len(words):
        return f"{scraps} of its {len(words)} words are scraps of one or two letters"
    common = sum(word in COMMON for word in words)
    if common < FEWEST_COMMON * len(words):
        return f"only {common} of its {len(words)} words are common words of English"
    return None


def plain_texts(file_id: str, document: pypdfium2.PdfDocument) -> tuple[str, ...]:
    """The plain text of each page; raises ExtractionError if pdfium cannot read a page."""
    texts = []
    for page in range(1, len(document) + 1):
        try:
            text = upright_text(document[page - 1])
            if text is None:
                text = extract_text(list(read_page(document, page).characters))
            texts.append(text.replace("\r\n", "\n").replace("\ufffe", "-\n").translate(LIGATURES))
        except pypdfium2.PdfiumError as error:
            raise ExtractionError(file_id, page, f"cannot be read: {error}; {FETCH_AGAIN}") from error
    return tuple(texts)
