"""The short list on boards made by hand, and its bounds; tests/db/test_analysis_practices.py holds it to the land."""

import json

import pytest
from independent import exact_fisher

from db import short_list
from db.statistics import ImpossibleCountError

ALL_WAYS = 63


def boards(group, rest, **credited):
    """JSON of boards of which the first of either side are credited, in all ways, with what `credited` says."""
    rows = [
        {
            "board": f"{side}{place}",
            "in_group": int(side == "good"),
            "credited": {name: ALL_WAYS for name, counts in credited.items() if place < counts[side == "rest"]},
        }
        for side, n in (("good", group), ("rest", rest))
        for place in range(n)
    ]
    return json.dumps(rows)


def names(found):
    return json.loads(found)


def test_the_widest_gap_comes_first_and_ties_are_in_the_order_of_names():
    ten = boards(10, 10, audits=(9, 0), data=(10, 0), maps=(9, 0), lamps=(10, 9))
    assert names(short_list.short_list(ten, '["lamps", "audits", "maps", "data"]')) == ["data", "audits", "maps"]
    assert names(short_list.short_list(ten, '["maps", "lamps", "audits", "data"]')) == ["data", "maps", "audits"]


def test_at_most_seven_are_listed():
    nine = {f"p{number}": (10, 0) for number in range(9)}
    assert names(short_list.short_list(boards(10, 10, **nine), json.dumps(list(nine)))) == list(nine)[:7]


def test_half_of_the_group_is_enough_and_less_is_not():
    practices = '["half", "less"]'
    assert names(short_list.short_list(boards(20, 40, half=(10, 0), less=(9, 0)), practices)) == ["half"]


def test_a_practice_must_be_apart_in_every_way():
    rows = json.loads(boards(10, 10, audits=(10, 0)))
    assert names(short_list.short_list(json.dumps(rows), '["audits"]')) == ["audits"]
    for way in range(6):
        missing = [row | {"credited": dict.fromkeys(row["credited"], ALL_WAYS - (1 << way))} for row in rows]
        assert names(short_list.short_list(json.dumps(missing), '["audits"]')) == []


def test_what_the_rest_do_more_is_no_thread():
    assert names(short_list.short_list(boards(10, 30, audits=(5, 30)), '["audits"]')) == []


@pytest.mark.parametrize(("group", "rest", "listed"), [(5, 9, ["audits"]), (4, 20, []), (20, 4, []), (0, 9, [])])
def test_few_boards_have_no_list(group, rest, listed):
    assert names(short_list.short_list(boards(group, rest, audits=(group, 0)), '["audits"]')) == listed


def test_a_list_is_chosen_without_the_board_that_it_is_held_against():
    # Without one of the group's five there are too few; each of the rest is held against a list of the others.
    found = names(short_list.left_out_credits(boards(5, 9, audits=(5, 0)), '["audits"]'))
    assert found == {f"good{n}": [0, 0] for n in range(5)} | {f"rest{n}": [0, 1] for n in range(9)}
    # 10 of 20 are half; without a board that is credited 9 of 19 are less, without another 10 of 19 are more.
    found = names(short_list.left_out_credits(boards(20, 40, half=(10, 0)), '["half"]'))
    assert (found["good0"], found["good19"], found["rest0"]) == ([0, 0], [0, 1], [0, 1])


def test_the_table_of_fisher_is_fishers():
    table = short_list._fisher_table(9, 14)
    for one in range(10):
        for other in range(15):
            assert table[one, other] == pytest.approx(exact_fisher(one, 9 - one, other, 14 - other), rel=1e-9)


def test_bands_are_the_same_each_time_and_say_what_is_sure():
    made = boards(30, 30, audits=(29, 1), data=(16, 9), maps=(20, 20)), '["audits", "data", "maps", "never"]'
    found = names(short_list.short_list_bands(*made))
    short_list._read.cache_clear()
    assert found == names(short_list.short_list_bands(*made))
    assert [row["practice_id"] for row in found] == ["audits", "data", "maps", "never"]
    assert (found[0]["rank_low"], found[0]["rank_high"], found[0]["band"]) == (1, 1, "sure")
    assert found[1]["band"] in ("possible", "likely") and found[3]["listed_share"] == 0
    assert names(short_list.short_list_bands(boards(3, 0, audits=(3, 0)), '["audits"]')) == []


@pytest.mark.parametrize(
    ("made", "practices", "said"),
    [
        (boards(1, 1, audits=(1, 0)), '["data"]', "'audits' is not among"),
        ('[{"board": "1", "in_group": 1, "credited": {"audits": 64}}]', '["audits"]', "six bits, not 64"),
        ("{}", "[]", "JSON arrays"),
        (boards(300, 101), "[]", "at most 400 boards, not 401"),
        ("[]", json.dumps(["x"] * 201), "at most 200 practices"),
        ("[]", "[" + " " * 2_000_000, "at most 2,000,000 characters"),
    ],
)
def test_what_is_out_of_bounds_is_refused(made, practices, said):
    for function in (short_list.short_list, short_list.left_out_credits, short_list.short_list_bands):
        with pytest.raises(ImpossibleCountError, match=said):
            function(made, practices)
