import sqlite3
import stat

import duckdb
import pytest

from db.__main__ import main
from db.errors import CheckFailedError, DatabaseError
from db.load import load
from db.publish import publish, write
from db.tables import published, tables, views


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
    served = ["downloads", "lscb.db", "metadata.yml"]
    assert found == sorted([*served, "builds", "current", "extracted", "lscb.duckdb", "reports"])
    (build,) = (built / "builds").iterdir()
    assert sorted(path.name for path in build.iterdir()) == sorted(["build.json", *served])


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


@pytest.mark.parametrize("view", views(), ids=lambda view: view.name)
def test_a_views_key_names_a_row(database, view):
    rows = database.execute(f"select {', '.join(view.key)} from {view.name}").fetchall()
    assert rows and len(set(rows)) == len(rows) and all(None not in row for row in rows)
    assert not view.sql_path.exists() or view.sql_path.read_text(encoding="utf-8").startswith("-- Grain: ")


def test_every_sql_file_of_a_view_is_in_the_list():
    folder = views()[0].sql_path.parent
    assert {path.stem for path in folder.rglob("*.sql")} == {view.name for view in views()}


def test_the_rows_of_each_table_are_counted(database):
    counted = database.execute("select table_name, rows from table_rows order by position").fetchall()
    assert [name for name, _ in counted] == [table.name for table in published()]
    assert all(database.execute(f"select count(*) from {name}").fetchone() == (rows,) for name, rows in counted)


def test_a_statement_has_one_quotation(database):
    (statements,) = database.execute("select count(*) from statements").fetchone()
    assert database.execute("select count(*) from quotations").fetchone() == (statements,)


@pytest.mark.parametrize("name", ["judgements", "review_ngrams", "review_units", "periods"])
def test_a_load_whose_table_breaks_its_key_names_table_key_and_value(world, tmp_path, monkeypatch, name):
    table = next(one for one in tables() if one.name == name)
    twice = tmp_path / f"{name}.sql"
    row = {"review_ngrams": " union all select 1, '101', 1 union all select 1, '101', 1"}.get(name, "")
    again = f"create table again as from {name}{row}; insert into {name} from again"
    twice.write_text(f"{table.sql_path.read_text(encoding='utf-8')};{again};drop table again;", encoding="utf-8")
    kept = type(table).sql_path.fget
    monkeypatch.setattr(type(table), "sql_path", property(lambda one: twice if one == table else kept(one)))
    data, reference = world.write(tmp_path)
    with pytest.raises(CheckFailedError) as refusal:
        load(data, reference)
    assert "check keys_unique failed, " in str(refusal.value)
    assert f"table_name {name}, key {', '.join(table.key)}, value " in str(refusal.value)


def test_a_key_that_stands_twice_is_our_error_and_not_sqlites(built, tmp_path):
    with duckdb.connect() as source:
        source.execute(f"attach '{built / 'lscb.duckdb'}' as built (read_only)")
        source.execute("copy from database built to memory")
        source.execute("insert into judgements from judgements where review_id = '102' and area = 'lscb'")
        with pytest.raises(DatabaseError) as refusal:
            write(source, tmp_path / "lscb.db")
    said = "lscb.db: table judgements has a key that is not unique: review_id, area '102 lscb' stands 2 times"
    assert str(refusal.value) == said
