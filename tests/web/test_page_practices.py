"""`/practices` and `/practices/<practice>`: figures from the queries, and paragraphs with their sentence marked."""

import html
import re

import pytest
from reading import cells, rows, said

from web import verdicts
from web.pages import practice

AUDITS = "/practices/multi-agency-audits"
EXAMPLES = "/lscb/practice_examples.json?_shape=array&practice=multi-agency-audits&grades=outstanding,good"


def test_the_list_has_each_practice_once_under_its_theme_with_its_counts(demo):
    page = demo("/practices")
    threads = {row["practice"]: row for row in rows(demo, "/lscb/practice_threads.json?_shape=array")}
    themes = [row["theme_id"] for row in rows(demo, "/lscb/practices_listed.json?_shape=array")]
    first = next(iter(threads.values()))
    made = cells(page, f"Boards credited with each practice: of {first['group_n']} good and outstanding")
    of_practices = [cell for cell in made if len(cell) > 3]
    assert sorted(cell[0] for cell in of_practices) == sorted(threads) and len(threads) == 80
    for cell in of_practices:
        row = threads[cell[0]]
        assert [int(text.split(" ")[0]) for text in cell[2:4]] == [row["group_k"], row["rest_k"]]
        assert cell[4] == verdicts.verdict(row)
    assert re.findall(r'scope="rowgroup" colspan="5" id="([^"]+)"', page.text) == list(dict.fromkeys(themes))
    assert f'href="{AUDITS}"' in page.text


def test_a_practice_says_who_is_credited_in_words_that_agree_with_the_threads(demo):
    page = demo(AUDITS)
    (row,) = [
        one
        for one in rows(demo, "/lscb/practice_threads.json?_shape=array")
        if one["practice_id"] == "multi-agency-audits"
    ]
    counts = f"{row['group_k']} of {row['group_n']} good and outstanding boards are credited with it, and "
    assert counts + f"{row['rest_k']} of {row['rest_n']} others" in said(page)
    assert f"Result: {verdicts.verdict(row)}." in said(page)
    boards = rows(demo, "/lscb/practice_boards.json?_shape=array&practice=multi-agency-audits")
    who = re.search(r'<section aria-labelledby="boards">.*?</section>', page.text, re.S)[0]
    credited, faulted = who.split("<h3>Faulted</h3>")
    for text, shows in ((credited, "credited"), (faulted, "faulted")):
        wanted = {one["board_id"] for one in boards if one["shows"] == shows}
        assert set(re.findall(r'href="/boards/([^"?]+)"', text)) == wanted and wanted


def test_a_paragraph_stands_whole_with_its_sentence_marked_and_its_source(demo):
    page = demo(AUDITS)
    answer = rows(
        demo, "/lscb/practice_examples.json?_shape=array&practice=multi-agency-audits&grades=outstanding,good"
    )
    looks = re.search(r'<section aria-labelledby="practice">.*?</section>', page.text, re.S)[0]
    quoted = re.findall(r'<li><p class="paragraph-text">(.*?)</p>\s*<p class="cite">(.*?)</p></li>', looks, re.S)
    assert len(quoted) == min(len(answer), practice.OPEN + practice.FOLDED) and len(quoted) > 2
    for (paragraph, cite), row in zip(quoted, answer, strict=False):
        assert html.unescape(re.sub("<[^>]+>", "", paragraph)) == row["paragraph"]
        assert html.unescape(re.search("<mark>(.*?)</mark>", paragraph)[1]) == row["text"]
        assert f'href="/lscb/statements/{row["statement_id"]}"' in cite and f'href="{row["page_url"]}"' in cite
        assert row["board"] in html.unescape(cite)
        assert not row["number"] or f"paragraph {row['number']}" in cite or f"recommendation {row['number']}" in cite


def test_quotations_may_be_of_boards_with_one_grade(demo):
    page = demo(f"{AUDITS}?grade=inadequate&as_at=2016-12-31")
    for name, shows in (("practice", "strength"), ("wrong", "weakness")):
        asked = f"practice=multi-agency-audits&shows={shows}&grades=inadequate&as_at=2016-12-31"
        answer = rows(demo, f"/lscb/practice_examples.json?_shape=array&{asked}")
        part = re.search(rf'<section aria-labelledby="{name}">.*?</section>', page.text, re.S)[0]
        quoted = re.findall(r"<mark>(.*?)</mark>", part, re.S)
        assert [html.unescape(one) for one in quoted] == [row["text"] for row in answer][
            : practice.OPEN + practice.FOLDED
        ]
        assert {row["lscb_grade"] for row in answer} <= {"inadequate"}
    assert "What inspectors found wanting in inadequate boards as at 31 December 2016" in said(page)
    assert f'href="{AUDITS}?as_at=2016-12-31&amp;grade=good#practice"' in page.text
    assert 'href="/practices?as_at=2016-12-31"' in page.text  # the grade is of this page's quotations alone
    assert demo(f"{AUDITS}?grade=splendid").status_code == 400


def test_common_threads_are_named_the_widest_gap_first():
    told = [
        {"practice": name, "verdict": verdict, "difference_points": gap}
        for name, verdict, gap in (("a", "common thread", 20), ("b", "common ground", 1), ("c", "common thread", 50))
    ]
    assert [row["practice"] for row in verdicts.sort_common(told)] == ["c", "a"]


def test_each_board_stands_once_before_any_a_second_time(demo):
    answer = rows(
        demo, "/lscb/practice_examples.json?_shape=array&practice=multi-agency-audits&grades=outstanding,good"
    )
    places = [row["nth"] for row in answer]
    assert places == sorted(places)
    boards = [row["board_id"] for row in answer if row["nth"] == 1]
    assert len(boards) == len(set(boards)) > 1
    examples = [row["example"] for row in answer if row["nth"] == 1]
    assert examples == sorted(examples, reverse=True)


def test_date_and_region_are_kept_and_count(demo):
    page = demo(f"{AUDITS}?as_at=2014-12-31&region=London")
    assert 'href="/practices?as_at=2014-12-31&amp;region=London"' in page.text
    assert "No board has a review here as at 1 January 2012" in said(demo(f"{AUDITS}?as_at=2012-01-01"))
    assert demo(f"{AUDITS}?as_at=2012-01-01").status_code == 200


def test_a_practice_that_is_not_there_is_refused_with_those_that_are_near(get):
    answer = get("/practices/multi-agency-audit")
    assert answer.status_code == 404 and f'href="{AUDITS}"' in answer.text


YEARS = [
    {"year": year, "reviews": 10, "credited": k, "share": k / 10, "low": 0.1, "high": 0.9, "z": 2.5, "q": 0.01}
    for year, k in ((2014, 2), (2015, 5))
]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, "The share clearly rose over the years."),
        ({"z": -2.5}, "The share clearly fell over the years."),
        ({"q": 0.2}, "No clear change over the years: the differences may be chance."),
        ({"q": None, "z": None}, "There are too few years to say whether that changed."),
    ],
)
def test_whether_the_share_changed_is_said_as_sure_as_it_is(changed, words):
    assert practice.change([row | changed for row in YEARS]) == words


def test_the_years_chart_has_the_figures_in_per_cent():
    assert practice.years_drawn(YEARS)[1] == {"year": "2015", "share": 50, "low": 10, "high": 90, "words": "5 of 10"}
    assert practice.describe_years(YEARS) == "2014: 2 of 10 reviews; 2015: 5 of 10 reviews."
