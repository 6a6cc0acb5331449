"""The reference tables that the repo ships: their sums are facts that were published."""

import collections
from pathlib import Path

import pytest

from db.inputs import REFERENCE, read_about, read_csv

FOLDER = Path(__file__).parents[2] / "db" / "reference"


def rows(name):
    return read_csv(FOLDER / f"{name}.csv", REFERENCE[name])


def test_152_authorities_were_reviewed_once_and_slough_twice():
    about = read_about(FOLDER / "about.yml")
    statuses = collections.Counter(row["status"] for row in rows("authorities"))
    assert statuses == {"current": 147, "former": 5, "successor": 6}
    assert about["repeats"] == {"871": 2}
    assert about["reviews_expected"] == statuses["current"] + statuses["former"] + 1 == 153
    assert about["fictional"] is False


def test_the_published_counts_add_up_as_far_as_they_were_given():
    minister, statistics = rows("published_counts")
    assert (minister["as_at"], minister["reviews"], minister["good"], minister["outstanding"]) == (
        "2014-11-12", "33", "11", "0",
    )  # fmt: skip
    assert (statistics["as_at"], statistics["area"], statistics["reviews"]) == ("2015-06-30", "overall", "59")
    assert sum(int(statistics[grade]) for grade in ("good", "requires_improvement", "inadequate")) == 59


def test_five_boards_served_several_authorities():
    served = collections.defaultdict(set)
    names = {row["la_code"]: row["name"] for row in rows("authorities")}
    for row in rows("board_authorities"):
        served[row["board_id"]].add(names[row["la_code"]])
    assert sorted(map(sorted, (group for group in served.values() if len(group) > 1))) == [
        ["Bournemouth", "Poole"],
        ["City of London", "Hackney"],
        ["Cornwall", "Isles of Scilly"],
        ["Hammersmith and Fulham", "Kensington and Chelsea", "Westminster"],
        ["Leicestershire", "Rutland"],
    ]
    assert len(served) == len(rows("boards")) == 152 - 6


def test_the_five_known_gaps_are_authorities_abolished_since():
    former = {row["la_code"] for row in rows("authorities") if row["status"] == "former"}
    assert {row["la_code"] for row in rows("known_gaps")} == former


@pytest.mark.parametrize("edition", ["before", "current"])
def test_each_authority_has_at_most_ten_neighbours(edition):
    counts = collections.Counter(row["la_code"] for row in rows("authority_neighbours") if row["edition"] == edition)
    assert max(counts.values()) == 10 and len(counts) > 150


def test_every_place_lies_in_england():
    for row in rows("authorities"):
        assert 49.8 < float(row["latitude"]) < 55.9 and -6.4 < float(row["longitude"]) < 1.8, row["name"]
    places = {row["name"]: float(row["latitude"]) for row in rows("authorities")}
    assert places["Medway"] > 51 and places["Westmorland and Furness"] > 54


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.name)
def test_each_file_says_its_source_first(path):
    assert path.read_text(encoding="utf-8").startswith("# Source: ")
