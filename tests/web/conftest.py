"""The site over the fictional world of tests/db, asked in the same process."""

import asyncio
import copy
import sys
from pathlib import Path

import pytest
import yaml
from datasette.app import Datasette

from db.load import load
from db.publish import publish
from web.__main__ import ROOT, SETTINGS, WEB

# The world is that of the tests of db/; tests are no packages, so its folder is named here.
sys.path.insert(0, str(Path(__file__).parents[1] / "db"))


@pytest.fixture(scope="session")
def metadata():
    return yaml.safe_load((ROOT / "metadata.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def published(tmp_path_factory):
    from invented import WORLD

    data, reference = copy.deepcopy(WORLD).write(tmp_path_factory.mktemp("site"))
    load(data, reference)
    return publish(data)


@pytest.fixture(scope="session")
def get(published, metadata):
    """Asks the site for an address; gives the response."""
    words = {"on": True, "off": False}
    site = Datasette(
        immutables=[str(published)],
        metadata=copy.deepcopy(metadata),
        template_dir=str(WEB / "templates"),
        plugins_dir=str(WEB / "plugins"),
        static_mounts=[("assets", str(WEB / "static"))],
        settings={name: words.get(value, value) for name, value in SETTINGS.items()},
        cors=True,
    )

    def ask(address):
        return asyncio.run(site.client.get(address))

    return ask
