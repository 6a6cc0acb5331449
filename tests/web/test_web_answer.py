"""The answer in words: right for a list, for gaps that are not sure, and for nothing to compare."""

import pytest

from extract.practices import vocabulary
from web import answer, shortlist

GOOD = ["outstanding", "good"]


def row(practice_id, group_k=8, rest_k=4, q=0.2):
    sizes = {"group_n": 8, "rest_n": 15, "group_k": group_k, "rest_k": rest_k}
    gap = 100 * (group_k / 8 - rest_k / 15)
    return {"practice_id": practice_id, "practice": practice_id.title(), "difference_points": gap, "q": q, **sizes}


def sizes(n, m):
    return {"group_n": n, "rest_n": m}


def test_every_practice_has_its_clause():
    assert set(answer.clauses()) == {one.id for one in vocabulary()}


def test_a_list_is_told_as_what_boards_do():
    listed = [row("multi-agency-audits"), row("data-used")]
    said = answer.short_answer(listed, True, sizes(8, 15), GOOD, "as at 1 May 2015")
    assert said == [
        "Good and outstanding boards audit cases together across agencies and analyse data and act on it.",
        "Each of these two practices is praised more often than criticised in the reviews of at least half of the 8 "
        "good and outstanding boards, and of clearly fewer of the 15 others as at 1 May 2015, in each of six ways of "
        "counting.",
    ]
    assert answer.short_answer(listed[:1], True, sizes(8, 15), GOOD, "")[1].startswith("This practice is praised")


@pytest.mark.parametrize(("q", "words"), [(0.2, "that may be chance (q 0.200)"), (0.01, "that is more than chance")])
def test_a_gap_is_as_sure_as_it_is(q, words):
    said = answer.short_answer([row("neglect", q=q)], False, sizes(8, 15), GOOD, "")
    assert said[0] == "With 8 good and outstanding boards and 15 others, no practice can be called a common thread."
    counts = "8 of 8 good and outstanding boards and 4 of 15 others are credited with it"
    assert said[1] == f"The widest gap is “Neglect”: {counts}; {words}."


@pytest.mark.parametrize(
    ("n", "m", "words"),
    [
        (0, 0, "No board has a review here."),
        (0, 3, "None of the 3 boards with a review here was judged outstanding or good: there is nothing to compare."),
        (3, 0, "All 3 boards with a review here were judged outstanding or good: there is nothing to compare."),
        (
            4,
            9,
            "With 4 good and outstanding boards and 9 others, too few to tell, no practice can be called a common "
            "thread.",
        ),
    ],
)
def test_what_cannot_be_compared_is_said(n, m, words):
    assert answer.short_answer([], False, sizes(n, m), GOOD, "") == [words]


def test_the_widest_gaps_stand_where_there_is_no_list():
    rows = [row("a", 4), row("b", 8), row("c", 0, 9), row("d", 6)]
    assert [one["practice_id"] for one in shortlist.widest(rows, 2)] == ["b", "d"]
    assert shortlist.widest([{"difference_points": None}]) == []
