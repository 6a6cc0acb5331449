"""Runs the checks: each is a select that returns no row when the database is healthy.

Checks about certain tables are the files `checks/*.sql`; those that hold for every table are made from
`tables.yml` by the templates in `checks/templates/`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import duckdb

from db import generated
from db.errors import CheckFailedError

HERE = Path(__file__).parent
CHECKS = HERE / "checks"
SHOWN = 20  # rows of one failing check that the message names


@dataclasses.dataclass(frozen=True)
class Failure:
    """A check that returned rows: the file of its SQL, the columns and the rows."""

    path: Path
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]

    @property
    def check(self) -> str:
        """The name of the check."""
        return self.path.stem

    def __str__(self) -> str:
        head = f"check {self.check} failed, {len(self.rows)} rows ({self.path.relative_to(HERE.parent)}):"
        named = [
            "  " + ", ".join(f"{column} {value}" for column, value in zip(self.columns, row, strict=True))
            for row in self.rows[:SHOWN]
        ]
        more = [f"  … and {len(self.rows) - SHOWN} more"] if len(self.rows) > SHOWN else []
        return "\n".join([head, *named, *more])


def checks() -> dict[Path, str]:
    """The SQL of every check by its file: first those that hold for every table, then those of certain ones."""
    return generated.checks() | {path: path.read_text(encoding="utf-8") for path in sorted(CHECKS.glob("*.sql"))}


def failures(connection: duckdb.DuckDBPyConnection) -> Iterator[Failure]:
    """Each check that returns rows."""
    for path, sql in checks().items():
        answer = connection.execute(sql)
        rows = answer.fetchall()
        if rows:
            columns = tuple(column[0] for column in answer.description or ())
            yield Failure(path, columns, tuple(rows))


def demand_healthy(connection: duckdb.DuckDBPyConnection) -> None:
    """Raise `CheckFailedError` naming every row of every failing check."""
    found = list(failures(connection))
    if found:
        raise CheckFailedError("\n".join(str(failure) for failure in found))
