"""Reading in processes that are held to limits from outside, so that no file can end or fill the run.

Pebble's pool replaces a process that died, was stopped or took too long, and says which task it was at.
"""

from __future__ import annotations

import concurrent.futures
import dataclasses
import multiprocessing
import multiprocessing.connection
import os
import pathlib
import resource
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Final, Generic, TypeVar

from pebble import ProcessExpired, ProcessPool

Result = TypeVar("Result")

MEGABYTE: Final = 1 << 20
# The processes start from one that has imported this, and not from this one with its threads.
CONTEXT: Final = multiprocessing.get_context("forkserver")


@dataclasses.dataclass(frozen=True)
class Limits:
    """What one report may take: seconds by the clock, megabytes of memory beyond the reader's own."""

    seconds: float = 60
    memory: int = 1024


@dataclasses.dataclass(frozen=True)
class Ended(Generic[Result]):
    """How the reading of one file ended: with its `result`, or with what `failed`."""

    pdf: pathlib.Path
    result: Result | None
    failed: str | None


def each_guarded(
    read: Callable[[pathlib.Path], Result],
    pdfs: Sequence[pathlib.Path],
    workers: int | None,
    limits: Limits,
    preload: str,
) -> Iterator[Ended[Result]]:
    """What `read` gives for each of `pdfs`, in the order in which they end; `preload` is the module that it needs.

    An OSError of `read` is what failed; any other error that it raises is raised.
    """
    CONTEXT.set_forkserver_preload([preload])
    with ProcessPool(
        max_workers=min(workers or os.cpu_count() or 1, max(len(pdfs), 1)),
        initializer=_hold,
        initargs=(limits.memory,),
        context=CONTEXT,
    ) as pool:
        running: dict[concurrent.futures.Future[Result], pathlib.Path] = {
            pool.schedule(read, args=(pdf,), timeout=limits.seconds): pdf for pdf in pdfs
        }
        try:
            for future in concurrent.futures.as_completed(running):
                yield _ended(running[future], future, limits)
        except BaseException:
            pool.stop()  # type: ignore[no-untyped-call]
            raise


def _ended(pdf: pathlib.Path, future: concurrent.futures.Future[Result], limits: Limits) -> Ended[Result]:
    try:
        return Ended(pdf, future.result(), None)
    except concurrent.futures.TimeoutError:
        return Ended(pdf, None, f"reading it took over {limits.seconds:g} seconds and was ended")
    except ProcessExpired as error:
        met = f"the process that read it ended (exit status {error.exitcode})"
        return Ended(pdf, None, f"{met}: it needs over {limits.memory} MB of memory, or someone ended it")
    except MemoryError:
        return Ended(pdf, None, f"reading it needs over {limits.memory} MB of memory")
    except OSError as error:
        return Ended(pdf, None, f"it cannot be opened: {error.strerror or error}")


def _hold(memory: int) -> None:
    """Hold this process to so many megabytes beyond what it has, leave no core, and end it with the one that began it.

    One that is killed outright cannot end its readers, which would then wait for work that never comes.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    statm = pathlib.Path("/proc/self/statm")  # Linux alone holds to a limit of address space
    if statm.exists():
        taken = int(statm.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + memory * MEGABYTE,) * 2)
    parent = multiprocessing.parent_process()
    if parent is None:
        raise RuntimeError("_hold is for a process that another one started")

    def watch(sentinel: int) -> None:
        multiprocessing.connection.wait([sentinel])
        os._exit(1)

    threading.Thread(target=watch, args=(parent.sentinel,), daemon=True).start()
