"""The timeline: its counts are those of the canned queries as at its date, in the lead, the charts and the tables."""

import html
import re

import pytest

from web.pages import timeline


def said(answer):
    """The text of a page, without its tags."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.text)))


def rows(site, query, **asked):
    words = "".join(f"&{name}={value}" for name, value in asked.items())
    return site(f"/lscb/{query}.json?_shape=array{words}").json()


def table(page, caption):
    """The rows of the table with a caption, as text."""
    (found,) = [one for one in re.findall(r"<table.*?</table>", page.text, re.S) if caption in one]
    return [
        [
            " ".join(re.sub(r"<[^>]+>", " ", cell).split())
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)
        ]
        for row in re.findall(r"<tr>(.*?)</tr>", found, re.S)
    ]


def test_the_lead_counts_reviews_and_beside_them_boards(get):
    page = said(get("/timeline?as_at=2014-06-10"))
    # Both reports of the joint board are public, the third is listed two days later.
    assert "As at 10 June 2014: 2 reviews, none outstanding, 2 good, none require improvement, none inadequate." in page
    assert "They cover 1 board:" in page and "1 review that became public after 10 June 2014" in page
    page = said(get("/timeline"))
    assert "As at today: 3 reviews, none outstanding, 3 good" in page and "They cover 2 boards:" in page
    assert "became public after" not in page


def test_a_date_before_the_first_review(get):
    page = get("/timeline?as_at=2013-12-31")
    assert "As at 31 December 2013: 0 reviews." in said(page)
    assert page.status_code == 200 and "<svg" in page.text


@pytest.mark.parametrize("by", ["quarter", "month"])
def test_the_tables_add_up_to_the_counts_by_grade(demo, by):
    page = demo(f"/timeline?as_at=2014-12-31&by={by}")
    found = table(page, "Reviews public by 31 December 2014")
    assert found[0] == ["Period", "Outstanding", "Good", "Requires improvement", "Inadequate", "All"]
    by_grade = [row["reviews"] for row in rows(demo, "reviews_by_grade", as_at="2014-12-31")]
    assert [int(cell) for cell in found[-1][1:]] == [*by_grade, sum(by_grade)]
    columns = zip(*(map(int, row[1:]) for row in found[1:-1]), strict=True)
    assert [sum(column) for column in columns] == [*by_grade, sum(by_grade)]
    names = [row[0] for row in found[1:-1]]
    ends = {
        "quarter": ("October to December 2013", "October to December 2014"),
        "month": ("November 2013", "December 2014"),
    }
    assert (names[0], names[-1]) == ends[by]


def test_the_running_shares_count_a_board_once(demo):
    page = demo("/timeline?as_at=2017-11-30")
    last = table(page, "Boards by their latest grade")[-1]
    threads = rows(demo, "threads", as_at="2017-11-30")[0]
    assert last[0] == "30 November 2017"
    assert int(last[-1]) == threads["group_n"] + threads["rest_n"]
    good_and_better = int(last[1].split()[0]) + int(last[2].split()[0])
    assert good_and_better == threads["group_n"]
    for row in rows(demo, "running_shares"):
        assert row["share"] is None or row["share"] == pytest.approx(row["boards"] / row["of_boards"])


def test_reviews_after_the_date_are_in_the_chart_alone(demo):
    asked = {"as_at": "2014-12-31", "by": "month"}
    later = [row for row in rows(demo, "reviews_by_month", **asked) if row["later_reviews"]]
    assert later and all(row["begins_on"] > "2014-12-31" and not row["reviews"] for row in later)
    page = demo("/timeline?as_at=2014-12-31")
    listed = re.findall(r'<li>(\d+ \w+ \d{4}): <a href="/reviews/(\w+)">', page.text)
    assert len(listed) == rows(demo, "reviews_by_grade", as_at="2014-12-31")[0]["of_reviews"]
    assert all(day.endswith("2014") for day, _ in listed)


def test_links_lead_to_the_same_figures_and_to_the_other_date(get):
    page = get("/timeline?as_at=2014-06-10&by=month").text
    for link in (
        "/lscb/reviews_by_month.json?_shape=objects&amp;as_at=2014-06-10&amp;by=month",
        "/lscb/running_shares.csv?as_at=2014-06-10&amp;by=month",
        "/lscb/reviews_by_grade?as_at=2014-06-10#sql",
        "/timeline?as_at=2014-11-12&amp;by=month",
        "/timeline?by=month",
    ):
        assert f'href="{link}"' in page, link


def test_it_says_what_is_missing(get):
    assert "3 of the 5 reviews that took place are held here. The other 2 are in no count" in said(get("/timeline"))


def test_what_makes_no_sense_is_refused(get):
    answer = get("/timeline?by=week")
    assert answer.status_code == 400 and "by must be one of quarter, month" in said(answer)


PERIOD = {"name": "x", "begins_on": "2014-10-01", "ends_on": "2014-12-31"}


def test_the_best_grade_stands_on_top_and_later_reviews_above_all():
    counts = {"outstanding": 1, "good": 2, "requires improvement": 0, "inadequate": 1}
    nothing = dict.fromkeys(counts, 0)
    made = timeline.segments([PERIOD | {"reviews": counts, "later": nothing | {"inadequate": 3}}], is_wide=True)
    assert [(one["words"], one["low"], one["high"], one["is_later"]) for one in made] == [
        ("I1", 0, 1, False),
        ("G2", 1, 3, False),
        ("O1", 3, 4, False),
        ("I3", 4, 7, True),
    ]


@pytest.mark.parametrize(
    ("as_at", "place"), [("2014-12-31", 1.0), ("2014-10-01", 1 / 92), ("2014-11-12", 43 / 92), ("2015-01-01", None)]
)
def test_the_line_stands_at_the_end_of_its_day(as_at, place):
    found = timeline.day_place([PERIOD], as_at)
    assert [one["place"] for one in found] == ([] if place is None else [pytest.approx(place)])


def test_labels_at_the_ends_of_lines_do_not_meet():
    assert timeline.space_out([10.0, 30.0, 10.5, 14.0], 4.5) == [10.0, 30.0, 14.5, 19.0]


@pytest.mark.corpus
def test_the_ministers_day(built_corpus, serve):
    site = serve(built_corpus.data / "lscb.db")
    page = said(site("/timeline?as_at=2014-11-12"))
    assert "As at 12 November 2014: 23 reviews, none outstanding, 8 good, 10 require improvement, 5 inadequate." in page
    assert "They cover 23 boards:" in page and "76 reviews that became public after 12 November 2014" in page
    assert "99 of the 153 reviews that took place are held here. The other 54 are" in page
    # Two boards fewer than reviews in the end: a joint board, and a board reviewed twice.
    page = said(site("/timeline"))
    assert "As at today: 99 reviews, 5 outstanding, 35 good, 42 require improvement, 17 inadequate." in page
    assert "They cover 97 boards:" in page


def test_one_review_is_spoken_of_as_one(demo):
    text = said(demo("/timeline?as_at=2014-02-14"))
    assert "0 of 1 review graded good or outstanding by 14 February 2014" in text
    assert "1 board good or outstanding by" in text


def test_the_scale_of_few_reviews_counts_whole_reviews_once(demo):
    page = demo("/timeline?as_at=2014-12-31&by=month").text
    scale = re.search(r'class="chart".*?reviews</text>', page, re.S)[0]
    numbers = [word for word in re.findall(r">(\d+)</text>", scale) if len(word) < 4]
    assert numbers == sorted(set(numbers), key=int) and numbers[0] == "0"
