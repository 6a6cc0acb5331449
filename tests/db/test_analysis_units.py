"""Which review counts: joint boards, boards reviewed twice, reports without dates; and what a review shows."""

import datetime
import sqlite3

import duckdb
import independent
import pandas as pd
import pytest

from db.publish import TYPES
from db.tables import HERE
from tests.worlds import drawn


def units(*reviews, grade="good"):
    """The rows of review_units for reviews (id, board, public, from, to), by review_id; the last has the grade."""
    with duckdb.connect() as connection:
        connection.execute(
            "create table reviews (review_id varchar, board_id varchar, public_on date, inspected_from date, "
            "inspected_to date, lscb_grade varchar)"
        )
        rows = [[*review, "good"] for review in reviews]
        rows[-1][-1] = grade
        connection.executemany("insert into reviews values (?, ?, ?, ?, ?, ?)", rows)
        connection.execute((HERE / "sql" / "review_units.sql").read_text(encoding="utf-8"))
        answer = connection.execute("select * from review_units")
        columns = [column[0] for column in answer.description]
        rows = [dict(zip(columns, row, strict=True)) for row in answer.fetchall()]
    return {row["review_id"]: row for row in rows}


def day(text):
    return datetime.date.fromisoformat(text)


def test_a_board_of_one_report_counts_as_it_is():
    found = units(("11", "ferry", "2014-06-10", "2014-04-01", "2014-04-24"))
    assert found["11"] == {
        "review_id": "11", "board_id": "ferry", "unit_id": "11", "is_counted": True, "public_on": day("2014-06-10"),
        "holds_until": day("9999-12-31"), "superseded_on": None, "ordinal": 1, "reports": 1, "is_agreed": True,
        "other_reports": None,
    }  # fmt: skip


def test_a_joint_boards_reports_of_one_time_count_once_under_the_first_public():
    found = units(
        ("30", "ferry", "2014-06-11", "2014-04-01", "2014-04-24"),
        ("31", "ferry", "2014-06-10", "2014-04-20", "2014-05-09"),
        ("29", "ferry", "2014-06-12", "2014-05-09", "2014-05-20"),  # overlaps the second alone
    )
    assert {review_id: row["unit_id"] for review_id, row in found.items()} == dict.fromkeys(("29", "30", "31"), "31")
    assert [row["review_id"] for row in found.values() if row["is_counted"]] == ["31"]
    assert found["31"]["other_reports"] == "30 29" and found["31"]["reports"] == 3
    assert found["29"]["other_reports"] == "31 30"
    assert {row["public_on"] for row in found.values()} == {day("2014-06-10")}


def test_reports_public_on_the_same_day_count_under_the_lowest_id():
    found = units(
        ("8", "ferry", "2014-06-10", "2014-04-01", "2014-04-24"),
        ("7", "ferry", "2014-06-10", "2014-04-01", "2014-04-24"),
    )
    assert found["8"]["unit_id"] == "7" and found["7"]["is_counted"] and not found["8"]["is_counted"]


def test_reports_of_one_unit_that_differ_in_grade_say_so():
    joint = [
        ("1", "ferry", "2014-06-10", "2014-04-01", "2014-04-24"),
        ("2", "ferry", "2014-06-10", "2014-04-01", "2014-04-24"),
    ]
    apart = ("3", "lock", "2014-06-10", "2014-04-01", "2014-04-24")
    assert {row["is_agreed"] for row in units(*joint).values()} == {True}
    assert {row["is_agreed"] for row in units(*joint, grade="inadequate").values()} == {False}
    assert {row["is_agreed"] for row in units(*joint, apart, grade="inadequate").values()} == {True}


def test_different_boards_of_one_time_are_different_units():
    found = units(
        ("1", "ferry", "2014-06-10", "2014-04-01", "2014-04-24"),
        ("2", "lock", "2014-06-10", "2014-04-01", "2014-04-24"),
    )
    assert all(row["is_counted"] and row["superseded_on"] is None for row in found.values())


def test_a_board_reviewed_again_has_two_units_and_the_first_says_until_when_it_holds():
    found = units(
        ("1", "ferry", "2014-06-10", "2014-04-01", "2014-04-24"),
        ("2", "ferry", "2016-02-17", "2015-11-24", "2015-12-17"),
        ("3", "ferry", "2016-02-20", "2015-11-24", "2015-12-17"),
    )
    assert found["1"]["superseded_on"] == day("2016-02-17") and found["2"]["superseded_on"] is None
    assert [found[one]["ordinal"] for one in "123"] == [1, 2, 2]
    assert [found[one]["is_counted"] for one in "123"] == [True, True, False]
    assert found["3"]["superseded_on"] is None
    assert [found[one]["holds_until"] for one in "123"] == [day("2016-02-16"), day("9999-12-31"), day("9999-12-31")]


def test_a_review_that_another_follows_on_the_same_day_never_counts():
    found = units(
        ("1", "ferry", "2016-02-17", "2014-04-01", "2014-04-24"),
        ("2", "ferry", "2016-02-17", "2015-11-24", "2015-12-17"),
    )
    assert found["1"]["holds_until"] == day("2016-02-16") < found["1"]["public_on"]
    assert found["2"]["holds_until"] == day("9999-12-31")


@pytest.mark.parametrize(
    ("begun", "ended"),
    [(None, None), ("2014-04-20", None), ("2014-04-24", "2014-04-01"), ("2014-04-24", "2015-04-01")],
)
def test_a_report_without_sound_inspection_dates_is_placed_by_its_publication(begun, ended):
    found = units(
        ("1", "ferry", "2014-06-10", "2014-04-01", "2014-04-24"),
        ("2", "ferry", "2014-06-20", begun, ended),
        ("3", "ferry", "2015-06-20", None, None),
    )
    assert [found[one]["unit_id"] for one in "123"] == ["1", "1", "3"]


def test_every_column_of_the_analysis_has_a_type_that_sqlite_gets(land):
    for name in drawn.ANALYSIS:
        described = land.duckdb.execute(f"describe {name}").fetchall()
        assert {kind for _, kind, *_ in described} <= TYPES.keys(), name


def test_units_agree_with_merging_reports_two_by_two(land, tmp_path):
    reviews = independent.exported(land.sqlite, tmp_path)["reviews"]
    found = land.sqlite.execute("select unit_id, other_reports from review_units where is_counted").fetchall()
    assert {unit_id: (others or "").split() for unit_id, others in found} == independent.units(reviews)
    assert any(others for _, others in found)


@pytest.mark.parametrize("as_at", ["2014-03-31", "2014-11-12", "2016-01-01", "2099-01-01"])
def test_as_at_a_date_each_board_has_its_latest_review_and_only_one(land, as_at):
    found = dict(
        land.sqlite.execute(
            "select board_id, review_id from counted_reviews where :as_at between public_on and holds_until",
            {"as_at": as_at},
        ).fetchall()
    )
    reviews = pd.read_sql("select * from reviews", land.sqlite)
    known = reviews[reviews.review_id.isin(independent.units(reviews)) & (reviews.public_on <= as_at)]
    wanted = known.sort_values("public_on").groupby("board_id").review_id.last().to_dict()
    assert found == wanted and found


def test_each_review_shows_each_theme_in_one_of_four_ways(land):
    rows = land.sqlite.execute("select * from review_theme_shows").fetchall()
    (reviews,) = land.sqlite.execute("select count(*) from reviews").fetchone()
    assert len(rows) == reviews * len(drawn.THEMES)
    polarities = {
        (review_id, theme_id, polarity): n
        for review_id, theme_id, polarity, n in land.sqlite.execute(
            """select review_id, theme_id, polarity, count(*) from statement_themes
               join statements using (statement_id)
               where not repeats_grade and not is_earlier group by 1, 2, 3"""
        )
    }
    ways = set()
    for review_id, theme_id, *counts, shows in rows:
        kinds = ("strength", "weakness", "mixed", "neutral")
        assert counts == [polarities.get((review_id, theme_id, kind), 0) for kind in kinds]
        strengths, weaknesses, *_ = counts
        expected = "strength" if strengths > weaknesses else "weakness" if weaknesses > strengths else "even"
        assert shows == (expected if sum(counts) else "not raised")
        ways.add(shows)
    assert ways == {"strength", "weakness", "even", "not raised"}


def test_a_theme_of_mixed_words_alone_is_even():
    connection = sqlite3.connect(":memory:")
    connection.execute("create table reviews as select '1' as review_id")
    connection.execute("create table themes as select 'bells' as theme_id union all select 'charts'")
    connection.execute(
        "create table review_themes as select '1' as review_id, 'bells' as theme_id, 0 as strengths, 0 as weaknesses, "
        "2 as mixed, 1 as neutral"
    )
    connection.execute((HERE / "sql" / "review_theme_shows.sql").read_text(encoding="utf-8"))
    found = connection.execute("select theme_id, shows from review_theme_shows order by 1").fetchall()
    connection.close()
    assert found == [("bells", "even"), ("charts", "not raised")]


def test_a_quotation_names_its_themes_in_the_order_of_the_list(land):
    rows = land.sqlite.execute("select statement_id, theme_ids, themes from quotations").fetchall()
    place = dict(land.sqlite.execute("select theme_id, position from themes"))
    label = dict(land.sqlite.execute("select theme_id, label from themes"))
    of = {}
    for statement_id, theme_id in land.sqlite.execute("select statement_id, theme_id from statement_themes"):
        of.setdefault(statement_id, []).append(theme_id)
    for statement_id, theme_ids, themes in rows:
        wanted = sorted(of.get(statement_id, []), key=place.get)
        assert theme_ids.split() == wanted and themes.split("; ") == [label[one] for one in wanted]
    assert any(theme_ids.split() != sorted(theme_ids.split()) for _, theme_ids, _ in rows)
