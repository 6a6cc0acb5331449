"""The canned queries threads and theme_pairs against an independent computation, and on cases counted by hand."""

import independent
import pytest
from statsmodels.stats.multitest import multipletests

from tests.worlds import drawn

CHOICES = [
    {},
    {"shows": "weakness"},
    {"way": "any"},
    {"way": "only", "sections": "all", "shows": "weakness"},
    {"sections": "all"},
    {"as_at": "2015-11-12"},
    {"grades": "inadequate"},
    {"grades": "requires improvement, inadequate", "shows": "weakness"},
    {"region": "The Levels"},
    {"from": "2015-01-01", "to": "2016-06-30"},
    {"as_at": "2016-01-31", "to": "2017-06-30", "region": "North Vale", "shows": "weakness"},
]


@pytest.fixture(scope="module")
def tables(land, tmp_path_factory):
    return independent.exported(land.sqlite, tmp_path_factory.mktemp("exported"))


@pytest.mark.parametrize("chosen", CHOICES, ids=str)
def test_threads_agree_with_an_independent_computation_in_every_cell(land, tables, chosen):
    found = drawn.ask(land.sqlite, "threads", **chosen)
    assert {row["theme_id"] for row in found} == set(drawn.THEMES)
    independent.assert_agree(found, tables, chosen)


def test_the_land_has_threads_ground_and_neither(land):
    verdicts = {row["theme_id"]: row["verdict"] for row in drawn.ask(land.sqlite, "threads")}
    assert verdicts["lanterns"] == "common thread"
    assert verdicts["chairing"] == "common ground"
    assert verdicts["charts"] == verdicts["never-raised"] == ""


def test_threads_come_first_then_ground_then_by_difference(land):
    rows = drawn.ask(land.sqlite, "threads")
    order = ["common thread", "common ground", ""]
    assert rows == sorted(
        rows,
        key=lambda row: (
            order.index(row["verdict"]),
            row["rest_k"] * row["group_n"] - row["group_k"] * row["rest_n"],
            -row["group_k"],
            row["theme"],
        ),
    )


def test_without_reviews_each_theme_has_its_row_and_no_figures(land):
    for chosen in ({"as_at": "1999-12-31"}, {"region": "Nowhere"}):
        rows = drawn.ask(land.sqlite, "threads", **chosen)
        assert len(rows) == len(drawn.THEMES)
        assert {(row["group_n"], row["rest_n"], row["group_share"], row["p"], row["q"]) for row in rows} == {
            (0, 0, None, None, None)
        }
        assert {row["verdict"] for row in rows} == {""}


def test_a_group_without_a_rest_has_shares_and_no_test(land):
    (row, *_) = drawn.ask(land.sqlite, "threads", grades=",".join(drawn.GRADES))
    assert row["rest_n"] == 0 and row["group_low"] < row["group_share"] < row["group_high"]
    assert row["rest_share"] is row["difference_low"] is row["odds_ratio"] is row["p"] is row["q"] is None
    assert row["ways_apart"] is None and row["is_small"] == 1
    assert row["verdict"] == ""


def test_grades_are_matched_whole(land):
    rows = drawn.ask(land.sqlite, "threads", grades="improvement,go,inadequat")
    assert {row["group_n"] for row in rows} == {0}


@pytest.mark.parametrize("shows", ["", "weakness"])
def test_pairs_agree_with_an_independent_count(land, tables, shows):
    rows = drawn.ask(land.sqlite, "theme_pairs", shows=shows)
    reviews = land.sqlite.execute(
        """select reviews.review_id from review_units join reviews using (review_id)
           where is_counted and superseded_on is null and lscb_grade in ('outstanding', 'good')"""
    ).fetchall()
    shown = {
        theme: {
            review_id
            for (review_id,) in land.sqlite.execute(
                "select review_id from review_theme_shows where theme_id = ? and shows = ?",
                [theme, shows or "strength"],
            )
        }
        & {review_id for (review_id,) in reviews}
        for theme in drawn.THEMES
    }
    pairs = {
        (one, other): (len(shown[one]), len(shown[other]), len(shown[one] & shown[other]))
        for one in shown
        for other in shown
        if one < other and shown[one] and shown[other]
    }
    n = len(reviews)
    assert {
        (row["theme_1"], row["theme_2"]): (row["k_1"], row["k_2"], row["k_both"]) for row in rows
    } == pairs and pairs
    ps = [
        independent.exact_fisher(both, k1 - both, k2 - both, n - k1 - k2 + both)
        for row in rows
        for k1, k2, both in [pairs[row["theme_1"], row["theme_2"]]]
    ]
    assert [row["p"] for row in rows] == pytest.approx(ps, rel=1e-9)
    assert [row["q"] for row in rows] == pytest.approx(list(multipletests(ps, method="fdr_bh")[1]), rel=1e-9)
    for row in rows:
        assert row["n"] == n and row["expected"] == pytest.approx(row["k_1"] * row["k_2"] / n)
        assert row["ratio"] == pytest.approx(row["k_both"] / row["expected"])
        assert row["label_1"] == row["theme_1"].replace("-", " ").capitalize()
    assert not any("never-raised" in (row["theme_1"], row["theme_2"]) for row in rows)


def test_the_functions_give_a_grouping_of_ones_own_the_same_on_both_databases(land):
    sql = """
        select reviews.region, count(*) as n, wilson_low(sum(cast(shows = 'strength' as integer)), count(*)) as low
        from review_units
        join reviews using (review_id)
        join review_theme_shows using (review_id)
        where is_counted and superseded_on is null and theme_id = 'lanterns'
        group by reviews.region
        order by reviews.region
    """
    answers = [land.duckdb.execute(sql).fetchall(), land.sqlite.execute(sql).fetchall()]
    assert answers[0] == answers[1] and len(answers[0]) == len(drawn.REGIONS)
    assert sum(row[1] for row in answers[0]) == drawn.LAND["boards"]
