"""`/threads`: sizes and words that follow the query, whatever group, time or region is chosen."""

import html
import re

import pytest
from reading import cells, rows, said

from db.ngrams import is_judging
from extract.themes import vocabulary
from web import groups, verdicts
from web.pages import threads


def signed(points):
    return f"{points:+.0f}".replace("-", "−") if round(points) else "0"


CHOSEN = ["", "as_at=2015-06-30", "grades=inadequate", "grades=good&grades=requires+improvement&shows=weakness"]


def plain(text):
    """A cell's figures without the plot's and the fold's words."""
    return re.sub(r"\s+", " ", text).strip()


def expected(row):
    """The cells of a row after its name and plot."""
    gap = f"{signed(row['difference_points'])} ({signed(row['difference_low'])} to {signed(row['difference_high'])})"
    q = "< 0.001" if row["q"] < 0.001 else f"{row['q']:.3f}"
    return [
        f"{row['group_k']} {100 * row['group_share']:.0f}%",
        f"{row['rest_k']} {100 * row['rest_share']:.0f}%",
        gap,
        q,
        verdicts.verdict(row),
    ]


@pytest.mark.parametrize("words", CHOSEN)
def test_every_cell_of_the_tables_is_the_querys(demo, words):
    page = demo(f"/threads?{words}")
    query = words.replace("&grades=", ",")
    themes = rows(demo, f"/lscb/threads.json?_shape=array&{query}")
    shows = {"strength": "credited", "weakness": "faulted"}[themes[0]["shows"]]
    of_practices = re.sub("&?shows=[a-z]+", "", query) + f"&shows={shows}"
    practices = rows(demo, f"/lscb/practice_threads.json?_shape=array&{of_practices}")
    leans = threads.leans(themes[0]["shows"], themes[0]["way"])
    made = {cell[0]: cell[2:7] for cell in cells(page, f"Boards {leans} on the practice") if len(cell) > 3}
    assert len(made) == len(practices) == 80
    assert made == {row["practice"]: expected(row) for row in practices}
    made = [(cell[0], cell[2:7]) for cell in cells(page, f"Boards {leans} on the theme")]
    assert made == [(row["theme"], expected(row)) for row in themes] and len(made) == len(vocabulary())
    for form in ("threads.json?_shape=objects", "threads.csv", "theme_pairs.csv", "distinctive_phrases.csv"):
        assert f'href="/lscb/{form}' in page.text
    assert 'href="/lscb/practice_threads.csv?' in page.text and f"shows={shows}" in page.text


def test_a_plot_stands_where_the_share_and_its_interval_are(demo):
    row = rows(demo, "/lscb/practice_threads.json?_shape=array")[0]
    low, high, at = (round(100 * row[f"group_{end}"]) for end in ("low", "high", "share"))
    assert f'<i class="group" style="--low:{low}%;--high:{high}%;--at:{at}%">' in demo("/threads").text


def test_the_counts_are_those_of_the_reviews_themselves(demo):
    """Counted from the tables: each board once, with its latest review."""
    grade = {row["review_id"]: row["lscb_grade"] for row in rows(demo, "/lscb/reviews.json?_shape=array&_size=max")}
    units = rows(demo, "/lscb/review_units.json?_shape=array&_size=max&is_counted=1&superseded_on__isblank=1")
    shown = rows(demo, "/lscb/review_theme_shows.json?_shape=array&_size=max")
    latest = {row["review_id"] for row in units}
    good = {one for one in latest if grade[one] in ("good", "outstanding")}
    assert good and latest - good
    strong = {}
    for row in shown:
        if row["review_id"] in latest and row["shows"] == "strength":
            strong.setdefault(row["theme_id"], set()).add(row["review_id"])
    labels = {row["label"]: row["theme_id"] for row in rows(demo, "/lscb/themes.json?_shape=array")}
    for cell in cells(demo("/threads?sections=all"), "Boards praised more often than criticised on the theme"):
        of_theme = strong.get(labels[cell[0]], set())
        assert cell[2].startswith(f"{len(of_theme & good)} ")
        assert cell[3].startswith(f"{len(of_theme - good)} ")


def test_the_answer_comes_first_and_the_widest_gaps_after_it(demo):
    page = demo("/threads")
    found = verdicts.sort_threads(rows(demo, "/lscb/practice_threads.json?_shape=array"))
    first = found.apart[0]
    assert f"the {first['group_n']} good and outstanding boards" in said(page).split("The widest gaps")[0]
    for row in found.apart[:7]:
        assert (
            f"{row['practice']} : {row['group_k']} of {row['group_n']} "
            f"({100 * row['group_share']:.0f}%), and {row['rest_k']} of {row['rest_n']} others"
        ) in said(page)
    key = re.search(r'<ul class="key">(.*?)</ul>', page.text, re.S)[1]
    assert f"good and outstanding boards ({first['group_n']})" in key and f"the others ({first['rest_n']})" in key
    key = re.search(r'<ul class="key">(.*?)</ul>', demo("/threads?grades=inadequate").text, re.S)[1]
    assert "inadequate boards (" in key


@pytest.mark.parametrize("words", ["", "sections=all", "grades=inadequate"])
def test_what_is_beyond_the_tone_and_what_changed_are_the_surest_of_their_queries(demo, words):
    page = demo(f"/threads?{words}")
    section = re.search(r'<section aria-labelledby="tone">.*?</section>', page.text, re.S)[0]
    for kind in ("practices", "themes"):
        more, less = threads.beyond(rows(demo, f"/lscb/beyond_tone.json?_shape=array&kind={kind}&{words}"))
        for row in (*more, *less):
            assert f'href="/{kind}/{row["topic_id"]}"' in section
        assert section.count(f'href="/{kind}/') == len(more) + len(less)
    of_years = words if "sections" in words else ""  # grades are not asked of the years
    shown = threads.changes(rows(demo, f"/lscb/practice_years.json?_shape=array&{of_years}"))
    section = re.search(r'<section aria-labelledby="years">.*?</section>', page.text, re.S)[0]
    assert section.count('href="/practices/') == len(shown)


def tone(name, ratio, p, q):
    return {"topic": name, "ratio": ratio, "p": p, "q": q}


def test_beyond_the_tone_the_sure_stand_alone_and_the_unsure_are_few():
    told = [tone(name, 2, 0.01 * at, 0.2) for at, name in enumerate("abcde")]
    more, less = threads.beyond(
        [*told, tone("z", 0.5, 0.001, 0.01), tone("y", 0.4, 0.02, 0.2), tone("n", None, None, None)]
    )
    assert [row["topic"] for row in more] == ["a", "b", "c"]  # none sure: the closest three
    assert [row["topic"] for row in less] == ["z"]  # one sure: it alone


def test_a_change_over_the_years_is_told_with_its_first_and_last_year():
    years = [
        {"practice_id": name, "practice": name, "year": year, "z": z, "q": q}
        for name, z, q in (("a", 2, 0.04), ("b", -3, 0.01), ("c", 1, 0.3), ("d", None, None))
        for year in (2014, 2016)
    ]
    found = threads.changes(years)
    assert [(one["practice"], one["rose"]) for one in found] == [("b", False), ("a", True)]
    assert (found[0]["first"]["year"], found[0]["last"]["year"]) == (2014, 2016)


def test_what_was_chosen_is_kept_by_every_link(demo):
    page = demo("/threads?as_at=2016-06-30&region=London&grades=good")
    for address in (
        "/threads?as_at=2014-11-12&amp;grades=good&amp;region=London",
        "/threads?as_at=2016-06-30&amp;grades=good",
        "/threads?as_at=2016-06-30&amp;region=London",
        "/threads?as_at=2016-06-30&amp;grades=good&amp;region=London&amp;shows=weakness",
        "/threads?as_at=2016-06-30&amp;grades=good&amp;region=London&amp;way=any",
        "/threads?as_at=2016-06-30&amp;grades=good&amp;region=London&amp;sections=all",
        "/practices/multi-agency-audits?as_at=2016-06-30&amp;region=London",
        "/lscb/threads.csv?as_at=2016-06-30&amp;grades=good&amp;region=London",
    ):
        assert f'href="{address}"' in page.text, address
    assert 'href="/briefing?as_at=2016-06-30&amp;grades=good"' in demo("/threads?as_at=2016-06-30&grades=good").text
    assert page.text.count('aria-current="true"') == 4  # the region, more praise, how it counts and where
    assert demo("/threads").text.count('aria-current="true"') == 6


def test_the_form_asks_for_every_parameter_and_shows_what_was_chosen(demo):
    form = re.search(r'<form class="parameters compact".*?</form>', demo("/threads?grades=inadequate").text, re.S)[0]
    assert set(re.findall(r'name="(\w+)"', form)) == {
        "grades", "as_at", "region", "from", "to", "shows", "way", "sections",
    }  # fmt: skip
    assert re.findall(r'value="([\w ]+)" checked', form) == ["inadequate"]


def test_phrases_are_the_first_of_their_query_and_none_only_praises(demo):
    page = demo("/threads?as_at=2016-12-31")
    words = rows(demo, "/lscb/distinctive_phrases.json?_shape=array&as_at=2016-12-31")
    for row in words[: threads.PHRASES]:
        assert f'<a href="{html.escape(row["statements_path"])}">{row["ngram"]}</a>' in page.text
    assert words and demo(words[0]["statements_path"]).status_code == 200
    assert not [row["ngram"] for row in words if is_judging(row["ngram"])]


def test_one_board_is_spoken_of_as_one(demo):
    """The demo has two outstanding boards, one of them by the end of 2016."""
    text = said(demo("/threads?grades=outstanding&as_at=2016-12-31"))
    assert "1 outstanding board" in text and "1 outstanding boards" not in text


@pytest.mark.parametrize(
    ("words", "told", "has_plot"),
    [
        ("as_at=2012-01-01", "No board has a review here as at 1 January 2012.", False),
        ("grades=outstanding&to=2014-03-01", "was judged outstanding, so there is nothing to compare", False),
        ("grades=outstanding,good,requires improvement,inadequate", "so there are no others to compare", True),
    ],
)
def test_an_empty_side_is_reported_and_no_empty_plot_is_drawn(demo, words, told, has_plot):
    page = demo(f"/threads?{words}")
    assert page.status_code == 200
    assert told in said(page)
    assert ('class="dots"' in page.text) is has_plot
    assert "What these figures are not" in said(page)


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("grades=fair", "'fair' is not one of them"),
        ("as_at=12/11/2014", "as_at must be a date such as 2014-11-12"),
        ("region=Atlantis", "region"),
        ("shows=both", "shows must be one of strength, weakness"),
        ("from=2015-01-01&to=2014-01-01", "from (2015-01-01) is after to (2014-01-01)"),
    ],
)
def test_what_makes_no_sense_is_refused(demo, words, wrong):
    page = demo(f"/threads?{words}")
    assert page.status_code == 400 and wrong in said(page)


def row(theme, group_share, rest_share, q, verdict=""):
    difference = None if rest_share is None else 100 * (group_share - rest_share)
    sides = {"group_share": group_share, "ways_apart": 4, "is_small": 0}
    return {"theme": theme, "difference_points": difference, "q": q, "verdict": verdict, **sides}


def test_themes_are_sorted_by_kind():
    found = verdicts.sort_threads(
        [
            row("a", 0.9, 0.5, 0.001, "common thread"),
            row("b", 0.9, 0.8, 0.4, "common ground"),
            row("c", 0.4, 0.1, 0.01),
            row("f", 0.8, 0.6, 0.01),
            row("d", 0.1, 0.7, 0.01),
            row("e", 0.2, 0.2, 1.0),
        ]
    )
    assert [one["theme"] for one in found.apart] == ["d", "a", "c", "f"]
    assert [one["theme"] for one in found.less] == ["d"]
    assert [one["theme"] for one in found.short] == ["c"]
    assert [one["theme"] for one in found.partly] == ["f"]
    assert [one["theme"] for one in found.unclear] == ["b", "e"]
    assert found.median_gap == pytest.approx(25)
    kinds = (*found.common, *found.ground, *found.short, *found.partly, *found.less)
    assert [verdicts.verdict(one) for one in kinds] == [
        "common thread", "common ground", "clear gap, but fewer than half",
        "clear gap in 4 of 6 ways", "less often than the others",
    ]  # fmt: skip
    alone = verdicts.sort_threads([row("a", 0.9, None, None)])
    assert (alone.apart, alone.unclear, alone.median_gap) == ([], [], None)
    assert verdicts.verdict(row("a", 0.9, None, None)) == "–"


def test_a_group_is_spoken_of_as_what_was_chosen():
    assert groups.read_grades("") == ["outstanding", "good"] == groups.read_grades("good, outstanding")
    assert groups.boards(["outstanding", "good"]) == "good and outstanding boards"
    assert groups.boards(["inadequate"]) == "inadequate boards"
    assert groups.boards(["requires improvement", "inadequate"]) == "boards judged requires improvement or inadequate"
    assert groups.when({"as_at": "2014-11-12", "region": "London"}) == "in London, as at 12 November 2014"
    assert (
        groups.when({"from": "2014-01-01", "to": "2014-06-30"})
        == "counting reviews published from 1 January 2014 to 30 June 2014"
    )
    assert groups.when({"to": "2014-06-30"}) == "counting reviews published up to 30 June 2014"
    assert groups.when({"region": "North East"}) == "in the North East"
    assert groups.when({"region": "Yorkshire and the Humber"}) == "in Yorkshire and the Humber"
    assert groups.boards(["outstanding", "good"], 1) == "good or outstanding board"
    assert groups.when({}) == ""
