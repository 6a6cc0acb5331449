"""Describes the published tables as a Frictionless Data Package: types, keys, references, words, licence, sources.

Everything in it is said once elsewhere: types by DuckDB, keys and words by `tables.yml`, what columns hold by
`metadata.yml`. The specification: https://specs.frictionlessdata.io/data-package/.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import duckdb

from common.version import __version__
from db.errors import DatabaseError
from db.tables import Table, published

NAME = "datapackage.json"
LICENCE = "OGL-UK-3.0"
# Table Schema's type for each DuckDB type in use. The CSV has 1 and 0 for yes and no.
TYPES: dict[str, dict[str, Any]] = {
    "VARCHAR": {"type": "string"},
    "DATE": {"type": "date"},
    "BOOLEAN": {"type": "boolean", "trueValues": ["1"], "falseValues": ["0"]},
    "INTEGER": {"type": "integer"},
    "BIGINT": {"type": "integer"},
    "DOUBLE": {"type": "number"},
}


def _field(table: Table, name: str, kind: str, described: Mapping[str, Any]) -> dict[str, Any]:
    """A column: its type, what it holds, its unit, and what it may hold."""
    if kind not in TYPES:
        raise DatabaseError(f"{table.name}: no type of a data package is set for {kind}; see TYPES in {__name__}")
    field = {"name": name, **TYPES[kind], "description": described["columns"][name]}
    if unit := described.get("column_units", {}).get(name):
        field["unit"] = unit
    demands: dict[str, Any] = {}
    known = {*table.references, *table.words} - {*table.optional}
    if name in table.key or name in known:
        demands["required"] = True
    if name in table.words:
        demands["enum"] = list(table.words[name])
    return field | ({"constraints": demands} if demands else {})


def _resource(connection: duckdb.DuckDBPyConnection, table: Table, described: Mapping[str, Any]) -> dict[str, Any]:
    """A table with its schema, as a file of CSV beside the description."""
    keys = {other.name: other.key for other in published()}
    columns = connection.execute(f"describe {table.name}").fetchall()
    schema: dict[str, Any] = {
        "fields": [_field(table, name, kind, described) for name, kind, *_ in columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    references = [
        {
            "fields": [column],
            # A table's reference to itself names no resource.
            "reference": {"resource": "" if other == table.name else other, "fields": [keys[other][0]]},
        }
        for column, other in table.references.items()
        if other in keys
    ]
    if references:
        schema["foreignKeys"] = references
    return {
        "name": table.name,
        "title": described.get("title", table.name),
        "description": " ".join(described["description"].split()),
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def describe(connection: duckdb.DuckDBPyConnection, composed: Mapping[str, Any]) -> dict[str, Any]:
    """The descriptor for CSV files that stand beside it. `composed` is what Datasette reads (db/metadata.py).

    Fictional data say so first, and name no source. Raises `DatabaseError` for a column of a type that has none here.
    """
    tables = composed["databases"]["lscb"]["tables"]
    answer = connection.execute("select * from build")
    (build,) = answer.fetchall()
    about = dict(zip([column[0] for column in answer.description or ()], build, strict=True))
    made: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "lscb-reviews",
        "id": f"sha256:{about['corpus_sha256']}",
        "title": about["title"],
        "description": " ".join(composed["description"].split()),
        "version": __version__,
        "keywords": ["Ofsted", "Local Safeguarding Children Boards", "inspection", "England"],
        "licenses": [{"name": LICENCE, "title": composed["license"], "path": composed["license_url"]}],
        "sources": [{"title": composed["source"], "path": composed["source_url"]}],
        "attribution": composed["attribution"],
    }
    if about["is_fictional"]:
        made |= {"title": f"{about['title']} (fictional)", "description": about["notice"]}
        del made["sources"]
    return made | {"resources": [_resource(connection, table, tables[table.name]) for table in published()]}


def in_zip(package: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The same descriptor beside a zip of the CSV files, called `name`."""
    inside = [
        one | {"path": name, "compression": "zip", "innerpath": one["path"], "profile": "tabular-data-resource"}
        for one in package["resources"]
    ]
    return {**package, "resources": inside}


def as_json(package: Mapping[str, Any]) -> str:
    """The text of the file."""
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"
