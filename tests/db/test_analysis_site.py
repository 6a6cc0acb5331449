"""The functions and queries on the site: Datasette with our plugin."""

import asyncio
from pathlib import Path

import pytest
import sqlite_utils
from datasette.app import Datasette

from db.metadata import compose
from db.tables import published
from tests.worlds import drawn
from web.__main__ import WEB

QUERIES = (
    "threads", "practice_threads", "beyond_tone", "short_list_boards", "short_list_by_grade", "short_list_tells",
    "short_list_bands", "practice_years", "learn_from", "theme_pairs", "distinctive_phrases", "ngram_statements",
    "board_alike", "board_neighbours",
)  # fmt: skip


@pytest.fixture(scope="module")
def get(tmp_path_factory):
    """Asks a site over the made-up land for an address; gives the response."""
    made = drawn.build(boards=40, statements_each=20)
    path: Path = tmp_path_factory.mktemp("site") / "lscb.db"
    written = sqlite_utils.Database(path)
    made.sqlite.backup(written.conn)
    written.conn.close()
    made.sqlite.close()
    made.duckdb.close()
    plugins = tmp_path_factory.mktemp("plugins")
    (plugins / "statistics.py").write_text((WEB / "plugins" / "statistics.py").read_text(encoding="utf-8"))
    site = Datasette(
        immutables=[str(path)],
        metadata=compose(),
        plugins_dir=str(plugins),
        settings={"sql_time_limit_ms": 20_000},  # how long a query takes is for tests/bench to say
    )

    async def start_and_ask(address: str):
        await site.invoke_startup()
        return await site.client.get(address)

    return lambda address: asyncio.run(start_and_ask(address))


def test_anyone_may_use_the_functions_in_a_query_of_ones_own(get):
    answer = get("/lscb.json?_shape=arrays&sql=select+wilson_low(13,40),fisher_p(3,1,1,3)")
    assert answer.status_code == 200
    assert answer.json()["rows"] == [[pytest.approx(0.2008, abs=1e-4), pytest.approx(0.4857, abs=1e-4)]]


# Datasette has sqlite3 report what a function raised.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_impossible_counts_are_an_error_and_no_answer(get):
    answer = get("/lscb.json?sql=select+wilson_low(6,5)")
    assert answer.status_code == 400 and answer.json()["ok"] is False


@pytest.mark.parametrize("name", QUERIES)
def test_each_query_answers_without_parameters_and_with_all(get, name):
    parameters = compose()["databases"]["lscb"]["queries"][name].get("parameters", {})
    values = {
        "as_at": "2017-11-12", "grades": "good", "region": "North Vale", "from": "2014-01-01", "to": "2017-12-31",
        "shows": "weakness", "ngram": "board", "board": "board-003", "edition": "before", "way": "any",
        "sections": "all", "kind": "practices", "practice": "tide-tables", "grade": "good",
    }  # fmt: skip
    assert parameters.keys() <= values.keys()
    assert get(f"/lscb/{name}.json?_shape=objects").status_code == 200
    if "credited" in parameters.get("shows", {}).get("choices", ()):
        values["shows"] = "faulted"
    chosen = "&".join(f"{key}={values[key]}".replace(" ", "+") for key in parameters)
    answer = get(f"/lscb/{name}.json?_shape=objects&{chosen}")
    assert answer.status_code == 200 and answer.json()["rows"], answer.text


def test_the_link_of_a_phrase_answers(get):
    rows = get("/lscb/distinctive_phrases.json?_shape=objects").json()["rows"]
    path, query = rows[0]["statements_path"].split("?")
    answer = get(f"{path}.json?_shape=objects&{query}")
    assert answer.status_code == 200 and len(answer.json()["rows"]) >= rows[0]["group_reviews"]


def test_tables_and_columns_of_the_analysis_are_described(get):
    described = compose()["databases"]["lscb"]["tables"]
    for name in drawn.ANALYSIS:
        if name not in {table.name for table in published()}:
            continue
        columns = set(get(f"/lscb/{name}.json?_shape=objects&_size=1").json()["columns"]) - {"rowid"}
        assert described[name]["columns"].keys() == columns, name
        assert described[name].get("column_units", {}).keys() <= columns, name
