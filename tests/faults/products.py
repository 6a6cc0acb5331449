"""What the stages leave on disk, in a form in which two runs can be held against each other."""

from __future__ import annotations

import hashlib
import json
import os
import pathlib
import sqlite3
from collections.abc import Iterator
from typing import Any

import duckdb

from db import builds

# What says when a crawl ran and how often the site was asked, not what it lists.
OF_THE_CRAWL = ("first_seen", "last_seen", "fetched_at")
# 'unchanged' is what a crawl says of what one before it has fetched, be it that one was killed after its last step.
HELD = {"fetched": "held", "unchanged": "held"}


def contents(data: pathlib.Path) -> dict[str, Any]:
    """Each file below `data` by its path, with what it holds: any file that ought not to be there is among them.

    A database stands as its tables' rows, the listing and the crawl's journals without their times, any other file
    as its hash. Raises whatever the library raises for a database that cannot be read whole.
    """
    found: dict[str, Any] = {}
    for folder, _, names in os.walk(data, followlinks=True):
        for path in sorted(pathlib.Path(folder, name) for name in names):
            if not _is_of_a_build(path.relative_to(data)):
                found[path.relative_to(data).as_posix()] = _content(path)
    return found


def differences(expected: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """The files, and of databases the tables, in which two runs differ; what is too many, missing or other."""
    said = []
    for name in sorted(expected.keys() | found.keys()):
        one, other = expected.get(name), found.get(name)
        if one == other:
            continue
        if one is None or other is None:
            said.append(f"{name} is {'left over' if one is None else 'missing'}")
        elif isinstance(one, dict) and isinstance(other, dict):
            keys = sorted(key for key in one.keys() | other.keys() if one.get(key) != other.get(key))
            said.append(f"{name} differs in {', '.join(map(str, keys[:5]))}")
        else:
            said.append(f"{name} differs")
    return said


def _is_of_a_build(path: pathlib.PurePath) -> bool:
    """Of a build's own folder, whose name is a time; the current one's files stand at DATA, by its links."""
    return path.parts[0] == builds.CURRENT or (
        path.parts[0] == builds.FOLDER and bool(builds.ID.fullmatch(path.parts[1]))
    )


def _content(path: pathlib.Path) -> Any:
    if path.name.startswith(".") and path.suffix in (".building", ".writing"):
        return "a scrap"
    if path.suffix in (".duckdb", ".parquet"):
        return dict(_duckdb(path))
    if path.suffix == ".db":
        return dict(_sqlite(path))
    if path.name == "listing.jsonl":
        lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        return {f"{line['file_id']} {line['urn']}": _timeless(line) for line in lines}
    if path.parent.name == ".crawl" and path.suffix == ".json":
        return _timeless(json.loads(path.read_text(encoding="utf-8")))
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _timeless(line: dict[str, Any]) -> dict[str, Any]:
    plain = {name: value for name, value in line.items() if name not in OF_THE_CRAWL}
    return plain | ({"status": HELD.get(line["status"], line["status"])} if "status" in line else {})


def _duckdb(path: pathlib.Path) -> Iterator[tuple[str, str]]:
    if path.suffix == ".parquet":
        with duckdb.connect() as connection:
            yield "rows", _digest(connection.execute("select * from read_parquet(?)", [str(path)]).fetchall())
        return
    with duckdb.connect(str(path), read_only=True) as connection:
        for (name,) in connection.execute("select table_name from information_schema.tables").fetchall():
            yield name, _digest(connection.execute(f'select * from "{name}"').fetchall())


def _sqlite(path: pathlib.Path) -> Iterator[tuple[str, str]]:
    connection = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
    try:
        (whole,) = connection.execute("pragma integrity_check").fetchone()
        yield "integrity", whole
        for name, kind in connection.execute("select name, type from sqlite_master where type in ('table', 'view')"):
            yield f"{kind} {name}", _digest(connection.execute(f'select * from "{name}"').fetchall())
    finally:
        connection.close()


def _digest(rows: list[Any]) -> str:
    """A hash of rows in any order, with their number."""
    whole = hashlib.sha256()
    for row in sorted(map(repr, rows)):
        whole.update(row.encode("utf-8", "surrogatepass"))
    return f"{len(rows)} rows, {whole.hexdigest()[:16]}"
