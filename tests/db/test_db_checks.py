"""Each check is shown to fail on data broken in its way, and to name the row."""

from typing import get_args

import duckdb
import pytest

from common import record
from db import generated
from db.checks import CHECKS, Failure, checks, failures
from db.tables import tables
from scraper import listing

BROKEN = {
    "boards_serve_authorities": [
        ("insert into board_authorities values ('coldharbour', '901')", "Aldermoor"),
        ("insert into board_authorities values ('coldharbour', '905')", "New Dunmere"),
        ("insert into boards values ('empty', 'A board of nobody', 'descriptive')", "A board of nobody"),
        ("update known_gaps set board_id = 'coldharbour'", "Dunmere"),
    ],
    "codings_follow_the_codebook": [
        ("update codings set earlier = 1 where polarity = 'strength'", "its classes do not go together"),
        ("update codings set practices = 'tea-rounds' where polarity = 'strength'", "its classes do not go together"),
        ("update codings set example = 2 where polarity = 'weakness'", "its classes do not go together"),
    ],
    "codings_meet_statements": [
        ("update statements set digest = 'gone' where review_id = '103'", "review_id 103, codings 2, unmatched 2"),
    ],
    "build_says_what_it_is": [("update build set notice = null", "Reviews of an invented land")],
    "counts_within_bounds": [
        ("delete from paragraphs where review_id = '101' and section = 'finding'", "101"),
        ("update reviews set pages = 201 where review_id = '102'", "102"),
    ],
    "coverage_adds_up": [
        ("update build set reviews_expected = 4", "5 rows, 4 reviews took place"),
        ("update authorities set reviews_expected = 0 where la_code = '901'", "are held, 0 took place"),
        ("update known_gaps set why = ''", "Dunmere"),
    ],
    "dates_in_order": [
        ("update reviews set inspected_from = '2014-05-01' where review_id = '101'", "101"),
        ("update reviews set published_on = '2014-04-02' where review_id = '102'", "102"),
        ("update reviews set listed_on = '2014-04-02' where review_id = '103'", "103"),
    ],
    "documents_account_for_the_listing": [
        ("delete from documents where file_id = '105'", "105"),
        ("delete from documents where file_id = '104'", "is extracted but not held"),
        ("update documents set urn = '1' where file_id = '106'", "106"),
    ],
    "documents_agree_with_reviews": [
        ("update documents set status = 'not a review', reason = 'x' where file_id = '101'", "101"),
        ("update documents set status = 'review' where file_id = '105'", "105"),
        ("update documents set reason = ' ' where file_id = '104'", "no reason is given"),
    ],
    "paragraphs_have_text": [
        ("update paragraphs set text = '' where paragraph_id = '101-001'", "101-001"),
        ("update paragraphs set text = 'Two  spaces.' where paragraph_id = '101-002'", "101-002"),
        ("update paragraphs set text = 'A' || chr(173) || 'B' where paragraph_id = '101-003'", "101-003"),
    ],
    "paragraphs_in_order": [
        ("update paragraphs set position = 9 where paragraph_id = '101-002'", "101-002"),
        ("update paragraphs set page = 7 where paragraph_id = '102-003'", "102-003"),
    ],
    "keys_unique": [
        ("insert into reviews from reviews where review_id = '101'", "reviews, key review_id, value 101, times 2"),
        ("insert into paragraphs from paragraphs where paragraph_id = '101-001'", "101-001"),
        ("insert into judgements from judgements where review_id = '101' and area = 'lscb'", "101 lscb"),
        ("insert into documents from documents where file_id = '105'", "105"),
        ("insert into build from build", "build"),
        ("insert into published_counts from published_counts", "2014-06-30 lscb"),
        ("update boards set board_id = null where board_id = 'dunmere'", "key board_id, value None"),
    ],
    "neighbours_ranked": [
        ("update authority_neighbours set rank = 3 where neighbour_code = '903'", "901"),
        ("update authority_neighbours set neighbour_code = '902' where la_code = '902'", "902"),
    ],
    "pages_inside_report": [
        ("update reviews set last_page = 13 where review_id = '101'", "pages 8 to 13 of 12"),
        ("update paragraphs set page = 11 where paragraph_id = '102-003'", "page 11 is not between 8 and 10"),
        ("update paragraph_pages set page = 7 where paragraph_id = '103-001'", "page 7 of a fragment"),
        ("update judgements set page = 99 where review_id = '101' and area = 'lscb'", "page 99 of 12"),
        ("update paragraphs set x1 = x0 where paragraph_id = '101-001'", "its box has no extent"),
    ],
    "references_whole": [
        ("update paragraphs set review_id = '999' where paragraph_id = '101-001'", "999"),
        ("update authority_neighbours set neighbour_code = '999' where rank = 2", "999"),
        ("update judgements set area = 'weather' where area = 'overall' and review_id = '102'", "weather"),
        ("update judgements set grade = 'splendid' where area = 'overall' and review_id = '102'", "splendid"),
        ("delete from documents where file_id = '101'", "names documents, value 101"),
        ("update statement_themes set theme_id = 'weather' where statement_id = '101-003-01'", "weather"),
        ("update documents set la_code = '000' where file_id = '105'", "value 000"),
    ],
    "urns_unique": [("update authorities set urn = '70001' where la_code = '903'", "Aldermoor and Coldharbour")],
    "reviews_have_authority_and_board": [
        ("update reviews set la_code = null where review_id = '101'", "authority not known"),
        ("update reviews set board_id = null where review_id = '101'", "authority has no board"),
    ],
    "reviews_have_one_lscb_grade": [
        ("delete from judgements where review_id = '101' and area = 'lscb'", "lscb_grades 0"),
        ("update judgements set area = 'lscb' where review_id = '102'", "lscb_grades 2"),
        ("update reviews set lscb_grade = 'inadequate' where review_id = '103'", "lscb_grade inadequate"),
    ],
    "reviews_name_their_authority": [
        ("update reviews set printed_la_code = '903' where review_id = '101'", "review_id 101"),
    ],
    "pages_cover_paragraphs": [
        ("delete from paragraph_pages where paragraph_id = '101-001'", "101-001"),
        ("update paragraph_pages set start = 5 where paragraph_id = '101-002'", "101-002"),
        ("update paragraph_pages set start = 900 where paragraph_id = '101-003' and page = 10", "101-003"),
    ],
    "statements_stand_in_paragraphs": [
        ("update statements set start = 3 where statement_id = '101-001-01'", "101-001-01"),
        ("update statements set page = 7 where statement_id = '101-002-01'", "is not on a page of its paragraph"),
        ("delete from statements where paragraph_id = '101-003'", "has no statement"),
    ],
    "tiles_hold_one_authority": [
        ("delete from authority_tiles where la_code = '903'", "903"),
        ("insert into authority_tiles values ('905', 9, 9)", "905"),
        ("update authority_tiles set tile_column = 1, tile_row = 1", "901 902 903 904"),
    ],
    "words_known": [
        ("update documents set status = 'lost' where file_id = '105'", "lost"),
        ("update reviews set layout = 'E' where review_id = '101'", "E"),
        ("update paragraphs set section = 'aside' where paragraph_id = '101-001'", "aside"),
        ("update boards set name_source = 'rumour' where board_id = 'dunmere'", "rumour"),
        ("update statements set polarity = 'praise' where statement_id = '101-001-01'", "praise"),
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def connection(built):
    with duckdb.connect() as made:
        made.execute(f"attach '{built / 'lscb.duckdb'}' as built (read_only)")
        made.execute("copy from database built to memory")
        yield made


def test_a_whole_database_fails_no_check(connection):
    assert list(failures(connection)) == []


def test_each_check_is_proven_here():
    assert sorted(BROKEN) == sorted(path.stem for path in checks())
    assert set(CHECKS.rglob("*.sql")) == set(checks())


@pytest.mark.parametrize(
    ("check", "change", "named"),
    [(check, change, named) for check, cases in BROKEN.items() for change, named in cases],
)
def test_a_check_names_what_is_broken(connection, check, change, named):
    connection.execute("begin")
    try:
        connection.execute(change)
        failed = {failure.check: str(failure) for failure in failures(connection)}
    finally:
        connection.execute("rollback")
    assert check in failed
    assert named in failed[check]


def test_a_report_that_misprints_a_date_and_says_so_passes(connection):
    connection.execute("begin")
    try:
        connection.execute("update reviews set inspected_from = '2014-05-01' where review_id = '101'")
        connection.execute("insert into warnings values ('101', 9, 'dates-disorder', 1, null, 'as printed')")
        failed = [failure.check for failure in failures(connection)]
    finally:
        connection.execute("rollback")
    assert failed == []


def test_a_long_failure_names_the_first_rows_and_counts_the_rest():
    failure = Failure(CHECKS / "x.sql", ("key",), tuple((n,) for n in range(25)))
    lines = str(failure).splitlines()
    assert lines[0] == "check x failed, 25 rows (db/checks/x.sql):"
    assert lines[1] == "  key 0" and lines[-1] == "  … and 5 more" and len(lines) == 22


def said(connection, check, table, change):
    """What one of the checks of every table says of a changed one, row by row.

    A view cannot be changed: a table of its rows takes its place. Where there are none, a row of a key alone does.
    """
    connection.execute("begin")
    try:
        connection.execute(f"create table copied as from {table.name}")
        for kind in ("view", "table"):
            found = f"select count(*) from duckdb_{kind}s() where {kind}_name = ? and database_name = 'memory'"
            if connection.execute(found, [table.name]).fetchone() == (1,):
                connection.execute(f"drop {kind} {table.name}")
        connection.execute(f"alter table copied rename to {table.name}")
        if connection.execute(f"select count(*) from {table.name}").fetchone() == (0,):
            ones = ", ".join("1" for _ in table.key)
            connection.execute(f"insert into {table.name} ({', '.join(table.key)}) values ({ones})")
        connection.execute(change)
        answer = connection.execute(generated.checks()[generated.CHECKS / f"{check}.sql"])
        columns = [column[0] for column in answer.description]
        rows = [dict(zip(columns, row, strict=True)) for row in answer.fetchall()]
        return [row for row in rows if row["table_name"] == table.name]
    finally:
        connection.execute("rollback")


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)
def test_a_row_that_stands_twice_is_found_in_every_table(connection, table):
    (row,) = said(connection, "keys_unique", table, f"insert into {table.name} from {table.name} limit 1")
    assert row["key"] == ", ".join(table.key) and row["value"] and row["times"] == 2


REFERENCES = [(table, column) for table in tables() for column in table.references]
WORDS = [(table, column) for table in tables() for column in table.words]


@pytest.mark.parametrize(("table", "column"), REFERENCES, ids=lambda one: getattr(one, "name", one))
def test_a_key_of_nothing_is_found_in_every_reference(connection, table, column):
    nothing = "-1" if column == "ngram_id" else "nothing"
    rows = said(connection, "references_whole", table, f"update {table.name} set {column} = '{nothing}'")
    named = {(row["names"], str(row["value"])) for row in rows if row["column_name"] == column}
    assert named == {(table.references[column], nothing)}
    emptied = said(connection, "references_whole", table, f"update {table.name} set {column} = null")
    assert any(row["column_name"] == column for row in emptied) == (column not in table.optional)


@pytest.mark.parametrize(("table", "column"), WORDS, ids=lambda one: getattr(one, "name", one))
def test_an_unknown_word_is_found_in_every_column_of_words(connection, table, column):
    for value, met in (("'pebble'", "pebble"), ("null", None)):
        rows = said(connection, "words_known", table, f"update {table.name} set {column} = {value}")
        assert {(row["column_name"], row["value"]) for row in rows} == {(column, met)}


def test_the_words_are_those_of_the_stages_before():
    words = {(table.name, column): table.words[column] for table, column in WORDS}
    for column, literal in {
        ("records", "outcome"): record.Outcome,
        ("reviews", "layout"): record.Layout,
        ("paragraphs", "section"): record.Section,
        ("statements", "polarity"): record.Polarity,
        ("listing", "status"): listing.Status,
    }.items():
        assert words[column] == get_args(literal), column
