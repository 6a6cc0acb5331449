from __future__ import annotations

import datetime
import pathlib
from typing import Any

import pytest

from common.strict_yaml import ByKey, Each, Keys, Named, YamlError, YamlShape, load

TABLE = Keys({"key": Each(str)}, optional={"search": str, "publish": bool})
SHAPE = Keys({"title": str, "tables": Named(TABLE)}, optional={"since": datetime.date, "notice": (str, type(None))})
GOOD = """title: Tides
tables:
  moons:
    key: [moon_id]
    search: text
since: 2014-11-12
notice:
"""


def read(folder: pathlib.Path, text: str, shape: YamlShape = SHAPE) -> Any:
    path = folder / "tides.yml"
    path.write_text(text, encoding="utf-8")
    return load(path, shape)


def test_what_is_of_its_shape_is_loaded_as_plain_data(tmp_path: pathlib.Path) -> None:
    assert read(tmp_path, GOOD) == {
        "title": "Tides",
        "tables": {"moons": {"key": ["moon_id"], "search": "text"}},
        "since": datetime.date(2014, 11, 12),
        "notice": None,
    }


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ("search:", "serach:", "line 5: 'moons' has no key 'serach': perhaps 'search'?"),
        ("search:", "colour:", "line 5: 'moons' has no key 'colour': it may have 'key', 'publish', 'search'"),
        ("title: Tides\n", "", "line 1: the file lacks 'title'"),
        ("    search: text", "    key: [tide_id]", "line 5: 'key' stands twice in 'moons'"),
        ("Tides", "[Tides]", "line 1: 'title' must be str, it is ['Tides']"),
        ("[moon_id]", "moon_id", "line 4: 'key' must be a list"),
        ("[moon_id]", "[1]", "line 4: an entry of 'key' must be str, it is 1"),
        ("search: text", "publish: 1", "line 5: 'publish' must be bool, it is 1"),
        ("notice:", "notice: 4", "line 7: 'notice' must be str or empty, it is 4"),
        ("2014-11-12", "last autumn", "line 6: 'since' must be date, it is 'last autumn'"),
    ],
)
def test_what_is_not_of_its_shape_is_named_with_its_line(
    tmp_path: pathlib.Path, before: str, after: str, named: str
) -> None:
    with pytest.raises(YamlError) as raised:
        read(tmp_path, GOOD.replace(before, after))
    assert str(raised.value) == f"{tmp_path / 'tides.yml'}, {named}"


def test_every_fault_is_named(tmp_path: pathlib.Path) -> None:
    with pytest.raises(YamlError) as raised:
        read(tmp_path, GOOD.replace("title", "titel").replace("search", "serach"))
    assert [line.partition(", ")[2] for line in str(raised.value).splitlines()] == [
        "line 1: the file has no key 'titel': perhaps 'title'?",
        "line 5: 'moons' has no key 'serach': perhaps 'search'?",
        "line 1: the file lacks 'title'",
    ]


def test_true_is_not_a_number_and_anything_may_be_anything(tmp_path: pathlib.Path) -> None:
    with pytest.raises(YamlError, match="'n' must be int, it is True"):
        read(tmp_path, "n: true", Keys({"n": int}))
    assert read(tmp_path, "n: true", Keys({"n": object})) == {"n": True}


def test_a_key_may_say_which_others_there_are(tmp_path: pathlib.Path) -> None:
    shape = Each(ByKey("kind", {"tide": Keys({"height": int}), "moon": Keys({"phase": str})}))
    found = read(tmp_path, "- {kind: tide, height: 4}\n- {kind: moon, phase: new}", shape)
    assert found == [{"kind": "tide", "height": 4}, {"kind": "moon", "phase": "new"}]
    with pytest.raises(YamlError, match="line 1: an entry of the file has no key 'phase'"):
        read(tmp_path, "- {kind: tide, height: 4, phase: new}", shape)
    with pytest.raises(YamlError, match="line 1: an entry of the file has kind 'mon': perhaps 'moon'"):
        read(tmp_path, "- {kind: mon, phase: new}", shape)
    with pytest.raises(YamlError, match="line 1: an entry of the file has kind None"):
        read(tmp_path, "- {phase: new}", shape)


@pytest.mark.parametrize(
    ("text", "named"), [("- a\n", "must be a mapping"), ("", "must be a mapping"), ("a: [", "not YAML")]
)
def test_a_file_of_another_kind_is_refused(tmp_path: pathlib.Path, text: str, named: str) -> None:
    with pytest.raises(YamlError, match=named):
        read(tmp_path, text)
