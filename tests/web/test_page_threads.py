"""`/threads`: sizes and words that follow the query, whatever group, time or region is chosen."""

import html
import re

import pytest
from reading import cells, rows, said

from extract.themes import vocabulary
from web import groups
from web.pages import threads


def signed(points):
    return f"{points:+.0f}".replace("-", "−") if round(points) else "0"


CHOSEN = ["", "as_at=2015-06-30", "grades=inadequate", "grades=good&grades=requires+improvement&shows=weakness"]


@pytest.mark.parametrize("words", CHOSEN)
def test_every_cell_of_the_table_is_the_querys(demo, words):
    page = demo(f"/threads?{words}")
    query = words.replace("&grades=", ",")
    found = rows(demo, f"/lscb/threads.json?_shape=array&{query}")
    made = cells(page, f"Boards {threads.LEANS[found[0]['shows']]} on the theme")
    assert len(made) == len(found) == len(vocabulary())
    for cell, row in zip(made, found, strict=True):
        assert cell[0] == row["theme"]
        for side, text in (("group", cell[1]), ("rest", cell[2])):
            k, n, share, low, high = (row[f"{side}_{name}"] for name in ("k", "n", "share", "low", "high"))
            assert text == f"{k} of {n}, {100 * share:.0f} % ({100 * low:.0f} to {100 * high:.0f})"
        assert cell[3] == (
            f"{signed(row['difference_points'])} ({signed(row['difference_low'])} to {signed(row['difference_high'])})"
        )
        assert float(cell[4].split(" (")[0].replace(",", "")) == pytest.approx(row["odds_ratio"], rel=0.05, abs=0.005)
        for text, value in ((cell[5], row["p"]), (cell[6], row["q"])):
            assert text == ("< 0.001" if value < 0.001 else f"{value:.3f}")
        assert row["verdict"] in cell[7] and cell[7] != "–"
    for form in ("threads.json?_shape=objects", "threads.csv", "theme_pairs.csv", "distinctive_phrases.csv"):
        assert f'href="/lscb/{form}' in page.text


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
        assert cell[1].startswith(f"{len(of_theme & good)} of {len(good)}, ")
        assert cell[2].startswith(f"{len(of_theme - good)} of {len(latest - good)}, ")


def test_the_size_comes_first_and_the_chart_names_the_group(demo):
    page = demo("/threads")
    found = threads.sort_threads(rows(demo, "/lscb/threads.json?_shape=array"))
    first = rows(demo, "/lscb/threads.json?_shape=array")[0]
    counts = f"the {first['group_n']} good and outstanding boards"
    assert counts in said(page).split("The widest gaps")[0]
    for row in found.apart[:5]:
        assert (
            f"{row['theme']} : {row['group_k']} of {row['group_n']} "
            f"({100 * row['group_share']:.0f} %), and {row['rest_k']} of {row['rest_n']} others"
        ) in said(page)
    (svg,) = re.findall(r"<svg.*?</svg>", page.text, re.S)
    key = re.search(r'<ul class="key">(.*?)</ul>', page.text, re.S)[1]
    assert f"good and outstanding boards ({first['group_n']})" in key and f"the others ({first['rest_n']})" in key
    assert all(row["theme"] in svg for row in rows(demo, "/lscb/threads.json?_shape=array"))
    assert len(svg) < 30_000
    assert (
        "inadequate boards ("
        in re.search(r'<ul class="key">(.*?)</ul>', demo("/threads?grades=inadequate").text, re.S)[1]
    )


def test_what_was_chosen_is_kept_by_every_link(demo):
    page = demo("/threads?as_at=2016-06-30&region=London&grades=good")
    for address in (
        "/threads?as_at=2014-11-12&amp;grades=good&amp;region=London",
        "/threads?as_at=2016-06-30&amp;grades=good",
        "/threads?as_at=2016-06-30&amp;region=London",
        "/threads?as_at=2016-06-30&amp;grades=good&amp;region=London&amp;shows=weakness",
        "/lscb/threads.csv?as_at=2016-06-30&amp;grades=good&amp;region=London",
    ):
        assert f'href="{address}"' in page.text, address
    assert page.text.count('aria-current="true"') == 2  # the region, and more praise
    assert demo("/threads").text.count('aria-current="true"') == 4


def test_the_form_asks_for_every_parameter_and_shows_what_was_chosen(demo):
    form = re.search(r'<form class="parameters compact".*?</form>', demo("/threads?grades=inadequate").text, re.S)[0]
    assert set(re.findall(r'name="(\w+)"', form)) == {"grades", "as_at", "region", "from", "to", "shows"}
    assert re.findall(r'value="([\w ]+)" checked', form) == ["inadequate"]


def test_pairs_and_phrases_are_the_first_of_their_queries(demo):
    page = demo("/threads?as_at=2016-12-31")
    pairs = rows(demo, "/lscb/theme_pairs.json?_shape=array&as_at=2016-12-31")
    together = threads.pairs_together(pairs)
    assert all(row["ratio"] > 1 for row in together)
    assert [row["p"] for row in together] == sorted(row["p"] for row in together)
    made = cells(page, "Pairs of themes")
    assert [cell[0] for cell in made] == [f"{row['label_1']} with {row['label_2']}" for row in together[:5]]
    assert [cell[1:4] for cell in made] == [
        [str(row["k_both"]), f"{row['expected']:.1f}", f"{row['ratio']:.2f}"] for row in together[:5]
    ]
    words = rows(demo, "/lscb/distinctive_phrases.json?_shape=array&as_at=2016-12-31")
    for row in words[:20]:
        assert f'<a href="{html.escape(row["statements_path"])}">{row["ngram"]}</a>' in page.text
    assert words and demo(words[0]["statements_path"]).status_code == 200


def test_one_board_is_spoken_of_as_one(demo):
    """The demo has two outstanding boards, one of them by the end of 2016."""
    text = said(demo("/threads?grades=outstanding&as_at=2016-12-31"))
    assert "the 1 outstanding board, and clearly fewer of the" in text and "1 outstanding boards" not in text


def test_themes_that_share_the_widest_gap_are_all_named(demo):
    rows_of = rows(demo, "/lscb/threads.json?_shape=array&sections=all")
    found = threads.sort_threads(rows_of)
    widest = max(abs(row["difference_points"]) for row in rows_of)
    names = [row["theme"] for row in found.apart if abs(row["difference_points"]) == widest]
    assert len(names) == 2  # all good boards are praised on both, and no other
    assert f"{names[0]} and {names[1]} separate good and outstanding boards and the others most" in said(
        demo("/threads?sections=all")
    )


@pytest.mark.parametrize(
    ("words", "told", "has_chart"),
    [
        ("as_at=2012-01-01", "No board has a review here as at 1 January 2012.", False),
        ("grades=outstanding&to=2014-03-01", "was judged outstanding, so there is nothing to compare", False),
        ("grades=outstanding,good,requires improvement,inadequate", "so there are no others to compare", True),
    ],
)
def test_an_empty_side_is_reported_and_no_empty_chart_is_drawn(demo, words, told, has_chart):
    page = demo(f"/threads?{words}")
    assert page.status_code == 200
    assert told in said(page)
    assert ("<svg" in page.text) is has_chart
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
    found = threads.sort_threads(
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
    assert [threads.verdict(one) for one in kinds] == [
        "common thread", "common ground", "apart, but under half", "apart in 4 of 6 ways", "less often than the others",
    ]  # fmt: skip
    alone = threads.sort_threads([row("a", 0.9, None, None)])
    assert (alone.apart, alone.unclear, alone.median_gap) == ([], [], None)
    assert threads.verdict(row("a", 0.9, None, None)) == "–"
    assert threads.difference(row("a", 0.9, None, None)) == ""
    assert threads.difference(row("d", 0.1, 0.7, 0.01)) == "−60 points, q 0.010"


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
