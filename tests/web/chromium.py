"""The demo's site in Debian's chromium: fixtures for the modules whose tests look at pages.

`make test` installs the browser (tests/install-browser.sh). Without it those tests are skipped, and say so.
"""

import fcntl
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
import warnings
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from serving import free_port

REPO = Path(__file__).resolve().parents[2]
SCREENSHOTS = REPO / "build" / "screenshots"
AXE = next(iter(sorted(REPO.glob("build/axe-core-*/package/axe.min.js"), reverse=True)), None)
PATIENCE = 10_000  # milliseconds that anything on a page may take to be there
CHROMIUM = shutil.which("chromium")
MARKS = [pytest.mark.browser]
if CHROMIUM is None:
    warnings.warn("NO BROWSER: chromium is missing, the browser tests are skipped", stacklevel=1)
    MARKS.append(pytest.mark.skip(reason="NO BROWSER: chromium is missing (tests/install-browser.sh)"))
if AXE is None:
    warnings.warn("NO AXE: axe-core is missing, no page is searched for barriers", stacklevel=1)


def fetch(address):
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.headers, answer.read()


def wait_for(address, process, seconds=20):
    """Wait until an address answers; fails if the process ends first."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        assert process.poll() is None, f"it ended with {process.returncode} before {address} answered"
        try:
            return fetch(address)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    pytest.fail(f"{address} did not answer within {seconds} s")


def end(process):
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.fixture(scope="session")
def site(demo_built):
    """The address of the demo's site."""
    folder, _ = demo_built
    port = str(free_port())
    with (folder / f"site-{port}.log").open("w") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "web", "--data", str(folder / "data"), "--port", port],
            cwd=REPO, stdout=said, stderr=said,
        )  # fmt: skip
        address = f"http://127.0.0.1:{port}"
        try:
            wait_for(f"{address}/-/data.json", process)
            yield address
        finally:
            end(process)


@pytest.fixture
def ofsted(demo_built):
    """The demo's Ofsted, at the address that the site's links name: one at a time, since all workers have that port."""
    folder, port = demo_built
    with (folder / "ofsted.lock").open("w") as lock, (folder / "ofsted.log").open("w") as said:
        fcntl.flock(lock, fcntl.LOCK_EX)
        process = subprocess.Popen(
            [sys.executable, "-m", "demo", "ofsted", "--folder", str(folder / "ofsted"), "--port", port],
            cwd=REPO, stdout=said, stderr=said,
        )  # fmt: skip
        try:
            wait_for(f"http://127.0.0.1:{port}/robots.txt", process, 60)
            yield
        finally:
            end(process)


# For this module alone: while playwright runs, nothing else in the thread may have an event loop, as `get` needs.
@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        one = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield one
        one.close()


@pytest.fixture
def page(browser, site):
    """A page that takes down its requests and what its console says; any error or request elsewhere fails the test."""
    context = browser.new_context(base_url=site, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    one = context.new_page()
    asked, wrong = [], []
    one.on("request", lambda request: asked.append(request.url))
    one.on("pageerror", lambda error: wrong.append(str(error)))
    one.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    yield one
    context.close()
    assert [address for address in asked if not address.startswith((site + "/", "data:"))] == []
    # the console also reports a page that answers 400 or 404 on purpose
    assert [line for line in wrong if not re.search(r"status of 40[04]\b", line)] == []


@pytest.fixture(params=[1280, 360], ids=["desktop", "phone"])
def plain(browser, site, request):
    """A page without scripts, on a desktop and on a phone: whatever a person does on it works without them."""
    context = browser.new_context(
        base_url=site, viewport={"width": request.param, "height": 800}, java_script_enabled=False
    )
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def at(page):
    """The page's path, without the site's address."""
    return re.sub(r"^https?://[^/]+", "", page.url)
