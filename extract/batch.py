"""Many reports on all cores, each record cached by its PDF's hash and the extractor's version."""

from __future__ import annotations

import dataclasses
import functools
import json
import logging
import os
import pathlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from tqdm import tqdm

from common.record import Record, find_misfits
from common.writing import lock_folder, sweep, write_whole
from extract import report
from extract.errors import ExtractionError
from extract.folder import RECORD, refusals, shown
from extract.guarded import Ended, Limits, each_guarded
from extract.kept import FOLDER, SUFFIX
from extract.version import version
from extract.vocabulary import write_vocabulary

log = logging.getLogger(__name__)

# The longest record of the real reports has 0.5 MB.
LONGEST_RECORD = 32 << 20


@dataclasses.dataclass(frozen=True)
class Written:
    """A record as the text of its file, and why the report could not be read, None if it could.

    The text is empty for a file that has no record, which is one whose bytes cannot be had.
    """

    text: str
    reason: str | None


# Reads files elsewhere than on this machine's cores, under the same limits: extract/cluster.py.
Elsewhere = Callable[[Sequence[pathlib.Path], Limits], Iterator[Ended[Written]]]


def extract_all(
    pdfs: Sequence[pathlib.Path],
    out: pathlib.Path,
    workers: int | None = None,
    limits: Limits | None = None,
    elsewhere: Elsewhere | None = None,
) -> list[str]:
    """Read each of `pdfs` into `out/<file id>.json` and give the reasons of those that could not be read.

    A record that already exists for the same bytes and version is left as it is. A record of ours whose PDF is no
    longer among `pdfs` is removed, and so is what a killed run left half written, so that `out` is what the folder
    holds; what is not a record of ours stays. A file that cannot be a report by its name or kind has a reason and no
    record. The themes' vocabulary goes with the records, and what was read from the pages, from which a record is made
    anew when only the rules have changed (what is read elsewhere keeps no pages).
    Raises OSError if `out` cannot be written, FolderInUseError if another run is at work there.
    """
    out.mkdir(parents=True, exist_ok=True)
    lock = lock_folder(out)
    try:
        return sorted(_extract_all(pdfs, out, workers, limits or Limits(), elsewhere))
    finally:
        os.close(lock)


def _extract_all(
    pdfs: Sequence[pathlib.Path],
    out: pathlib.Path,
    workers: int | None,
    limits: Limits,
    elsewhere: Elsewhere | None,
) -> Iterator[str]:
    refused = refusals(pdfs)
    yield from refused.values()
    readable = [pdf for pdf in pdfs if pdf not in refused]
    for gone in _records(out, without={pdf.stem for pdf in readable}):
        gone.unlink(missing_ok=True)
        (out / FOLDER / f"{gone.stem}{SUFFIX}").unlink(missing_ok=True)
    for folder in (out, out / FOLDER):
        sweep(folder)
    write_vocabulary(out)
    todo: dict[pathlib.Path, int] = {}
    for pdf in readable:
        place = out / f"{pdf.stem}{RECORD}"
        if place.is_dir():
            yield f"{shown(pdf)}: {place} is a folder where its record should be; move it away"
            continue
        try:
            cached = cached_record(pdf, place)
            size = pdf.stat().st_size
        except OSError as error:
            yield f"{shown(pdf)}: it cannot be opened: {error.strerror}"
            continue
        if cached is None:
            todo[pdf] = size
        elif cached["outcome"] == "unreadable":
            yield str(cached["reason"])
    log.info("%d reports, %d read before, %d to read", len(pdfs), len(readable) - len(todo), len(todo))
    yield from _read(todo, out, workers, limits, elsewhere)


def extract_alone(pdf: pathlib.Path, limits: Limits | None = None) -> Written:
    """Read one PDF under the same limits as those of a folder."""
    refused = refusals([pdf])
    return Written("", refused[pdf]) if refused else next(_each([pdf], 1, limits or Limits()))[1]


def _read(
    todo: Mapping[pathlib.Path, int],
    out: pathlib.Path,
    workers: int | None,
    limits: Limits,
    elsewhere: Elsewhere | None,
) -> Iterator[str]:
    """Read files, given with their sizes, the largest first so that none is begun when all others have ended."""
    largest_first = sorted(todo, key=lambda pdf: -todo[pdf])
    for pdf, written in tqdm(
        _each(largest_first, workers, limits, out / FOLDER, elsewhere), total=len(todo), unit="report", disable=not todo
    ):
        if written.text:
            # A record spoilt by a loss of power is read again, so there is no need to wait for the disk.
            write_whole(out / f"{pdf.stem}{RECORD}", written.text.encode(), is_synced=False)
        if written.reason is not None:
            yield written.reason


def _each(
    pdfs: Sequence[pathlib.Path],
    workers: int | None,
    limits: Limits,
    pages: pathlib.Path | None = None,
    elsewhere: Elsewhere | None = None,
) -> Iterator[tuple[pathlib.Path, Written]]:
    """Each file with its record, as they end; a file whose bytes cannot be read has a reason and no text."""
    if not pdfs:
        return
    read = functools.partial(extract_one, pages=pages)
    for ended in elsewhere(pdfs, limits) if elsewhere else each_guarded(read, pdfs, workers, limits, preload=__name__):
        pdf, written = ended.pdf, ended.result
        if written is None or len(written.text) > LONGEST_RECORD:
            failed = ended.failed or f"its record would have over {LONGEST_RECORD >> 20} MB"
            try:
                written = failure(pdf, ExtractionError(pdf.stem, None, failed))
            except OSError:
                written = Written("", f"{shown(pdf)}: {failed}")
        yield pdf, written


def _records(out: pathlib.Path, without: set[str]) -> Iterator[pathlib.Path]:
    """The records of ours in a folder, whatever the version that wrote them, but for those of some file ids."""
    for path in out.glob(f"*{RECORD}"):
        if path.stem in without or not path.is_file():
            continue
        try:
            held = json.loads(path.read_bytes())
        except (ValueError, RecursionError):
            continue
        ours = isinstance(held, dict) and held.get("file_id") == path.stem
        if ours and {"sha256", "extractor_version", "outcome"} <= held.keys():
            yield path


def cached_record(pdf: pathlib.Path, cache: pathlib.Path) -> dict[str, Any] | None:
    """The record kept for this PDF's bytes and this extractor's version, None when there is none.

    Raises OSError if the PDF cannot be opened.
    """
    if not cache.exists():
        return None
    try:
        record: dict[str, Any] = json.loads(cache.read_bytes())
        misfit = next(find_misfits(record), None)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        misfit = repr(error)
    if misfit is None:
        same = record["extractor_version"] == version() and record["sha256"] == report.sha256_of(pdf)
        return record if same else None
    log.warning("%s is no whole record of this version (%s): read again", cache, misfit)
    return None


def extract_one(pdf: pathlib.Path, pages: pathlib.Path | None = None) -> Written:
    """Read one PDF; what cannot be read has a record too. `pages` is where what is read from pages is kept.

    The one place that catches our own error: the failure becomes the record. So does any other error that a PDF
    causes in a library or in our own code, with its trace in the log: one report must not cost all the others.
    Raises OSError if the file cannot be opened, MemoryError.
    """
    try:
        return _written(report.read_report(pdf, pages))
    except ExtractionError as error:
        return failure(pdf, error)
    except (OSError, MemoryError):
        raise
    except Exception as error:
        log.exception("%s: an unexpected error", pdf.stem)
        return failure(pdf, ExtractionError(pdf.stem, None, f"a fault in the extractor itself: {error!r}"))


def failure(pdf: pathlib.Path, error: ExtractionError) -> Written:
    """The record of a report that could not be read; raises OSError if its bytes cannot be read either."""
    return _written(report.unreadable(pdf, error))


def _written(record: Record) -> Written:
    text = json.dumps(record.as_json(), ensure_ascii=False, indent=1) + "\n"
    return Written(text, record.reason if record.outcome == "unreadable" else None)
