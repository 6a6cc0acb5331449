"""Boards alike, by another computation, and a board's statistical neighbours."""

import numpy as np
import pandas as pd
import pytest

from tests.worlds import drawn


@pytest.fixture(scope="module")
def shown(land):
    return pd.read_sql(
        """select units.board_id, shown.* from review_theme_shows as shown join review_units as units using (review_id)
           where is_counted and superseded_on is null""",
        land.sqlite,
    )


def test_the_five_nearest_are_those_of_a_matrix_of_distances(land, shown):
    evaluated = shown.strengths + shown.weaknesses
    balance = shown.assign(balance=(shown.strengths - shown.weaknesses) / (evaluated + 2))
    balance = balance.pivot_table(index="board_id", columns="theme_id", values="balance")
    assert balance.shape == (60, len(drawn.THEMES)) and (balance["never-raised"] == 0).all()
    points = balance.to_numpy()
    distances = np.sqrt(((points[:, None, :] - points[None, :, :]) ** 2).mean(axis=2))
    np.fill_diagonal(distances, np.inf)
    found = pd.read_sql("select * from boards_alike order by board_id, rank", land.sqlite)
    assert len(found) == 60 * 5
    for place, board in enumerate(balance.index):
        mine = found[found.board_id == board]
        assert list(mine["rank"]) == [1, 2, 3, 4, 5]
        assert list(mine.distance) == pytest.approx(sorted(distances[place])[:5], abs=1e-12)
        others = [balance.index.get_loc(other) for other in mine.alike_board_id]
        assert list(distances[place, others]) == pytest.approx(list(mine.distance), abs=1e-12)
        assert board not in set(mine.alike_board_id)


def test_the_themes_named_are_the_nearest_and_the_furthest(land, shown):
    rows = {(row.board_id, row.theme_id): row for row in shown.itertuples()}

    def balance(board, theme):
        row = rows[board, theme]
        return (row.strengths - row.weaknesses) / (row.strengths + row.weaknesses + 2)

    def judged(board, theme):
        row = rows[board, theme]
        return row.strengths + row.weaknesses > 0

    told = land.sqlite.execute(
        "select board_id, alike_board_id, alike_themes, apart_themes from boards_alike"
    ).fetchall()
    assert {one for one, *_ in told} == {board for board, _ in rows}
    for one, other, alike, apart in told:
        gaps = {theme: abs(balance(one, theme) - balance(other, theme)) for theme in drawn.THEMES}
        assert [gaps[theme] for theme in apart.split()] == pytest.approx(sorted(gaps.values(), reverse=True)[:3])
        both = {theme: gap for theme, gap in gaps.items() if judged(one, theme) and judged(other, theme)}
        assert [both[theme] for theme in alike.split()] == pytest.approx(sorted(both.values())[:3])


def test_boards_alike_come_with_names_and_grades(land):
    rows = drawn.ask(land.sqlite, "board_alike", board="board-003")
    assert [row["rank"] for row in rows] == [1, 2, 3, 4, 5]
    for row in rows:
        assert row["lscb_grade"] in drawn.GRADES and row["name"].endswith("Safeguarding Children’s Board")
    assert drawn.ask(land.sqlite, "board_alike", board="nobody") == []


def test_neighbours_of_each_authority_of_a_joint_board(land):
    rows = drawn.ask(land.sqlite, "board_neighbours", board="board-003")
    assert [(row["la_code"], row["rank"]) for row in rows] == [
        (code, rank) for code in ("003", "003a") for rank in (1, 2, 3)
    ]
    for row in rows:
        (lscb_grade,) = land.sqlite.execute(
            "select lscb_grade from reviews where board_id = ? order by public_on desc limit 1",
            [row["neighbour_board_id"]],
        ).fetchone()
        assert row["lscb_grade"] == lscb_grade


def test_neighbours_before_any_review_have_no_grade(land):
    rows = drawn.ask(land.sqlite, "board_neighbours", board="board-003", as_at="2000-01-01")
    assert len(rows) == 6 and {row["lscb_grade"] for row in rows} == {None}
    assert drawn.ask(land.sqlite, "board_neighbours", board="board-003", edition="current") == []
