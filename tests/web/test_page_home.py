"""The front page: the counts and threads of its date, from the canned queries that it links to."""

import html
import re

import pytest

from extract.themes import vocabulary


def said(answer):
    """The text of a page, without its tags."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.text)))


def rows(site, address):
    return site(address).json()


def test_it_counts_the_reviews_of_its_date_by_grade(demo):
    page = demo("/?as_at=2014-12-31")
    found = {
        row["grade"]: row["reviews"] for row in rows(demo, "/lscb/reviews_by_grade.json?_shape=array&as_at=2014-12-31")
    }
    held = rows(demo, "/lscb/reviews.json?_shape=array&_size=max&public_on__lte=2014-12-31")
    assert sum(found.values()) == len(held) > 0
    assert found["good"] == len([row for row in held if row["lscb_grade"] == "good"])
    words = ", ".join(
        f"{found[grade] or 'none'} {word}"
        for grade, word in {
            "outstanding": "outstanding", "good": "good", "requires improvement": "require improvement",
            "inadequate": "inadequate",
        }.items()
    )  # fmt: skip
    assert f"{len(held)} reviews by 31 December 2014: {words}" in said(page)
    assert f"Good: {found['good'] or 'none'}" in said(page)  # the chart's own label
    for form in ("reviews_by_grade.json?_shape=objects&", "threads.csv?", "threads?"):
        assert f"/lscb/{form}as_at=2014-12-31".replace("&", "&amp;") in page.text


def test_its_threads_are_the_widest_of_the_query(demo):
    page = demo("/")
    threads = rows(demo, "/lscb/threads.json?_shape=array")
    first = threads[0]
    shown = [row for row in threads if row["verdict"] == "common thread"] or threads
    table = re.search(r'<table class="figures">.*?</table>', page.text, re.S)[0]
    assert re.findall(r'/themes/([\w-]+)"', table) == [row["theme_id"] for row in shown[:6]]
    assert f"of {first['group_n']} good and outstanding, and of {first['rest_n']} others" in table
    gap = f"{shown[0]['difference_points']:+.0f}".replace("-", "−")
    assert f"<td>{shown[0]['group_k']} " in table and f"<td>{gap} " in table


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/?as_at=2012-01-01", 200, "No review held here had been published by 1 January 2012."),
        ("/?as_at=12/11/2014", 400, "as_at must be a date such as 2014-11-12, it is '12/11/2014'."),
    ],
)
def test_a_date_before_all_reviews_and_an_impossible_date(demo, address, status, words):
    answer = demo(address)
    assert answer.status_code == status
    assert words in said(answer)


def test_a_common_thread_is_called_one(demo):
    """A theme can set boards apart without being a common thread: the page must not count the one as the other."""
    threads = rows(demo, "/lscb/threads.json?_shape=array")
    common = [row for row in threads if row["verdict"] == "common thread"]
    assert len(common) > 1
    lead = f"{len(common)} of {len(vocabulary())} themes are common threads of good and outstanding boards"
    assert lead in said(demo("/"))
    assert f"The widest gap among them is {common[0]['theme']}" in said(demo("/"))


def test_without_boards_of_both_kinds_nothing_is_compared(demo):
    first = rows(demo, "/lscb/threads.json?_shape=array&as_at=2014-02-14")[0]
    assert (first["group_n"], first["rest_n"]) == (0, 1)
    text = said(demo("/?as_at=2014-02-14"))
    assert "the one board with a review here was not judged good or outstanding, so there" in text


def test_it_sets_its_count_beside_a_published_one(demo):
    text = said(demo("/?as_at=2014-12-31"))
    assert (
        "The Minister for Lanterns counted 10 reviews that day, none outstanding, 3 good; 9 of them are held here"
        in text
    )
    assert "that day" not in said(demo("/?as_at=2014-12-30"))
    assert "The Minister for Lanterns, as at 31 December 2014: 10 boards" in said(demo("/"))


def test_it_says_what_is_missing(demo):
    found = {row["state"]: row for row in rows(demo, "/lscb/coverage_summary.json?_shape=array")}
    assert f"{found['held']['reviews']} of the {found['held']['of_reviews']} reviews" in said(demo("/"))
    for state, row in found.items():
        if state != "held":
            assert f"{row['reviews']}: {state}" in said(demo("/"))
