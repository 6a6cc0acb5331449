"""What visitors may do with SQL: nothing that ends the site, tells of it, or makes others wait."""

import sqlite3
import time
import urllib.parse

import pytest

from db import contained
from web import visitors

HOSTILE = {
    "a tokenizer's address": "select fts3_tokenizer('simple')",
    "a tokenizer of another address": "select fts3_tokenizer('simple', x'4141414141414141')",
    "the tokenizer's table": "select * from fts3tokenize('simple', 'a b')",
    "others' SQL": "select * from sqlite_stmt",
    "the pages of the file": "select * from dbstat",
    "an extension": "select load_extension('x')",
    "the library's version": "select sqlite_version(), sqlite_source_id()",
    "how the library is built": "select sqlite_compileoption_get(1)",
    "a blob of any size": "select zeroblob(50000000)",
}
WRITING = (
    "attach ':memory:' as x",
    "pragma schema_version = 7",
    "pragma journal_mode",
    "delete from reviews",
    "vacuum",
)


def ask(get, sql, form=".json", **options):
    words = {"sql": sql} | options
    return get(f"/lscb{form}?{urllib.parse.urlencode(words)}")


# Twenty-one thousand p values, and a text that doubles until it is too large.
FAMILY = "replace(printf('%.*c', 21000, 'x'), 'x', '1,')"
GROWING = "with recursive g(t) as (select 'x' union all select t || t from g limit 40) select max(length(t)) from g"


@pytest.mark.parametrize("sql", HOSTILE.values(), ids=HOSTILE)
def test_sql_may_do_no_more_than_the_site_needs(get, sql):
    answer = ask(get, sql)
    assert answer.status_code == 400 and not answer.json()["ok"]
    assert ask(get, "select 1 as one", _shape="objects").json()["rows"] == [{"one": 1}]


@pytest.mark.parametrize("sql", HOSTILE.values(), ids=HOSTILE)
def test_it_holds_in_a_condition_too(get, sql):
    answer = get("/lscb/reviews.json?" + urllib.parse.urlencode({"_where": f"exists ({sql})"}))
    assert answer.status_code == 400


@pytest.mark.parametrize("sql", [*HOSTILE.values(), *WRITING])
def test_it_holds_on_the_connections_of_pages_too(published, sql):
    connection = sqlite3.connect(f"file:{published}?immutable=1", uri=True)
    contained.contain(connection, contained.MOST_TEXT)
    with pytest.raises(sqlite3.DatabaseError, match=r"authoriz|prohibited"):
        connection.execute(sql).fetchall()


def test_the_schema_can_be_read_but_names_no_file(get, published):
    found = ask(get, "select name from pragma_table_info('reviews')", _shape="arrayfirst").json()
    assert "review_id" in found
    for sql in ("select * from pragma_database_list", "select * from pragma_database_list()"):
        assert str(published.parent) not in ask(get, sql).text


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("select fisher_p(1e15, 1e15, 1e15, 1e15)", "fisher_p: a count may be 100,000,000 at most"),
        ("select fisher_p(1e8, 5, 5, 5)", "fisher_p: Fisher's test counts 100,000 at most"),
        ("select wilson_low(3, 2)", "wilson_low: 3 of 2: a part is larger than its whole"),
        (f"select bh_q(0.5, '[' || {FAMILY} || '0.5]')", "20,000 p values at most"),
        ("select has_ngram(printf('%.*c', 249999, 'x') || 'yz', 'x')", "too big"),
        (GROWING, "too big"),
        (f"select {'1, ' * 250}1", "too many columns"),
    ],
)  # fmt: skip
def test_what_is_too_large_is_refused_and_says_why(get, sql, said):
    start = time.monotonic()
    answer = ask(get, sql)
    assert answer.status_code in (400, 414) and time.monotonic() - start < 10
    if answer.status_code == 400:
        assert said in answer.json()["error"]


def doubling(levels):
    """SQL that takes twice as much with each level, before it begins to run."""
    parts = ["c0(x) as (select 1)"]
    parts += [f"c{n}(x) as (select a.x from c{n - 1} a, c{n - 1} b)" for n in range(1, levels)]
    return f"with {', '.join(parts)} select count(*) from c{levels - 1}"


@pytest.mark.parametrize(
    "sql",
    [
        "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n",
        doubling(24),
        "select count(*) from statements a, statements b, statements c, statements d where a.text < b.text || c.text",
    ],
    ids=["without end", "doubling", "all with all"],
)
def test_what_takes_too_long_is_ended_and_the_next_is_answered(demo, sql):
    ask(demo, "select 1")
    start = time.monotonic()
    answer = ask(demo, sql)
    assert answer.status_code == 400 and time.monotonic() - start < 8
    assert ask(demo, "select 1 as one", _shape="objects").json()["rows"] == [{"one": 1}]


def test_rows_are_as_sqlite_gives_them(get):
    sql = "select 1 as a, 2.5 as a, null as b, 'é' as c, x'00ff' as d"
    assert ask(get, sql).json()["rows"] == [[1, 2.5, None, "é", {"$base64": True, "encoded": "AP8="}]]
    assert ask(get, "select 'é' as c, null as d", ".csv").text == "c,d\r\né,\r\n"
    assert "é" in ask(get, sql, "").text
    cut = ask(get, "with recursive n(i) as (select 1 union all select i + 1 from n limit 1500) select i from n").json()
    assert cut["truncated"] and len(cut["rows"]) == 1000 and cut["rows"][-1] == [1000]


def test_a_visitors_parameters_are_bound(get):
    assert ask(get, "select :a as a", _shape="objects", a="it's").json()["rows"] == [{"a": "it's"}]


def test_only_what_a_visitor_wrote_is_asked_elsewhere():
    with visitors.mark_written("sql=select+1%3B+&_where=a%3D1&board=x"):
        assert visitors.wrote("explain select 1") and visitors.wrote("select * from t where (a=1) limit 101")
        assert not visitors.wrote("select * from build where board = 'x'")
    assert not visitors.wrote("select 1")


def test_when_too_many_wait_the_next_is_told_to_come_again(published):
    pool = visitors.Pool(published, workers=1, most_waiting=1)
    slow = "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n"
    waiting = [pool.submit(slow, {}, 10, 300) for _ in range(2)]
    with pytest.raises(visitors.BusyError):
        pool.submit("select 1", {}, 10, 300)
    assert all(one.exception(60) for one in waiting)
    assert pool.submit("select 1", {}, 10, 300).result(60).rows == [(1,)]
    pool.close()


def test_a_process_that_dies_is_replaced(published):
    pool = visitors.Pool(published, workers=1)
    assert pool.submit("select 1 as a", {}, 10, 1000).result(60).columns == ("a",)
    worker = pool._free.get()
    worker._process.kill()
    pool._free.put(worker)
    assert pool.submit("select 1", {}, 10, 1000).exception(60)
    assert pool.submit("select 2", {}, 10, 1000).result(60).rows == [(2,)]
    pool.close()


def test_a_tables_rows_can_be_searched_with_a_condition_too(demo):
    every = demo("/lscb/statements.json?_shape=array&_search=audit&_size=max").json()
    praise = demo("/lscb/statements.json?_shape=array&_search=audit&_size=max&_where=polarity='strength'").json()
    assert 0 < len(praise) < len(every)
    assert {row["polarity"] for row in praise} == {"strength"}
