from __future__ import annotations

import json
import pathlib
import shutil

import pytest

from extract import version
from extract.version import rules_version
from tests.conftest import REPO

ROOMS = version.ROOMS


@pytest.fixture
def rooms(tmp_path: pathlib.Path) -> pathlib.Path:
    """A copy of the code and vocabularies, for a test to change."""
    for name in version.OUR_ROOMS:
        shutil.copytree(ROOMS / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_a_copy_has_the_same_version(rooms: pathlib.Path) -> None:
    assert version.compute_version(rooms) == version.version()
    assert len(version.version()) == 12


@pytest.mark.parametrize(
    "name",
    [
        *("extract/themes.yml", "extract/polarity.yml", "extract/headings.yml", "common/grades.yml"),
        *("extract/report.py", "extract/segment.py", "extract/lines.py", "common/record.py", "common/grades.py"),
    ],
)
def test_a_changed_line_of_what_makes_a_record_changes_the_version(rooms: pathlib.Path, name: str) -> None:
    path = rooms / name
    path.write_text(path.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    assert version.compute_version(rooms) != version.version()


@pytest.mark.parametrize("name", ["extract/__main__.py", "extract/batch.py", "extract/themes.txt"])
def test_what_makes_no_record_leaves_the_version(rooms: pathlib.Path, name: str) -> None:
    path = rooms / name
    path.write_text("# changed\n", encoding="utf-8")
    assert version.compute_version(rooms) == version.version()


def test_another_library_changes_the_version() -> None:
    files = {"extract/a.py": b"x"}
    digests = {version.digest_of(files, {"pdfplumber": number}) for number in ("0.11.9", "0.11.10")}
    assert len(digests) == 2


def test_moving_lines_to_another_file_changes_the_version() -> None:
    assert version.digest_of({"a": b"xy", "b": b"z"}, {}) != version.digest_of({"a": b"x", "b": b"yz"}, {})


def test_imports_are_followed_in_each_form(tmp_path: pathlib.Path) -> None:
    code = {
        "extract/first.py": "from extract import second as other\nimport common.third\nimport json\n",
        "extract/second.py": "def late():\n    from extract.fourth import name\n",
        "extract/fourth.py": "from common import absent\n",
        "common/third.py": "",
        "extract/unused.py": "",
    }
    for name, text in code.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = version.modules_behind("extract.first", tmp_path)
    assert found == {"extract.first", "extract.second", "extract.fourth", "common.third"}


def test_the_measured_rules_are_the_rules() -> None:
    """A changed vocabulary or weight needs new measures: python -m extract score … --out docs/accuracy.json."""
    measured = json.loads((REPO / "docs" / "accuracy.json").read_text(encoding="utf-8"))
    assert measured["rules_version"] == rules_version()


def test_a_comment_changes_no_rule_and_a_phrase_does(rooms: pathlib.Path) -> None:
    before = rules_version(rooms)
    path = rooms / "extract" / "practices.yml"
    path.write_text("# A comment.\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert rules_version(rooms) == before
    path.write_text(path.read_text(encoding="utf-8").replace("chair leads", "chair led"), encoding="utf-8")
    assert rules_version(rooms) != before
