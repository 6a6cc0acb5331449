"""The map: each authority once, with the letter, words and board of the canned query; the list says the same."""

import html
import re
from collections import Counter

import pytest

from web.tiles import borders

LETTERS = {"outstanding": "O", "good": "G", "requires improvement": "R", "inadequate": "I", None: "–"}
TILE = re.compile(
    r'<li style="grid-area: (\d+) / (\d+)"><a class="([^"]*)" href="/boards/([\w-]+)(?:\?as_at=[\d-]+)?">'
    r'<span aria-hidden="true">(.)</span><span class="said">([^<]*)</span></a></li>'
)


def said(answer):
    """The text of a page, without its tags."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.text)))


def rows(site, **asked):
    words = "".join(f"&{name}={value}" for name, value in asked.items())
    return site(f"/lscb/map_tiles.json?_shape=array{words}").json()


def tiles(page):
    return [(*map(int, one[:2]), *one[2:4], one[4], html.unescape(one[5])) for one in TILE.findall(page.text)]


@pytest.mark.parametrize("as_at", ["", "2014-11-12"])
def test_every_authority_has_its_boards_grade_in_letter_colour_and_words(demo, as_at):
    found = rows(demo, as_at=as_at)
    page = demo(f"/map?as_at={as_at}")
    shown = tiles(page)
    assert len(found) == len(shown) == 22
    assert len({one[:2] for one in shown}) == 22
    for row, (line, column, classes, board_id, letter, words) in zip(found, shown, strict=True):
        assert (line, column) == (row["tile_row"], row["tile_column"])
        assert (board_id, letter) == (row["board_id"], LETTERS[row["lscb_grade"]])
        colour = f"tile-{row['lscb_grade'].replace(' ', '-')}" if row["lscb_grade"] else None
        assert {one for one in classes.split() if one.startswith("tile-")} == ({colour} if colour else set())
        assert words.startswith(f"{row['authority']}: {row['lscb_grade'] or 'none '}")
    counts = Counter(row["lscb_grade"] for row in found)
    legend = re.search(r'<ul class="tile-legend">(.*?)</ul>', page.text, re.S)[1]
    assert [int(n) for n in re.findall(r": (\d+)</li>", legend)] == [counts[grade] for grade in LETTERS]


def test_a_grade_counts_from_the_day_its_review_is_public(get):
    assert {row["authority"]: row["lscb_grade"] for row in rows(get, as_at="2014-06-11")} == {
        "Aldermoor": "good",
        "Brackwater, City of": "good",
        "Coldharbour": None,
        "Dunmere": None,
    }
    page = get("/map?as_at=2014-06-11")
    assert {one[5] for one in tiles(page)} == {
        "Aldermoor: good, 10 June 2014",
        "Brackwater, City of: good, 10 June 2014",
        "Coldharbour: none held by then, the first is of 12 June 2014",
        "Dunmere: none held",
    }
    assert page.text.count('href="/boards/coldharbour?as_at=2014-06-11"') == 2  # on the map and in the list
    words = (
        "As at 11 June 2014, of 4 authorities none have a board graded outstanding, 2 good, none requires improvement"
    )
    assert words in said(page) and "of 2 no review is held here that was public by then." in said(page)


def test_a_joint_boards_authorities_have_one_review(get):
    found = {row["authority"]: row for row in rows(get)}
    one, other = found["Aldermoor"], found["Brackwater, City of"]
    assert one["review_id"] == other["review_id"] == "101" and one["authorities"] == 2
    assert "Aldermoor (joint board) Good 10 June 2014" in said(get("/map"))


def test_a_region_has_its_own_map_from_the_first_row_and_column(demo):
    page = demo("/map?region=London")
    shown = tiles(page)
    assert [one[3] for one in shown] == [row["board_id"] for row in rows(demo, region="London")]
    assert min(one[0] for one in shown) == min(one[1] for one in shown) == 1
    assert 'href="/map?as_at=2014-11-12&amp;region=London"' in page.text
    assert 'href="/lscb/map_tiles.csv?region=London"' in page.text
    assert page.text.count("<h3>") == 1


def test_lines_separate_the_regions():
    def row(la_code, column, line, region):
        return {"la_code": la_code, "tile_column": column, "tile_row": line, "region": region}

    found = borders([row("a", 1, 1, "x"), row("b", 2, 1, "y"), row("c", 2, 2, "x"), row("d", 4, 4, "y")])
    assert {code: classes.split() for code, classes in found.items()} == {
        "a": [],
        "b": ["border-w"],
        "c": ["border-n"],
        "d": [],
    }


def test_what_makes_no_sense_is_refused(get):
    answer = get("/map?region=Atlantis")
    assert answer.status_code == 400 and "region must be one of" in said(answer)


@pytest.mark.corpus
def test_england_on_the_ministers_day(built_corpus, serve):
    site = serve(built_corpus.data / "lscb.db")
    found = rows(site, as_at="2014-11-12")
    assert len(found) == 152
    counts = Counter(row["lscb_grade"] for row in found)
    assert counts == {"good": 8, "requires improvement": 10, "inadequate": 5, None: 129}
    # In the end five boards are joint; of the three held, all authorities show the grade.
    now = {row["authority"]: row for row in rows(site)}
    assert now["Westminster"]["review_id"] == now["Hammersmith and Fulham"]["review_id"]
    assert now["Rutland"]["lscb_grade"] == now["Leicestershire"]["lscb_grade"] == "good"
    assert len(site("/map").text) < 200_000
