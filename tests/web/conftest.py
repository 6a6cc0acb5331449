"""The site over the fictional worlds of tests/worlds, and over the demo's, asked in the same process."""

import asyncio
import copy
import fcntl
import os
import subprocess
import sys

import pytest
from chromium import browser, ofsted, page, plain, site  # noqa: F401  (fixtures)
from datasette.app import Datasette
from serving import free_port

from common.project import ROOT
from db.load import load
from db.metadata import compose
from db.publish import publish
from tests.worlds.harbours import harbours as make_harbours
from tests.worlds.tiny import tiny
from web.__main__ import SETTINGS, WEB


@pytest.fixture(scope="session")
def metadata():
    return compose()


@pytest.fixture(scope="session")
def published(tmp_path_factory):
    data, reference = tiny().write(tmp_path_factory.mktemp("site"))
    load(data, reference)
    return publish(data)


def asker(database, metadata):
    """A function that asks the site over a database for an address and gives the response."""
    served = Datasette(
        immutables=[str(database)],
        metadata=copy.deepcopy(metadata),
        template_dir=str(WEB / "templates"),
        plugins_dir=str(WEB / "plugins"),
        static_mounts=[("assets", str(WEB / "static"))],
        settings=SETTINGS,
        cors=True,
    )

    def ask(address, method="get", **options):
        return asyncio.run(getattr(served.client, method)(address, **options))

    ask.site = served
    return ask


@pytest.fixture(scope="session")
def serve(metadata):
    """Gives for a database the function that asks the site over it."""
    return lambda database: asker(database, metadata)


@pytest.fixture(scope="session")
def serve_as():
    """Gives for a database and metadata the function that asks the site over them."""
    return asker


@pytest.fixture(scope="session")
def get(published, metadata):
    """Asks the site over the fictional world for an address; gives the response."""
    return asker(published, metadata)


@pytest.fixture(scope="session")
def demo_built(tmp_path_factory):
    """The demo, built once for all workers of this run: its folder, and the port its made-up Ofsted had."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent  # each worker has a folder of its own in the run's
    folder = shared / "browser-demo"
    folder.mkdir(exist_ok=True)
    port = folder / "ofsted-port"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not port.exists():
            number = str(free_port())
            words = ["--build-only", "--folder", str(folder / "ofsted"), "--data", str(folder / "data")]
            run = subprocess.run(
                [sys.executable, "-m", "demo", *words, "--ofsted-port", number],
                cwd=ROOT, capture_output=True, text=True, timeout=180, check=False,
            )  # fmt: skip
            assert run.returncode == 0, run.stderr[-3000:]
            port.write_text(number)
    return folder, port.read_text()


@pytest.fixture(scope="session")
def demo(demo_built, metadata):
    """Asks the site over the demo's world, 22 reviews, for an address; gives the response."""
    folder, _ = demo_built
    return asker(folder / "data" / "lscb.db", metadata)


@pytest.fixture(scope="session")
def harbours(tmp_path_factory, metadata):
    """Asks the site over the world of tests/worlds/harbours.py for an address; gives the response."""
    data, reference = make_harbours().write(tmp_path_factory.mktemp("harbours"))
    load(data, reference)
    return asker(publish(data), metadata)


@pytest.fixture(scope="session")
def real(built_corpus, metadata):
    """Asks the site over the real reports for an address; gives the response."""
    return asker(built_corpus.data / "lscb.db", metadata)
