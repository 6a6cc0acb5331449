"""Builds a file beside its place and moves it there in one step, so that no reader ever sees half of it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def built_beside(target: Path) -> Iterator[Path]:
    """Give the path to build at; move it to `target` at the end, or remove it where the block raised."""
    target.parent.mkdir(parents=True, exist_ok=True)
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
