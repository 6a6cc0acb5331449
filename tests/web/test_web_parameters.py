"""What a parameter may be: the rules that pages and canned queries share."""

import pytest

from web import parameters

GRADES_KNOWN = ("outstanding", "good", "requires improvement", "inadequate")
KNOWN = {
    "board": ("aldermoor", "brackwater"),
    "region": ("North Vale", "South Vale"),
    "year": ("2014", "2015"),
    "grade": GRADES_KNOWN,
}
ALL_GRADES = ", ".join(GRADES_KNOWN)
NOT_ONE = "'fine' is not one of them"
DATE = {"kind": "date", "default": "today", "about": "a date"}
GRADES = {"kind": "grades", "default": "good", "about": "grades"}


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("date", "2014-02-30", "it must be a date such as 2014-11-12, it is '2014-02-30'."),
        ("date", "20141112", "it must be a date such as 2014-11-12, it is '20141112'."),
        ("grades", ",", "it names no value: ','."),
        ("grades", "good,fine", f"it must be one or more of {ALL_GRADES}, separated by commas; {NOT_ONE}."),
        ("grade", "Good", f"it must be one of {ALL_GRADES}; it is 'Good'."),
        ("region", "North Vail", "it must be one of North Vale, South Vale; it is 'North Vail'."),
        ("year", "1999", "it must be one of 2014, 2015; it is '1999'."),
        ("text", "audit\0", "it has a character (NUL) that no text has."),
        ("board", "aldermor", "it must be one of aldermoor, brackwater; it is 'aldermor'."),
        ("boards", "aldermoor,brackwatr", "it must be one of aldermoor, brackwater; it is 'brackwatr'."),
    ],
)  # fmt: skip
def test_a_value_that_makes_no_sense_is_named_with_what_it_may_be(kind, value, said):
    assert parameters.problem_with("it", {"kind": kind}, value, KNOWN) == said


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("date", "2016-02-29"),
        ("grades", "good, inadequate"),
        ("region", "South Vale"),
        ("boards", "aldermoor, brackwater"),
        ("text", "'; drop"),
        ("date", ""),
    ],
)
def test_a_value_that_makes_sense_is_let_through(kind, value):
    assert parameters.problem_with("it", {"kind": kind}, value, KNOWN) is None


def test_of_many_choices_only_the_near_ones_are_named():
    boards = (*(f"board-{number:03d}" for number in range(150)), "aldermoor")
    said = parameters.problem_with("board", {"kind": "board"}, "aldermor", {"board": boards})
    assert said == "board must be one of aldermoor; it is 'aldermor'."
    assert parameters.problem_with("board", {"kind": "board"}, "x", {"board": boards}) == "board 'x' is unknown."


def test_a_period_that_ends_before_it_begins_is_refused():
    about = {"from": DATE, "to": DATE}
    assert parameters.problems(about, {"from": "2015-01-02", "to": "2015-01-01"}, {}) == [
        "from (2015-01-02) is after to (2015-01-01)."
    ]
    assert parameters.problems(about, {"from": "2015-01-01", "to": "2015-01-01"}, {}) == []


def test_tick_boxes_of_grades_become_one_value_and_other_repeats_do_not():
    arguments = {"grades": ["good", "", "outstanding"], "as_at": [" 2014-11-12 ", "2015-01-01"], "other": ["x"]}
    assert parameters.read_values(arguments, {"grades": GRADES, "as_at": DATE, "region": {"kind": "region"}}) == {
        "grades": "good,outstanding",
        "as_at": "2014-11-12",
        "region": "",
    }


def test_names_are_near_by_spelling_and_by_part():
    names = {
        "aldermoor": "Aldermoor Safeguarding Children Board",
        "brackwater": "Brackwater Board",
        "cove": "Cove Board",
    }
    assert list(parameters.find_near("aldermor", names)) == ["aldermoor"]
    assert list(parameters.find_near("WATER", names)) == ["brackwater"]
    assert parameters.find_near("zzz", names) == {}


def test_a_canned_query_takes_repeated_grades_as_one_list(demo):
    together = demo("/lscb/threads.json?_shape=array&grades=outstanding,requires%20improvement").json()
    apart = demo("/lscb/threads.json?_shape=array&grades=outstanding&grades=requires%20improvement").json()
    first = demo("/lscb/threads.json?_shape=array&grades=outstanding").json()
    assert apart == together != first
    page = demo("/lscb/threads?grades=outstanding&grades=inadequate").text
    assert page.count(" checked>") == 2


def test_a_canned_query_refuses_an_unknown_region(demo):
    answer = demo("/lscb/threads.json?region=Atlantis")
    assert answer.status_code == 400
    assert answer.json()["error"].startswith("region must be one of ")
