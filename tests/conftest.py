"""What every test shares: the corpus of real reports, where it stands beside the repo."""

from __future__ import annotations

import os
import pathlib

import pytest

CORPUS = pathlib.Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def corpus() -> pathlib.Path:
    """The folder of real reports and facts beside the repo.

    Without it a test is skipped, unless LSCB_CORPUS says that it must be there: CI sets that where the folder exists,
    so that a half-missing corpus fails.
    """
    if not (CORPUS / "ofsted" / "listing.csv").is_file():
        if os.environ.get("LSCB_CORPUS"):
            pytest.fail(f"LSCB_CORPUS is set, but {CORPUS.name}/ofsted is not beside the repo")
        pytest.skip("the corpus of real reports is not beside the repo")
    return CORPUS
