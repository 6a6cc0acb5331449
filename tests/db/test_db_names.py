from pathlib import Path

import pytest

from db.inputs import ALIASES, REFERENCE, read_csv
from db.names import Names, normalise

FOLDER = Path(__file__).parents[2] / "db" / "reference"
AUTHORITIES = read_csv(FOLDER / "authorities.csv", REFERENCE["authorities"])
OF_THE_TIME = [row for row in AUTHORITIES if row["status"] != "successor"]


@pytest.fixture(scope="module")
def names():
    return Names(
        AUTHORITIES,
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


@pytest.mark.parametrize("printed", [None, "", "Atlantis City Council", "London Borough of", "County Council", "."])
def test_an_unknown_name_finds_none(names, printed):
    assert names.find(printed) is None


def test_no_two_authorities_of_the_time_share_a_name():
    assert len({normalise(row["name"]) for row in OF_THE_TIME}) == len(OF_THE_TIME) == 152


def test_a_name_keeps_its_own_words():
    assert normalise("City of York Council") == "york"
    assert normalise("Kingston Upon Hull, City of") == "kingston upon hull"


# What councils, Ofsted and the press put round a name.
FORMS = [
    "{}", "{} Council", "{} City Council", "{} Borough Council", "{} County Council", "{} District Council",
    "{} Metropolitan Borough Council", "{} Metropolitan District Council", "{} Metropolitan Council",
    "{} London Borough Council", "London Borough of {}", "The London Borough of {}", "Royal Borough of {}",
    "The Royal Borough of {}", "Metropolitan Borough of {}", "Metropolitan Borough of {} Council", "Borough of {}",
    "City of {}", "City of {} Council", "City of {} Metropolitan District Council", "City and County of {}",
    "The County of {}", "{} City", "{}, City of", "{}, County of", "{} Unitary Authority", "{} local authority",
    "{} Children’s Services", "Council of the {}", "{} Corporation",
]  # fmt: skip
# How else the name itself may be written.
SPELLINGS = [
    lambda name: name.upper(),
    lambda name: name.replace(" and ", " & "),
    lambda name: name.replace("-", " "),
    lambda name: name.replace(" upon ", "-upon-"),
    lambda name: name.replace("St. ", "St "),
    lambda name: name.replace(" ", "\u00a0"),
    lambda name: name.removesuffix(" (to 2019)").removesuffix(", City of"),
]


def test_each_authority_of_the_time_is_found_by_every_form_of_its_name(names):
    missed = {
        printed: names.find(printed)
        for row in OF_THE_TIME
        for spelling in SPELLINGS
        for form in FORMS
        if names.find(printed := form.format(spelling(row["name"]))) != row["la_code"]
    }
    assert missed == {}
