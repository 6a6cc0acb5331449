"""Many reports on all cores, each record cached by its PDF's hash and the extractor's version."""

from __future__ import annotations

import concurrent.futures
import hashlib
import json
import logging
import multiprocessing
import multiprocessing.connection
import os
import pathlib
import threading
from collections.abc import Sequence
from typing import Any

from tqdm import tqdm

from common.writing import sweep, write_whole
from extract import report
from extract.errors import ExtractionError
from extract.version import version
from extract.vocabulary import write_vocabulary

log = logging.getLogger(__name__)

# Seconds. A record is written in milliseconds, so one half written for an hour is not another run's at work.
ABANDONED = 3600


def extract_all(pdfs: Sequence[pathlib.Path], out: pathlib.Path, workers: int | None = None) -> list[str]:
    """Read each of `pdfs` into `out/<file id>.json` and give the reasons of those that could not be read.

    A record that already exists for the same bytes and version is left as it is. A record of a PDF that is no longer
    among `pdfs` is removed, and so is what a killed run left half written, so that `out` is what the folder holds. The
    themes' vocabulary goes with the records.
    Raises OSError if `out` cannot be written, BrokenProcessPool if the system ends a reading process.
    """
    out.mkdir(parents=True, exist_ok=True)
    for stale in {path.stem for path in out.glob("*.json")} - {pdf.stem for pdf in pdfs}:
        (out / f"{stale}.json").unlink(missing_ok=True)
    sweep(out, age=ABANDONED)
    write_vocabulary(out)
    reasons, todo = [], []
    for pdf in pdfs:
        cached = cached_record(pdf, out / f"{pdf.stem}.json")
        if cached is None:
            todo.append(pdf)
        elif cached["outcome"] == "unreadable":
            reasons.append(str(cached["reason"]))
    log.info("%d reports, %d read before, %d to read", len(pdfs), len(pdfs) - len(todo), len(todo))
    with concurrent.futures.ProcessPoolExecutor(workers, initializer=end_with_parent) as pool:
        running = [pool.submit(extract_one, pdf, out) for pdf in todo]
        done = tqdm(concurrent.futures.as_completed(running), total=len(running), unit="report", disable=not todo)
        reasons.extend(reason for future in done if (reason := future.result()))
    return sorted(reasons)


def end_with_parent() -> None:
    """Have this reading process end when the one that started it ends.

    One that is killed outright cannot end its readers, which would then wait for work that never comes.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        raise RuntimeError("end_with_parent is for a process that another one started")

    def watch(sentinel: int) -> None:
        multiprocessing.connection.wait([sentinel])
        os._exit(1)

    threading.Thread(target=watch, args=(parent.sentinel,), daemon=True).start()


def cached_record(pdf: pathlib.Path, cache: pathlib.Path) -> dict[str, Any] | None:
    """The record kept for this PDF's bytes and this extractor's version, None when there is none."""
    if not cache.exists():
        return None
    try:
        record: dict[str, Any] = json.loads(cache.read_text(encoding="utf-8"))
        same = record["extractor_version"] == version()
        return record if same and record["sha256"] == hashlib.sha256(pdf.read_bytes()).hexdigest() else None
    except (ValueError, KeyError, TypeError) as error:
        log.warning("%s is not a whole record (%r), perhaps from a loss of power: read again", cache, error)
        return None


def extract_one(pdf: pathlib.Path, out: pathlib.Path) -> str | None:
    """Read one PDF and write its record beside its place, then move it there; gives the reason if it could not be read.

    The one place that catches our own error: the failure becomes the record. So does any other error that a PDF
    causes in a library or in our own code, with its trace in the log: one report must not cost all the others.
    """
    try:
        record = report.read_report(pdf)
    except ExtractionError as error:
        log.error("%s", error)
        record = report.unreadable(pdf, error)
    except OSError:
        raise  # the disk's fault and not the report's: to be tried again
    except Exception as error:
        log.exception("%s: an unexpected error", pdf.stem)
        record = report.unreadable(pdf, ExtractionError(pdf.stem, None, f"a fault in the extractor itself: {error!r}"))
    text = json.dumps(record.as_json(), ensure_ascii=False, indent=1) + "\n"
    # A record spoilt by a loss of power is read again, so there is no need to wait for the disk.
    write_whole(out / f"{record.file_id}.json", text.encode(), is_synced=False)
    return record.reason if record.outcome == "unreadable" else None
