"""`python -m web.visitor_worker DATABASE`: answers visitors' SQL, a line of JSON each; `web.visitors` starts it.

It ends itself when a question takes too long, also when the site that asked is gone, and may take little memory.
"""

from __future__ import annotations

import base64
import json
import logging
import os
import resource
import signal
import sqlite3
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from datasette.utils import escape_fts

from db import contained, statistics

# What an answer may have at most: characters of all its values.
MOST_CHARACTERS = 16_000_000
# Bytes that the process may take beyond what it has when it is ready.
MEMORY = 512 << 20
NICENESS = 10  # pages go first
STEPS = 1_000  # of SQLite's, between two looks at the clock
STOP = signal.SIGUSR1  # the visitor has left: nobody waits for the answer


def limit_memory() -> None:
    """Let this process take no more than `MEMORY` beyond what it has; nothing where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return
    most = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def as_json(value: object) -> object:
    """A value of SQLite's as JSON; bytes are a list of one text in base 64, for no value is a list."""
    return [base64.b64encode(value).decode()] if isinstance(value, bytes) else value


class StoppedQuestion:
    """Whether the question that is being answered is to be given up."""

    def __init__(self) -> None:
        self.is_set = False

    def set(self, *_signal: object) -> None:
        """Give up the question; also what Python calls at a signal."""
        self.is_set = True


def answer(
    connection: sqlite3.Connection, question: Mapping[str, Any], refused: list[str], stopped: StoppedQuestion
) -> dict[str, Any]:
    """The columns and rows of a question's SQL, or an error in words."""
    end = time.monotonic() + question["seconds"]
    stopped.is_set = False
    connection.set_progress_handler(lambda: stopped.is_set or time.monotonic() >= end, STEPS)
    refused.clear()
    try:
        cursor = connection.execute(question["sql"], question["values"])
        columns = [column[0] for column in cursor.description or ()]
        rows: list[list[object]] = []
        size = 0
        for row in cursor:
            rows.append([as_json(value) for value in row])
            size += sum(len(value) if isinstance(value, str | bytes) else 8 for value in row)
            if size > MOST_CHARACTERS:
                return {"error": f"the answer has more than {MOST_CHARACTERS:,} characters"}
            if len(rows) == question["rows"]:
                break
        cursor.close()
        return {"columns": columns, "rows": rows}
    except MemoryError:
        return {"error": "the query needs more memory than a query may have"}
    except (sqlite3.Error, sqlite3.Warning, ValueError, OverflowError) as wrong:
        return {"error": refused[-1] if refused else str(wrong)}


def main() -> int:
    """Answer each line of the standard input, until there is none."""
    logging.basicConfig(level=logging.ERROR)
    os.nice(NICENESS)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of the terminal: the site ends this process itself
    stopped = StoppedQuestion()
    signal.signal(STOP, stopped.set)
    refused: list[str] = []
    connection = contained.open_for_visitors(Path(sys.argv[1]), refused.append)
    connection.create_function("escape_fts", 1, escape_fts, deterministic=True)
    statistics.fisher_p(300, 300, 300, 300)  # loads what takes a second, before a question's time begins
    limit_memory()
    out = sys.stdout
    print("{}", file=out, flush=True)
    for line in sys.stdin:
        question = json.loads(line)
        signal.setitimer(signal.ITIMER_REAL, question["seconds"] + question["grace"])
        try:
            said = json.dumps(answer(connection, question, refused, stopped))
        except MemoryError:
            said = json.dumps({"error": "the query needs more memory than a query may have"})
        signal.setitimer(signal.ITIMER_REAL, 0)
        print(said, file=out, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
