"""The scheduled refresh: a new build from the made-up Ofsted, and the former one when anything fails."""

import os
import shutil
import subprocess
import sys

import pytest

from common.project import ROOT
from db import builds
from demo.__main__ import made_up_ofsted, settings

pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="no make")


def refresh(url, data, **more):
    env = {key: value for key, value in os.environ.items() if key not in ("MAKEFLAGS", "MAKELEVEL", "SITE_URL")}
    env |= settings(url, data) | {"PY": sys.executable, "MAKE_OPTIONS": "-o .venv/run.stamp"} | more
    call = [str(ROOT / "deploy" / "refresh.sh")]
    return subprocess.run(call, cwd="/", env=env, capture_output=True, text=True, check=False, timeout=300)


def test_a_refresh_makes_a_build_and_keeps_the_former_when_it_fails(tmp_path):
    data = tmp_path / "data"
    with made_up_ofsted(tmp_path / "ofsted", 0, "--ofsted-port") as server:
        done = refresh(server.url, data)
        assert done.returncode == 0, done.stderr[-3000:]
        first = builds.current_id(data)
        assert f"refresh: {first} is the current build" in done.stdout
        # Nobody serves it there.
        done = refresh(server.url, data, ASK="http://127.0.0.1:1", TRIES="1")
        second = builds.current_id(data)
        assert done.returncode == 4 and f"http://127.0.0.1:1 does not serve {second}" in done.stderr
        url = server.url
    done = refresh(url, data)  # Ofsted has gone
    assert done.returncode == 1 and f"refresh: failed; the build {second} stays" in done.stderr
    assert builds.current_id(data) == second and (data / "lscb.db").exists()


def test_what_was_set_back_is_left_alone(tmp_path):
    for text in ("a", "b"):
        with builds.new_build(tmp_path, {}) as folder:
            (folder / "lscb.db").write_text(text)
    former = builds.use(tmp_path)
    done = refresh("http://127.0.0.1:1", tmp_path)
    assert done.returncode == 3 and "was set back to a former build" in done.stderr
    assert builds.current_id(tmp_path) == former.id
