"""Writes the published tables in other forms beside `lscb.db`, for people who work with DuckDB, Parquet or CSV.

They hold the published tables alone, none of the raw inputs from which `lscb.duckdb` was loaded. A data package
describes the CSV for programs: `datapackage.json` beside the zip, and the same within it.
"""

from __future__ import annotations

import csv
import io
import sqlite3
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from common.cells import guard_row
from db import datapackage
from db.dictionary import DICTIONARY
from db.tables import published

FOLDER = "downloads"
DUCKDB = "lscb.duckdb"
CSV = "lscb-csv.zip"
# Files in a zip get the earliest possible date: the same tables give the same zip.
NO_DATE = (1980, 1, 1, 0, 0, 0)


def names() -> tuple[str, ...]:
    """The files that a publication makes: DuckDB, CSV, what describes it, and a Parquet file for each table."""
    return (DUCKDB, CSV, datapackage.NAME, *(f"{table.name}.parquet" for table in published()))


def _write_duckdb_and_parquet(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """The published tables in the order of their keys."""
    connection.execute(f"attach '{folder / DUCKDB}' as out (read_write)")
    try:
        for table in published():
            rows = f"select * from {table.name} order by {', '.join(table.key)}"
            connection.execute(f"create table out.{table.name} as {rows}")
            connection.execute(
                f"copy (from out.{table.name}) to '{folder / table.name}.parquet' (format parquet, compression zstd)"
            )
    finally:
        connection.execute("detach out")


def _csv_of(database: sqlite3.Connection, table: str) -> bytes:
    """A table as the site's own CSV has it: 1 and 0 for yes and no, dates in ISO 8601, no text that would be run."""
    rows = database.execute(f"select * from {table} order by rowid")
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([column[0] for column in rows.description])
    writer.writerows(map(guard_row, rows))
    return text.getvalue().encode()


def _write_csv(sqlite: Path, folder: Path, package: Mapping[str, Any]) -> None:
    """All tables as one zip, with the data dictionary and the data package."""
    described = datapackage.as_json(datapackage.in_zip(package, CSV))
    (folder / datapackage.NAME).write_text(described, encoding="utf-8")
    database = sqlite3.connect(f"file:{sqlite}?immutable=1", uri=True)
    try:
        with zipfile.ZipFile(folder / CSV, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as out:

            def add(name: str, content: bytes) -> None:
                out.writestr(zipfile.ZipInfo(name, NO_DATE), content, zipfile.ZIP_DEFLATED)

            add(DICTIONARY.name, DICTIONARY.read_bytes())
            add(datapackage.NAME, datapackage.as_json(package).encode())
            for table in published():
                add(f"{table.name}.csv", _csv_of(database, table.name))
    finally:
        database.close()


def write(connection: duckdb.DuckDBPyConnection, sqlite: Path, folder: Path, composed: Mapping[str, Any]) -> None:
    """Write all forms into a new folder.

    `sqlite` is the published database just written; `connection` holds the tables it was written from,
    `composed` says what they hold (db/metadata.py).
    """
    folder.mkdir()
    _write_duckdb_and_parquet(connection, folder)
    _write_csv(sqlite, folder, datapackage.describe(connection, composed))


def sizes(data: Path) -> dict[str, int]:
    """The downloads that are there, in the order of `names`, with the size of each in bytes."""
    found = {name: data / FOLDER / name for name in names()}
    return {name: path.stat().st_size for name, path in found.items() if path.is_file()}
