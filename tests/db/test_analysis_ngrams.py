"""Phrases: what one is, which are kept, and the words that set a group apart."""

import collections
import json
import math
import urllib.parse

import pytest

from db import ngrams
from db.ngrams import has_ngram, name_words, ngrams_in
from tests.worlds import drawn

NAMES = "Isle of Dunmere Fenwick Cross Gorsehill-on-Sea Dunmere Local Safeguarding Children’s Board"


def found(text):
    return json.loads(ngrams_in(text, NAMES))


@pytest.mark.parametrize(
    ("text", "ngrams"),
    [
        ("Lantern keepers speak", ["lantern", "lantern keepers", "lantern keepers speak", "keepers", "keepers speak",
                                   "speak"]),
        ("the keeper of the lantern", ["keeper", "lantern"]),  # four words from end to end
        ("keeper of lanterns", ["keeper", "keeper of lanterns", "lanterns"]),
        ("of the", []),
        ("not yet", ["not", "not yet", "yet"]),
        ("keepers, lanterns", ["keepers", "lanterns"]),  # not over a comma
        ("multi-agency children’s work", ["multi-agency", "multi-agency children's", "multi-agency children's work",
                                          "children's", "children's work", "work"]),
        ("keepers in 2014 or S11", ["keepers"]),
        ("keepers (March) bells", ["keepers", "bells"]),
        ("bells LSCB KSCB LSCBs SCB’s keepers", ["bells", "keepers"]),
        ("bells Dunmere’s Gorsehill-on-Sea cross-wide isle keepers", ["bells", "keepers"]),
        ("safeguarding board", ["safeguarding", "safeguarding board", "board"]),
        ("e.g. bells", ["bells"]),
        ("", []),
    ],
)  # fmt: skip
def test_phrases_of_a_text(text, ngrams):
    assert found(text) == ngrams


def test_words_of_names_are_those_that_only_names_have():
    assert name_words(NAMES) == {"isle", "dunmere", "fenwick", "cross", "gorsehill", "sea"}


@pytest.mark.parametrize(
    ("text", "ngram", "is_there"),
    [
        ("Lantern Keepers speak.", "keepers speak", 1),
        ("Lantern keepers, speak.", "keepers speak", 0),
        ("Lanternkeepers", "keepers", 0),
        ("The children’s work", "children's work", 1),
    ],
)
def test_whether_a_text_has_a_phrase(text, ngram, is_there):
    assert has_ngram(text, ngram) == is_there


@pytest.fixture(scope="module")
def counted(land):
    """Each ngram's count by review that counts, read from the statements themselves."""
    names = " ".join(
        name for (name,) in land.sqlite.execute("select name from authorities union all select name from boards")
    )
    counts = collections.defaultdict(collections.Counter)
    for review_id, text in land.sqlite.execute(
        "select review_id, text from statements join review_units using (review_id) "
        "where is_counted and not repeats_grade"
    ):
        for ngram in json.loads(ngrams_in(text, names)):
            counts[ngram][review_id] += 1
    return counts


def test_phrases_of_five_reviews_are_kept_but_for_those_inside_one_longer(land, counted):
    kept = dict(land.sqlite.execute("select ngram, n from ngrams").fetchall())
    common = {ngram: sum(by.values()) for ngram, by in counted.items() if len(by) >= 5}
    assert kept.items() <= common.items() and len(kept) > 500
    for ngram in common.keys() - kept.keys():
        longer = [other for other in common if f" {ngram} " in f" {other} " and other != ngram]
        assert any(common[other] == common[ngram] for other in longer), ngram
    # 'speaks' is only ever said of a lantern keeper
    assert "lantern keeper speaks" in kept and "speaks" in common and "speaks" not in kept
    assert "lantern keeper" in kept


def test_no_phrase_has_a_name_a_month_or_a_number(land):
    words = {word for (ngram,) in land.sqlite.execute("select ngram from ngrams") for word in ngram.split()}
    assert {"board", "children's", "multi-agency", "not"} <= words
    left_out = {"aldermoor", "aldermoor's", "gorsehill", "kscb", "lscb", "march", "2014"}
    assert not words & left_out


def test_each_review_has_its_counts(land, counted):
    stored = collections.defaultdict(dict)
    for ngram, review_id, n in land.sqlite.execute(
        "select ngram, review_id, review_ngrams.n from review_ngrams join ngrams using (ngram_id)"
    ):
        stored[ngram][review_id] = n
    assert stored == {ngram: dict(counted[ngram]) for ngram in stored}
    numbers = land.sqlite.execute("select ngram, words, reviews from ngrams").fetchall()
    assert {ngram: (words, reviews) for ngram, words, reviews in numbers} == {
        ngram: (len(ngram.split()), len(by)) for ngram, by in stored.items()
    }


@pytest.mark.parametrize("chosen", [{}, {"grades": "inadequate"}, {"region": "The Levels", "as_at": "2016-06-30"}])
def test_distinctive_phrases_follow_the_paper(land, counted, chosen):
    parameters = {"grades": "", "region": "", "as_at": "9999-12-31"} | chosen
    sides = dict(
        land.sqlite.execute(
            """select review_id, instr(',' || coalesce(nullif(:grades, ''), 'outstanding,good') || ',',
                                       ',' || lscb_grade || ',') > 0
               from review_units as units join reviews using (review_id)
               where is_counted and units.public_on <= :as_at
                 and (superseded_on is null or superseded_on > :as_at) and :region in ('', region)""",
            parameters,
        ).fetchall()
    )
    kept = [ngram for (ngram,) in land.sqlite.execute("select ngram from ngrams")]
    group = {ngram: sum(n for one, n in counted[ngram].items() if sides.get(one) == 1) for ngram in kept}
    rest = {ngram: sum(n for one, n in counted[ngram].items() if sides.get(one) == 0) for ngram in kept}
    (reviews,) = land.sqlite.execute("select count(*) from review_units where is_counted").fetchone()
    weight = sum(sum(counted[ngram].values()) for ngram in kept) / reviews
    scores = {}
    for ngram in kept:
        prior = sum(counted[ngram].values()) / reviews
        with1, with2 = group[ngram] + prior, rest[ngram] + prior
        odds1 = with1 / (sum(group.values()) + weight - with1)
        odds2 = with2 / (sum(rest.values()) + weight - with2)
        scores[ngram] = math.log(odds1 / odds2) / math.sqrt(1 / with1 + 1 / with2)
    rows = drawn.ask(land.sqlite, "distinctive_phrases", **chosen)
    told = [score for ngram, score in scores.items() if score > 1.96 and not ngrams.is_judging(ngram)]
    wanted = sorted(told, reverse=True)[:100]
    assert [row["z"] for row in rows] == pytest.approx(wanted, rel=1e-9) and rows
    for row in rows:
        assert row["z"] == pytest.approx(scores[row["ngram"]], rel=1e-9)
        assert (row["group_k"], row["rest_k"]) == (group[row["ngram"]], rest[row["ngram"]])
        assert row["group_n"] == sum(group.values())
        assert row["group_reviews"] == sum(1 for one in counted[row["ngram"]] if sides.get(one) == 1)


def test_the_groups_own_words_come_first(land):
    rows = drawn.ask(land.sqlite, "distinctive_phrases")
    assert "lantern keeper" in [row["ngram"] for row in rows[:3]]


@pytest.mark.parametrize("chosen", [{}, {"grades": "good", "region": "North Vale", "as_at": "2016-06-30"}])
def test_a_phrases_link_leads_to_its_statements(land, chosen):
    rows = drawn.ask(land.sqlite, "distinctive_phrases", **chosen)[:5]
    assert len(rows) == 5
    for row in rows:
        address = urllib.parse.urlsplit(row["statements_path"])
        assert address.path == "/lscb/ngram_statements"
        parameters = {key: value for key, (value,) in urllib.parse.parse_qs(address.query).items()}
        assert parameters == {"ngram": row["ngram"], **chosen}
        statements = drawn.ask(land.sqlite, "ngram_statements", **parameters)
        assert len({one["review_id"] for one in statements}) == row["group_reviews"]
        assert all(has_ngram(one["text"], row["ngram"]) for one in statements)
        assert sum(f" {one['text'].lower()} ".count(row["ngram"]) for one in statements) >= row["group_k"]
        assert statements[0]["page_url"].endswith(f"#page={statements[0]['page']}")


@pytest.mark.parametrize(
    ("ngram", "is_judging"),
    [("highly effective", 1), ("well", 1), ("strong", 1), ("strong partnership", 0), ("audit", 0), (None, None)],
)
def test_a_phrase_that_only_judges_is_known(ngram, is_judging):
    assert ngrams.is_judging(ngram) == is_judging
