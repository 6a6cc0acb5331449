"""What the site keeps is bounded by bytes, and names that are not there are not kept."""

import json
import re

import pytest

from db import ngrams, strata
from web import canned, kept
from web.page import PAGES


def test_those_not_asked_for_longest_go_first():
    held = kept.BoundedCache(1_000 + 3 * kept.weigh("a"))
    for key in "abc":
        held.put(key, key * 2, 300)
    assert held.get("a") == "aa"
    held.put("d", "dd", 300)
    assert [held.get(key) for key in "abcd"] == ["aa", None, "cc", "dd"]
    held.put("a", "new", 100)
    assert held.get("a") == "new" and len(held) == 3 and held.size == 700 + 3 * kept.weigh("a")


def test_what_is_larger_than_the_room_is_not_kept():
    held = kept.BoundedCache(1_000)
    held.put("a", "aa", 1_001)
    held.put("x" * 1_001, "a long key", 1)
    assert (len(held), held.size) == (0, 0)


def test_many_keys_stay_within_the_room():
    held = kept.BoundedCache(50_000)
    for number in range(5_000):
        held.put((number, "x" * (number % 90)), number, number % 700)
        assert held.size <= 50_000
    assert held.get((4_999, "x" * (4_999 % 90))) == 4_999 and len(held) > 20


def test_a_row_weighs_what_its_values_do():
    assert kept.weigh(({"text": "x" * 10_000, "n": 1},)) > 10_000 + kept.weigh(({"text": "", "n": 1},)) - 100


@pytest.mark.parametrize("path", ["/reviews/{}", "/boards/{}", "/practices/{}", "/themes/{}", "/search?q={}"])
def test_names_that_are_not_there_are_not_kept(serve, published, path):
    get = serve(published)
    get("/"), get(path.format("none"))
    before = canned._ANSWERS[get.site].size
    for number in range(20):
        assert get(path.format(f"zzz{number:04}" + "x" * 900)).status_code in (200, 400, 404)
    assert canned._ANSWERS[get.site].size - before < 20_000


def test_answers_are_kept_within_their_bytes(serve, published, monkeypatch):
    monkeypatch.setattr(canned, "KEPT_BYTES", 60_000)
    get = serve(published)
    for day in range(1, 29):
        assert get(f"/boards?as_at=2015-02-{day:02}").status_code == 200
    held = canned._ANSWERS[get.site]
    assert 0 < held.size <= 60_000 and len(held) > 1


def test_each_page_asks_for_the_build_no_more_than_the_first(demo, monkeypatch):
    pages = ["/", "/briefing", *(f"/{address}" for address, _ in PAGES if address != "search"), "/lscb/reviews"]
    demo("/")
    database = demo.site.get_database(canned.DATABASE)
    asked, run = [], database.execute

    async def execute(sql, *words, **options):
        asked.append(sql)
        return await run(sql, *words, **options)

    monkeypatch.setattr(database, "execute", execute)
    first = [demo(page).status_code for page in pages]
    about_build = [sql for sql in asked if re.search(r"\bfrom\s+build\b", sql)]
    assert first == [200] * len(pages) and asked and about_build == []
    asked.clear()
    assert [demo(page).status_code for page in pages[:-1]] == first[:-1]
    # Pages of ours have asked all of it before; what is left is Datasette's own look at the schema.
    assert [sql for sql in asked if "sqlite_master" not in sql and "pragma" not in sql.lower()] == []


def test_long_texts_leave_nothing_in_the_memory_of_our_functions():
    for number in range(40):
        rows = json.dumps([[number, 1, 1, 1]] * 5_000)
        strata.mh_odds(rows)
    assert strata._mantel_haenszel.cache_info().currsize <= strata.REMEMBERED
    strata._mantel_haenszel.cache_clear()
    strata.mh_odds(rows)
    assert strata._mantel_haenszel.cache_info().currsize == 0
    assert strata.mh_odds("[[1, 2, 3, 4]]") and strata._mantel_haenszel.cache_info().currsize == 1


def test_words_are_remembered_for_few_sets_of_names():
    for number in range(50):
        assert json.loads(ngrams.ngrams_in("quiet lanterns", f"Isle of Place{chr(97 + number % 26) * 9}"))
    assert ngrams._leaves_out.cache_info().currsize <= 4
