"""Runs the SQL that visitors write in processes of its own, with limits of time and memory: pages never wait for it.

SQLite looks at the clock between its steps only. A query can take seconds and gigabytes before its first step, while it
is prepared, or within one step; a process can be ended at any time. Pages and canned queries stay in the server.
"""

from __future__ import annotations

import asyncio
import base64
import concurrent.futures
import contextlib
import contextvars
import dataclasses
import json
import os
import queue
import selectors
import sqlite3
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from datasette.app import Datasette
from datasette.database import QueryInterrupted
from datasette.views.base import DatasetteError

from common.project import ROOMS
from web import files
from web.visitor_worker import STOP

# Processes for visitors' SQL, and how many questions may wait for one of them.
WORKERS = 2
MOST_WAITING = 30
# A process has this long to start, and this much longer than a query may take before it is ended.
START_SECONDS = 30
GRACE_SECONDS = 1.0
RETRY_SECONDS = 5
# What visitors may write SQL in: the whole query, or a condition of a table's rows.
WRITTEN = ("sql", "_where")

# The SQL that the visitor of this request wrote.
_WRITTEN: contextvars.ContextVar[tuple[str, ...]] = contextvars.ContextVar("written", default=())


class BusyError(DatasetteError):  # type: ignore[misc]  # Datasette has no types
    """More questions wait than the site can answer soon."""

    def __init__(self) -> None:
        super().__init__(
            "Too many people are asking in SQL at once. Please try again in a moment.", title="Busy", status=503
        )


def written_in(query: str) -> tuple[str, ...]:
    """The pieces of SQL that a query string holds, as they stand in what is then asked."""
    pairs = parse_qsl(query)
    found = (value.strip().strip(";").strip() for name, value in pairs if name in WRITTEN)
    return tuple(piece for piece in found if piece)


@contextlib.contextmanager
def mark_written(query: str) -> Iterator[None]:
    """Within it, what holds the SQL of a query string is a visitor's."""
    token = _WRITTEN.set(written_in(query))
    try:
        yield
    finally:
        _WRITTEN.reset(token)


def wrote(sql: str) -> bool:
    """Whether SQL that is about to run holds what the visitor of this request wrote."""
    return any(piece in sql for piece in _WRITTEN.get())


class NamedRow(tuple[Any, ...]):
    """A row as SQLite's own: by place, by the name of a column, and with `keys`."""

    columns: tuple[str, ...]

    @classmethod
    def of(cls, columns: tuple[str, ...], values: list[Any]) -> NamedRow:
        """A row under its columns' names."""
        made = cls(base64.b64decode(value[0]) if isinstance(value, list) else value for value in values)
        made.columns = columns
        return made

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, str):
            try:
                return super().__getitem__(self.columns.index(key))
            except ValueError:
                raise IndexError(f"No item with the key {key!r}") from None
        return super().__getitem__(key)

    def keys(self) -> list[str]:
        """The columns' names."""
        return list(self.columns)


@dataclasses.dataclass(frozen=True)
class Found:
    """What a visitor's SQL found: its columns, and rows, at most as many as were asked for."""

    columns: tuple[str, ...]
    rows: list[NamedRow]


class Asked:
    """A question of a visitor's from when it is asked until it is answered, or its visitor has left."""

    def __init__(self) -> None:
        self.has_left = False
        self.worker: _Worker | None = None

    def leave(self) -> None:
        """Nobody waits for the answer any more: a process that works on it stops."""
        self.has_left = True
        worker = self.worker
        if worker:
            worker.stop(self)


class _EndedError(Exception):
    """A process has ended, or was ended, without an answer."""


class _Worker:
    """A process that answers one question after the other, by lines of JSON."""

    def __init__(self, database: Path) -> None:
        words = [sys.executable, "-m", "web.visitor_worker", str(database)]
        few_threads = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        paths = os.pathsep.join(filter(None, (str(ROOMS), os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | few_threads | {"PYTHONPATH": paths},
        )
        self._rest = b""
        self._is_ready = False
        # Whose question it answers, and whether it may be told to stop: what it was told must not meet the next one.
        self._asked_by: object = None
        self._lock = threading.Lock()

    def _line(self, seconds: float) -> bytes:
        assert self._process.stdout
        end, parts = time.monotonic() + seconds, [self._rest]
        source = self._process.stdout.fileno()
        with selectors.DefaultSelector() as ready:
            ready.register(source, selectors.EVENT_READ)
            while b"\n" not in parts[-1]:
                left = end - time.monotonic()
                if left <= 0 or not ready.select(left):
                    raise _EndedError("out of time")
                part = os.read(source, 1 << 20)
                if not part:
                    raise _EndedError("the process has ended")
                parts.append(part)
        line, _, self._rest = b"".join(parts).partition(b"\n")
        return line

    def ask(self, question: Mapping[str, Any], seconds: float, asked_by: Asked) -> Any:
        """The answer to a question; ends the process and raises `_EndedError` if there is none after some seconds."""
        assert self._process.stdin
        try:
            if not self._is_ready:
                self._line(START_SECONDS)
                self._is_ready = True
            with self._lock:
                if asked_by.has_left:
                    return {"error": "interrupted"}
                self._asked_by = asked_by
                self._process.stdin.write(json.dumps(question).encode() + b"\n")
                self._process.stdin.flush()
            line = self._line(seconds)
            with self._lock:
                self._asked_by = None
            return json.loads(line)
        except (OSError, ValueError, _EndedError) as gone:
            self.end()
            raise _EndedError(str(gone)) from None

    def stop(self, asked_by: Asked) -> None:
        """Give up a question if it is being answered: whoever asked it has left."""
        with self._lock:
            if self._asked_by is asked_by:
                self._process.send_signal(STOP)

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()


class Pool:
    """Some processes for visitors' SQL on one database; each is started when it is first needed."""

    def __init__(self, database: Path, workers: int = WORKERS, most_waiting: int = MOST_WAITING) -> None:
        self._database, self._most = database, workers + most_waiting
        self._threads = concurrent.futures.ThreadPoolExecutor(workers, "visitors")
        self._free: queue.LifoQueue[_Worker | None] = queue.LifoQueue()
        for _ in range(workers):
            self._free.put(None)
        self._lock, self._asked = threading.Lock(), 0

    def submit(
        self,
        sql: str,
        values: Mapping[str, Any] | list[Any],
        most_rows: int,
        milliseconds: float,
        asked: Asked | None = None,
    ) -> concurrent.futures.Future[Found]:
        """The rows that a visitor's SQL finds, to wait for; `asked` can be told that nobody waits any more.

        It raises QueryInterrupted for what takes too long, sqlite3.OperationalError for SQL that fails. Raises
        BusyError at once if too many wait.
        """
        with self._lock:
            if self._asked >= self._most:
                raise BusyError
            self._asked += 1
        waiting = self._threads.submit(self._ask, sql, values, most_rows, milliseconds, asked or Asked())
        waiting.add_done_callback(self._done)
        return waiting

    def _done(self, _asked: object) -> None:
        with self._lock:
            self._asked -= 1

    def _ask(
        self, sql: str, values: Mapping[str, Any] | list[Any], most_rows: int, milliseconds: float, asked: Asked
    ) -> Found:
        question = {
            "sql": sql,
            "values": values if isinstance(values, list | tuple) else dict(values),
            "rows": most_rows,
            "seconds": milliseconds / 1000,
            "grace": GRACE_SECONDS,
        }
        worker = self._free.get() or _Worker(self._database)
        asked.worker = worker
        kept: _Worker | None = worker
        try:
            answer = worker.ask(question, milliseconds / 1000 + 2 * GRACE_SECONDS, asked)
        except _EndedError as gone:
            # The next is started now, so that it is ready when it is needed.
            kept = _Worker(self._database)
            raise QueryInterrupted(sqlite3.OperationalError(f"interrupted: {gone}"), sql, values) from None
        finally:
            asked.worker = None
            self._free.put(kept)
        if "error" in answer:
            if answer["error"] == "interrupted":
                raise QueryInterrupted(sqlite3.OperationalError("interrupted"), sql, values)
            raise sqlite3.OperationalError(answer["error"])
        columns = tuple(answer["columns"])
        return Found(columns, [NamedRow.of(columns, row) for row in answer["rows"]])

    def close(self) -> None:
        """End the processes."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        with contextlib.suppress(queue.Empty):
            while True:
                worker = self._free.get_nowait()
                if worker:
                    worker.end()


_POOLS: weakref.WeakKeyDictionary[Datasette, Pool] = weakref.WeakKeyDictionary()


async def find(
    datasette: Datasette,
    sql: str,
    values: Mapping[str, Any] | list[Any],
    most_rows: int,
    milliseconds: float | None = None,
) -> Found:
    """The rows that a visitor's SQL finds in a site's database, at most so many; raises what `Pool.submit` says.

    It may take as long as any query of the site, unless `milliseconds` say less.
    """
    if datasette not in _POOLS:
        _POOLS[datasette] = Pool(files.database(datasette))
        weakref.finalize(datasette, _POOLS[datasette].close)
    asked = Asked()
    waiting = _POOLS[datasette].submit(sql, values, most_rows, milliseconds or datasette.sql_time_limit_ms, asked)
    try:
        return await asyncio.wrap_future(waiting)
    except asyncio.CancelledError:  # the visitor has left; a question that still waits is dropped with this
        asked.leave()
        raise
