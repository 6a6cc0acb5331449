"""The functions as SQL: the same answers from SQLite and DuckDB as from Python."""

import sqlite3

import duckdb
import pytest

from db import functions, statistics


@pytest.fixture(params=["sqlite", "duckdb"])
def run(request):
    """Runs a select with positional parameters on one of the databases; gives its first row."""
    if request.param == "sqlite":
        connection = sqlite3.connect(":memory:")
        functions.register_sqlite(connection)
    else:
        connection = duckdb.connect()
        functions.register_duckdb(connection)
    yield lambda sql, *values: connection.execute(sql, list(values)).fetchone()
    connection.close()


# Where Datasette is loaded too, sqlite3 reports what a function raised to the interpreter's hook as well.
sqlite_may_report = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

ARGUMENTS = {
    "wilson_low": (13, 40),
    "wilson_high": (13, 40),
    "newcombe_low": (13, 40, 60, 90),
    "newcombe_high": (13, 40, 60, 90),
    "odds_ratio": (13, 0, 60, 30),
    "odds_low": (13, 0, 60, 30),
    "odds_high": (13, 0, 60, 30),
    "fisher_p": (13, 27, 60, 30),
    "bh_q": (0.04, "[0.04, 0.001, 0.03]"),
    "log_odds": (13, 400, 60, 900, 0.73, 13.0),
    "log_odds_z": (13, 400, 60, 900, 0.73, 13.0),
    "mh_odds": ("[[9, 2, 30, 20], [4, 4, 10, 12]]",),
    "mh_low": ("[[9, 2, 30, 20], [4, 4, 10, 12]]",),
    "mh_high": ("[[9, 2, 30, 20], [4, 4, 10, 12]]",),
    "mh_ratio": ("[[9, 2, 30, 20]]", "[[4, 4, 10, 12]]"),
    "mh_ratio_low": ("[[9, 2, 30, 20]]", "[[4, 4, 10, 12]]"),
    "mh_ratio_high": ("[[9, 2, 30, 20]]", "[[4, 4, 10, 12]]"),
    "search_words": ("audit FGM",),
    "also_searched": ("audit FGM",),
    "mh_p": ("[[9, 2, 30, 20], [4, 4, 10, 12]]",),
    "mh_ratio_p": ("[[9, 2, 30, 20]]", "[[4, 4, 10, 12]]"),
    "trend_z": ("[[2014, 3, 20], [2015, 9, 25]]",),
    "trend_p": ("[[2014, 3, 20], [2015, 9, 25]]",),
    "auc": ("[[1, 0.5], [0, 0.25], [0, 0.5]]",),
    "short_list": ('[{"board": "1", "in_group": 1, "credited": {"maps": 63}}]', '["maps"]'),
    "left_out_credits": ('[{"board": "1", "in_group": 1, "credited": {"maps": 63}}]', '["maps"]'),
    "ngrams_in": ("Keepers of the lantern in Dunmere.", "Dunmere"),
    "has_ngram": ("Keepers of the lantern", "keepers of the"),
}


@pytest.mark.parametrize("function", functions.FUNCTIONS, ids=lambda function: function.name)
def test_sql_gives_what_python_gives(run, function):
    arguments = ARGUMENTS[function.name]
    (found,) = run(f"select {function.name}({', '.join('?' * len(arguments))})", *arguments)
    assert found == function.call(*arguments) and found is not None


@pytest.mark.parametrize("function", functions.FUNCTIONS, ids=lambda function: function.name)
def test_null_in_is_null_out(run, function):
    for place in range(len(function.parameters)):
        arguments = list(ARGUMENTS[function.name])
        arguments[place] = None
        assert run(f"select {function.name}({', '.join('?' * len(arguments))})", *arguments) == (None,)


def test_no_group_no_answer(run):
    sql = "select wilson_low(0, 0), newcombe_high(1, 2, 0, 0), odds_ratio(0, 0, 1, 2), fisher_p(0, 0, 1, 2)"
    assert run(sql) == (None, None, None, None)


def test_counts_of_a_query_go_straight_in(run):
    sql = """
        with boards as (select 1 as shows union all select 1 union all select 0)
        select wilson_low(sum(shows), count(*)), fisher_p(sum(shows), count(*) - sum(shows), 0, 3) from boards
    """
    assert run(sql) == (statistics.wilson_low(2, 3), statistics.fisher_p(2, 1, 0, 3))


def test_q_over_the_rows_of_a_query(run):
    sql = """
        with tested as (select 1.0 / 3 as p union all select 1e-3 / 7 union all select null)
        select min(bh_q(p, (select json_group_array(p) from tested))), count(bh_q(p, '[0.333333333333333,0.000142857142857143]'))
        from tested
    """  # noqa: E501
    assert run(sql) == (pytest.approx(2e-3 / 7, rel=1e-9), 2)


@sqlite_may_report
@pytest.mark.parametrize("call", ["wilson_low(6, 5)", "fisher_p(-1, 2, 3, 4)", "wilson_high(2.5, 5)"])
def test_impossible_counts_stop_the_query(run, call):
    with pytest.raises((sqlite3.OperationalError, duckdb.Error)):
        run(f"select {call}")


def test_duckdb_says_why():
    with duckdb.connect() as connection:
        functions.register_duckdb(connection)
        with pytest.raises(duckdb.Error, match="6 of 5: a part is larger than its whole"):
            connection.execute("select wilson_low(6, 5)")


@sqlite_may_report
def test_sqlite_cannot_say_why_so_the_log_does(caplog):
    connection = sqlite3.connect(":memory:")
    functions.register_sqlite(connection)
    with pytest.raises(sqlite3.OperationalError, match="user-defined function raised exception"):
        connection.execute("select wilson_low(6, 5)").fetchone()
    connection.close()
    assert "wilson_low(6, 5): 6 of 5: a part is larger than its whole" in caplog.text


def test_the_functions_work_on_a_read_only_duckdb(tmp_path):
    path = str(tmp_path / "counts.duckdb")
    with duckdb.connect(path) as made:
        made.execute("create table counts as select 3 as k, 8 as n")
    with duckdb.connect(path, read_only=True) as connection:
        functions.register_duckdb(connection)
        found = connection.execute("select wilson_high(k, n) from counts").fetchone()
    assert found == (statistics.wilson_high(3, 8),)


def test_sqlite_may_index_by_them_because_they_are_deterministic():
    connection = sqlite3.connect(":memory:")
    functions.register_sqlite(connection)
    connection.execute("create table counts (k integer, n integer)")
    connection.execute("create index by_share on counts (wilson_low(k, n))")
    plan = connection.execute("explain query plan select k from counts where wilson_low(k, n) > 0.5").fetchall()
    assert "USING INDEX by_share" in plan[0][-1]
    connection.close()
