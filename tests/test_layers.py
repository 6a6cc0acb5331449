"""A stage reads only the product of the stage before: which room's code may import which other room's."""

from __future__ import annotations

import ast
import pathlib

import pytest

from tests.conftest import REPO

ALLOWED: dict[str, set[str]] = {
    "common": set(),
    "scraper": {"common"},
    "extract": {"common"},
    "db": {"common"},
    "web": {"common", "db"},
    "demo": {"common"},
}


def rooms_imported(path: pathlib.Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found & ALLOWED.keys()


@pytest.mark.parametrize("room", ALLOWED)
def test_a_room_imports_no_room_but_those_it_may(room: str) -> None:
    modules = sorted((REPO / room).rglob("*.py"))
    assert modules
    stray = {
        path.relative_to(REPO).as_posix(): odd
        for path in modules
        if (odd := rooms_imported(path) - {room} - ALLOWED[room])
    }
    assert stray == {}


def test_an_import_is_seen_in_each_form(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "module.py"
    path.write_text("import json, db.load\ndef late():\n    from extract.themes import vocabulary\n", encoding="utf-8")
    assert rooms_imported(path) == {"db", "extract"}
