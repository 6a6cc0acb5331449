"""`/themes` and `/themes/<theme>`: boards praised or criticised on a theme, and statements in the stated order."""

import html
import re

import pytest
from reading import cells, rows, said

from extract.themes import vocabulary
from web import by_grade, verdicts
from web.pages import theme, themes

GRADES = ["outstanding", "good", "requires improvement", "inadequate"]


def section(answer, name):
    """A section of a page, by the id of its heading."""
    return re.search(rf'<section aria-labelledby="{name}">.*?</section>', answer.text, re.S)[0]


@pytest.fixture(scope="module")
def in_order(demo):
    """The rows of the table `themes`, in the order of the themes."""
    return rows(demo, "/lscb/themes.json?_shape=array&_sort=position")


@pytest.fixture(scope="module")
def shown(demo):
    """What each board's review shows of each theme, from the tables: a list of (theme, grade, shows, board)."""
    reviews = {row["review_id"]: row for row in rows(demo, "/lscb/reviews.json?_shape=array&_size=max")}
    units = rows(demo, "/lscb/review_units.json?_shape=array&_size=max&is_counted=1&superseded_on__isblank=1")
    latest = {row["review_id"] for row in units}
    return [
        (row["theme_id"], reviews[row["review_id"]]["lscb_grade"], row["shows"], reviews[row["review_id"]]["board_id"])
        for row in rows(demo, "/lscb/review_theme_shows.json?_shape=array&_size=max")
        if row["review_id"] in latest
    ]


def test_the_list_counts_each_board_once(demo, shown, in_order):
    page = demo("/themes")
    boards = len({board for *_, board in shown})
    made = cells(page, f"The {len(vocabulary())} themes, and of {boards} boards")
    assert [cell[0] for cell in made] == [one["label"] for one in in_order]
    for cell, one in zip(made, in_order, strict=True):
        kinds = [kind for theme_id, _, kind, _ in shown if theme_id == one["theme_id"]]
        counts = [len(kinds) - kinds.count("not raised"), kinds.count("strength"), kinds.count("weakness")]
        assert [int(text.split(" ")[0]) for text in cell[2:5]] == counts
        assert [text.split(" ")[1] for text in cell[2:5]] == [f"{100 * k / boards:.0f}%" for k in counts]
        assert cell[1] == one["covers"]
        assert f'href="/themes/{one["theme_id"]}"' in page.text
    assert 'href="/lscb/themes_shown.csv"' in page.text


def test_the_date_and_region_are_kept_and_count(demo):
    page = demo("/themes?as_at=2014-12-31&region=London")
    (first, *_) = rows(demo, "/lscb/themes_shown.json?_shape=array&as_at=2014-12-31&region=London")
    everywhere = rows(demo, "/lscb/themes_shown.json?_shape=array")[0]
    assert first["boards"] < everywhere["boards"]
    assert first["boards"] == 1 and "of 1 board how many" in said(page)
    assert 'href="/themes/audit?as_at=2014-12-31&amp;region=London"' in page.text
    assert "No board has a review here as at 1 January 2012." in said(demo("/themes?as_at=2012-01-01"))


def test_themes_that_share_a_place_are_named_together():
    row = [{"theme": name, "strength": k, "weakness": 0} for name, k in zip("abcd", (2, 1, 2, 1), strict=True)]
    assert themes.most(row, "strength") == "a and c (2 boards each)"
    assert themes.most(row, "weakness") == "none"
    assert themes.most(row[1:2], "strength") == "b (1 board)"
    assert themes.most([one | {"strength": 5} for one in row], "strength") == "a, b and 2 more (5 boards each)"


@pytest.mark.parametrize("theme_id", ["audit", "cse", "allegations"])
def test_the_figures_by_grade_are_those_of_the_reviews(demo, shown, theme_id):
    page = demo(f"/themes/{theme_id}")
    made = cells(page, "Boards by grade")
    for cell, grade in zip(made, GRADES, strict=True):
        kinds = [kind for one, judged, kind, _ in shown if (one, judged) == (theme_id, grade)]
        assert cell[0] == grade.capitalize()
        assert [int(text.split(" ")[0]) for text in cell[1:6]] == [
            len(kinds), *(kinds.count(kind) for kind in ("strength", "even", "weakness", "not raised")),
        ]  # fmt: skip

    strong = {
        is_good: [
            kind == "strength"
            for one, judged, kind, _ in shown
            if one == theme_id and (judged in GRADES[:2]) is is_good
        ]
        for is_good in (True, False)
    }
    shares = [100 * sum(strong[is_good]) / len(strong[is_good]) for is_good in (True, False)]
    good, others = (f"{share:.0f}% of" for share in shares)
    headline = f"More praise than criticism for {good} good and outstanding boards and {others} others"
    assert headline in said(page)


@pytest.mark.parametrize("chosen", ["", "as_at=2015-12-31&region=London"])
def test_the_practices_of_a_theme_stand_first_with_both_sides(demo, chosen):
    page = demo(f"/themes/audit?{chosen}")
    (first, *_) = re.findall(r'<section aria-labelledby="([^"]+)"', page.text)
    assert first == "practices"
    threads = rows(demo, f"/lscb/practice_threads.json?_shape=array&{chosen}")
    wanted = {row["practice"]: row for row in threads if row["theme_id"] == "audit"}
    made = cells(page, f"Boards credited with each practice: of {threads[0]['group_n']} good and outstanding")
    assert sorted(cell[0] for cell in made) == sorted(wanted) and len(made) > 1
    for cell in made:
        row = wanted[cell[0]]
        counts = [(row["group_k"], row["group_n"]), (row["rest_k"], row["rest_n"])]
        assert [text.split(" ")[0] for text in cell[2:4]] == [str(k) if n else "–" for k, n in counts]
        assert cell[4] == verdicts.verdict(row)
        link = f"/practices/{row['practice_id']}" + (f"?{chosen}" if chosen else "")
        assert f'href="{html.escape(link)}"' in section(page, "practices")
    assert theme.count_common(list(wanted.values())) in said(page)


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ("t", "Its one practice is a common thread of good boards"),
        ("-", "Its one practice"),
        ("--", "Its 2 practices"),
        ("t-", "1 of its 2 practices is a common thread of good boards"),
        ("tt-", "2 of its 3 practices are common threads of good boards"),
    ],
)
def test_how_many_practices_are_common_threads_is_said_in_words(kinds, words):
    told = [{"verdict": "common thread" if kind == "t" else None, "difference_points": 40} for kind in kinds]
    assert theme.count_common(told) == words


def test_the_parts_of_a_bar_add_up_and_say_what_they_are():
    rows_of = [
        {"grade": "good", "reviews": 20, "strength": 17, "even": 1, "weakness": 2, "not_raised": 0},
        {"grade": "inadequate", "reviews": 0, "strength": 0, "even": 0, "weakness": 0, "not_raised": 0},
        {"grade": "outstanding", "reviews": 1, "strength": 0, "even": 0, "weakness": 0, "not_raised": 1},
    ]
    parts = by_grade.bars(rows_of, by_grade.OF_THEMES)
    assert [(part["shows"], part["label"], part["from"], part["to"]) for part in parts] == [
        ("P praised", "P 17", 0, 0.85),
        ("E even", "E", 0.85, 0.9),
        ("C criticised", "C 2", 0.9, 1),
        ("P praised", "", 0, 0),
        ("N not raised", "N 1", 0, 1),
    ]
    assert by_grade.label("N", 3, 42) == "N"  # 22 of 310 wide, where `N 3` takes 25
    assert by_grade.label("N", 10, 100) == "N" and by_grade.label("N", 12, 100) == "N 12"
    assert [part["words"] for part in parts if part["is_first"]] == [
        "Good: 20 boards", "Inadequate: no boards", "Outstanding: 1 board",
    ]  # fmt: skip
    assert by_grade.describe(rows_of, by_grade.OF_THEMES).startswith(
        "Good: of 20 boards 17 praised more often than criticised, 2 criticised more often than praised, 1 even, 0 not"
    )


# Where the statements on a theme stand, and how many themes each has.
PLACED = (
    "select statement_id, section, count(*) as themes "
    "from statement_themes join statements using (statement_id) join paragraphs using (paragraph_id) "
    "where statement_id in (select statement_id from statement_themes where theme_id = :theme) group by statement_id"
)


def points(text, themes, section):
    """The points of the stated rule, worked out a second time."""
    return max(3 - themes, 0) + (90 <= len(text) <= 300) + (section == "finding")


@pytest.mark.parametrize(
    ("theme_id", "shows", "grades"),
    [("audit", "strength", ["outstanding", "good"]), ("training", "strength", ["outstanding", "good"]),
     ("audit", "weakness", ["inadequate"])],
)  # fmt: skip
def test_statements_stand_in_the_stated_order(demo, theme_id, shows, grades):
    found = rows(demo, f"/lscb/theme_examples.json?_shape=array&theme={theme_id}&shows={shows}")
    assert found and {row["lscb_grade"] for row in found} <= set(grades)
    assert {row["polarity"] for row in found} == {shows}
    placed = {row["statement_id"]: row for row in rows(demo, f"/lscb.json?_shape=array&theme={theme_id}&sql={PLACED}")}
    for row in found:
        at = placed[row["statement_id"]]
        assert row["points"] == points(row["text"], at["themes"], at["section"]), row
    order = [(row["nth"], -row["example"], -row["points"], GRADES.index(row["lscb_grade"])) for row in found]
    assert order == sorted(order)
    seen = {}
    for row in found:
        seen[row["board_id"]] = seen.get(row["board_id"], 0) + 1
        assert row["nth"] == seen[row["board_id"]]


def test_practice_and_what_goes_wrong_are_quoted_with_board_date_and_page(demo):
    page = demo("/themes/training?as_at=2016-12-31")
    for name, shows, grades in (("practice", "strength", "outstanding,good"), ("wrong", "weakness", "inadequate")):
        asked = f"theme=training&shows={shows}&grades={grades}&as_at=2016-12-31"
        found = rows(demo, f"/lscb/theme_examples.json?_shape=array&{asked}")
        part = section(page, name)
        quoted = [html.unescape(one) for one in re.findall(r"<q>(.*?)</q>", part, re.S)]
        assert quoted == [row["text"] for row in found[:10]] and quoted
        for row in found[:10]:
            assert f'/reviews/{row["review_id"]}">{html.escape(row["board"])}</a>' in part
            assert f'<a href="{row["page_url"]}">report, page {row["page"]}</a>' in part
        assert (f"All {len(found)} " in part) is (len(found) > 10)
        assert "as_at=2016-12-31" in part and f"shows={shows}" in part


def test_boards_praised_or_criticised_on_it_stand_with_grade_and_date(demo):
    page = demo("/themes/audit")
    for name, shows in (("strong-boards", "strength"), ("weak-boards", "weakness")):
        found = rows(demo, f"/lscb/theme_boards.json?_shape=array&theme=audit&shows={shows}")
        part = section(page, name)
        assert re.findall(r'/boards/([\w-]+)"', part) == [row["board_id"] for row in found[:10]]
        assert all((row["strengths"] > row["weaknesses"]) is (shows == "strength") for row in found)
        assert part.count('class="grade grade-') == part.count("<time ") == len(found[:10])
        assert f'href="/lscb/theme_boards.csv?theme=audit&amp;shows={shows}"' in part


def test_themes_lead_to_the_one_before_and_the_next(demo, in_order):
    page = demo("/themes/governance?as_at=2015-12-31")
    assert '<a rel="prev" href="/themes/leadership?as_at=2015-12-31">Chair and leadership</a>' in page.text
    assert '<a rel="next" href="/themes/partnership?as_at=2015-12-31">Partnership working</a>' in page.text
    assert 'rel="prev"' not in demo(f"/themes/{in_order[0]['theme_id']}").text
    assert 'rel="next"' not in demo(f"/themes/{in_order[-1]['theme_id']}").text


def test_it_says_by_which_words_rules_recognise_the_theme(demo):
    found = rows(demo, "/lscb/theme_phrases.json?_shape=array&theme=audit")
    assert found == sorted(found, key=lambda row: (-row["statements"], row["phrase"]))
    assert sum(row["statements"] for row in found) == found[0]["of_statements"]
    page = said(demo("/themes/audit"))
    assert f"“{found[0]['phrase']}” ({found[0]['statements']})" in page and "“”" not in page


def test_without_boards_it_says_so(demo):
    page = demo("/themes/audit?as_at=2012-01-01")
    assert page.status_code == 200 and "<svg" not in page.text
    assert "No board has a review here as at 1 January 2012." in said(page)


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/themes/audits", 404, '<a href="/themes/audit">Audit and quality assurance</a>'),
        ("/themes/leadershp", 404, '<a href="/themes/leadership">Chair and leadership</a>'),
        ("/themes/zzzz", 404, '<a href="/themes">All themes</a>'),
        ("/themes/audit?as_at=12/11/2014", 400, "as_at must be a date such as 2014-11-12"),
        ("/themes/audit?region=Atlantis", 400, "region"),
        ("/themes?as_at=soon", 400, "as_at must be a date"),
    ],
)
def test_unknown_themes_and_wrong_parameters(demo, address, status, words):
    answer = demo(address)
    assert answer.status_code == status and words in answer.text
