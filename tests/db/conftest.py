"""The fictional world of `invented.py`, to change or as built, and the larger land of `analysed.py`."""

import copy
from pathlib import Path

import analysed
import pytest
from invented import WORLD, World

from db.load import load
from db.publish import publish


@pytest.fixture
def world() -> World:
    """The fictional world, for a test to change."""
    return copy.deepcopy(WORLD)


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Path:
    """DATA with both databases of the unchanged world; not for changing."""
    data, reference = copy.deepcopy(WORLD).write(tmp_path_factory.mktemp("built"))
    load(data, reference)
    publish(data)
    return data


@pytest.fixture(scope="session")
def land():
    """A larger made-up land on DuckDB and SQLite with the tables of the analysis; not for changing."""
    made = analysed.build(**analysed.LAND)
    yield made
    made.duckdb.close()
    made.sqlite.close()
