"""What forms offer is what addresses may give, and both are what the database being served holds."""

import re
import shutil
import sqlite3
from urllib.parse import quote

import pytest

from db.metadata import read_queries
from web.polarities import POLARITIES

QUERIES = read_queries()
KINDS = ("grade", "section", "polarity", "theme", "region", "year", "board", "review")


def options(page, name):
    """The values and labels of a form's choice, without the empty one."""
    (field,) = re.findall(rf'<select id="qp-{name}".*?</select>', page, re.S)
    return dict(re.findall(r'<option value="([^"]+)"[^>]*>([^<]*)<', field))


def choices(get, kind):
    rows = get("/lscb/choices.json?_shape=array").json()
    return {row["value"]: row["label"] for row in rows if row["kind"] == kind}


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_offers_what_an_address_may_give(harbours, kind):
    query, name = next(
        (query, name)
        for query, about in QUERIES.items()
        for name, parameter in about.get("parameters", {}).items()
        if parameter["kind"] == kind
    )
    offered = options(harbours(f"/lscb/{query}").text, name)
    assert offered == choices(harbours, kind) and offered
    for value in offered:
        assert harbours(f"/lscb/{query}.json?{name}={quote(value)}").status_code == 200, value
    answer = harbours(f"/lscb/{query}.json?{name}=zzz")
    assert answer.status_code == 400 and answer.json()["error"].startswith(f"{name} ")


def test_polarities_are_called_what_people_call_them(harbours):
    assert choices(harbours, "polarity") == {name: words.one for name, words in POLARITIES.items()}


def test_a_board_without_a_review_is_offered_and_says_so(harbours):
    boards = choices(harbours, "board")
    assert boards["dunmere"] == "Dunmere Local Safeguarding Children Board (no review held)"
    assert boards["fenmoor"] == "Fenmoor Local Safeguarding Children Board"
    assert len(boards) == 6
    (row,) = harbours("/lscb/board_reports.json?_shape=array&board=dunmere").json()
    assert (row["is_held"], row["authority"]) == (0, "Dunmere")


def test_themes_are_those_of_the_database(published, serve, tmp_path):
    path = tmp_path / "lscb.db"
    shutil.copy(published, path)
    path.chmod(0o644)
    with sqlite3.connect(path) as connection:
        connection.execute("update themes set label = 'Lanterns and lamps' where theme_id = 'audit'")
        connection.execute("insert into themes values ('ringing-of-bells', 'Bells', 'bells and their ringers', 99)")
    connection.close()
    ask = serve(path)
    assert "It covers bells and their ringers." in ask("/themes/ringing-of-bells").text
    assert '<a rel="prev" href="/themes/' in ask("/themes/ringing-of-bells").text
    assert options(ask("/search").text, "theme")["audit"] == "Lanterns and lamps"
    assert "Only theme <strong>Lanterns and lamps</strong>" in ask("/search?q=lantern&theme=audit").text
    assert ask("/lscb/statements_on_theme.json?theme=ringing-of-bells&_shape=array").json() == []


def test_which_data_these_are_is_asked_once(published, serve, monkeypatch):
    from datasette.database import Database

    asked = []
    execute = Database.execute

    async def listen(self, sql, *arguments, **options):
        asked.append(sql)
        return await execute(self, sql, *arguments, **options)

    monkeypatch.setattr(Database, "execute", listen)
    ask = serve(published)
    for address in ("/methods", "/api", "/lscb/reviews", "/nowhere", "/-/data.json"):
        assert "3" in ask(address).text
    assert len([sql for sql in asked if re.search(r"\bfrom build\b", sql)]) == 1
