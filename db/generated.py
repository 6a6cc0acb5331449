"""SQL that says the same of every table: a template per rule, with names from `tables.yml`.

A template is one select over one table; over all tables it is their union. So no table can be forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from db.tables import Table, published, tables

HERE = Path(__file__).parent
CHECKS = HERE / "checks" / "templates"
VIEWS = HERE / "views" / "templates"

Names = Mapping[str, str]
# '{{ table }}', as sqlfluff reads it too
PLACE = re.compile(r"\{\{ (\w+) \}\}")


def fill(select: str, names: Names) -> str:
    """A template with each `{{ name }}` replaced; raises KeyError for a name that is not given."""
    return PLACE.sub(lambda place: names[place[1]], select)


def union(template: Path, filled: Iterable[Names]) -> str:
    """The selects that a template gives with each of some names, one below the other."""
    select = template.read_text(encoding="utf-8")
    return "union all\n".join(fill(select, names) for names in filled)


def row_of(table: Table) -> dict[str, str]:
    """The names that a template needs to name a row of a table."""
    return {
        "table": table.name,
        "key": ", ".join(table.key),
        # null if any part of the key is
        "joined_key": " || ' ' || ".join(f"one.{column}" for column in table.key),
    }


def _optional(table: Table, column: str) -> dict[str, str]:
    return {"column": column, "may_be_null": str(column in table.optional).lower()}


def _references() -> Iterator[Names]:
    keys = {table.name: table.key[0] for table in tables()}
    for table in tables():
        for column, other in table.references.items():
            yield row_of(table) | _optional(table, column) | {"names": other, "names_key": keys[other]}


def _words() -> Iterator[Names]:
    for table in tables():
        for column, words in table.words.items():
            yield row_of(table) | _optional(table, column) | {"words": ", ".join(f"'{word}'" for word in words)}


def checks() -> dict[Path, str]:
    """The checks that hold for every table, on DuckDB, by their templates: each gives no row when all is well."""
    rules = {
        "keys_unique": map(row_of, tables()),
        "references_whole": _references(),
        "words_known": _words(),
    }
    return {(path := CHECKS / f"{name}.sql"): union(path, filled) for name, filled in rules.items()}


def views() -> dict[str, str]:
    """The select of each view that is about every published table, on SQLite, by the view's name."""
    places = enumerate(published(), 1)
    filled = ({"position": str(place), "table": table.name} for place, table in places)
    return {"table_rows": union(VIEWS / "table_rows.sql", filled)}
