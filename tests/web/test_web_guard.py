"""What no reader needs is refused, and conditions are one: the site as a hostile visitor meets it."""

import csv
import io
import urllib.parse

import pytest

from web import guard

ADDRESSES = ["/", "/threads", "/lscb/reviews", "/lscb/reviews.json", "/lscb/reviews.csv", "/no_such_page", "/lscb.db"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_says_what_a_browser_may_do_with_it(get, address):
    headers = get(address).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'" and policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == "'self'" and policy["form-action"] == "'self'"
    assert headers["x-content-type-options"] == "nosniff" and headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert "set-cookie" not in headers


@pytest.mark.parametrize(
    "name", ["messages", "permissions", "threads.json", "versions.json", "plugins.json", "actor.json", "metadata.json"]
)
def test_what_tells_of_the_machine_or_writes_is_not_there(get, name):
    assert get(f"/-/{name}").status_code == 404
    assert get("/-/data.json").status_code == 200


@pytest.mark.parametrize("cookie", ["a/b=c", "ds_actor=x", "ds_messages=[[", "=;;\xff"])
def test_an_odd_cookie_changes_nothing(get, cookie):
    answer = get("/", headers={"Cookie": cookie.encode("latin-1")})
    assert answer.status_code == 200 and answer.text == get("/").text


def test_an_address_has_a_length(get):
    answer = get("/reviews/" + "a" * 60_000)
    assert answer.status_code == 414 and "characters; this one has 60,009" in answer.text
    assert get("/lscb/reviews.json?" + "_facet=a&" * 2000).status_code == 414


@pytest.mark.parametrize(
    ("condition", "is_one"),
    [
        ("(a or b)", True),
        ("(a) or (b)", False),
        ("a = ')('", False),
        ("(a = ')' or b)", True),
        ("(a = ')')", True),
        ("(a", False),
        ("a or b", False),
        ("(a))", False),
    ],
)
def test_a_condition_in_brackets_is_told_from_several(condition, is_one):
    assert guard.is_one(condition) is is_one


def test_a_condition_gets_its_brackets_once():
    query = urllib.parse.urlencode({"_where": "a = 1 or b = 2", "_size": "2", "_nl": ""})
    once = guard.bracket_conditions(query)
    assert urllib.parse.parse_qsl(once, keep_blank_values=True) == [
        ("_where", "(a = 1 or b = 2)"),
        ("_size", "2"),
        ("_nl", ""),
    ]
    assert guard.bracket_conditions(once) == once
    assert guard.bracket_conditions("a=%2B&b") == "a=%2B&b"


WHERE = "polarity = 'strength' or polarity = 'weakness'"


def test_rows_of_several_conditions_come_once_and_end(demo):
    """Without brackets the next page's place binds to the last condition alone, and the first page comes for ever."""
    wanted = demo(f"/lscb.json?_shape=array&sql=select count(*) as n from statements where {WHERE}").json()[0]["n"]
    answer = demo("/lscb/statements.csv?" + urllib.parse.urlencode({"_where": WHERE, "_stream": "1", "_size": "100"}))
    ids = [row["statement_id"] for row in csv.DictReader(io.StringIO(answer.text))]
    assert len(ids) == len(set(ids)) == wanted > 200
    found, address = [], "/lscb/statements.json?" + urllib.parse.urlencode({"_where": WHERE, "_shape": "objects"})
    for _ in range(20):
        page = demo(address).json()
        found += [row["statement_id"] for row in page["rows"]]
        if not page["next_url"]:
            break
        address = page["next_url"].split("localhost", 1)[1]
    assert len(found) == len(set(found)) == wanted
