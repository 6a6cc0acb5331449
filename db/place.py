"""Builds a file beside its place and moves it there in one step, so that no reader ever sees half of it."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from db.errors import DatabaseError


@contextlib.contextmanager
def built_beside(target: Path) -> Iterator[Path]:
    """Give the path to build at; move it to `target` at the end, or remove it where the block raised.

    Raises `DatabaseError` while another process builds in the same folder.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with _alone_in(target.parent):
        part = target.with_name(f".{target.name}.building")
        # What a killed run left, DuckDB's log and SQLite's journal included.
        leftovers = (part, part.with_name(f"{part.name}.wal"), part.with_name(f"{part.name}-journal"))
        for leftover in leftovers:
            leftover.unlink(missing_ok=True)
        try:
            yield part
            with part.open("rb") as done:
                os.fsync(done.fileno())
            part.replace(target)
        finally:
            for leftover in leftovers:
                leftover.unlink(missing_ok=True)


@contextlib.contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Keep others from building in a folder: they would take ours for a killed run's, and put half of theirs in place.

    The lock is on the folder itself, so nothing is left behind; the system drops it however the process ends.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DatabaseError(f"another load or publish is at work in {folder}: wait for it") from None
        yield
    finally:
        os.close(handle)
