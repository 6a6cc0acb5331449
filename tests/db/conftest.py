"""The tiny world of tests/worlds, to change or as built, and its land drawn by a die."""

from pathlib import Path

import pytest

from db.load import load
from db.publish import publish
from tests.worlds import drawn
from tests.worlds.building import World
from tests.worlds.tiny import tiny, tiny_read


@pytest.fixture
def world() -> World:
    """The fictional world, for a test to change."""
    return tiny()


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Path:
    """DATA with both databases of the unchanged world; not for changing."""
    data, reference = tiny_read().write(tmp_path_factory.mktemp("built"))
    load(data, reference)
    publish(data)
    return data


@pytest.fixture(scope="session")
def land():
    """A larger made-up land on DuckDB and SQLite with the tables of the analysis; not for changing."""
    made = drawn.build(**drawn.LAND)
    yield made
    made.duckdb.close()
    made.sqlite.close()
