import html as entities
import re
import sqlite3
from urllib.parse import quote_plus

import pytest

from db.load import load
from db.publish import publish
from tests.worlds.building import paragraph, record, statement
from tests.worlds.tiny import tiny
from web.highlights import highlight

GRADES = {"101": "good", "102": "good", "103": "inadequate"}
LINES = 45


def texts_of(review_id):
    """What a review says: the lanterns grow rarer, the texts longer."""
    if review_id == "103":
        return [
            'A <b>bold</b> lantern & ⟦two⟧ "bells" burn.',
            "Training is weak.",
            "No lantern is lit in Coldharbour.",
        ]
    return [f"Lantern {'lantern ' * (at % 3)}keepers{' and the tide' * (at % 7)} of watch {at}." for at in range(LINES)]


def lines(review_id):
    """Paragraphs of one statement each."""
    texts = texts_of(review_id)
    found = [paragraph(review_id, at + 1, "finding", min(8 + at, 10), text) for at, text in enumerate(texts)]
    polarity = ["strength", "weakness", "neutral"]
    said = [
        statement(one, polarity[at % 3], "lit", {"training" if at % 2 else "partnership": "keepers"})
        for at, one in enumerate(found)
    ]
    made = record(review_id, None, paragraphs=tuple(found), statements=tuple(said))
    return {key: made[key] for key in ("paragraphs", "statements")}


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    world = tiny()
    for one in world.records:
        if one["file_id"] in GRADES:
            one |= lines(one["file_id"])
            one["judgements"][1]["grade"] = GRADES[one["file_id"]]
    world.listing[2]["listed_on"] = "2015-03-01"
    data, reference = world.write(tmp_path_factory.mktemp("searched"))
    load(data, reference)
    return publish(data)


@pytest.fixture(scope="module")
def ask(database, serve):
    return serve(database)


def hits(html):
    """The ids of what a page lists, in its order."""
    return re.findall(r'href="/lscb/(?:statements|paragraphs)/([\d-]+)">this', html)


def heading(html):
    return re.search(r'<h2 id="hits">(.*?)</h2>', html)[1]


def test_hits_stand_in_the_order_of_their_rank_page_by_page(ask, database):
    connection = sqlite3.connect(f"file:{database}?immutable=1", uri=True)
    wanted = [
        row[0]
        for row in connection.execute(
            """select statement_id from statements_fts join statements on statements.rowid = statements_fts.rowid
               where statements_fts match 'lantern' order by bm25(statements_fts), statement_id"""
        )
    ]
    connection.close()
    assert len(wanted) == 2 * LINES + 2
    met = []
    for number in range(1, 6):
        page = ask(f"/search?q=lantern&page={number}").text
        assert f"Page {number} of 5" in page
        assert f'<ol class="quotes hits" start="{20 * number - 19}">' in page
        met += hits(page)
    assert met == wanted
    assert ('rel="next"' in page, 'rel="prev"' in page) == (False, True)
    assert heading(page) == "92 sentences, in 3 of 3 reports"
    for asked, kept in (
        ("q=lantern&in=paragraphs&page=2", "in=paragraphs&amp;page=2&amp;q=lantern"),
        ("q=lantern&page=1", "q=lantern"),
    ):
        assert f'<link rel="canonical" href="http://localhost/search?{kept}">' in ask(f"/search?{asked}").text


def test_a_hit_is_a_quote_with_board_grade_date_page_and_its_place_in_the_review(ask):
    page = ask("/search?q=coldharbour").text
    assert "<q>No lantern is lit in <mark>Coldharbour</mark>.</q>" in page
    said = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))
    assert (
        "plain fact (matched words: “lit”), on Partnership working. Coldharbour Local Safeguarding Children Board, "
        "judged Inadequate, 1 March 2015, report, page 10" in said
    )
    for link in ("http://127.0.0.1/v1/file/103#page=10", "/reviews/103#103-003", "/lscb/statements/103-003-01"):
        assert f'href="{link}"' in page
    assert 'href="/lscb/statements_matching.json?_shape=objects&amp;q=coldharbour"' in page


def test_a_hit_of_a_joint_board_names_its_report(ask):
    page = ask("/search?q=lantern").text
    for review, authority in (("101", "Aldermoor"), ("102", "Brackwater, City of")):
        assert re.search(rf'file/{review}#page=\d+">report on {authority}, page \d+</a> \(the same review', page)


def test_nothing_of_a_text_or_a_question_becomes_markup(ask):
    page = ask("/search?q=bold").text
    assert "<q>A &lt;b&gt;<mark>bold</mark>&lt;/b&gt; lantern &amp; <mark>two</mark> &#34;bells&#34; burn.</q>" in page
    page = ask(f"/search?q={quote_plus('<b>bold</b><script>')}").text
    assert "<script>" not in page and "<b>" not in page and 'value="&lt;b&gt;bold' in page
    assert highlight("a⟧b⟦c ⟦<i>⟧") == "a⟧b⟦c <mark>&lt;i&gt;</mark>"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("grade=inadequate", {"103-001-01", "103-003-01"}),
        ("grade=inadequate&polarity=strength", {"103-001-01"}),
        ("grade=inadequate&polarity=strength&theme=training", set()),
        ("region=South+Vale&year=2015&theme=partnership", {"103-001-01", "103-003-01"}),
        ("region=South+Vale&year=2014", set()),
        ("in=paragraphs&grade=inadequate&polarity=neutral", {"103-003"}),
        ("in=paragraphs&grade=inadequate&section=recommendation", set()),
        ("in=paragraphs&grade=inadequate&polarity=strength&theme=partnership", {"103-001"}),
    ],
)
def test_filters_combine_and_each_can_be_dropped(ask, asked, found):
    page = ask(f"/search?q=lantern&{asked}").text
    assert set(hits(page)) == found
    assert heading(page).startswith(f"{len(found)} " if found else "No ")
    name = asked.split("&")[-1].split("=")[0]
    (link,) = re.findall(rf'href="([^"]+)">any {name}</a>', page)
    assert name + "=" not in link and "q=lantern" in link
    less = ask("/" + entities.unescape(link).lstrip("/")).text
    assert len(hits(less)) >= len(found)
    if not found:
        (link,) = re.findall(r'href="([^"]+)">Without the filters</a>: 92 ', page)
        assert hits(ask(entities.unescape(link)).text)


def test_counts_of_both_kinds_and_by_grade_and_polarity(ask):
    page = ask("/search?q=lantern").text
    assert re.findall(r"<span>(\d+)</span>", page) == ["92", "92"]
    told = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))
    assert "Good 90, in 2 of 2 reports Inadequate 2, in 1 of 1 report " in told
    assert "praise 31, in 3 of 3 reports criticism 30, in 2 of 3 reports plain fact 31, in 3 of 3 reports" in told
    rows = ask("/lscb/search_counts.json?_shape=objects&q=lantern&section=summary").json()["rows"]
    assert {row["what"] for row in rows} == {"statements"}


def test_without_words_the_page_says_what_can_be_searched(ask):
    for asked in ("", "?q=", "?q=%20&grade=good"):
        page = ask(f"/search{asked}").text
        assert 'href="/search?q=training"' in page and "child sexual exploitation" in page
        assert 'id="hits"' not in page


def test_without_hits_the_page_says_what_would_have_some(ask):
    page = ask("/search?q=submarine+lantern&in=paragraphs").text
    assert heading(page) == "No paragraph has all these words"
    assert re.search(r'href="/search\?q=lantern&amp;in=paragraphs">lantern</a> alone: 92 paragraphs', page)
    assert "submarine: none anywhere" in page
    page = ask("/search?q=%22lit+lantern%22").text
    (link,) = re.findall(r'href="([^"]+)">Without the quotes', page)
    assert hits(ask(entities.unescape(link)).text) == ["103-003-01"]


def test_a_word_of_similar_spelling_is_proposed(demo):
    page = demo("/search?q=trainning+boord").text
    assert 'id="hits"' in page
    assert re.search(r'Similar spelling: <a href="/search\?q=[^"]*board[^"]*">[^<]*board</a>: \d', page)


@pytest.mark.parametrize(
    "q",
    [
        *('"', '""', '"""', "'", "a'b", "lantern*", "NEAR(", "AND", "a AND", "lantern OR", "^lantern", "text:lantern"),
        *("-lantern", "{a b}", "(", ")", "+", "\\", "%", "🏮", "🏮 lantern", "é" * 500, "a " * 250, '" "'),
        *("⟦", "null", "lantern\r\n", "\ud7ff", "\x7f"),
    ],
)
def test_no_question_is_too_odd(ask, q):
    words = set(re.findall(r"\w+", q.casefold()))
    texts = [set(re.findall(r"\w+", text.casefold())) for review in GRADES for text in texts_of(review)]
    holding = sum(words <= text for text in texts)
    for kind, name in (("statements", "sentence"), ("paragraphs", "paragraph")):
        page = ask(f"/search?in={kind}&q={quote_plus(q)}").text
        if not words:
            assert 'id="hits"' not in page and "For example" in page
        elif holding:
            assert heading(page).startswith(f"{holding} {name}{'s' if holding > 1 else ''}, in ")
        else:
            assert heading(page).startswith(f"No {name} has ")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (f"q={'x' * 501}", "q may have at most 500 characters; it has 501."),
        ("q=a%00b", "q has a character (NUL) that no text has."),
        ("q=lantern&page=0", "page must be a number from 1; it is &#39;0&#39;."),
        ("q=lantern&page=6", "page must be a number from 1 to 5; it is 6."),
        ("q=lantern&in=boards", "in must be one of statements, paragraphs; it is &#39;boards&#39;."),
        ("q=lantern&grade=fair", "grade must be one of outstanding, good"),
        ("q=lantern&year=1999", "year must be one of 2014, 2015"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_reason(ask, asked, said):
    answer = ask(f"/search?{asked}")
    assert answer.status_code == 400 and said in answer.text


def test_the_marked_text_is_not_a_column_on_screen(ask):
    page = ask("/lscb/statements_matching?q=coldharbour").text
    assert "⟦" not in page.split("<tbody>")[1].split("</tbody>")[0]
    (row,) = ask("/lscb/statements_matching.json?_shape=objects&q=coldharbour").json()["rows"]
    assert row["marked"] == row["text"].replace("Coldharbour", "⟦Coldharbour⟧")


def test_what_has_the_name_stands_on_top_and_other_names_are_looked_for(demo):
    page = entities.unescape(demo("/search?q=CSE").text)
    top = page.split('<section class="matches"')[1].split("</section>")[0]
    assert 'href="/themes/cse"' in top and 'href="/practices/cse-' in top
    assert "Also looked for: child sexual exploitation" in page
    short, long = (
        {row["statement_id"] for row in demo(f"/lscb/statements_matching.json?_shape=array&q={q}").json()}
        for q in ("CSE", "child+sexual+exploitation")
    )
    exact = demo("/lscb/statements_matching.json?_shape=array&q=%22CSE%22").json()
    assert short == long and len(short) > len(exact)
    board = demo("/search?q=Quayhaven").text.split('<section class="matches"')[1]
    assert 'href="/boards/quayhaven"' in board.split("</section>")[0]


def test_board_and_practice_narrow_down(demo):
    every = demo("/lscb/statements_matching.json?_shape=array&q=audit").json()
    of_board = demo("/lscb/statements_matching.json?_shape=array&q=audit&board=quayhaven").json()
    assert 0 < len(of_board) < len(every) and {row["board"] for row in of_board} <= {row["board"] for row in every}
    assert len({row["review_id"] for row in of_board}) <= 2
    of_practice = demo("/lscb/statements_matching.json?_shape=array&q=audit&practice=multi-agency-audits").json()
    assert 0 < len(of_practice) < len(every)
    assert all("Multi-agency case audits" in row["practices"] for row in of_practice)
    page = demo("/search?q=audit&practice=multi-agency-audits")
    assert "practice <strong>Multi-agency case audits</strong>" in page.text
