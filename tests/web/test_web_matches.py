"""Boards, themes, practices and places by the words of a search."""

import csv

import pytest

from common.project import ROOT
from web import matches

BOARDS = [
    {"board_id": "bolton", "board": "Bolton Safeguarding Children Board", "areas": "Bolton"},
    {"board_id": "two", "board": "Two Rivers Local Safeguarding Children Board", "areas": "Rotherham; Isle of Wight"},
]
PRACTICES = [
    {"practice_id": one, "practice": name, "covers": covers, "theme_id": theme_id, "theme": theme}
    for one, name, covers, theme_id, theme in (
        ("audits", "Case audits", "audit cases", "audit", "Audit"),
        ("cse-tools", "Tools", "sexual exploitation", "cse", "CSE"),
    )
]


def ids(found):
    return (
        [one["board_id"] for one in found.boards],
        [one["theme_id"] for one in found.themes],
        [one["practice_id"] for one in found.practices],
        [place for place, _ in found.places],
    )


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        (["bolton"], (["bolton"], [], [], [])),
        (["Bolton LSCB"], (["bolton"], [], [], [])),
        (["isle of wight"], (["two"], [], [], [])),
        (["audits"], ([], ["audit"], ["audits"], [])),
        (["CSE", "child sexual exploitation"], ([], ["cse"], ["cse-tools"], [])),
        (["sexual exploitation"], ([], [], ["cse-tools"], [])),
        (["safeguarding children board"], ([], [], [], [])),
        (["Greater Manchester"], ([], [], [], ["Greater Manchester"])),
        (["lanterns"], ([], [], [], [])),
        ([""], ([], [], [], [])),
    ],
)
def test_what_matches(names, wanted):
    found = matches.find(names, BOARDS, PRACTICES)
    assert ids(found) == wanted and bool(found) is any(wanted)


def test_a_place_has_the_boards_of_its_authorities():
    (of_manchester,) = matches.find(["greater manchester"], BOARDS, PRACTICES).places
    assert [one["board_id"] for one in of_manchester[1]] == ["bolton"]
    (of_yorkshire,) = matches.find(["South Yorkshire"], BOARDS, PRACTICES).places
    assert [one["board_id"] for one in of_yorkshire[1]] == ["two"]


def test_every_place_is_made_of_authorities_that_there_are():
    with (ROOT / "db" / "reference" / "authorities.csv").open(encoding="utf-8", newline="") as file:
        known = {row["name"] for row in csv.DictReader(line for line in file if not line.startswith("#"))}
    assert {name for made_of in matches.places().values() for name in made_of} <= known
