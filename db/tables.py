"""The list of tables in `tables.yml`: their order, keys, references, indexes and the words that columns may hold."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from common.strict_yaml import Each, Keys, Named, load, suggest
from db.errors import DatabaseError

HERE = Path(__file__).parent
LIST = HERE / "tables.yml"
SHAPE = Named(
    Keys(
        {"key": Each(str)},
        {
            "references": Named(str),
            "words": Named(Each(str)),
            "optional": Each(str),
            "index": Each((str, list)),
            "search": str,
            "publish": bool,
            "view": bool,
        },
    )
)
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


def _demand_known(where: str, names: Iterable[str], known: Collection[str]) -> None:
    for name in names:
        if name not in known:
            raise DatabaseError(f"{where}: {name!r} is not known, {suggest(name, known)}")


def _table(name: str, entry: dict[str, Any]) -> Table:
    where = f"{LIST.name}, table {name}"
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
    _demand_known(f"{where}, optional", made.optional, {*made.references, *made.words})
    names = [name, *made.key, *made.references, *made.words]
    odd = [one for one in names if not NAME.fullmatch(one)]
    odd += [word for words in made.words.values() for word in words if not WORDS.fullmatch(word)]
    if odd:
        raise DatabaseError(f"{where}: {odd[0]!r} is not a name or word that SQL can take")
    return made


def read(path: Path) -> tuple[Table, ...]:
    """Every table and view of a list.

    Raises `YamlError` naming the line where the list does not have its shape, `DatabaseError` naming the table for an
    unknown name.
    """
    entries = load(path, SHAPE)
    found = tuple(_table(name, entry) for name, entry in entries.items())
    for table in found:
        _demand_known(f"{LIST.name}, table {table.name}, references", table.references.values(), entries)
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
