"""The list of tables in `tables.yml`: their order, keys, references, indexes and the words that columns may hold."""

from __future__ import annotations

import dataclasses
import functools
import re
from pathlib import Path
from typing import Any

import yaml

from db.errors import DatabaseError
from db.strict import refuse_unknown

HERE = Path(__file__).parent
LIST = HERE / "tables.yml"
FIELDS = {"key", "references", "words", "optional", "index", "search", "publish", "view"}
# 'la_code', 'review_units': what goes into SQL as it is
NAME = re.compile(r"[a-z][a-z0-9_]*")
# 'requires improvement'
WORDS = re.compile(r"[\w -]+")


@dataclasses.dataclass(frozen=True)
class Table:
    """One table or view: `key` names a row, `references` maps a column to the table whose key it holds.

    `words` are those that a column may hold; the columns in `optional` may be null, others of `references` and `words`
    not. Each member of `indexes` is a tuple of columns; `search` is the text column with a full-text index. A table
    with `is_view` is a view of the published SQLite and is not in DuckDB.
    """

    name: str
    key: tuple[str, ...]
    references: dict[str, str]
    words: dict[str, tuple[str, ...]]
    optional: tuple[str, ...]
    indexes: tuple[tuple[str, ...], ...]
    search: str | None
    publish: bool
    is_view: bool

    @property
    def sql_path(self) -> Path:
        """The file that makes the table."""
        return HERE / ("views" if self.is_view else "sql") / f"{self.name}.sql"


def _table(name: str, entry: dict[str, Any]) -> Table:
    where = f"{LIST.name}, table {name}"
    refuse_unknown(where, entry, FIELDS)
    made = Table(
        name=name,
        key=tuple(entry["key"]),
        references=dict(entry.get("references", {})),
        words={column: tuple(words) for column, words in entry.get("words", {}).items()},
        optional=tuple(entry.get("optional", ())),
        indexes=tuple((i,) if isinstance(i, str) else tuple(i) for i in entry.get("index", [])),
        search=entry.get("search"),
        publish=entry.get("publish", True),
        is_view=entry.get("view", False),
    )
    refuse_unknown(f"{where}, optional", made.optional, {*made.references, *made.words})
    names = [name, *made.key, *made.references, *made.words]
    odd = [one for one in names if not NAME.fullmatch(one)]
    odd += [word for words in made.words.values() for word in words if not WORDS.fullmatch(word)]
    if odd:
        raise DatabaseError(f"{where}: {odd[0]!r} is no name or word that SQL can take")
    return made


def read(path: Path) -> tuple[Table, ...]:
    """Every table and view of a list; raises `DatabaseError` naming the table for what the list may not say."""
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    found = tuple(_table(name, entry) for name, entry in entries.items())
    for table in found:
        refuse_unknown(f"{LIST.name}, table {table.name}, references", table.references.values(), entries)
    return found


@functools.cache
def _all() -> tuple[Table, ...]:
    return read(LIST)


def tables() -> tuple[Table, ...]:
    """Every table in the order of loading."""
    return tuple(table for table in _all() if not table.is_view)


def published() -> tuple[Table, ...]:
    """The tables that the published SQLite holds; a table stands after those that it refers to."""
    return tuple(table for table in tables() if table.publish)


def views() -> tuple[Table, ...]:
    """The views that the published SQLite has beside its tables; a view stands after those that it reads."""
    return tuple(table for table in _all() if table.is_view)
