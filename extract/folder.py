"""Which files of a folder can be reports: what is refused before it is opened, and why."""

from __future__ import annotations

import collections
import itertools
import os
import pathlib
import stat
from collections.abc import Iterable, Iterator

SUFFIX = ".pdf"
# What a report is called elsewhere: '50004386.json'.
RECORD = ".json"
# Bytes. A file's name has at most 255 of them, some of which its record takes while it is being written.
LONGEST_ID = 220


def pdfs_in(folder: pathlib.Path) -> list[pathlib.Path]:
    """Whatever in a folder has a PDF's ending in either case, by name: files or not."""
    return sorted(path for path in folder.iterdir() if path.suffix.lower() == SUFFIX)


def refusals(pdfs: Iterable[pathlib.Path]) -> dict[pathlib.Path, str]:
    """Why each of those that cannot be read is refused, by its path: its kind, its name, or another's of that name."""
    pdfs = list(pdfs)
    by_record = collections.defaultdict(list)
    for pdf in pdfs:
        by_record[pdf.stem].append(pdf)
    refused = {}
    for pdf in pdfs:
        others = [other for other in by_record[pdf.stem] if other != pdf]
        reason = next(itertools.chain(_kind(pdf), _name(pdf), _twin(others)), None)
        if reason is not None:
            refused[pdf] = f"{shown(pdf)}: {reason}"
    return refused


def shown(pdf: pathlib.Path) -> str:
    """A file's name for a message, on one line whatever is in it."""
    written = os.fsencode(pdf.name).decode("utf-8", "backslashreplace")
    return written if written.isprintable() else repr(written)[1:-1]


def _kind(pdf: pathlib.Path) -> Iterator[str]:
    try:
        mode = pdf.stat().st_mode
    except OSError as error:
        dangles = pdf.is_symlink() and isinstance(error, FileNotFoundError)
        yield "a link to a file that is not there" if dangles else f"cannot be looked at: {error.strerror}"
        return
    if stat.S_ISDIR(mode):
        yield "a folder, not a file; name it as FOLDER to read what is in it"
    elif not stat.S_ISREG(mode):
        yield "a pipe, socket or device, not a file"


def _name(pdf: pathlib.Path) -> Iterator[str]:
    try:
        pdf.stem.encode()
    except UnicodeEncodeError:
        yield "the name is no UTF-8 and cannot be a report's id; rename it"
        return
    if not pdf.stem.isprintable():
        yield "the name has a character that does not print and cannot be a report's id; rename it"
    if len(os.fsencode(pdf.stem)) > LONGEST_ID:
        yield f"the name is too long for its record's; rename it to at most {LONGEST_ID} bytes"


def _twin(others: Iterable[pathlib.Path]) -> Iterator[str]:
    names = " and ".join(shown(other) for other in others)
    if names:
        yield f"{names} would have the same record; rename one of them"
