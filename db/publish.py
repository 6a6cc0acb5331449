"""Writes the published SQLite `lscb.db` from `lscb.duckdb`: tables, keys, indexes, search, and views over them.

Columns and types come from DuckDB, keys and indexes from `tables.yml`, whose views (`views/*.sql`) hold once what
several canned queries read. DuckDB's own views become tables. All that the site serves is made in a folder of its own
(db/builds.py), which takes its place in one step.
"""

from __future__ import annotations

import datetime
import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import sqlite_utils

from db import builds, downloads, generated, metadata
from db.checks import demand_healthy
from db.errors import DatabaseError
from db.tables import Table, published, views

log = logging.getLogger(__name__)

# SQLite's type for each DuckDB type in use. Dates are ISO text, which its date functions read.
TYPES: dict[str, type] = {
    "VARCHAR": str,
    "DATE": str,
    "BOOLEAN": int,
    "INTEGER": int,
    "BIGINT": int,
    "DOUBLE": float,
}
CRAWL = Path(__file__).parent / "reads" / "crawl.sql"
# Words are found in any of their forms and without their accents: 'safeguard' finds 'safeguarding'.
TOKENIZER = "porter unicode61 remove_diacritics 2"


def _column_types(connection: duckdb.DuckDBPyConnection, table: Table) -> dict[str, type]:
    described = connection.execute(f"describe {table.name}").fetchall()
    unknown = [(name, kind) for name, kind, *_ in described if kind not in TYPES]
    if unknown:
        raise DatabaseError(f"{table.name}: no SQLite type is set for {unknown}; see TYPES in db/publish.py")
    return {name: TYPES[kind] for name, kind, *_ in described}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime.date) else value


def _rows(connection: duckdb.DuckDBPyConnection, table: Table) -> Iterator[tuple[Any, ...]]:
    """The rows of a table in the order of their key, with values that SQLite holds."""
    answer = connection.execute(f"select * from {table.name} order by {', '.join(table.key)}")
    while batch := answer.fetchmany(1000):
        for row in batch:
            yield tuple(map(_plain, row))


def _write_table(source: duckdb.DuckDBPyConnection, database: sqlite_utils.Database, table: Table) -> None:
    types = _column_types(source, table)
    keys = {other.name: other.key for other in published()}
    made = database.table(table.name).create(
        types,
        pk=table.key[0] if len(table.key) == 1 else table.key,
        not_null=set(table.key),
        foreign_keys=[(column, other, keys[other][0]) for column, other in table.references.items()],
    )
    try:
        # sqlite-utils looks at each value of each row first, which takes five times as long as the rows themselves.
        places = ", ".join("?" * len(types))
        database.conn.executemany(f"insert into {table.name} values ({places})", _rows(source, table))
    except sqlite3.IntegrityError as problem:
        raise DatabaseError(_twice(source, table) or f"lscb.db: table {table.name}: {problem}") from None
    for columns in table.indexes:
        made.create_index(columns)
    if table.search:
        made.enable_fts([table.search], fts_version="FTS5", tokenize=TOKENIZER)
        made.optimize()


def _twice(source: duckdb.DuckDBPyConnection, table: Table) -> str:
    """What to say of a key that several rows of a table have, or that is null; empty if there is none."""
    template = generated.CHECKS / "keys_unique.sql"
    rows = source.execute(generated.union(template, [generated.row_of(table)])).fetchall()
    named = [f"{key} {value!r} stands {times} times" for _, key, value, times in rows]
    return f"lscb.db: table {table.name} has a key that is not unique: {'; '.join(named[:20])}" if named else ""


def _write_views(database: sqlite_utils.Database) -> None:
    selects = generated.views()
    for view in views():
        if view.name in selects:
            database.create_view(view.name, selects[view.name])
        else:
            database.execute(view.sql_path.read_text(encoding="utf-8"))


def _demand_whole(database: sqlite3.Connection) -> None:
    """Raise `DatabaseError` if a foreign key points nowhere, or if the file or a search index is damaged."""
    broken = database.execute("pragma foreign_key_check").fetchall()
    if broken:
        raise DatabaseError(f"lscb.db: foreign keys that point nowhere (table, row, parent, key): {broken[:20]}")
    answer = database.execute("pragma integrity_check").fetchall()
    if answer != [("ok",)]:
        raise DatabaseError(f"lscb.db: SQLite's integrity check says {answer[:20]}")
    for table in published():
        if table.search:
            # Raises if the index does not hold what the table holds.
            database.execute(f"insert into {table.name}_fts ({table.name}_fts, rank) values ('integrity-check', 1)")


def write(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Write the published SQLite to a new file at `path`."""
    path.touch()  # where it may not be written the system says why, and SQLite does not
    opened = sqlite3.connect(path)
    try:
        # Nobody else has the file, and a half-written one is thrown away: no journal is needed.
        opened.execute("pragma journal_mode = off")
        opened.execute("pragma synchronous = off")
        database = sqlite_utils.Database(opened)
        for table in published():
            _write_table(connection, database, table)
        _write_views(database)
        opened.commit()
        opened.execute("analyze")
        opened.commit()
        opened.execute("vacuum")
        _demand_whole(opened)
        opened.commit()
        opened.execute("pragma journal_mode = delete")
    except sqlite3.OperationalError as problem:
        raise DatabaseError(f"lscb.db cannot be written in {path.parent}: {problem}") from None
    finally:
        opened.close()


def describe_crawl(connection: duckdb.DuckDBPyConnection) -> dict[str, Any] | None:
    """When the last finished crawl began (UTC, ISO 8601), and the listing's lines by status; None without a crawl."""
    crawled_at, documents = connection.execute(CRAWL.read_text(encoding="utf-8")).fetchall()[0]
    return {"crawled_at": crawled_at, "documents": documents} if crawled_at else None


def publish(data: Path, contact: str | None = None) -> Path:
    """Check `data/lscb.duckdb` again, and make a build of it: `lscb.db`, the downloads and `metadata.yml`.

    `contact` is whom the site names for corrections. Gives the path of the database, `data/lscb.db`.

    Raises `DatabaseError` if there is no DuckDB file and `CheckFailedError` for a failing check; the
    former published database is then untouched.
    """
    source, target = data / "lscb.duckdb", data / builds.DATABASE
    if not source.exists():
        raise DatabaseError(f"{source} is missing: run python -m db load first")
    with duckdb.connect(str(source), read_only=True) as connection:
        demand_healthy(connection)
        with builds.new_build(data, {"crawl": describe_crawl(connection)}) as folder:
            write(connection, folder / builds.DATABASE)
            composed = metadata.compose(contact)
            downloads.write(connection, folder / builds.DATABASE, folder / downloads.FOLDER, composed)
            (folder / metadata.NAME).write_text(metadata.as_yaml(composed), encoding="utf-8")
    log.info("%s: %.1f MB", target, target.stat().st_size / 1e6)
    return target
