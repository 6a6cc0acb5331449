"""Runs `checks/*.sql`: each is a select that returns no row when the database is healthy."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import duckdb

from db.errors import CheckFailedError

CHECKS = Path(__file__).parent / "checks"
SHOWN = 20  # rows of one failing check that the message names


@dataclasses.dataclass(frozen=True)
class Failure:
    """A check that returned rows: its name, the columns and the rows."""

    check: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]

    def __str__(self) -> str:
        head = f"check {self.check} failed, {len(self.rows)} rows (db/checks/{self.check}.sql):"
        named = [
            "  " + ", ".join(f"{column} {value}" for column, value in zip(self.columns, row, strict=True))
            for row in self.rows[:SHOWN]
        ]
        more = [f"  … and {len(self.rows) - SHOWN} more"] if len(self.rows) > SHOWN else []
        return "\n".join([head, *named, *more])


def failures(connection: duckdb.DuckDBPyConnection) -> Iterator[Failure]:
    """Each check that returns rows, in the order of the checks' names."""
    for path in sorted(CHECKS.glob("*.sql")):
        answer = connection.execute(path.read_text(encoding="utf-8"))
        rows = answer.fetchall()
        if rows:
            columns = tuple(column[0] for column in answer.description or ())
            yield Failure(path.stem, columns, tuple(rows))


def demand_healthy(connection: duckdb.DuckDBPyConnection) -> None:
    """Raise `CheckFailedError` naming every row of every failing check."""
    found = list(failures(connection))
    if found:
        raise CheckFailedError("\n".join(str(failure) for failure in found))
