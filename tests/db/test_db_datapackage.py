"""The data package says of the CSV what is true of it, and says it in the words of the data dictionary."""

import csv
import datetime
import io
import json
import shutil
import subprocess
import zipfile

import pytest

from db import datapackage, downloads, metadata
from db.tables import published

READ = {
    "string": str,
    "date": datetime.date.fromisoformat,
    "boolean": {"1": True, "0": False}.__getitem__,
    "integer": int,
    "number": float,
}


@pytest.fixture(scope="module")
def zipped(built):
    with zipfile.ZipFile(built / "downloads" / downloads.CSV) as file:
        yield file


@pytest.fixture(scope="module")
def package(zipped):
    return json.loads(zipped.read(datapackage.NAME))


@pytest.fixture(scope="module")
def rows_of(zipped):
    return lambda path: list(csv.DictReader(io.StringIO(zipped.read(path).decode(), newline="")))


def test_it_has_every_published_table_in_order_with_its_columns_and_what_they_hold(package, rows_of):
    assert [one["name"] for one in package["resources"]] == [table.name for table in published()]
    described = metadata.compose()["databases"]["lscb"]["tables"]
    for one in package["resources"]:
        fields = {field["name"]: field["description"] for field in one["schema"]["fields"]}
        assert fields == described[one["name"]]["columns"]
        rows = rows_of(one["path"])
        assert not rows or set(rows[0]) == set(fields)


def test_every_value_has_the_type_and_keeps_the_constraints_that_it_says(package, rows_of):
    for one in package["resources"]:
        for row in rows_of(one["path"]):
            for field in one["schema"]["fields"]:
                text, demands = row[field["name"]], field.get("constraints", {})
                if text:
                    READ[field["type"]](text)
                assert text or not demands.get("required"), (one["name"], field["name"])
                assert not text or "enum" not in demands or text in demands["enum"], (one["name"], field["name"], text)


def test_keys_name_one_row_and_references_one_that_is_there(package, rows_of):
    held = {one["name"]: rows_of(one["path"]) for one in package["resources"]}
    references = 0
    for one in package["resources"]:
        key = one["schema"]["primaryKey"]
        keys = [tuple(row[name] for name in key) for row in held[one["name"]]]
        assert len(keys) == len(set(keys)), one["name"]
        for foreign in one["schema"].get("foreignKeys", ()):
            references += 1
            other = held[foreign["reference"]["resource"] or one["name"]]
            there = {row[foreign["reference"]["fields"][0]] for row in other}
            assert {row[foreign["fields"][0]] for row in held[one["name"]]} - {""} <= there, (one["name"], foreign)
    assert references > 20


def test_it_names_licence_and_version_of_the_data_and_no_source_of_what_is_made_up(package):
    assert package["licenses"][0]["name"] == "OGL-UK-3.0"
    assert "sources" not in package and package["title"].endswith(" (fictional)")
    assert package["id"].startswith("sha256:") and len(package["id"]) == len("sha256:") + 64


def test_beside_the_zip_stands_the_same_of_the_files_within(built, package):
    beside = json.loads((built / "downloads" / datapackage.NAME).read_text(encoding="utf-8"))
    assert {one["path"] for one in beside["resources"]} == {downloads.CSV}
    assert [one["innerpath"] for one in beside["resources"]] == [one["path"] for one in package["resources"]]
    assert [one["schema"] for one in beside["resources"]] == [one["schema"] for one in package["resources"]]


@pytest.mark.skipif(not shutil.which("frictionless"), reason="no frictionless: `make datapackage` runs it")
def test_frictionless_finds_it_valid(built, tmp_path):
    with zipfile.ZipFile(built / "downloads" / downloads.CSV) as file:
        file.extractall(tmp_path)
    for path in (tmp_path / datapackage.NAME, built / "downloads" / datapackage.NAME):
        done = subprocess.run(
            ["frictionless", "validate", "--json", path.name],
            cwd=path.parent,
            capture_output=True,
            text=True,
            check=False,
        )
        assert json.loads(done.stdout)["valid"], done.stdout[:3000]
