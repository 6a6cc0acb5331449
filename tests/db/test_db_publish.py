import sqlite3
import stat

import duckdb
import pytest

from db.__main__ import main
from db.load import load
from db.publish import publish
from db.tables import published


@pytest.fixture(scope="module")
def database(built):
    connection = sqlite3.connect(f"file:{built / 'lscb.db'}?immutable=1", uri=True)
    yield connection
    connection.close()


def test_every_row_of_every_table_is_published(built, database):
    with duckdb.connect(str(built / "lscb.duckdb"), read_only=True) as source:
        for table in published():
            (wanted,) = source.execute(f"select count(*) from {table.name}").fetchone()
            assert database.execute(f"select count(*) from {table.name}").fetchone() == (wanted,), table.name


def test_dates_are_iso_text_and_flags_are_numbers(database):
    row = database.execute("select listed_on, is_withdrawn, lscb_grade_rank from reviews where review_id = '103'")
    assert row.fetchone() == ("2014-06-12", 0, 2)


@pytest.mark.parametrize("table", published(), ids=lambda table: table.name)
def test_keys_and_references_are_those_of_the_list(database, table):
    columns = database.execute(f"pragma table_info({table.name})").fetchall()
    key = [name for _, name, *_, place in sorted(columns, key=lambda column: column[5]) if place]
    assert tuple(key) == table.key
    found = {row[3]: row[2] for row in database.execute(f"pragma foreign_key_list({table.name})")}
    assert found == table.references
    indexed = {
        tuple(part[2] for part in database.execute(f"pragma index_info({index[1]})"))
        for index in database.execute(f"pragma index_list({table.name})")
        if index[3] == "c"
    }
    assert indexed == set(table.indexes)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("safeguard", ["101-003", "102-003", "103-003"]),  # the text has 'Safeguarding'
        ("NAIVE", ["101-001", "102-001", "103-001"]),  # the text has 'naïve'
        ("lantern harbours", ["101-002", "102-002", "103-002"]),
        ("submarine", []),
    ],
)
def test_words_are_found_in_any_form_and_without_accents(database, words, found):
    sql = """select paragraph_id from paragraphs
             where rowid in (select rowid from paragraphs_fts where paragraphs_fts match ?) order by 1"""
    assert [row[0] for row in database.execute(sql, [words])] == found


def test_datasette_can_tell_the_full_text_table(database):
    (sql,) = database.execute("select sql from sqlite_master where name = 'paragraphs_fts'").fetchone()
    assert 'content="paragraphs"' in sql and "porter unicode61 remove_diacritics 2" in sql


def test_the_file_is_read_only_and_nothing_is_left_beside_it(built):
    assert stat.S_IMODE((built / "lscb.db").stat().st_mode) == 0o444
    found = sorted(path.name for path in built.iterdir())
    assert found == ["downloads", "extracted", "lscb.db", "lscb.duckdb", "metadata.yml", "reports"]


def test_a_failing_check_leaves_the_former_publication(world, tmp_path, caplog):
    data, reference = world.write(tmp_path)
    load(data, reference)
    publish(data)
    before = (data / "lscb.db").read_bytes()
    with duckdb.connect(str(data / "lscb.duckdb")) as connection:
        connection.execute("delete from judgements where review_id = '102' and area = 'lscb'")
    assert main(["publish", "--data", str(data)]) == 1
    assert "check reviews_have_one_lscb_grade failed" in caplog.text and "review_id 102" in caplog.text
    assert (data / "lscb.db").read_bytes() == before


def test_a_second_publication_takes_the_place_of_the_first(world, tmp_path):
    data, reference = world.write(tmp_path)
    load(data, reference)
    first = publish(data).read_bytes()
    assert publish(data).read_bytes() == first


def test_publishing_nothing_says_what_to_run(tmp_path, caplog):
    assert main(["publish", "--data", str(tmp_path)]) == 1
    assert "run python -m db load first" in caplog.text
