"""Plain Datasette, without this site's plugins, over the published database and its generated metadata."""

import asyncio

import pytest
import yaml
from datasette.app import Datasette
from datasette.plugins import DEFAULT_PLUGINS, pm

from db import metadata

QUERIES = metadata.read_queries()
# These need functions that are ours: docs/data-dictionary.md names them. A query that is not here answers everywhere.
NEED_FUNCTIONS = {
    "threads", "practice_threads", "beyond_tone", "short_list", "short_list_boards", "short_list_by_grade",
    "short_list_tells", "practice_years", "practice_pairs", "theme_pairs", "distinctive_phrases", "ngram_statements",
    "also_searched", "statements_matching", "paragraphs_matching", "search_counts",
}  # fmt: skip


@pytest.fixture(scope="module")
def no_plugins():
    """Without the plugins that other tests of this process have brought in: Datasette keeps them for all its sites."""
    brought = [(name, plugin) for name, plugin in pm.list_name_plugin() if plugin and name not in DEFAULT_PLUGINS]
    for _, plugin in brought:
        pm.unregister(plugin)
    yield
    for name, plugin in brought:
        pm.register(plugin, name)


@pytest.fixture(scope="module")
def get(built, no_plugins):
    plain = Datasette(
        immutables=[str(built / "lscb.db")],
        metadata=yaml.safe_load((built / metadata.NAME).read_text(encoding="utf-8")),
    )

    async def start_and_ask(address):
        await plain.invoke_startup()
        return await plain.client.get(address)

    return lambda address: asyncio.run(start_and_ask(address))


def test_every_query_answers_but_those_that_need_our_functions(get):
    refused = {}
    for name in QUERIES:
        answer = get(f"/lscb/{name}.json?_shape=objects")
        if answer.status_code != 200:
            refused[name] = answer.json()["error"]
        elif name not in NEED_FUNCTIONS:
            assert answer.json()["ok"] is not False and isinstance(answer.json()["rows"], list)
    assert refused.keys() == NEED_FUNCTIONS, refused
    assert all("no such function" in error for error in refused.values()), refused
    assert {name for name, query in QUERIES.items() if query.get("functions")} == NEED_FUNCTIONS


def test_the_answers_are_those_of_the_parameters(get):
    (row,) = get("/lscb/counts_agree.json?_shape=objects").json()["rows"]
    assert (row["reviews"], row["held_reviews"], row["held_good"]) == (4, 3, 3)
    rows = get("/lscb/themes_shown.json?_shape=objects&as_at=2014-06-10").json()["rows"]
    assert {row["boards"] for row in rows} == {1}


@pytest.mark.parametrize("view", ["counted_reviews", "quotations"])
def test_the_views_have_their_pages(get, view):
    page = get(f"/lscb/{view}")
    assert page.status_code == 200
    described = metadata.compose()["databases"]["lscb"]["tables"][view]
    assert described["title"] in page.text
    assert get(f"/lscb/{view}.json?_shape=objects").json()["columns"] == list(described["columns"])
