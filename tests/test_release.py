"""What `make release` lays out is all that a server needs, and no more; the files for deployment agree."""

import configparser
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from common.project import ROOT
from db.load import load
from db.publish import publish
from tests.worlds.tiny import tiny

NOBODY = 65534
DEPLOY = ROOT / "deploy"
# 'COPY metadata.yml LICENSE ./', and the line of lay-out.sh that names the same
COPY = re.compile(r"^COPY (?P<sources>.+) \S+$", re.M)
LAID_OUT = re.compile(r"^for name in (?P<names>requirements-serve.+); do$", re.M)


def lay_out(data, to):
    call = ["sh", str(DEPLOY / "lay-out.sh"), str(data), str(to)]
    return subprocess.run(call, capture_output=True, text=True, check=False, timeout=60)


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    """A release with a build of the tiny world, where every user may look."""
    folder = tmp_path_factory.mktemp("release")
    data, reference = tiny().write(folder / "world")
    load(data, reference)
    publish(data)
    done = lay_out(data, folder / "made")
    assert done.returncode == 0, done.stderr
    shutil.rmtree(data)  # the release stands alone
    return folder / "made"


def test_a_release_holds_what_the_container_does_and_a_build(release):
    copied = " ".join(COPY.findall((ROOT / "Containerfile").read_text("utf-8"))).split()
    (named,) = LAID_OUT.findall((DEPLOY / "lay-out.sh").read_text("utf-8"))
    assert sorted(named.split()) == sorted(copied)
    assert sorted(path.name for path in (release / "app").iterdir()) == sorted(copied)
    assert not [path for path in release.rglob("*") if path.name == "__pycache__"]
    (build,) = (release / "data" / "builds").iterdir()
    assert (release / "data" / "lscb.db").resolve() == (build / "lscb.db").resolve()


def test_without_a_build_or_over_another_release_it_says_so(release, tmp_path):
    done = lay_out(tmp_path, tmp_path / "made")
    assert done.returncode == 1 and "has no build: run `make publish` first" in done.stderr
    done = lay_out(release / "data", release)
    assert done.returncode == 1 and "is there already" in done.stderr


def as_nobody():
    """In a child: no user's rights, if this is root."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def quietly(words, env):
    return subprocess.run(
        words, cwd="/", env=env, preexec_fn=as_nobody, capture_output=True, text=True, check=False, timeout=60
    )


def an_open_python(env):
    """A Python of this version that a user without rights can run; that of the tests may lie in somebody's home."""
    for python in (sys.executable, "/usr/bin/python{}.{}".format(*sys.version_info)):
        try:
            if quietly([python, "-P", "-c", "import datasette"], env).returncode == 0:
                return python
        except OSError:
            continue
    pytest.skip("a user without rights can run no Python of this version here")


def test_the_site_starts_from_a_release_as_a_user_without_rights(release, tmp_path_factory):
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    home = tmp_path_factory.mktemp("home")
    secret = home / "secret"
    secret.write_text("nobody's")
    secret.chmod(0o600)
    (home / "tmp").mkdir()
    (home / "tmp").chmod(0o777)
    for folder in (release, *release.parents):
        if folder.owner() == "root" and folder.name.startswith(("pytest", "release", "popen", "home")):
            folder.chmod(0o755)
    home.chmod(0o755)
    # What `pip install -r requirements-serve.txt` gives a server is here what these tests run with.
    libraries = str(Path(sysconfig.get_path("purelib")).resolve())
    path = os.pathsep.join((str(release / "app"), libraries))
    env = {"PYTHONPATH": path, "DATA": str(release / "data"), "TMPDIR": str(home / "tmp"), "PATH": ""}
    python = an_open_python(env)
    probe = f"import sys; print({str(ROOT)!r} in sys.path); open({str(secret)!r})"
    tried = quietly([python, "-P", "-c", probe], env)
    assert tried.stdout == "False\n"
    assert os.getuid() or "PermissionError" in tried.stderr
    words = [python, "-P", "-m", "web", "--port", str(port)]
    log = home / "log"
    process = subprocess.Popen(
        words, cwd="/", env=env, preexec_fn=as_nobody, stdout=log.open("w"), stderr=subprocess.STDOUT
    )
    try:
        until = time.monotonic() + 60
        while "Serving " not in log.read_text():
            assert process.poll() is None and time.monotonic() < until, log.read_text()
            time.sleep(0.1)
        for address, words in {"/": b"Nothing here is real", "/boards": b"Aldermoor"}.items():
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{address}", timeout=30) as answer:
                assert words in answer.read(), address
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/-/data.json", timeout=30) as answer:
            about = json.loads(answer.read())
        assert about["build"] == next((release / "data" / "builds").iterdir()).name
    finally:
        process.terminate()
        process.wait(timeout=20)
    assert "Traceback" not in log.read_text()


def unit(name):
    """A unit of systemd's: its sections, each a mapping; a name that stands twice has its last value."""
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str
    parser.read(DEPLOY / name, encoding="utf-8")
    return parser


def test_the_service_is_held_as_the_container_is():
    service = unit("lscb.service")["Service"]
    container = (ROOT / "Containerfile").read_text("utf-8")
    assert "USER lscb" in container and service["User"] == "lscb"
    assert "-m web" in service["ExecStart"] and '"-m", "web"' in container
    # The container's file system is read-only (docs/deployment.md), but for /tmp; nothing else is let in.
    assert "--read-only --tmpfs /tmp" in (ROOT / "docs/deployment.md").read_text("utf-8")
    assert service["ProtectSystem"] == "strict" and service["PrivateTmp"] == "yes" and "ReadWritePaths" not in service
    assert service["NoNewPrivileges"] == "yes" and service["CapabilityBoundingSet"] == ""
    assert service["Restart"] == "on-failure" and service["ExecReload"].endswith("kill -HUP $MAINPID")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze")
def test_systemd_understands_the_units(tmp_path):
    for path in DEPLOY.glob("lscb*.*"):
        text = path.read_text("utf-8").replace("/srv/lscb/venv/bin/python", sys.executable)
        text = text.replace("/srv/lscb/app/deploy/refresh.sh", "/bin/sh").replace("User=lscb", "User=root")
        (tmp_path / path.name).write_text(text.replace("/srv/lscb", str(tmp_path)))
    units = sorted(str(path) for path in tmp_path.glob("lscb*.*"))
    assert len(units) == 3
    done = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)
    ours = [line for line in (done.stdout + done.stderr).splitlines() if "lscb" in line]
    assert done.returncode == 0 and ours == [], done.stderr
