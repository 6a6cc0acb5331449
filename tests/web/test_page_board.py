import html
import re

import pytest

from web.pages import board as module


def section(page, start, end="<h2"):
    """The part of a page from a heading's id to the next heading of that kind."""
    found = page[page.index(f'id="{start}"') :]
    return found[: found.index(end)] if end in found else found


def sides(page, theme):
    """What stands under a theme: its praise and its criticism, as HTML."""
    praise, criticism = section(page, theme, "</section>").split("<h4>")[1:]
    return praise, criticism


def test_the_grade_date_and_page_come_first(harbours):
    page = harbours("/boards/coldharbour").text
    lead = re.search(r'<p class="lead">(.*?)</p>', page)[1]
    assert "grade-inadequate" in lead and "20 May 2016" in lead and "report on Coldharbour" in lead
    assert 'href="http://127.0.0.1/v1/file/108#page=8">report, page 8' in lead
    assert (
        "We count 2 sentences of praise and 3 of criticism, recommendations included." in lead
        and 'href="/lscb/boards_reviewed.csv"' in page
    )
    assert 'Inspected from <time datetime="2016-02-01">1 February 2016</time>' in page
    assert "<title>Coldharbour Local Safeguarding Children Board: " in page


def test_what_does_not_agree_in_its_review_stands_with_its_page_and_its_data(harbours):
    warned = section(harbours("/boards/coldharbour").text, "warnings", "</section>")
    assert '<a href="http://127.0.0.1/v1/file/108#page=9">Page 9</a>: paragraph 83 follows paragraph 81' in warned
    assert 'href="/lscb/report_warnings.csv?review=108"' in warned
    assert 'id="warnings"' not in harbours("/boards/fenmoor").text


def test_praise_and_criticism_stand_side_by_side_under_their_theme_with_their_pages(harbours):
    page = html.unescape(harbours("/boards/coldharbour").text)
    good, bad = sides(page, "partnership")
    assert good.startswith("Praise (1)<") and bad.startswith("Criticism (1)<")
    assert "Coldharbour's crews and pilots keep one long chart" in good and "(under What inspectors praised)" in good
    assert '<a href="#s-004-01">Coldharbour\'s bells ring late.</a> (under What inspectors criticised)' in bad
    told = section(page, "criticised", "</section>")
    assert "<q>Coldharbour's bells ring late.</q>" in told and "108#page=9" in told
    good, bad = sides(page, "performance-data")
    assert good.startswith("Praise (0)<") and "none" in good
    assert "<q>Coldharbour should count its ferries.</q>" in bad and ", recommendation" in bad and "108#page=8" in bad


def test_no_other_review_is_quoted(harbours):
    page = html.unescape(harbours("/boards/coldharbour").text)
    quotes = re.findall(r"<q>(.*?)</q>", page)
    assert len(quotes) == 8 and all("Coldharbour" in quote and "Old" not in quote for quote in quotes)
    joint = html.unescape(harbours("/boards/aldermoor-and-brackwater").text)
    assert all("Aldermoor" in quote for quote in re.findall(r"<q>(.*?)</q>", joint))


def test_a_statement_on_two_themes_stands_once_and_is_referred_to_from_the_other(harbours):
    page = html.unescape(harbours("/boards/coldharbour").text)
    assert page.count("<q>Coldharbour's crews and pilots keep") == 1
    themes = re.findall(r'<h3 id="([\w-]+)">', section(page, "themes"))
    # as many statements on each of the first two, in their own order; planning has one mixed beside its strength
    assert themes == ["partnership", "planning", "leadership", "performance-data"]
    assert "<q>Coldharbour's crews and pilots keep" in section(page, "praise", "</details>")
    good, _ = sides(page, "planning")
    assert '<a href="#s-003-01">Coldharbour\'s crews and pilots keep one long chart of all its sandbanks …</a>' in good
    assert "(under What inspectors praised)" in good and 'id="s-003-01"' in page


def test_mixed_neutral_and_themeless_statements_are_folded_away(harbours):
    page = html.unescape(harbours("/boards/coldharbour").text)
    folded = dict(re.findall(r"<details class=\"aside\"><summary>(.*?)</summary>.*?<q>(.*?)</q>", page, re.DOTALL))
    assert folded == {
        "Praise and criticism in one sentence (1)": "Coldharbour's piers are fine but old.",
        "Plain fact (1)": "Coldharbour has nine jetties.",
    }
    # on no theme, but above
    assert "<q>Coldharbour's tide tables are wrong.</q>" in section(page, "criticised", "</section>")


def test_the_table_of_themes_counts_and_says_which_have_most(harbours):
    page = harbours("/boards/fenmoor").text
    most = "Most praise: Chair and leadership, Partnership working and 2 more (1 each). "
    assert f"<strong>{most}Most criticism: Chair and leadership (3).</strong>" in page
    rows = re.findall(r'<a href="#([\w-]+)">[^<]*</a></th><td>(\d)</td><td>(\d)</td><td>(\d)</td><td>(\d)</td>', page)
    assert ("leadership", "1", "3", "0", "0") in rows and ("planning", "1", "0", "1", "0") in rows
    assert 'href="/lscb/board_themes.csv?board=fenmoor"' in page


def test_recommendations_and_all_grades_have_their_pages(harbours):
    page = harbours("/boards/coldharbour").text
    told = section(page, "recommendations")
    assert "<q>Coldharbour should count its ferries.</q>" in told and "108#page=8" in told
    grades = re.findall(
        r"<li>([^<:]+): <span class=\"grade grade-([\w-]+)\">.*?#page=(\d+)\"", section(page, "judgements")
    )
    assert grades == [
        ("Overall effectiveness of the authority", "requires-improvement", "1"),
        ("Leadership, management and governance", "good", "2"),
        ("Effectiveness of the Local Safeguarding Children Board", "inadequate", "8"),
    ]


def test_a_board_reviewed_twice_is_shown_as_it_stood_and_has_both_in_its_history(harbours):
    late, early = harbours("/boards/coldharbour").text, harbours("/boards/coldharbour?as_at=2016-05-19").text
    lead = re.search(r'<p class="lead">(.*?)</p>', early)[1]
    assert "grade-good" in lead and "12 June 2014" in lead and "file/103#page=8" in lead
    assert "as at 19 May 2016; it was reviewed again, in a report public on" in early
    assert "Old Coldharbour" in early and "<q>Coldharbour" not in html.unescape(early)
    for page in (late, early):
        first, second = re.findall(r"<li>(.*?)</li>", section(page, "history"), re.DOTALL)
        assert "12 June 2014" in first and "grade-good" in first and "/reviews/103" in first
        assert "20 May 2016" in second and "grade-inadequate" in second and "/reviews/108" in second
        assert ("Shown here." in first) == (page is early) and ("Shown here." in second) == (page is late)
    assert 'href="/boards/coldharbour?as_at=2014-06-12">The board as it was then' in late
    # a day before the first review was public
    none = harbours("/boards/coldharbour?as_at=2014-06-11").text
    assert "No review of this board held here was public by 11 June 2014" in none and "<q>" not in none


def test_a_joint_board_counts_once_and_lists_its_reports(harbours):
    page = harbours("/boards/aldermoor-and-brackwater").text
    assert "it is reviewed in 2 reports held here" in page and "the report on Aldermoor is the one that counts" in page
    first, second = re.findall(r"<li>(.*?)</li>", section(page, "history"), re.DOTALL)
    assert "/reviews/101" in first and "Shown here." in first
    assert "/reviews/102" in second and "It repeats another report, and does not count again." in second
    assert "do not agree" not in page
    assert re.findall(r"<h3>(.*?)</h3>", section(page, "judgements")) == ["Aldermoor", "Brackwater, City of"]


def test_reports_that_disagree_on_the_grade_are_reported_prominently(harbours):
    page = harbours("/boards/gullmere-and-hythe").text
    said = re.search(r'<p class="message-error" role="alert">(.*?)</p>', page)[1]
    assert "do not agree on the board’s grade" in said
    assert re.findall(r"report on (\w+) says <span class=\"grade grade-(\w+)\">.*?file/(\d+)#", said) == [
        ("Gullmere", "good", "111"),
        ("Hythe", "inadequate", "112"),
    ]


def test_a_board_without_a_held_review_says_what_is_missing_and_why(harbours):
    answer = harbours("/boards/dunmere")
    assert answer.status_code == 200
    assert "no report on it is held here: authority abolished" in answer.text
    told = section(answer.text, "history")
    assert "June 2015: the report on Dunmere is <strong>not held</strong>, authority abolished." in told
    assert "The authority was judged" in told and "grade-good" in told and "Source: Dunmere Gazette, June 2015." in told
    assert "<svg" not in answer.text and "/compare?" not in answer.text


def test_neighbours_by_name_and_the_nearest_two_of_the_current_edition(harbours):
    told = html.unescape(section(harbours("/boards/coldharbour").text, "neighbours"))
    assert re.findall(r'<li>(?:<a href="/boards/[\w-]+">)?([A-Z]\w+)', told) == ["Aldermoor", "Dunmere", "Eskerby"]
    assert "Dunmere</a>: no review held" in told
    assert 'href="/compare?board=coldharbour&board=eskerby"' in told
    # Dunmere is nearer, but has none; Brackwater and Aldermoor have one board
    nearest = "/compare?board=coldharbour&board=fenmoor&board=aldermoor-and-brackwater"
    assert f'<a href="{nearest}">Compare with Fenmoor and Brackwater, City of</a>' in told


def test_boards_alike_have_their_grade_distance_and_themes(harbours):
    page = harbours("/boards/coldharbour").text
    rows = harbours("/lscb/board_alike.json?_shape=objects&board=coldharbour").json()["rows"]
    told = re.findall(r"<li>(.*?)</li>", section(page, "alike"), re.DOTALL)
    assert len(told) == len(rows) == 4
    for one, row in zip(told, rows, strict=True):
        assert f'href="/boards/{row["alike_board_id"]}"' in one and f"distance {row['distance']:.2f}" in one
        assert f"grade-{row['lscb_grade'].replace(' ', '-')}" in one
        assert f"/compare?board=coldharbour&amp;board={row['alike_board_id']}" in one
    assert "Furthest apart in Chair and leadership" in told[-1] and "/boards/fenmoor" in told[-1]


def test_a_board_can_be_cited(harbours):
    told = section(harbours("/boards/coldharbour?as_at=2015-01-01").text, "cite")
    said = html.unescape(re.sub(r"<[^>]+>", "", told))
    assert "review of the Coldharbour Local Safeguarding Children Board in the inspection report on Coldharbour" in said
    assert "12 June 2014, report 103, page 8." in said and "/boards/coldharbour?as_at=2015-01-01, build of" in said
    assert "Open Government Licence v3.0." in said


@pytest.mark.parametrize(("met", "meant"), [("coldharbor", "coldharbour"), ("aldermoor", "aldermoor-and-brackwater")])
def test_an_unknown_board_answers_404_with_the_names_that_are_near(harbours, met, meant):
    answer = harbours(f"/boards/{met}")
    assert answer.status_code == 404 and f"No board is called &#39;{met}&#39;." in answer.text
    assert f'<li><a href="/boards/{meant}">' in answer.text


def test_an_impossible_date_is_refused(harbours):
    answer = harbours("/boards/coldharbour?as_at=2015-13-01")
    assert answer.status_code == 400 and "as_at must be a date" in answer.text


def test_an_opening_ends_at_a_word():
    assert module.opening("Nine words and no more of them to tell.") == "Nine words and no more of them to tell."
    assert module.opening(" ".join("abcdefghijklmn")) == "a b c d e f g h i j k l …"


def test_every_quotation_in_the_demo_is_of_the_report_that_is_named(demo):
    listed = demo("/lscb/boards_reviewed.json?_shape=array").json()
    for one in [row for row in listed if row["state"] == "reviewed"][::4]:
        page = html.unescape(demo(f"/boards/{one['board_id']}").text)
        page = page.replace(section(page, "learn", '<details class="fold"'), "")  # that quotes others, see below
        said = set()
        for table in ("statements", "paragraphs"):
            rows = demo(f"/lscb/{table}.json?_shape=array&_size=max&review_id={one['review_id']}").json()
            said |= {(row["text"], row["page_url"]) for row in rows}
        quotes = re.findall(r"<q>(.*?)</q>.*?href=\"([^\"]+#page=\d+)\"", page, re.DOTALL)
        assert len(quotes) > 20 and set(quotes) <= said
        assert len(page.encode()) < 150_000


def test_the_themes_with_most_are_named_with_those_that_tie():
    def themes(*counts):
        return [module.BoardTheme({"theme": f"T{at}", "strengths": n}, (), ()) for at, n in enumerate(counts, start=1)]

    assert module.most(themes(1, 7, 2), "strengths") == "T2 (7)"
    assert module.most(themes(3, 1, 3), "strengths") == "T1 and T3 (3 each)"
    assert module.most(themes(3, 3, 3, 3, 1), "strengths") == "T1, T2 and 2 more (3 each)"
    assert module.most(themes(0, 0), "strengths") == "none"


def quote(polarity, section, text, is_earlier=0, example=0):
    return {"statement_id": text, "polarity": polarity, "section": section, "text": text, "is_earlier": is_earlier,
            "example": example, "theme_ids": "tides"}  # fmt: skip


QUOTES = [
    quote("weakness", "summary", "late, in short"),
    quote("strength", "summary", "on time, in short"),
    quote("weakness", "finding", "late"),
    quote("weakness", "recommendation", "should"),
    quote("weakness", "finding", "was late", is_earlier=1),
    quote("strength", "finding", "on time"),
    quote("strength", "finding", "on time, by a list of tides", example=2),
]


def test_criticism_of_an_earlier_state_stands_apart_and_recommendations_are_no_criticism():
    now, earlier = module.criticism(QUOTES)
    assert [one["text"] for one in now] == ["late", "late, in short"]  # a finding has a number, a summary has none
    assert [one["text"] for one in earlier] == ["was late"]


def test_praise_that_tells_others_most_comes_first():
    assert [one["text"] for one in module.praise(QUOTES)] == [
        "on time, by a list of tides",
        "on time",
        "on time, in short",
    ]


def test_a_theme_leaves_out_criticism_of_an_earlier_state_and_refers_to_what_stands_above():
    counts = {"theme_id": "tides", "theme": "Tides", "strengths": 3, "weaknesses": 3}
    (theme,), on_none = module.by_theme([counts], QUOTES, {"late": "Above"})
    assert [(one.statement["text"], one.shown_under) for one in theme.weaknesses] == [
        ("late, in short", None),
        ("late", "Above"),
        ("should", None),
    ]
    assert len(theme.strengths) == 3 and on_none == []


def test_the_short_list_says_how_the_board_comes_out_on_it():
    listed = [{"practice_id": one} for one in ("pilots", "buoys", "charts")]
    shows = {"charts": "faulted", "buoys": "even", "pilots": "credited", "bells": "not raised"}
    practices = [{"practice_id": one, "shows": how} for one, how in shows.items()]
    assert [state for _, state in module.on_list(listed, practices)] == ["credited", "even", "faulted"]
    assert module.on_list(listed, []) == []


def test_the_board_has_as_many_of_the_short_list_as_the_query_says(demo):
    counted = {row["board_id"]: row for row in demo("/lscb/short_list_boards.json?_shape=array").json()}
    assert any(row["listed"] for row in counted.values())
    for board_id, row in counted.items():
        chips = section(demo(f"/boards/{board_id}").text, "short-list", "</ul>")
        assert chips.count("chip-credited") == row["credited"] and chips.count("chip-faulted") == row["faulted"]
        assert chips.count("<li>") == row["listed"]
        assert ("Credited with none of the" in chips) == (row["credited"] == 0)


@pytest.mark.parametrize("board", ["coldharbour", "fenmoor"])
def test_the_grid_says_of_every_practice_how_the_review_comes_out(harbours, board):
    found = harbours(f"/lscb/board_practices.json?_shape=array&board={board}").json()
    grid = section(harbours(f"/boards/{board}").text, "practices", "</dl>")
    made = re.findall(r'<a class="chip-([\w-]+)" href="/practices/([\w-]+)">', grid)
    assert sorted(made) == sorted((row["shows"].replace(" ", "-"), row["practice_id"]) for row in found)
    assert grid.count("<b>F</b>") == sum(row["shows"] == "faulted" for row in found)
    assert grid.count("<b>R</b>") == sum(row["recommendations"] > 0 for row in found)


def test_whom_to_learn_from_is_the_query_with_other_boards_alone(demo):
    shown = 0
    for row in demo("/lscb/boards_reviewed.json?_shape=array").json():
        found = demo(f"/lscb/learn_from.json?_shape=array&board={row['board_id']}").json()
        if row["state"] != "reviewed" or not found:
            continue
        learn = html.unescape(section(demo(f"/boards/{row['board_id']}").text, "learn", "</section>\n{0}<details"))
        for one in found:
            assert one["board_id"] != row["board_id"]
            assert one["place"] > 3 or f'href="/boards/{one["board_id"]}"' in learn
            if one["place"] == 1:
                assert f"<q>{one['text']}</q>" in learn and one["page_url"] in learn
                shown += 1
    assert shown > 5
