"""The front page: the counts and threads of its date, from the canned queries that it links to."""

import html
import re

import pytest

from web import shortlist


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
    for form in ("reviews_by_grade.json?_shape=objects&", "practice_threads?"):
        assert f"/lscb/{form}as_at=2014-12-31".replace("&", "&amp;") in page.text


@pytest.mark.parametrize("words", ["", "as_at=2014-12-31"])
def test_its_list_is_the_querys_with_a_quotation_and_its_source_each(demo, words):
    page = demo(f"/?{words}")
    threads = rows(demo, f"/lscb/practice_threads.json?_shape=array&{words}")
    listed = rows(demo, f"/lscb/short_list.json?_shape=array&{words}") or shortlist.widest(threads)
    at = f"?{words}" if words else ""
    made = re.findall(r'<h3><a href="([^"]+)">([^<]+)</a></h3>\s*(?:<q>(.*?)</q>)?', page.text)
    assert [(address, html.unescape(name)) for address, name, _ in made] == [
        (f"/practices/{row['practice_id']}{at}", row["practice"]) for row in listed
    ]
    for row, (_, _, quote) in zip(listed, made, strict=True):
        best = rows(demo, f"/lscb/practice_examples.json?_shape=array&practice={row['practice_id']}&{words}")
        assert html.unescape(quote) == (best[0]["text"] if best else "")
        assert not best or f'href="{best[0]["page_url"]}"' in page.text
    svg = re.search(r'<svg[^>]*aria-labelledby="short-list.*?</svg>', page.text, re.S)[0]
    assert all(html.escape(row["practice"], quote=False) in svg for row in listed) and len(svg) < 20_000


def test_boards_by_how_many_of_the_list_are_those_of_the_query(demo):
    page = demo("/?as_at=2017-12-31")
    found = rows(demo, "/lscb/short_list_by_grade.json?_shape=array&as_at=2017-12-31")
    table = re.search(r'<table class="figures counts-by-grade">.*?</table>', page.text, re.S)
    listed = rows(demo, "/lscb/short_list.json?_shape=array&as_at=2017-12-31")
    assert bool(table) is bool(listed) and listed
    made = re.findall(r"<td style=[^>]*>(\d*)<", table[0])
    grades = {row["grade"] for row in found if row["of_boards"]}
    assert [int(n or 0) for n in made] == [row["boards"] for row in found if row["grade"] in grades]
    for row in found:
        if row["of_boards"]:
            assert f"<td>{row['mean_credited']:.1f}</td>" in table[0]


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/?as_at=2012-01-01", 200, "No board has a review here as at 1 January 2012."),
        ("/?as_at=12/11/2014", 400, "as_at must be a date such as 2014-11-12, it is '12/11/2014'."),
    ],
)
def test_a_date_before_all_reviews_and_an_impossible_date(demo, address, status, words):
    answer = demo(address)
    assert answer.status_code == status
    assert words in said(answer)


def test_reviews_and_boards_are_reconciled(demo):
    first = rows(demo, "/lscb/practice_threads.json?_shape=array")[0]
    held = rows(demo, "/lscb/reviews.json?_shape=array&_size=max")
    assert f"{len(held)} reviews, {first['group_n'] + first['rest_n']} boards: one that several" in said(demo("/"))


def test_without_boards_of_both_kinds_nothing_is_compared(demo):
    text = said(demo("/?as_at=2014-02-14"))
    assert "None of the 1 board with a review here as at 14 February 2014 was judged outstanding or good" in text


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
