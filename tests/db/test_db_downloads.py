import csv
import io
import sqlite3
import stat
import zipfile

import duckdb
import pytest

from db import downloads
from db.load import load
from db.publish import publish
from db.tables import published, tables


@pytest.fixture(scope="module")
def rows_of(built):
    database = sqlite3.connect(f"file:{built / 'lscb.db'}?immutable=1", uri=True)
    yield lambda table: database.execute(f"select * from {table} order by rowid").fetchall()
    database.close()


def test_each_form_has_every_published_table_and_nothing_else(built):
    folder = built / "downloads"
    assert sorted(path.name for path in folder.iterdir()) == sorted(downloads.names())
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o444 for path in folder.iterdir())
    names = {table.name for table in published()}
    with duckdb.connect(str(folder / "lscb.duckdb"), read_only=True) as copy:
        held = copy.execute("select table_name from information_schema.tables").fetchall()
    assert {name for (name,) in held} == names
    assert names < {table.name for table in tables()}  # the raw inputs stay at home
    with zipfile.ZipFile(folder / "lscb-csv.zip") as zipped:
        assert {*zipped.namelist()} == {f"{name}.csv" for name in names} | {"data-dictionary.md", "datapackage.json"}


@pytest.mark.parametrize("table", published(), ids=lambda table: table.name)
def test_the_forms_hold_the_same_rows(built, rows_of, table):
    wanted = rows_of(table.name)
    folder = built / "downloads"
    with zipfile.ZipFile(folder / "lscb-csv.zip") as zipped:
        _, *rows = csv.reader(io.StringIO(zipped.read(f"{table.name}.csv").decode()))
    assert rows == [["" if value is None else str(value) for value in row] for row in wanted]
    with duckdb.connect() as connection:
        columns = f"cast(columns(*) as varchar) from '{folder / table.name}.parquet'"
        parquet = connection.execute(f"select {columns}").fetchall()
    assert len(parquet) == len(wanted)
    with duckdb.connect(str(folder / "lscb.duckdb"), read_only=True) as copy:
        assert copy.execute(f"select cast(columns(*) as varchar) from {table.name}").fetchall() == parquet


def test_dates_and_flags_have_their_types_where_there_are_types(built):
    with duckdb.connect() as connection:
        asked = f"select listed_on, is_withdrawn from '{built}/downloads/reviews.parquet' where review_id = '103'"
        ((listed_on, is_withdrawn),) = connection.execute(asked).fetchall()
    assert (listed_on.isoformat(), is_withdrawn) == ("2014-06-12", False)


def test_a_second_publication_takes_the_place_of_the_first_and_a_failure_leaves_it(world, tmp_path, monkeypatch):
    data, reference = world.write(tmp_path)
    load(data, reference)
    publish(data)
    first = {path.name: path.read_bytes() for path in (data / "downloads").iterdir() if path.suffix != ".duckdb"}
    publish(data)
    assert {name: (data / "downloads" / name).read_bytes() for name in first} == first
    (data / "downloads" / "old.csv").touch()

    def fail(*arguments):
        raise OSError("the disk is full")

    with monkeypatch.context() as patch, pytest.raises(OSError, match="the disk is full"):
        patch.setattr(downloads, "_write_csv", fail)
        publish(data)
    assert (data / "downloads" / "old.csv").exists()
    assert not [path for path in data.iterdir() if path.name.startswith(".")]
    publish(data)
    assert not (data / "downloads" / "old.csv").exists()


def test_sizes_are_of_what_is_there(built, tmp_path):
    assert list(downloads.sizes(built)) == list(downloads.names())
    assert all(downloads.sizes(built).values())
    assert downloads.sizes(tmp_path) == {}
