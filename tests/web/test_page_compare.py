import html
import re

import pytest

from extract.themes import vocabulary
from web.pages import compare


def themes(page):
    """The themes in the page's order, and for each what is shown of each board."""
    found = {}
    for part in page.split('<section class="theme"')[1:]:
        name = re.search(r'<h3 id="([\w-]+)"', part)[1]
        found[name] = dict(re.findall(r"<div><h4>(.*?)</h4>(.*?)</div>", part, re.DOTALL))
    return found


def compared(harbours, *boards, more=""):
    return html.unescape(harbours("/compare?" + "&".join(f"board={one}" for one in boards) + more).text)


def test_each_board_has_its_own_words_with_the_right_page(harbours):
    for theme in themes(compared(harbours, "coldharbour", "eskerby", "fenmoor")).values():
        for place, told in theme.items():
            quotes = re.findall(
                r"<q>(.*?)</q>\s*<p class=\"cite\">(\w+), .*?/v1/file/(\d+)#page=(\d+)\"", told, re.DOTALL
            )
            assert len(quotes) == told.count("<q>")
            for quote, credited, file_id, _ in quotes:
                assert place in quote and credited == place
                assert file_id == {"Coldharbour": "108", "Eskerby": "109", "Fenmoor": "110"}[place]
    told = themes(compared(harbours, "coldharbour", "fenmoor"))["partnership"]["Fenmoor"]
    assert re.search(r"Fenmoor's bells ring late.*?file/110#page=9", told, re.DOTALL)


def test_counts_stand_side_by_side_and_themes_that_differ_most_come_first(harbours):
    page = compared(harbours, "coldharbour", "eskerby", "fenmoor")
    found = themes(page)
    # balances: leadership 1/3, 1/3, -1/3; partnership 0, 1/3, 0; training 0, 0, 1/3; the rest alike
    assert list(found) == ["leadership", "partnership", "training", "planning", "performance-data"]
    assert {place: re.search(r"tally\">(.*?)<", told)[1] for place, told in found["leadership"].items()} == {
        "Coldharbour": "1\u00a0praise, 0\u00a0criticism",
        "Eskerby": "1\u00a0praise, 0\u00a0criticism",
        "Fenmoor": "1\u00a0praise, 3\u00a0criticism",
    }
    assert "not raised" in found["training"]["Eskerby"]
    rows = re.findall(r'<a href="#([\w-]+)">.*?</th><td>(.*?)</td><td>(.*?)</td><td>(.*?)</td>', page)
    assert rows[0] == ("leadership", "1 : 0", "1 : 0", "1 : 3") and rows[2] == ("training", "–", "–", "1 : 0")
    assert "They differ most on Chair and leadership" in page


def test_two_boards_get_three_quotes_per_theme_more_get_two_and_the_rest_is_linked(harbours):
    said = re.findall(r"<q>(.*?)</q>", themes(compared(harbours, "coldharbour", "fenmoor"))["leadership"]["Fenmoor"])
    assert said == [
        "Fenmoor's harbour master is away.",
        "The keeper of Fenmoor knows each lantern.",
        "Fenmoor's deputy is away.",
    ]
    told = themes(compared(harbours, "coldharbour", "eskerby", "fenmoor"))["leadership"]["Fenmoor"]
    assert re.findall(r"<q>(.*?)</q>", told) == said[:2]
    (link,) = re.findall(r'href="(/lscb/board_quotes[^"]+)">All 4', told)
    path, words = link.split("?")
    assert len(harbours(f"{path}.json?{words}&_shape=array").json()) == 4


def test_the_header_has_grade_date_and_region_as_at_the_date(harbours):
    page = compared(harbours, "coldharbour", "eskerby", more="&as_at=2015-01-01")
    cold, esk = re.findall(r'<section aria-labelledby="b\d">(.*?)</section>', page, re.DOTALL)
    assert "grade-good" in cold and "12 June 2014" in cold and "South Vale" in cold and "file/103#page=8" in cold
    assert "grade-outstanding" in esk and "North Vale" in esk
    assert all("Old Coldharbour" in quote for quote in re.findall(r"<q>(.*?Coldharbour.*?)</q>", page))
    assert 'href="/lscb/boards_reviewed.csv?as_at=2015-01-01"' in page
    assert "grade-inadequate" in compared(harbours, "coldharbour", "eskerby")


def test_a_joint_board_is_quoted_from_the_report_that_counts_and_a_disagreement_is_noted(harbours):
    page = compared(harbours, "aldermoor-and-brackwater", "gullmere-and-hythe")
    quotes = re.findall(r"<q>(.*?)</q>", page)
    assert quotes and all("Aldermoor" in quote or "Gullmere" in quote for quote in quotes)
    assert page.count("do not agree on the board’s grade") == 1


def test_a_board_without_a_review_is_said_to_have_none(harbours):
    page = compared(harbours, "coldharbour", "dunmere")
    assert "Its review is not held: authority abolished." in page
    assert all("no review here" in theme["Dunmere"] for theme in themes(page).values())
    answer = harbours("/compare?board=coldharbour&board=dunmere&as_at=2013-01-01")
    assert answer.status_code == 200 and "None of these boards has a review here" in answer.text


@pytest.mark.parametrize(
    ("boards", "said"),
    [
        ("board=coldharbour", "Choose 2 to 4 boards to compare; 1 is chosen."),
        ("board=coldharbour&board=&board=", "1 is chosen."),
        (
            "board=coldharbour&board=eskerby&board=fenmoor&board=dunmere&board=gullmere-and-hythe",
            "5 are chosen.",
        ),
        ("board=coldharbour&board=eskerby&board=coldharbour", "coldharbour is named twice"),
    ],
)
def test_a_choice_that_cannot_be_compared_is_refused_with_the_form_to_mend_it(harbours, boards, said):
    answer = harbours(f"/compare?{boards}")
    assert answer.status_code == 400 and said in answer.text
    assert answer.text.count('<select id="board-') == 4 and '<option value="coldharbour" selected>' in answer.text


def test_without_boards_the_form_is_all_there_is(harbours):
    answer = harbours("/compare")
    assert answer.status_code == 200 and answer.text.count('<select id="board-') == 4 and "<h2" not in answer.text
    options = re.findall(r'<option value="([\w-]+)"', answer.text)
    assert "dunmere" not in options and len(options) == 4 * 5


def test_an_unknown_board_answers_404_and_leads_to_the_comparison_meant(harbours):
    answer = harbours("/compare?board=eskerby&board=coldharbor&as_at=2015-01-01")
    assert answer.status_code == 404 and "No board is called &#39;coldharbor&#39;." in answer.text
    assert 'href="/compare?board=eskerby&amp;board=coldharbour&amp;as_at=2015-01-01"' in answer.text


def test_the_queries_take_boards_separated_by_commas_or_repeated(harbours):
    page = harbours("/compare?board=coldharbour&board=eskerby").text
    assert 'href="/lscb/boards_compared.csv?board=coldharbour%2Ceskerby"' in page
    address = "/lscb/boards_compared.json?_shape=array&board="
    once = harbours(address + "coldharbour,eskerby").json()
    assert once == harbours(address + "coldharbour&board=eskerby").json()
    assert {row["board_id"] for row in once} == {"coldharbour", "eskerby"} and len(once) == 2 * len(vocabulary())
    answer = harbours(address + "coldharbour,eskerbie")
    assert (
        answer.status_code == 400
        and "eskerby" in answer.json()["error"]
        and "it is 'eskerbie'." in answer.json()["error"]
    )


def test_practices_stand_side_by_side_under_their_theme():
    def row(practice, theme, shows):
        return {"practice_id": practice, "theme": theme, "shows": shows}

    one = [row("a", "Audit", "credited"), row("b", "Audit", "not raised"), row("c", "Training", "not raised")]
    other = [row("a", "Audit", "not raised"), row("b", "Audit", "not raised"), row("c", "Training", "faulted")]
    found = compare.practice_rows([one, other, []])
    assert [(theme, [(of["practice_id"], shows) for of, shows in rows]) for theme, rows in found] == [
        ("Audit", [("a", ["credited", "not raised", ""])]),
        ("Training", [("c", ["not raised", "faulted", ""])]),
    ]
    assert compare.practice_rows([[], []]) == []


def test_the_grid_says_of_each_board_what_its_query_says(demo):
    listed = demo("/lscb/boards_reviewed.json?_shape=array").json()
    (missing, *_) = [row["board_id"] for row in listed if row["state"] == "not held"]
    page = compared(demo, "aldermoor", "quayhaven", missing)
    grid = page[page.index('id="practices"') : page.index('id="themes"')]
    rows = re.findall(r'<a href="/practices/([\w-]+)">.*?</th>(.*?)</tr>', grid)
    assert page.index('id="practices"') < page.index('id="themes"') and rows
    of_board = [
        {
            row["practice_id"]: row["shows"]
            for row in demo(f"/lscb/board_practices.json?_shape=array&board={one}").json()
        }
        for one in ("aldermoor", "quayhaven")
    ]
    for practice, cells in rows:
        said = [
            (label or "not raised", letter or "–")
            for label, letter in re.findall(r'<td>(?:<b[^>]*aria-label="([^"]+)">(.)</b>|–)</td>', cells)
        ]
        assert [one for one, _ in said] == [*(shows[practice] for shows in of_board), "no review here"]
        assert all(letter == {"credited": "C", "faulted": "F", "even": "E"}.get(one, "–") for one, letter in said)
    raised = {one for shows in of_board for one, how in shows.items() if how != "not raised"}
    assert {practice for practice, _ in rows} == raised
