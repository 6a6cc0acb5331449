from pathlib import Path

import pytest

from db.inputs import ALIASES, REFERENCE, read_csv
from db.names import Names, normalise

FOLDER = Path(__file__).parents[2] / "db" / "reference"


@pytest.fixture(scope="module")
def names():
    return Names(
        read_csv(FOLDER / "authorities.csv", REFERENCE["authorities"]),
        read_csv(FOLDER / "authority_aliases.csv", ALIASES),
    )


@pytest.mark.parametrize(
    ("printed", "la_code"),
    [
        ("Norfolk County Council", "926"),
        ("London Borough of Ealing", "307"),
        ("Ealing London Borough Council", "307"),
        ("Royal Borough of Greenwich", "203"),
        ("The Royal Borough of Windsor & Maidenhead", "868"),
        ("Metropolitan Borough of Dudley", "332"),
        ("Bradford Metropolitan District Council", "380"),
        ("City of York Council", "816"),
        ("City of London Corporation", "201"),
        ("City of Westminster", "213"),
        ("Bristol City Council", "801"),
        ("Kingston upon Hull City Council", "810"),
        ("Hull City Council", "810"),
        ("Royal Borough of Kingston upon Thames", "314"),
        ("Newcastle City Council", "391"),
        ("Council of the Isles of Scilly", "420"),
        ("County Durham", "840"),
        ("Derby City Council", "831"),
        ("Derbyshire County Council", "830"),
        ("Nottingham City", "892"),
        ("St Helens Metropolitan Borough Council", "342"),
        ("Stockton on Tees Borough Council", "808"),
        ("Bedford Borough Council", "822"),
        ("Telford & Wrekin Council", "894"),
        ("Dorset County Council", "835"),  # the county of the reviews, and not its successor
        ("Cumberland Council", "942"),
    ],
)
def test_a_printed_name_finds_its_authority(names, printed, la_code):
    assert names.find(printed) == la_code


@pytest.mark.parametrize("printed", [None, "", "Atlantis City Council", "Inspection of services"])
def test_a_name_that_nobody_bears_finds_none(names, printed):
    assert names.find(printed) is None


def test_no_two_authorities_of_the_time_share_a_name():
    rows = [
        row for row in read_csv(FOLDER / "authorities.csv", REFERENCE["authorities"]) if row["status"] != "successor"
    ]
    assert len({normalise(row["name"]) for row in rows}) == len(rows) == 152


def test_a_name_keeps_its_own_words():
    assert normalise("City of York Council") == "york"
    assert normalise("Kingston Upon Hull, City of") == "kingston upon hull"
