"""`/data`: what there is to take away, how to open it, what it holds, and what is missing."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request

from db import datapackage, dictionary, downloads
from db.tables import published
from web import address, canned, files, version
from web.page import SitePage

ADDRESS = r"^/data$"
QUERIES = ("coverage_summary", "documents_by_status", "rows_by_table")
PARQUET = ".parquet"


@dataclasses.dataclass(frozen=True)
class TakeAway:
    """A file to take away: its name and place, how big it is (None if this copy lacks it), and how to open it."""

    title: str
    holds: str
    path: str
    bytes: int | None
    opened: str


def size(count: int) -> str:
    """A number of bytes as people read it: `12.9 MB`, `53 kB`."""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(1, round(count / 1e3))} kB"


def whole_files(here: str, database: int, sizes: Mapping[str, int]) -> list[TakeAway]:
    """The files that hold all tables. `here` is the site's address.

    `sizes` are those of the downloads that are there, `database` that of the database, in bytes.
    """
    where = f"data/{downloads.FOLDER}"
    return [
        TakeAway(
            "SQLite",
            "all tables, with keys and full-text search",
            "lscb.db",
            database,
            'sqlite3 lscb.db "select lscb_grade, count(*) from reviews group by lscb_grade"',
        ),
        TakeAway(
            "DuckDB",
            "all tables, with dates as dates",
            f"{where}/{downloads.DUCKDB}",
            sizes.get(downloads.DUCKDB),
            'duckdb lscb.duckdb "summarize reviews"',
        ),
        TakeAway(
            "CSV",
            "all tables, the data dictionary and the data package, one zip",
            f"{where}/{downloads.CSV}",
            sizes.get(downloads.CSV),
            f"curl -O {here}/{where}/{downloads.CSV} && python3 -m zipfile -e {downloads.CSV} lscb",
        ),
        TakeAway(
            "Data package",
            "what programs need to know of the CSV (Frictionless): types, keys, references, licence and sources",
            f"{where}/{datapackage.NAME}",
            sizes.get(datapackage.NAME),
            f"curl -O {here}/{where}/{downloads.CSV} && python3 -m zipfile -e {downloads.CSV} lscb\n"
            f"frictionless validate lscb/{datapackage.NAME}",
        ),
    ]


def tables(datasette: Datasette, rows: canned.Answer, sizes: Mapping[str, int]) -> list[dict[str, Any]]:
    """Each published table: what a row is, its key, columns, units, number of rows, and its Parquet file's size."""
    described = datasette.metadata("databases")[canned.DATABASE]["tables"]
    counted = {row["table_name"]: row["rows"] for row in rows}
    return [
        {
            "name": table.name,
            "about": described[table.name],
            "units": described[table.name].get("column_units", {}),
            "key": table.key,
            "rows": counted[table.name],
            "parquet": sizes.get(table.name + PARQUET),
        }
        for table in published()
    ]


async def page(datasette: Datasette, request: Request) -> SitePage:
    """The page at /data."""
    coverage, documents, rows = [await canned.ask(datasette, name) for name in QUERIES]
    sizes = files.download_sizes(datasette)
    here = address.absolute(datasette, request, "/").rstrip("/")
    described = datasette.metadata("databases")[canned.DATABASE]
    about = await version.about(datasette)
    context = {
        "about": about,
        "here": here,
        "files": whole_files(here, files.database(datasette).stat().st_size, sizes),
        "size": size,
        "tables": tables(datasette, rows, sizes),
        "rows": rows,
        "coverage": coverage,
        "documents": documents,
        "queries": {
            name: {"about": query, "columns": dictionary.column_lines(described, name)}
            for name, query in canned.listed_queries(datasette).items()
        },
    }
    text = "All reviews, paragraphs and statements as SQLite, DuckDB, Parquet and CSV, and what each column holds."
    return SitePage("data.html", "The data, to take away", text, context)
