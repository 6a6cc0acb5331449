"""The list of tables in `tables.yml`: their order, keys, references and indexes."""

from __future__ import annotations

import dataclasses
import functools
from pathlib import Path
from typing import Any

import yaml

from db.errors import DatabaseError

HERE = Path(__file__).parent
FIELDS = {"key", "references", "index", "search", "publish"}


@dataclasses.dataclass(frozen=True)
class Table:
    """One table or view: `key` names a row, `references` maps a column to the table whose key it holds.

    Each member of `indexes` is a tuple of columns; `search` is the text column with a full-text index.
    """

    name: str
    key: tuple[str, ...]
    references: dict[str, str]
    indexes: tuple[tuple[str, ...], ...]
    search: str | None
    publish: bool

    @property
    def sql_path(self) -> Path:
        """The file that makes the table."""
        return HERE / "sql" / f"{self.name}.sql"


def _table(name: str, entry: dict[str, Any]) -> Table:
    unknown = entry.keys() - FIELDS
    if unknown:
        raise DatabaseError(f"db/tables.yml: table {name} says {sorted(unknown)}, which nothing reads")
    return Table(
        name=name,
        key=tuple(entry["key"]),
        references=dict(entry.get("references", {})),
        indexes=tuple((i,) if isinstance(i, str) else tuple(i) for i in entry.get("index", [])),
        search=entry.get("search"),
        publish=entry.get("publish", True),
    )


@functools.cache
def tables() -> tuple[Table, ...]:
    """Every table in the order of loading."""
    entries = yaml.safe_load((HERE / "tables.yml").read_text(encoding="utf-8"))
    return tuple(_table(name, entry) for name, entry in entries.items())


def published() -> tuple[Table, ...]:
    """The tables that the published SQLite holds; a table stands after those that it refers to."""
    return tuple(table for table in tables() if table.publish)
