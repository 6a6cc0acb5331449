"""What was typed, as full-text search takes it: every word, exact phrases, and other names for the same."""

import json
import sqlite3

import pytest

from db import search_words


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("audit chair", '"audit" AND "chair"'),
        ('"case audit" chair', '"case audit" AND "chair"'),
        ('"case audit', '"case audit"'),
        ("", '""'),
        ('" "', '""'),
        ("*", '""'),
        ("ﬁnd", '"find"'),
        ("FGM", '("FGM" OR "female genital mutilation")'),
        ('"FGM"', '"FGM"'),
        ("female genital mutilation", '(("female" AND "genital" AND "mutilation") OR "FGM")'),
        ("audit SCRs", '"audit" AND ("SCRs" OR "serious case review")'),
    ],
)
def test_the_words_as_an_expression(typed, made):
    assert search_words.search_words(typed) == made


def test_nothing_gives_nothing():
    assert search_words.search_words(None) is search_words.also_searched(None) is None


def test_the_other_names_are_told():
    assert json.loads(search_words.also_searched("LADO audit")) == [
        ["LADO", "local authority designated officer"], ["LADO", "designated officer"],
    ]  # fmt: skip
    assert search_words.also_searched('"LADO"') == search_words.also_searched("audit") == "[]"


def test_each_name_of_a_line_finds_the_others_and_stands_in_no_other_line():
    for key, names in search_words.synonyms().items():
        assert len(names) > 1 and key
        other = next(name for name in names if search_words._key(name) != key)
        (name,) = [one for one in names if search_words._key(one) == key][:1]
        assert f'"{other}"' in search_words.search_words(name)


@pytest.mark.parametrize(
    "typed", ["CSE", "child sexual exploitation", 'a"b"c (d) NEAR/2 -x *', "x" * 500, "AND OR NOT", "“CSE”"]
)
def test_full_text_search_takes_whatever_was_typed(typed):
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table said using fts5(text, tokenize='porter')")
    base.executemany("insert into said values (?)", [("the CSE group",), ("child sexual exploitation is known",)])
    found = base.execute("select text from said where said match ?", [search_words.search_words(typed)]).fetchall()
    assert len(found) == {"CSE": 2, "child sexual exploitation": 2, "“CSE”": 1}.get(typed, 0)
