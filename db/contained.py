"""What SQL may do on the site: a list of what it needs, limits of size, and a connection for the SQL of visitors.

SQLite offers more than a site that is only read should: `fts3_tokenizer` with `fts3tokenize` lets SQL crash the
process, `sqlite_stmt` shows the SQL of others, `pragma database_list` a path of the machine. What is not listed here is
refused while a query is prepared, before anything runs.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from common.strict_yaml import Keys, load
from db import functions

LISTS = ("functions", "of_datasette", "pragmas", "silent_pragmas", "modules")
OPEN: dict[str, str] = load(Path(__file__).with_name("contained.yml"), Keys(dict.fromkeys(LISTS, str)))
BUILT_IN, OF_DATASETTE, PRAGMAS, SILENT_PRAGMAS, MODULES = (frozenset(OPEN[name].split()) for name in LISTS)
SCHEMA_TABLES = frozenset(("sqlite_master", "sqlite_schema", "sqlite_temp_master", "sqlite_temp_schema"))

# What a query of the site may hold at once, in characters: the short list takes its boards and practices as one text.
MOST_TEXT = 4_000_000
# The same for a visitor's own SQL. The longest text of a report's table has some thousand.
MOST_VISITOR_TEXT = 250_000
# What SQLite may take of memory for a visitor's question, also while it is prepared.
VISITOR_HEAP = 200 << 20
LIMITS = (
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 100_000),
    (sqlite3.SQLITE_LIMIT_COLUMN, 200),
    (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 100),
    (sqlite3.SQLITE_LIMIT_COMPOUND_SELECT, 50),
    (sqlite3.SQLITE_LIMIT_VDBE_OP, 100_000),
    (sqlite3.SQLITE_LIMIT_FUNCTION_ARG, 100),
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
    (sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1_000),
    (sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 2_000),
    (sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 1),
    (sqlite3.SQLITE_LIMIT_WORKER_THREADS, 0),
)

Authorizer = Callable[[int, str | None, str | None, str | None, str | None], int]


def authorizer(modules: frozenset[str], own: frozenset[str]) -> Authorizer:
    """Says for each thing that a query would do whether it may; `modules` are those SQLite has, `own` our functions."""
    closed = modules - MODULES
    callable_ = BUILT_IN | OF_DATASETTE | own

    def may_read(table: str) -> bool:
        name = table.lower()
        if name.startswith("pragma_"):
            return name.removeprefix("pragma_") in PRAGMAS | SILENT_PRAGMAS
        return name not in closed

    def may_ask(pragma: str, is_set: bool) -> int:
        if pragma in SILENT_PRAGMAS:
            return sqlite3.SQLITE_IGNORE
        is_open = pragma in PRAGMAS and not (is_set and pragma.endswith("_version"))
        return sqlite3.SQLITE_OK if is_open else sqlite3.SQLITE_DENY

    def allow(action: int, first: str | None, second: str | None, _database: str | None, _by: str | None) -> int:
        if action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE):
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_READ:
            return sqlite3.SQLITE_OK if may_read(first or "") else sqlite3.SQLITE_DENY
        if action == sqlite3.SQLITE_FUNCTION:
            return sqlite3.SQLITE_OK if (second or "").lower() in callable_ else sqlite3.SQLITE_DENY
        if action == sqlite3.SQLITE_PRAGMA:
            return may_ask((first or "").lower(), is_set=second is not None)
        if action == sqlite3.SQLITE_UPDATE and first in SCHEMA_TABLES:
            # SQLite asks so when it opens a virtual table of the schema. The file itself is open for reading alone.
            return sqlite3.SQLITE_OK
        return sqlite3.SQLITE_DENY

    return allow


def contain(connection: sqlite3.Connection, most_text: int) -> None:
    """Let a connection do no more than the site needs, with texts of at most `most_text` characters. It stays so."""
    modules = frozenset(str(row[0]).lower() for row in connection.execute("select name from pragma_module_list"))
    for limit, most in (*LIMITS, (sqlite3.SQLITE_LIMIT_LENGTH, most_text)):
        connection.setlimit(limit, most)
    own = frozenset(function.name for function in functions.FUNCTIONS)
    connection.set_authorizer(authorizer(modules, own))


def open_for_visitors(database: Path, refused: Callable[[str], None]) -> sqlite3.Connection:
    """A connection to a database that does not change, for the SQL of visitors: contained, with little memory.

    `refused` is told why one of our functions refused its arguments.
    """
    connection = sqlite3.connect(f"{database.resolve().as_uri()}?immutable=1", uri=True)
    connection.text_factory = lambda text: str(text, "utf-8", "replace")
    functions.register_sqlite(connection, refused)
    connection.execute(f"pragma hard_heap_limit = {VISITOR_HEAP:d}").fetchall()
    contain(connection, MOST_VISITOR_TEXT)
    return connection
