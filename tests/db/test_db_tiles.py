"""The map of tiles: no two authorities on one, neighbours together, the compass kept, the same every time."""

import csv

import numpy as np
import pytest
from scipy.spatial.distance import cdist

from common.project import ROOT
from db.tiles import arrange, neighbours, tiles


def reference(folder):
    """The reference tables that tiles are made of."""

    def rows(name):
        with (ROOT / folder / f"{name}.csv").open(encoding="utf-8") as lines:
            next(lines)
            return list(csv.DictReader(lines))

    return {name: rows(name) for name in ("authorities", "board_authorities")}


def by_name(folder):
    """Each authority's name with its column and row."""
    tables = reference(folder)
    names = {row["la_code"]: row["name"] for row in tables["authorities"]}
    return {names[row["la_code"]]: (row["tile_column"], row["tile_row"]) for row in tiles(tables)}


@pytest.mark.parametrize(("folder", "n"), [("db/reference", 152), ("demo/reference", 22)])
def test_each_authority_that_a_board_served_has_a_tile_of_its_own(folder, n):
    tables = reference(folder)
    made = tiles(tables)
    assert {row["la_code"] for row in made} == {row["la_code"] for row in tables["board_authorities"]}
    places = {(row["tile_column"], row["tile_row"]) for row in made}
    assert len(made) == len(places) == n
    assert min(column for column, _ in places) == min(row for _, row in places) == 1
    # A phone of 360 px shows 15 tiles of 24 px.
    assert max(column for column, _ in places) <= 15
    assert tiles(tables) == made


@pytest.mark.parametrize("folder", ["db/reference", "demo/reference"])
def test_neighbours_stay_together_and_the_compass_holds(folder):
    tables = reference(folder)
    ground = {row["la_code"]: (float(row["longitude"]) * 0.6, -float(row["latitude"])) for row in tables["authorities"]}
    made = tiles(tables)
    places = np.array([(row["tile_column"], row["tile_row"]) for row in made])
    points = np.array([ground[row["la_code"]] for row in made])
    nearest = np.argsort(cdist(points, points), axis=1)[:, 1:6]
    steps = cdist(places, places, "chebyshev")
    near = [steps[one, other] <= 2 for one, five in enumerate(nearest) for other in five]
    assert np.mean(near) > 0.95
    # Of two authorities the one further east, or south, is not further west, or north, on the map.
    apart, told = (one[:, None] - one[None] for one in (points, places))
    assert np.mean(np.sign(apart) * np.sign(told) >= 0) > 0.96


def test_england_can_be_recognised():
    found = by_name("db/reference")
    columns, rows = ({name: place[axis] for name, place in found.items()} for axis in (0, 1))
    assert rows["Northumberland"] == 1
    assert columns["Isles of Scilly"] == 1 and columns["Cornwall"] <= 2 and rows["Cornwall"] >= max(rows.values()) - 2
    assert rows["Isle of Wight"] == max(rows.values())
    assert columns["Norfolk"] > columns["Nottingham"] > columns["Liverpool"]
    assert rows["Leeds"] < rows["Birmingham"] < rows["Southampton"]
    with (ROOT / "db/reference/authorities.csv").open(encoding="utf-8") as lines:
        next(lines)
        london = [found[row["name"]] for row in csv.DictReader(lines) if row["region"] == "London"]
    assert len(london) == 33
    middle = np.mean(london, axis=0)
    assert middle[0] > 0.6 * max(columns.values()) and middle[1] > 0.6 * max(rows.values())
    # One block: each borough touches another, at a side or a corner.
    steps = cdist(london, london, "chebyshev")
    np.fill_diagonal(steps, np.inf)
    assert (steps.min(axis=1) == 1).all()


def test_few_authorities_and_those_on_one_line_have_tiles_too():
    assert arrange([]) == []
    assert arrange([(52.0, -1.0)]) == [(0, 0)]
    assert arrange([(52.0, -1.0), (51.0, -1.0)]) == [(0, 0), (0, 1)]
    line = [(52.5, -1.5), (52.6, -1.6), (51.5, -0.5), (51.6, -0.6)]
    assert len(neighbours(np.array(line))) == 6
    assert len(set(arrange(line))) == 4
    assert len(set(arrange([(52.0, -1.0)] * 3))) == 3


def test_an_authority_whose_place_is_not_known_has_none():
    tables = {
        "authorities": [{"la_code": "901", "latitude": None, "longitude": None}],
        "board_authorities": [{"la_code": "901"}],
    }
    assert tiles(tables) == []
