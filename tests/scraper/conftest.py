"""Servers for the crawls, and the crawls."""

from __future__ import annotations

import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).parent))  # whatever the import mode of pytest

from crawl_runs import Crawls
from faulty_ofsted import FaultySite, serving


@pytest.fixture
def site():
    with serving(FaultySite()) as running:
        yield running


@pytest.fixture
def crawls(site, tmp_path):
    return Crawls(site.url, tmp_path / "data", tmp_path / "reference")


@pytest.fixture
def new_crawls(tmp_path):
    """Makes crawls of another site, or into another folder."""
    return lambda url, name="other": Crawls(url, tmp_path / name, tmp_path / "reference")
