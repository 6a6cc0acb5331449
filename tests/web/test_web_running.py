"""A new build under a running site, and a broken one: no request is lost, and each answer is of one build."""

import collections
import concurrent.futures
import contextlib
import hashlib
import http.client
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time

import pytest
from serving import free_port

from common.project import ROOT
from db import builds
from db.load import load
from db.publish import publish
from tests.worlds.tiny import tiny

IN_FLIGHT = 10


class Site:
    """A site that runs: its port, its process and its log."""

    def __init__(self, data, log):
        self.data, self.port, self.log = data, free_port(), log
        self.process = subprocess.Popen(
            [sys.executable, "-m", "web", "--data", str(data), "--port", str(self.port)],
            cwd=ROOT, stdout=log.open("w"), stderr=subprocess.STDOUT,
        )  # fmt: skip

    def connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def get(self, address):
        connection = self.connect()
        try:
            connection.request("GET", address)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def about(self):
        status, body = self.get("/-/data.json")
        assert status == 200, body
        return json.loads(body)

    def wait_for(self, words, seconds=60):
        """Until the log holds some words."""
        until = time.monotonic() + seconds
        while words not in self.log.read_text():
            assert self.process.poll() is None and time.monotonic() < until, self.log.read_text()[-3000:]
            time.sleep(0.1)

    def children(self):
        """The servers' processes."""
        found = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=False)
        return [int(word) for word in found.stdout.split()]


@contextlib.contextmanager
def running(data, log):
    site = Site(data, log)
    try:
        site.wait_for("Serving ")
        yield site
    finally:
        site.process.terminate()
        try:
            site.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            site.process.kill()
            raise


@pytest.fixture
def data(tmp_path):
    """DATA with one build, of a world that `again` changes."""
    made, reference = tiny().write(tmp_path / "world")
    load(made, reference)
    publish(made, "Jo <1@b.example>")
    return made


def again(data, number):
    """Publish other data: whom the pages name, and a title in the database. Gives the build's id."""
    return builds.read(builds.served(publish(data, f"Jo <{number}@b.example>").parent)).id


def swap_by_hand(data, name, change):
    """A folder in the place of builds, made of one that is whole and changed, and the link moved to it."""
    folder = data / "builds" / name
    shutil.copytree(min((data / "builds").iterdir()), folder)
    change(folder)
    link = data / ".link"
    link.symlink_to(f"builds/{name}")
    link.replace(data / "current")


def cut(folder):
    (folder / "lscb.db").chmod(0o644)
    os.truncate(folder / "lscb.db", 40_000)


def test_no_request_is_lost_and_each_answer_is_of_one_build(data, tmp_path):
    seen = collections.Counter()
    lost, stop = [], threading.Event()

    def ask(number):
        """Ask without a pause, half of the askers on a connection that is kept."""
        kept = None
        while not stop.is_set():
            for address in ("/-/data.json", "/boards", "/lscb.db"):
                try:
                    connection = kept or site.connect()
                    connection.request("GET", address)
                    answer = connection.getresponse()
                    body = answer.read()
                    kept = connection if number % 2 and not answer.will_close else None
                    if kept is None:
                        connection.close()
                except OSError as problem:
                    lost.append((address, repr(problem)))
                    kept = None
                    continue
                if answer.status != 200:
                    lost.append((address, answer.status, body[:200]))
                elif address == "/-/data.json":
                    about = json.loads(body)
                    seen["json", about["build"], about["published_at"], about["database_sha256"]] += 1
                elif address == "/boards":
                    seen["page", re.search(rb">(\d+)@b.example<", body)[1].decode()] += 1
                else:
                    seen["file", hashlib.sha256(body).hexdigest()] += 1

    with running(data, tmp_path / "log") as site, concurrent.futures.ThreadPoolExecutor(IN_FLIGHT) as pool:
        made = [builds.read(builds.served(data))]
        asking = [pool.submit(ask, number) for number in range(IN_FLIGHT)]
        try:
            again(data, 2)
            made.append(builds.read(builds.served(data)))
            site.wait_for(f"Serving {made[-1].id}")
            swap_by_hand(data, "20990101T000000Z", cut)
            site.wait_for("20990101T000000Z is refused: lscb.db is not the file that was published")
            assert f"the site goes on with {made[-1].id}" in site.log.read_text()
            builds.use(data, made[0].id)  # back to the first
            site.wait_for(f"Serving {made[0].id}\n".rstrip(), 60)
            until = time.monotonic() + 60
            while site.about()["build"] != made[0].id:
                assert time.monotonic() < until
                time.sleep(0.1)
            time.sleep(1)
        finally:
            stop.set()
        for one in asking:
            one.result()
    assert lost == []
    wanted = (
        {("json", one.id, one.about["published_at"], one.about["files"]["lscb.db"]["sha256"]) for one in made}
        | {("page", "1"), ("page", "2")}
        | {("file", one.about["files"]["lscb.db"]["sha256"]) for one in made}
    )
    assert set(seen) == wanted and sum(seen.values()) > 100
    assert "Traceback" not in site.log.read_text()


def drop_table(folder):
    (folder / "build.json").unlink()
    (folder / "lscb.db").chmod(0o644)
    with contextlib.closing(sqlite3.connect(folder / "lscb.db")) as database:
        database.executescript("drop table warnings")


def drop_column(folder):
    (folder / "build.json").unlink()
    (folder / "lscb.db").chmod(0o644)
    with contextlib.closing(sqlite3.connect(folder / "lscb.db")) as database:
        database.executescript("alter table warnings rename column message to told")


def cut_without_hashes(folder):
    (folder / "build.json").unlink()
    cut(folder)


def lose_download(folder):
    (folder / "downloads" / "reviews.parquet").unlink()


def test_what_is_broken_is_refused_by_name_and_what_is_served_does_not_change(data, tmp_path):
    with running(data, tmp_path / "log") as site:
        before = site.about()
        for number, (change, why) in enumerate(
            {
                cut_without_hashes: "lscb.db is damaged",
                drop_column: "it was made by another version of this program: of table warnings, column",
                drop_table: "it was made by another version of this program: table warnings missing",
                lose_download: "downloads/reviews.parquet is missing",
                lambda folder: (folder / "metadata.yml").unlink(): "it cannot be copied",
            }.items()
        ):
            swap_by_hand(data, f"2099010{number}T000000Z", change)
            site.wait_for(f"2099010{number}T000000Z is refused: {why}")
            assert site.about() == before
        # All of it gone: the site has its own copy.
        shutil.rmtree(data / "builds")
        site.wait_for("is refused: it cannot be copied: [Errno 2]")
        assert site.about() == before and site.get("/lscb.db")[0] == 200 and site.get("/boards")[0] == 200


def test_a_file_that_is_moved_or_written_over_is_taken_up_whole_too(tmp_path):
    """As it was before there were builds: a database put into DATA by hand."""
    worlds = []
    for number in (1, 2):
        world, reference = tiny().write(tmp_path / str(number))
        if number == 2:
            about = (reference / "about.yml").read_text().replace("an invented land", "another invented land")
            (reference / "about.yml").write_text(about)
        load(world, reference)
        worlds.append(builds.served(publish(world).parent))
    data = tmp_path / "data"
    data.mkdir()
    for name in ("lscb.db", "metadata.yml"):
        shutil.copy2(worlds[0] / name, data / name)
    (data / "lscb.db").chmod(0o644)
    hashes = [builds.sha256(world / "lscb.db") for world in worlds]
    with running(data, tmp_path / "log") as site:
        assert site.about()["database_sha256"] == hashes[0] and site.about()["build"] is None
        shutil.copyfile(worlds[1] / "lscb.db", data / "lscb.db")  # into the file that is there
        until = time.monotonic() + 60
        while (about := site.about())["database_sha256"] != hashes[1]:
            assert about["database_sha256"] == hashes[0] and time.monotonic() < until
            time.sleep(0.1)


def test_a_server_that_dies_is_replaced_and_the_end_leaves_nothing(data, tmp_path, monkeypatch):
    copies = tmp_path / "tmp"
    copies.mkdir()
    monkeypatch.setenv("TMPDIR", str(copies))
    with running(data, tmp_path / "log") as site:
        before = site.about()
        assert len(list(copies.iterdir())) == 1
        (child,) = site.children()
        os.kill(child, signal.SIGKILL)
        assert site.about() == before  # the connection waits for the next server
        assert "has ended (status -9); another is started" in site.log.read_text()
        (successor,) = site.children()
        site.process.send_signal(signal.SIGHUP)  # other code: a new server on the same build
        until = time.monotonic() + 60
        while successor in site.children():
            assert time.monotonic() < until
            time.sleep(0.2)
        assert site.about() == before
    assert site.process.returncode == 0 and list(copies.iterdir()) == []


def test_a_broken_build_at_the_start_gives_way_to_the_one_before(data, tmp_path):
    first = builds.read(builds.served(data)).id
    second = again(data, 2)
    cut(builds.served(data))
    with running(data, tmp_path / "log") as site:
        assert site.about()["build"] == first
        assert f"{second} is refused" in site.log.read_text()
    shutil.rmtree(data / "builds" / first)
    done = subprocess.run(
        [sys.executable, "-m", "web", "--data", str(data), "--port", str(free_port())],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1 and f"{second} is refused: lscb.db is not the file" in done.stderr


def test_a_taken_port_is_said(data, tmp_path):
    with running(data, tmp_path / "log") as site:
        done = subprocess.run(
            [sys.executable, "-m", "web", "--data", str(data), "--port", str(site.port)],
            cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == 1 and f"Port {site.port} of 127.0.0.1 is not available" in done.stderr
