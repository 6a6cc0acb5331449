import re

import pytest
from reading import rows


def listed(page):
    """The boards of the list, in its order."""
    return re.findall(r'<th scope="row"><a href="/boards/([\w-]+)', page)


def row(page, board):
    """What the list says of a board."""
    return next(part for part in page.split("<tr>") if f'href="/boards/{board}' in part)


def test_every_board_is_listed_once_with_its_grade_date_and_balance(harbours):
    page = harbours("/boards").text
    assert listed(page) == [
        *("aldermoor-and-brackwater", "coldharbour", "dunmere", "eskerby", "fenmoor", "gullmere-and-hythe"),
    ]
    assert "5 of 6 boards have a review here: 1 outstanding, 2 good, 1 requires improvement, 1 inadequate." in page
    assert '<h2 id="list">6 of 6 boards</h2>' in page
    cold = row(page, "coldharbour")
    assert "grade-inadequate" in cold and "20 May 2016" in cold and 'href="http://127.0.0.1/v1/file/108#page=8"' in cold
    assert "2&nbsp;praise, 3&nbsp;criticism" in cold and "South Vale" in cold
    assert "grade-requires-improvement" in cold  # the authority's own
    assert "4&nbsp;praise, 3&nbsp;criticism" in row(page, "eskerby")
    joint = row(page, "aldermoor-and-brackwater")
    assert "Aldermoor; Brackwater, City of" in joint and "2&nbsp;praise, 3&nbsp;criticism" in joint


def test_a_board_whose_review_is_not_held_says_why_and_cannot_be_ticked(harbours):
    page = harbours("/boards").text
    assert "Not held: 1; the list says why." in page
    dunmere = row(page, "dunmere")
    assert "not held: authority abolished" in dunmere and "checkbox" not in dunmere
    ticks = re.findall(r'<input type="checkbox" name="board" value="([\w-]+)" aria-label="compare', page)
    assert ticks == [board for board in listed(page) if board != "dunmere"]


def test_a_list_of_one_grade_names_the_boards_of_which_no_review_is_held(harbours):
    def missing(address):
        found = re.search(r'<ul class="missing">(.*?)</ul>', harbours(address).text, re.DOTALL)
        return " ".join(re.sub("<[^>]*>", "", found[1]).split()) if found else None

    rows = harbours("/lscb/boards_reviewed.json?_shape=array").json()
    (dunmere,) = (one for one in rows if one["board_id"] == "dunmere")
    page = harbours("/boards?grade=good").text
    assert 'may lack a board that was judged good: <a href="#unheld">no review is held here of 1 more</a>' in page
    assert missing("/boards?grade=good").startswith("Authority abolished")
    assert f": {dunmere['areas']}" in missing("/boards?grade=good")
    region = dunmere["region"].replace(" ", "+")
    assert dunmere["areas"] in missing(f"/boards?grade=inadequate&region={region}")
    (elsewhere, *_) = {row["region"] for row in rows} - {dunmere["region"]}
    assert missing(f"/boards?grade=inadequate&region={elsewhere.replace(' ', '+')}") is None
    # without a grade the list itself has it
    assert missing("/boards") is None


def test_disagreeing_reports_of_a_board_are_noted_in_the_list(harbours):
    page = harbours("/boards").text
    assert "its reports disagree" in row(page, "gullmere-and-hythe")
    assert page.count("its reports disagree") == 1


def test_as_at_a_date_each_board_has_its_latest_review_by_then(harbours):
    page = harbours("/boards?as_at=2015-01-01").text
    cold = row(page, "coldharbour")
    assert "grade-good" in cold and "12 June 2014" in cold and "file/103#page=8" in cold
    assert '<input type="hidden" name="as_at" value="2015-01-01">' in page
    assert 'href="/boards/coldharbour?as_at=2015-01-01"' in page
    early = harbours("/boards?as_at=2014-06-10").text
    assert "4 of 6 boards have a review here that was public by 10 June 2014" in early
    assert "Reviewed later: 1." in early and "reviewed later, on" in row(early, "coldharbour")


@pytest.mark.parametrize(
    ("sort", "first", "last"),
    [
        ("lscb_grade", ["eskerby", "aldermoor-and-brackwater", "gullmere-and-hythe"], "dunmere"),
        ("lscb_grade-reversed", ["coldharbour", "fenmoor", "aldermoor-and-brackwater"], "dunmere"),
        ("date", ["coldharbour"], "dunmere"),
        ("date-reversed", ["aldermoor-and-brackwater", "eskerby"], "dunmere"),
        ("balance", ["eskerby"], "dunmere"),
        ("balance-reversed", ["fenmoor"], "dunmere"),
        ("region", ["aldermoor-and-brackwater", "eskerby", "coldharbour"], "gullmere-and-hythe"),
        ("name-reversed", ["gullmere-and-hythe", "fenmoor"], "aldermoor-and-brackwater"),
    ],
)
def test_the_list_is_sorted_and_boards_without_a_review_come_last(harbours, sort, first, last):
    found = listed(harbours(f"/boards?sort={sort}").text)
    assert found[: len(first)] == first and found[-1] == last and len(found) == 6


def test_headings_sort_keep_the_filters_and_say_which_way(harbours):
    page = harbours("/boards?sort=date&region=South+Vale").text
    assert re.findall(r'<th scope="col" aria-sort="(\w+)"><a href="([^"]+)">(\w+)', page) == [
        ("descending", "/boards?region=South+Vale&amp;sort=date-reversed", "Published")
    ]
    assert 'href="/boards?region=South+Vale&amp;sort=lscb_grade">Grade' in page
    assert 'aria-sort="ascending"' in harbours("/boards").text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("grade=good", ["aldermoor-and-brackwater", "gullmere-and-hythe"]),
        ("region=North+Vale", ["aldermoor-and-brackwater", "eskerby"]),
        ("name=brackwater", ["aldermoor-and-brackwater"]),
        ("name=children's+ESK", ["eskerby"]),
        ("name=%22", []),
        ("grade=good&as_at=2015-01-01&name=cold", ["coldharbour"]),
    ],
)
def test_filters_narrow_the_list_and_say_how_many_are_left(harbours, asked, found):
    page = harbours(f"/boards?{asked}").text
    assert listed(page) == found
    assert f'<h2 id="list">{len(found)} of 6 boards</h2>' in page


def test_the_list_is_taken_away_with_the_same_parameters(harbours):
    page = harbours("/boards?grade=good&sort=name-reversed").text
    csv = "/lscb/boards_reviewed.csv?grade=good&amp;sort=name-reversed"
    assert f'href="{csv}"' in page
    lines = harbours(csv.replace("&amp;", "&")).text.splitlines()
    assert [line.split(",")[0] for line in lines] == ["board_id", "gullmere-and-hythe", "aldermoor-and-brackwater"]


def test_every_count_can_be_taken_away_when_the_list_is_narrowed_too(harbours):
    assert 'href="/lscb/boards_reviewed.csv?as_at=2015-01-01"' in harbours("/boards?grade=good&as_at=2015-01-01").text
    assert harbours("/boards").text.count("/lscb/boards_reviewed.csv") == 1


def test_another_date_keeps_what_was_chosen(harbours):
    page = harbours("/boards?grade=good&as_at=2015-01-01&sort=date").text
    assert '<a href="/boards?as_at=2014-11-12&amp;grade=good&amp;sort=date">As at 12 November 2014</a>' in page
    assert '<a href="/boards?grade=good&amp;sort=date">as at today</a>' in page
    assert ">As at today</a>" in harbours("/boards?as_at=2014-11-12").text
    assert "as at today" not in harbours("/boards").text


def test_an_unknown_order_is_refused(harbours):
    answer = harbours("/boards?sort=size")
    assert answer.status_code == 400 and "sort must be one of name, name-reversed" in answer.text


def test_a_filtered_list_says_its_result_above_the_form(demo):
    found = rows(demo, "/lscb/boards_reviewed.json?_shape=array&grade=good")
    page = demo("/boards?grade=good").text
    assert f'<a href="#list">{len(found)} boards are as chosen' in page.split("<form", 1)[0]
    assert "as chosen" not in demo("/boards").text
