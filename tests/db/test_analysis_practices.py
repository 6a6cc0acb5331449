"""The queries on practices, on the tone and on the short list against an independent computation, in every cell."""

import independent
import pandas as pd
import pytest

from tests.worlds import drawn

GROUPS = [
    {},
    {"as_at": "2015-11-12"},
    {"grades": "requires improvement, inadequate"},
    {"region": "The Levels"},
    {"from": "2015-01-01", "to": "2016-06-30", "grades": "good"},
]
COUNTED = [{}, {"way": "any"}, {"way": "only", "sections": "all"}, {"sections": "all"}]


@pytest.fixture(scope="module")
def tables(land, tmp_path_factory):
    return independent.exported(land.sqlite, tmp_path_factory.mktemp("exported"))


def assert_agree(land, tables, query, chosen):
    independent.assert_agree(drawn.ask(land.sqlite, query, **chosen), tables, chosen, query)


@pytest.mark.parametrize("chosen", [*GROUPS, *COUNTED[1:], {"shows": "faulted", "way": "any"}], ids=str)
def test_practice_threads(land, tables, chosen):
    assert_agree(land, tables, "practice_threads", chosen)


@pytest.mark.parametrize("kind", ["themes", "practices"])
@pytest.mark.parametrize("chosen", [*GROUPS, {"sections": "all"}], ids=str)
def test_beyond_tone(land, tables, chosen, kind):
    assert_agree(land, tables, "beyond_tone", chosen | {"kind": kind})


@pytest.mark.parametrize("chosen", GROUPS, ids=str)
def test_the_short_list_and_its_boards(land, tables, chosen):
    assert_agree(land, tables, "short_list", chosen)
    assert_agree(land, tables, "short_list_boards", chosen)


@pytest.mark.parametrize("chosen", GROUPS, ids=str)
def test_the_short_list_by_grade_and_how_well_it_tells(land, tables, chosen):
    boards = pd.DataFrame(drawn.ask(land.sqlite, "short_list_boards", **chosen))
    listed = int(boards.listed[0])
    rows = drawn.ask(land.sqlite, "short_list_by_grade", **chosen)
    assert [(row["grade"], row["credited"]) for row in rows] == [
        (grade, number) for grade in drawn.GRADES for number in range(listed + 1)
    ]
    for row in rows:
        of_grade = boards[boards.lscb_grade == row["grade"]]
        assert (row["boards"], row["of_boards"]) == (int((of_grade.credited == row["credited"]).sum()), len(of_grade))
        assert row["mean_credited"] == (pytest.approx(of_grade.credited.mean()) if len(of_grade) else None)
    (row,) = drawn.ask(land.sqlite, "short_list_tells", **chosen)
    group = boards.in_group
    assert (row["group_n"], row["rest_n"], row["listed"]) == (int(group.sum()), int((1 - group).sum()), listed)
    if not listed:
        assert row["auc"] is row["auc_without"] is None
        return
    without = (boards.credited_without / boards.listed_without).fillna(0)
    assert row["auc"] == pytest.approx(independent.area_under_curve(boards.credited, group), rel=1e-9)
    assert row["auc_without"] == pytest.approx(independent.area_under_curve(without, group), rel=1e-9)


def test_the_land_has_a_short_list_that_leaves_some_out_and_ground_and_practices_that_are_neither(land):
    rows = drawn.ask(land.sqlite, "practice_threads")
    threads = [row["practice_id"] for row in rows if row["verdict"] == "common thread"]
    assert len(threads) > 7 and set(threads) <= set(drawn.SHARED)
    assert [row["practice_id"] for row in drawn.ask(land.sqlite, "short_list")] == threads[:7]
    assert {row["practice_id"] for row in rows if row["verdict"] == "common ground"} <= set(drawn.COMMON)
    assert {row["verdict"] for row in rows} == {"common thread", "common ground", ""}
    (row,) = drawn.ask(land.sqlite, "short_list_tells")
    assert 0.9 < row["auc"] < 1


def test_few_reviews_have_no_verdict_and_few_more_no_common_ground(land):
    rows = drawn.ask(land.sqlite, "practice_threads", grades="outstanding", region="The Levels")
    assert rows[0]["group_n"] < 5 and {(row["verdict"], row["is_small"]) for row in rows} == {("", 1)}
    rows = drawn.ask(land.sqlite, "practice_threads", region="The Levels")
    assert 5 <= rows[0]["group_n"] < 10 and {row["is_small"] for row in rows} == {0}
    assert "common ground" not in {row["verdict"] for row in rows}
    ground = [row for row in rows if row["practice_id"] in drawn.COMMON and row["ways_apart"] == 0]
    assert any(row["group_share"] >= 0.5 and row["rest_share"] >= 0.5 for row in ground)


def test_places_change_as_an_independent_draw_says(land, tables):
    wanted = independent.bands(tables).rename_axis("practice_id")
    wanted["practice"] = tables["practices"].set_index("practice_id").label
    independent.assert_rows_agree(drawn.ask(land.sqlite, "short_list_bands"), wanted)


@pytest.mark.parametrize(
    "chosen", [*COUNTED, {"as_at": "2016-06-30", "region": "South Vale"}, {"grade": "good"}], ids=str
)
def test_practice_years(land, tables, chosen):
    assert_agree(land, tables, "practice_years", chosen)


def test_one_practices_years_have_the_q_of_all(land):
    every = [row for row in drawn.ask(land.sqlite, "practice_years") if row["practice_id"] == "pilots"]
    assert drawn.ask(land.sqlite, "practice_years", practice="pilots") == every and len(every) > 2


@pytest.mark.parametrize("board", ["board-003", "board-010", "board-017", "board-044"])
@pytest.mark.parametrize("chosen", [{}, {"edition": "current"}, {"sections": "findings"}], ids=str)
def test_learn_from(land, tables, board, chosen):
    rows = drawn.ask(land.sqlite, "learn_from", board=board, **chosen)
    found = [(row["practice_id"], row["board_id"], row["nearness"], row["statement_id"]) for row in rows]
    assert found == independent.learn_from(tables, board, **chosen)
    for row in rows:
        assert row["own_weaknesses"] > row["own_strengths"] and row["strengths"] > row["weaknesses"]
        assert row["place"] <= min(5, row["boards"]) and row["board_id"] != board
        assert row["page_url"].endswith(f"#page={row['page']}") and row["text"]


def test_learning_begins_with_neighbours_and_quotes_examples(land):
    rows = [row for number in range(20) for row in drawn.ask(land.sqlite, "learn_from", board=f"board-{number:03d}")]
    assert {row["nearness"] for row in rows} == {"statistical neighbour", "same region", "elsewhere"}
    assert {row["example"] for row in rows} == {0, 1, 2}


@pytest.mark.parametrize(
    ("topic", "shows"), [("theme", ("strength", "weakness")), ("practice", ("credited", "faulted"))]
)
def test_counts_of_all_sections_are_those_that_reviews_show(land, topic, shows):
    """Two ways to the same numbers: the tables of what reviews show, and threads by all sections."""
    for one in shows:
        rows = drawn.ask(land.sqlite, "threads" if topic == "theme" else "practice_threads", sections="all", shows=one)
        counted = land.sqlite.execute(
            f"""select {topic}_id, count(*) from review_{topic}_shows join counted_reviews using (review_id)
                where shows = ? and holds_until = '9999-12-31' group by 1""",
            [one],
        )
        wanted = dict(counted.fetchall())
        assert {row[f"{topic}_id"]: row["group_k"] + row["rest_k"] for row in rows} == {
            row[f"{topic}_id"]: wanted.get(row[f"{topic}_id"], 0) for row in rows
        }


@pytest.mark.parametrize("chosen", [{}, {"as_at": "2015-11-12", "sections": "all"}, {"region": "The Levels"}], ids=str)
def test_practices_by_grade_board_by_board_and_in_pairs(land, tables, chosen):
    sections = chosen.get("sections", "findings")
    counted = independent.latest(tables, **{name: chosen[name] for name in ("as_at", "region") if name in chosen})
    found = independent.told(tables, counted.index, "practice", sections)
    credited, faulted = found.credited("net"), found.faulted("net")
    for row in drawn.ask(land.sqlite, "practices_by_grade", **chosen):
        of_grade, practice = counted.index[counted.lscb_grade == row["grade"]], row["practice_id"]
        raised, good, bad = (frame.loc[of_grade, practice] for frame in (found.raised, credited, faulted))
        wanted = (len(of_grade), good.sum(), (raised & ~good & ~bad).sum(), bad.sum(), (~raised).sum())
        assert tuple(row[name] for name in ("reviews", "credited", "even", "faulted", "not_raised")) == wanted
    for practice in ("pilots", drawn.COMMON[0]):
        rows = drawn.ask(land.sqlite, "practice_boards", practice=practice, **chosen)
        shows = {row["review_id"]: row["shows"] for row in rows}
        assert {one for one, what in shows.items() if what == "credited"} == set(counted.index[credited[practice]])
        assert {one for one, what in shows.items() if what == "faulted"} == set(counted.index[faulted[practice]])
        assert set(shows) == set(counted.index[found.raised[practice]])
        pairs = drawn.ask(land.sqlite, "practice_pairs", practice=practice, **chosen)
        independent.assert_rows_agree(pairs, independent.pairs(counted, credited, practice, tables))


@pytest.mark.parametrize("sections", ["findings", "all"])
def test_the_practices_of_a_board(land, tables, sections):
    counted = independent.latest(tables)
    found = independent.told(tables, counted.index, "practice", sections)
    said = tables["statement_practices"].merge(tables["statements"], on="statement_id")
    said = said.merge(tables["paragraphs"], on="paragraph_id", suffixes=("", "_of_paragraph"))
    recommended = said[said.section == "recommendation"].groupby(["review_id", "practice_id"]).size()
    for board in ("board-003", "board-017"):
        (review,) = counted.index[counted.board_id == board]
        rows = drawn.ask(land.sqlite, "board_practices", board=board, sections=sections)
        assert len(rows) == len(tables["practices"]) and {row["review_id"] for row in rows} == {review}
        for row in rows:
            praise, criticism = (frame.loc[review, row["practice_id"]] for frame in (found.praise, found.criticism))
            raised = found.raised.loc[review, row["practice_id"]]
            wanted = "credited" if praise > criticism else "faulted" if praise < criticism else "even"
            assert (row["strengths"], row["weaknesses"]) == (praise, criticism)
            assert row["shows"] == (wanted if raised else "not raised")
            assert row["recommendations"] == recommended.get((review, row["practice_id"]), 0)
