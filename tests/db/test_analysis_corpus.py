"""The thread table of the real reports against the independent computation, and joint boards counted once."""

import sqlite3

import independent
import pytest

from db import functions
from extract.themes import vocabulary
from tests.worlds import drawn

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def published(built_corpus):
    connection = sqlite3.connect(built_corpus.data / "lscb.db")
    functions.register_sqlite(connection)
    yield connection
    connection.close()


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"shows": "weakness"},
        {"as_at": "2014-11-12", "grades": "good"},
        {"region": "London", "from": "2015-01-01"},
    ],
    ids=str,
)
def test_threads_agree_in_every_cell(published, tmp_path, chosen):
    found = drawn.ask(published, "threads", **chosen)
    assert len(found) == len(vocabulary())
    independent.assert_agree(found, independent.exported(published, tmp_path), chosen)


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ("practice_threads", {}),
        ("practice_threads", {"as_at": "2014-11-12", "way": "any"}),
        ("practice_threads", {"grades": "inadequate", "shows": "faulted", "sections": "all"}),
        ("beyond_tone", {}),
        ("beyond_tone", {"kind": "practices", "sections": "all"}),
        ("short_list", {}),
        ("short_list_boards", {}),
        ("practice_years", {}),
        ("practice_years", {"grade": "good", "way": "only"}),
    ],
    ids=str,
)
def test_the_analysis_of_practices_agrees_in_every_cell(published, tmp_path, query, chosen):
    found = drawn.ask(published, query, **chosen)
    assert found
    independent.assert_agree(found, independent.exported(published, tmp_path), chosen, query)


def test_the_common_threads_of_the_reports(published):
    """As counted by a reader of the reports' codings before there was a query; 39 boards against 58."""
    rows = [row for row in drawn.ask(published, "practice_threads") if row["verdict"] == "common thread"]
    assert [(row["practice_id"], row["group_k"], row["rest_k"]) for row in rows][:5] == [
        ("multi-agency-audits", 36, 23),
        ("data-used", 27, 10),
        ("focused-priorities", 34, 25),
        ("audit-follow-up", 26, 14),
        ("training-impact", 28, 17),
    ]
    assert len(rows) == 13 and {(row["group_n"], row["rest_n"]) for row in rows} == {(39, 58)}


def test_whom_each_board_can_learn_from(published, tmp_path):
    tables = independent.exported(published, tmp_path)
    for board in ("rotherham", "tameside"):
        rows = drawn.ask(published, "learn_from", board=board)
        found = [(row["practice_id"], row["board_id"], row["nearness"], row["statement_id"]) for row in rows]
        assert found and found == independent.learn_from(tables, board)


def test_no_more_are_held_than_were_counted_by_the_minister_and_by_ofsted(published):
    for row in drawn.ask(published, "counts_agree"):
        assert 0 < row["held_reviews"] <= row["reviews"]
        for grade in ("outstanding", "good", "requires_improvement", "inadequate"):
            assert row[grade] is None or row[f"held_{grade}"] <= row[grade], row
    minister = drawn.ask(published, "counts_agree")[0]
    assert (minister["held_reviews"], minister["held_good"], minister["held_outstanding"]) == (23, 8, 0)


def test_a_board_is_counted_once_as_at_a_date(published):
    (row,) = [row for row in drawn.ask(published, "threads", as_at="2014-11-12") if row["theme_id"] == "training"]
    assert (row["group_n"], row["rest_n"]) == (8, 15)
    (row,) = [row for row in drawn.ask(published, "threads") if row["theme_id"] == "training"]
    boards = published.execute("select count(distinct board_id) from reviews").fetchone()
    assert (row["group_n"] + row["rest_n"],) == boards
