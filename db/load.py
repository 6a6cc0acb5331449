"""Builds `lscb.duckdb` from the inputs: one SQL file per table, in the order of `tables.yml`.

The inputs go in as JSON, one row per line, record or reference row; the SQL files unpack them. So every rule
about what a column holds stands in the SQL file of its table.
"""

from __future__ import annotations

import dataclasses
import json
import logging
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import duckdb

from common.grades import grades
from common.period import period
from common.writing import build_beside
from db import functions
from db.checks import demand_healthy
from db.inputs import Inputs, read
from db.names import Names
from db.tables import tables
from db.tiles import tiles

log = logging.getLogger(__name__)
MACROS = Path(__file__).parent / "macros.sql"
READS = Path(__file__).parent / "reads"
STAGE, WITHHELD = READS / "stage.sql", READS / "withheld.sql"


def _stage(connection: duckdb.DuckDBPyConnection, name: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Put rows into a temporary table `raw_<name>` as JSON; it is gone when the connection closes."""
    stage = STAGE.read_text(encoding="utf-8").replace("{{ name }}", name)
    connection.execute(stage, [json.dumps(list(rows))])


def _name_rows(inputs: Inputs) -> list[dict[str, str | None]]:
    """Each authority's name that the listing or a report gives, with the authority it means."""
    names = Names(inputs.reference["authorities"], inputs.aliases)
    met = {row["authority"] for row in [*inputs.listing, *inputs.records] if row["authority"]}
    return [{"name": name, "la_code": names.find(name)} for name in sorted(met)]


def build(connection: duckdb.DuckDBPyConnection, inputs: Inputs) -> None:
    """Make every table and view in an empty database."""
    about = dict(inputs.about)
    repeats = about.pop("repeats") or {}
    functions.register_duckdb(connection)
    # The whole load is one transaction: a commit per statement would cost far more than the statements.
    connection.execute("begin")
    _stage(connection, "listing", inputs.listing)
    _stage(connection, "records", inputs.records)
    _stage(connection, "themes", inputs.themes)
    _stage(connection, "practices", inputs.practices)
    _stage(connection, "grades", map(dataclasses.asdict, grades()))
    _stage(connection, "review_period", [{"first_on": str(period().first), "last_on": str(period().last)}])
    _stage(connection, "names", _name_rows(inputs))
    _stage(connection, "tiles", tiles(inputs.reference))
    _stage(connection, "about", [about])
    _stage(connection, "repeats", [{"la_code": str(la_code), "times": n} for la_code, n in repeats.items()])
    for name, rows in inputs.reference.items():
        _stage(connection, name, rows)
    connection.execute(MACROS.read_text(encoding="utf-8"))
    for table in tables():
        connection.execute(table.sql_path.read_text(encoding="utf-8"))
    connection.execute("commit")


def counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """How many rows each table holds, for the closing line."""
    return {table.name: connection.execute(f"select count(*) from {table.name}").fetchall()[0][0] for table in tables()}


def find_withheld(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """The reviews that were read but are not published: file id and reason. See `records.sql`."""
    return connection.execute(WITHHELD.read_text(encoding="utf-8")).fetchall()


def load(data: Path, reference: Path) -> dict[str, int]:
    """Build, check and move into place `data/lscb.duckdb`; gives the number of rows by table.

    Raises `DatabaseError` for inputs that do not hold together and `CheckFailedError` for a failing check;
    the former database is then untouched.
    """
    inputs = read(data, reference)
    with build_beside(data / "lscb.duckdb") as path, duckdb.connect(str(path)) as connection:
        build(connection, inputs)
        demand_healthy(connection)
        made = counts(connection)
        held_back = find_withheld(connection)
    for file_id, reason in held_back:
        log.warning("%s is %s", file_id, reason)
    log.info("%s: %s", data / "lscb.duckdb", ", ".join(f"{n:,} {name}" for name, n in made.items()))
    return made
