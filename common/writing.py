"""Files and folders that are whole or not there: made beside their place, then moved into it in one step.

What is being made has a name that begins with a dot; what a killed process left of it is swept away by the next one.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path


class FolderInUseError(BlockingIOError):
    """Another process has locked the folder."""


def write_whole(path: Path, content: bytes, *, is_synced: bool = True) -> None:
    """Write a file so that at any moment it has either its former content or all of the new.

    Several processes may do so at once. `is_synced` waits until the system has written it down for good, so that it
    survives a loss of power. Raises OSError that names the file, and leaves nothing beside it.
    """
    scrap = path.with_name(f".{path.name}.{os.getpid()}.writing")
    try:
        scrap.write_bytes(content)
        if is_synced:
            sync(scrap)
        scrap.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            scrap.unlink()
        # The system does not say which file it was that a full disk did not take.
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error
    if is_synced:
        sync(path.parent)


def sweep(folder: Path, age: float = 0) -> None:
    """Remove what `write_whole` left in a folder when it was killed, if it is older than `age` seconds.

    Without an age the caller must know that no other process writes there.
    """
    for scrap in folder.glob(".*.writing"):
        with contextlib.suppress(FileNotFoundError):
            # Without an age, one from the future too: the clock may have been put back since.
            if not age or time.time() - scrap.stat().st_mtime >= age:
                scrap.unlink()


@contextlib.contextmanager
def build_beside(target: Path) -> Iterator[Path]:
    """Give the path to build a file at; move it to `target` at the end, or remove it if the block raised.

    Raises `FolderInUseError` while another process builds in the same folder.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    lock = lock_folder(target.parent)
    try:
        part = target.with_name(f".{target.name}.building")
        # DuckDB's log and SQLite's journal included.
        leftovers = (part, part.with_name(f"{part.name}.wal"), part.with_name(f"{part.name}-journal"))
        for leftover in leftovers:
            leftover.unlink(missing_ok=True)
        try:
            yield part
            sync(part)
            part.replace(target)
            sync(target.parent)
        finally:
            for leftover in leftovers:
                leftover.unlink(missing_ok=True)
    finally:
        os.close(lock)


@contextlib.contextmanager
def build_folder_beside(target: Path) -> Iterator[Path]:
    """Give the folder to build in; it takes the place of `target` at the end, or is removed if the block raised.

    The caller must have locked the folder around it: see `build_beside`. For an instant, between two renames, there is
    no `target`.
    """
    part, former = (target.with_name(f".{target.name}.{state}") for state in ("building", "former"))
    for leftover in (part, former):
        shutil.rmtree(leftover, ignore_errors=True)
    part.mkdir()
    try:
        yield part
        if target.exists():
            target.rename(former)
        part.rename(target)
    finally:
        shutil.rmtree(part, ignore_errors=True)
        shutil.rmtree(former, ignore_errors=True)


def lock_folder(folder: Path) -> int:
    """Keep other processes from locking a folder until the descriptor that this returns is closed.

    The lock is on the folder itself, so nothing is left behind; the system drops it however the process ends.
    Raises `FolderInUseError` if another process has it.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise FolderInUseError(f"another run is at work in {folder}: wait for it") from None
    return descriptor


def sync(path: Path) -> None:
    """Have the system write a file, or the names in a folder, to disk, so that they survive a loss of power."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
