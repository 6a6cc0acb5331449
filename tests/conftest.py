"""What every test shares: the corpus of real reports, where it stands beside the repo."""

from __future__ import annotations

import dataclasses
import os
import pathlib
import subprocess
import sys
from collections.abc import Iterator

import pytest

REPO = pathlib.Path(__file__).resolve().parents[1]
CORPUS = REPO.parent / "shared"


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


@dataclasses.dataclass(frozen=True)
class Built:
    """A pipeline run to its end: the folder of its products, the site it crawled, and what `make` said."""

    data: pathlib.Path
    url: str
    said: str

    def make_again(self) -> str:
        """Run `make data` once more over the same products and give what it said."""
        return make_data(self.url, self.data)


def make_data(url: str, data: pathlib.Path, reference: str = "db/reference") -> str:
    """Run `make data` on a local copy of the site; a failing run fails the test with its output."""
    environment = {
        **os.environ,
        "OFSTED_URL": url,
        "DATA": str(data),
        "REFERENCE": reference,
        "CRAWL_DELAY": "0",
    }
    run = subprocess.run(
        ["make", "data"], cwd=REPO, env=environment, capture_output=True, text=True, check=False, timeout=1500
    )
    said = run.stdout + run.stderr
    assert run.returncode == 0, said[-4000:]
    return said


@pytest.fixture(scope="session")
def built_corpus(corpus: pathlib.Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """The whole pipeline, from nothing, over the local copy of Ofsted's site that serves the real reports."""
    server = subprocess.Popen(
        [sys.executable, str(corpus / "ofsted" / "serve.py"), "--port", "0"], stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        url = server.stdout.readline().strip()
        data = tmp_path_factory.mktemp("corpus") / "data"
        yield Built(data, url, make_data(url, data))
    finally:
        server.terminate()
        server.wait(timeout=10)
