"""What was read from a PDF's pages, kept beside the records: a change in the rules or vocabularies opens no PDF.

The slow part of reading depends on the file's bytes, the modules that read pages and the libraries below them: these
are the key. What depends on the rules is made anew from what is kept. A kept file is safe to delete; one that is spoilt
or has another key counts as none.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import logging
import pathlib
import zlib
from collections.abc import Callable, Iterator
from typing import Any, Final, TypeVar

from common.record import Box
from common.writing import write_whole
from extract.errors import ExtractionError
from extract.lines import Line
from extract.pdf import Pdf, PrintedWord, open_pdf
from extract.version import pages_version

log = logging.getLogger(__name__)

Answer = TypeVar("Answer")

FOLDER: Final = "pages"
SUFFIX: Final = ".json.z"
# Half as long again as at the best level, in a tenth of the time.
LEVEL: Final = 1


@dataclasses.dataclass
class Kept:
    """The answers that a `Pdf` gave, by what was asked; `failed` has the page and what was met if it cannot be read."""

    sha256: str
    version: str
    texts: list[str] = dataclasses.field(default_factory=list)
    sizes: dict[str, Any] = dataclasses.field(default_factory=dict)
    sheets: dict[str, Any] = dataclasses.field(default_factory=dict)
    lines: dict[str, Any] = dataclasses.field(default_factory=dict)
    words: dict[str, Any] = dataclasses.field(default_factory=dict)
    failed: list[Any] | None = None


class KeptPdf(Pdf):
    """A report that answers from what is kept, and opens the PDF by `opened` for what is not."""

    def __init__(self, file_id: str, kept: Kept, opened: Callable[[], Pdf]) -> None:
        self.file_id, self.sha256, self.texts = file_id, kept.sha256, tuple(kept.texts)
        self._kept, self._opened = kept, opened

    def sheet(self, page: int) -> Box:
        """The sheet of paper that a page is set for; points from the page's top left."""
        return Box(*self._ask(self._kept.sheets, f"{page}", lambda pdf: _plain_box(pdf.sheet(page))))

    def body_size(self, first: int, last: int) -> float:
        """The size in points of most letters on pages `first` to `last`, as far as the file has them."""
        return float(self._ask(self._kept.sizes, f"{first} {last}", lambda pdf: pdf.body_size(first, last)))

    def lines(self, page: int, body_size: float) -> tuple[Line, ...]:
        """A page's lines from top to bottom; `body_size` is that of the report's running text in points."""
        found = self._ask(
            self._kept.lines,
            f"{page} {body_size}",
            lambda pdf: [[*_plain_box(one.box), one.text, one.size, one.bold] for one in pdf.lines(page, body_size)],
        )
        return tuple(Line(page, Box(*box), text, size, bold) for *box, text, size, bold in found)

    def words(self, page: int) -> list[PrintedWord]:
        """A page's words in reading order."""
        found = self._ask(
            self._kept.words, f"{page}", lambda pdf: [[*_plain_box(one.box), one.text] for one in pdf.words(page)]
        )
        return [PrintedWord(text, Box(*box)) for *box, text in found]

    def _ask(self, known: dict[str, Answer], what: str, read: Callable[[Pdf], Answer]) -> Answer:
        if what not in known:
            known[what] = read(self._opened())
        return known[what]


@contextlib.contextmanager
def open_kept(path: pathlib.Path, sha256: str, folder: pathlib.Path) -> Iterator[Pdf]:
    """The report at `path`, whose bytes have that hash, with what is kept of it in `folder`; what is new is kept.

    Raises ExtractionError if it cannot be read, as `open_pdf` does, and then keeps that too.
    """
    place = folder / f"{path.stem}{SUFFIX}"
    kept = _read(place, sha256)
    with contextlib.ExitStack() as stack:
        opened: list[Pdf] = []

        def open_once() -> Pdf:
            if not opened:
                opened.append(stack.enter_context(open_pdf(path)))
            return opened[0]

        try:
            if kept is None:
                kept = Kept(sha256, pages_version())
                try:
                    kept.texts = [*open_once().texts]
                except ExtractionError as error:
                    kept.failed = [error.page, error.met]
                    _write(place, kept)
            if kept.failed:
                raise ExtractionError(path.stem, *kept.failed)
            yield KeptPdf(path.stem, kept, open_once)
        finally:
            if opened and kept:
                _write(place, kept)


def _plain_box(box: Box) -> list[float]:
    return [box.x0, box.top, box.x1, box.bottom]


def _read(place: pathlib.Path, sha256: str) -> Kept | None:
    try:
        kept = Kept(**json.loads(zlib.decompress(place.read_bytes())))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, zlib.error) as error:
        log.warning("%s cannot be used (%r): the PDF is read again", place, error)
        return None
    return kept if (kept.sha256, kept.version) == (sha256, pages_version()) else None


def _write(place: pathlib.Path, kept: Kept) -> None:
    text = json.dumps(dataclasses.asdict(kept), ensure_ascii=False, separators=(",", ":"))
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        # What is spoilt by a loss of power is read again.
        write_whole(place, zlib.compress(text.encode(), LEVEL), is_synced=False)
    except OSError as error:
        # The report was read; what is not kept costs time and no report.
        log.warning("what was read of %s cannot be kept: %s", place.name.removesuffix(SUFFIX), error)
