"""Writes `docs/data-dictionary.md` from `metadata.yml` and `db/queries/`, which describe every table and column."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from typing import Any

from common.project import ROOT
from db import metadata
from db.tables import published, views

log = logging.getLogger(__name__)
DICTIONARY = ROOT / "docs" / "data-dictionary.md"
# 'reviews.judgement': a query's column that is one of a table or of another query, and is described there
TABLE_COLUMN = re.compile(r"(?P<table>\w+)\.(?P<column>\w+)")


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", r"\|")


def _described(described: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """What the metadata say of a table or a canned query."""
    found: Mapping[str, Any] = described["tables"].get(name) or described["queries"][name]
    return found


def column_lines(described: Mapping[str, Any], query: str) -> dict[str, str]:
    """What each column of a canned query holds, in the query's order.

    `described` is the database's part of the metadata. A column that says `reviews.judgement` holds what that column
    of the table, or of the query, holds, and has its line. Raises KeyError if that has no such column.
    """
    lines = {}
    for name, line in described["queries"][query].get("columns", {}).items():
        same = TABLE_COLUMN.fullmatch(line)
        lines[name] = _described(described, same["table"])["columns"][same["column"]] if same else line
    return lines


def _table_lines(name: str, key: tuple[str, ...], described: Mapping[str, Any]) -> Iterator[str]:
    units = described.get("column_units", {})
    yield f"## `{name}`"
    yield ""
    yield f"{_cell(described['description'])} Key: {', '.join(f'`{column}`' for column in key)}."
    yield ""
    yield "| column | what it holds | unit |"
    yield "| --- | --- | --- |"
    for column, text in described["columns"].items():
        yield f"| `{column}` | {_cell(text)} | {units.get(column, '')} |"
    yield ""


def _query_lines(name: str, described: Mapping[str, Any]) -> Iterator[str]:
    query = described["queries"][name]
    yield f"## `{name}`: {query['title']}"
    yield ""
    yield _cell(query["description"])
    yield ""
    yield f"`/lscb/{name}.json?_shape=objects`"
    yield ""
    functions = query.get("functions", [])
    if functions:
        yield f"It calls functions that only this site has: {', '.join(f'`{function}`' for function in functions)}."
        yield ""
    parameters = query.get("parameters", {})
    if parameters:
        yield "| parameter | kind | default | what it does |"
        yield "| --- | --- | --- | --- |"
        for parameter, about in parameters.items():
            yield f"| `{parameter}` | {about['kind']} | {about['default']} | {_cell(about['about'])} |"
        yield ""
    yield "| column | what it holds |"
    yield "| --- | --- |"
    for column, line in column_lines(described, name).items():
        yield f"| `{column}` | {_cell(line)} |"
    yield ""


def text(composed: Mapping[str, Any]) -> str:
    """The data dictionary in Markdown: each published table in order, then each view and canned query.

    Queries with `hide` are left out: only pages ask them.
    """
    described = composed["databases"]["lscb"]
    lines = [
        "# Data dictionary",
        "",
        "Generated from `metadata.yml` and `db/queries/` by `python -m db dictionary`; change it there.",
        "",
        _cell(described["description"]),
        "",
    ]
    for table in published():
        lines += _table_lines(table.name, table.key, described["tables"][table.name])
    lines += ["# Views", "", "What several canned queries read, written once; in `lscb.db` only.", ""]
    for view in views():
        lines += _table_lines(view.name, view.key, described["tables"][view.name])
    lines += ["# Canned queries", ""]
    for name in (name for name, query in described["queries"].items() if not query.get("hide")):
        lines += _query_lines(name, described)
    return "\n".join(lines).rstrip() + "\n"


def write() -> None:
    """Write the dictionary to its place in `docs/`."""
    DICTIONARY.write_text(text(metadata.compose()), encoding="utf-8")
    log.info("%s", DICTIONARY.relative_to(ROOT))
