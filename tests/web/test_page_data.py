import asyncio
import copy
import shutil
import sqlite3

import duckdb
import pytest
from datasette.app import Datasette

from db import downloads
from db.tables import published as published_tables
from web.__main__ import WEB
from web.pages import data


def rows_of(path, table):
    with sqlite3.connect(f"file:{path}?immutable=1", uri=True) as connection:
        return connection.execute(f"select count(*) from {table}").fetchone()[0]


def test_every_published_table_is_there_with_its_rows_and_columns(get, published, metadata):
    html = get("/data").text
    described = metadata["databases"]["lscb"]["tables"]
    for table in published_tables():
        rows = rows_of(published, table.name)
        assert f"<code>{table.name}</code>: {rows:,} row{'s' * (rows != 1)}</summary>" in html
        assert f'href="/lscb/{table.name}.csv"' in html
        assert f'href="/data/downloads/{table.name}.parquet"' in html
        for column in described[table.name]["columns"]:
            assert f"<dt>{column}</dt>" in html
    answer = get("/lscb/rows_by_table.json?_shape=objects").json()["rows"]
    assert [row["table_name"] for row in answer] == [table.name for table in published_tables()]
    assert all(row["rows"] == rows_of(published, row["table_name"]) for row in answer)


def test_every_canned_query_is_there_with_what_it_takes_and_gives(get, metadata):
    html = get("/data").text
    for name, query in metadata["databases"]["lscb"]["queries"].items():
        if query.get("hide"):
            assert f'id="query-{name}"' not in html, name
            continue
        part = html.partition(f'<details id="query-{name}">')[2].partition("</details>")[0]
        assert all(f"<dt>{parameter}</dt>" in part for parameter in query.get("parameters", {})), name
        columns = part.partition("<p>Columns: <code>")[2].partition("</code>")[0]
        assert columns.split(", ") == list(query["columns"]), name


def test_what_is_missing_and_which_data_this_is(get, published):
    html = get("/data").text
    assert "3 of the 5 reviews that took place" in html
    assert "<li>1: report 107 is unreadable: page 1 has no text</li>" in html
    assert "review 3, " in html and "unreadable 1" in html
    about = get("/-/data.json").json()
    assert f"corpus <code>{about['corpus_sha256'][:12]}</code>" in html
    assert 'href="/lscb/coverage_summary.json?_shape=objects"' in html


@pytest.mark.parametrize("name", ["lscb.duckdb", "lscb-csv.zip", "reviews.parquet"])
def test_a_download_is_the_published_file(get, published, name):
    answer = get(f"/data/downloads/{name}")
    held = (published.parent / "downloads" / name).read_bytes()
    assert answer.status_code == 200 and answer.content == held
    assert answer.headers["content-length"] == str(len(held))
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert (
        answer.headers["content-type"]
        == {
            "lscb.duckdb": "application/octet-stream",
            "lscb-csv.zip": "application/zip",
            "reviews.parquet": "application/vnd.apache.parquet",
        }[name]
    )
    assert f'href="/data/downloads/{name}"' in get("/data").text


def test_the_sqlite_file_says_how_long_it_is(get, published):
    answer = get("/lscb.db")
    assert answer.content == published.read_bytes()
    assert answer.headers["content-length"] == str(published.stat().st_size)
    assert "transfer-encoding" not in answer.headers


@pytest.mark.parametrize(
    "name",
    ["..%2Flscb.duckdb", "..%2f..%2fetc%2fpasswd", "%2e%2e/lscb.duckdb", "lscb.db", "listing.jsonl", "raw.parquet"],
)
def test_no_other_file_is_served(get, published, name):
    (published.parent / "downloads" / "raw.parquet").touch()
    answer = get(f"/data/downloads/{name}", follow_redirects=True)
    assert answer.status_code == 404 and b"SQLite format" not in answer.content
    (published.parent / "downloads" / "raw.parquet").unlink()


def test_a_copy_of_the_data_without_downloads_says_so(published, metadata, tmp_path):
    shutil.copy(published, tmp_path / "lscb.db")
    site = Datasette(
        immutables=[str(tmp_path / "lscb.db")],
        metadata=copy.deepcopy(metadata),
        template_dir=str(WEB / "templates"),
        plugins_dir=str(WEB / "plugins"),
    )
    html = asyncio.run(site.client.get("/data")).text
    assert html.count("This copy of the data was published without") == 4
    assert ".parquet" not in html and 'href="/lscb.db"' in html
    answer = asyncio.run(site.client.get("/data/downloads/lscb.duckdb"))
    assert answer.status_code == 404 and "lscb.duckdb was not made when these data were published." in answer.text


def test_sizes_as_people_read_them():
    assert [data.size(count) for count in (12_857_344, 53_621, 1_000_000, 400)] == [
        "12.9 MB",
        "54 kB",
        "1.0 MB",
        "1 kB",
    ]


def test_how_to_open_is_right(published):
    with duckdb.connect(str(published.parent / "downloads" / downloads.DUCKDB), read_only=True) as connection:
        assert len(connection.execute("summarize reviews").fetchall()) > 20
    (sqlite,) = [
        one.opened for one in data.whole_files("http://here", published.stat().st_size, {}) if one.title == "SQLite"
    ]
    with sqlite3.connect(f"file:{published}?immutable=1", uri=True) as connection:
        assert connection.execute(sqlite.split('"')[1]).fetchall() == [("good", 3)]
