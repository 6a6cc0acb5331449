"""The package: what the wheel holds, that it works without the checkout, and what each extra brings."""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import os
import re
import sqlite3
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email.parser import HeaderParser
from importlib import metadata
from pathlib import Path

import hatchling.build
import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from common import command, project
from common.version import __version__
from tests.conftest import REPO
from web import version

ROOMS = ("common", "scraper", "extract", "db", "web", "demo")
PYPROJECT = tomllib.loads((REPO / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = PYPROJECT["project"]["optional-dependencies"]
# 'datasette==0.65.5 \' and 'numpy==2.4.6 ; python_full_version < '3.12' \': a pin of a lock
PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^ ;]+) .*\\$", re.M)
# '## 0.1.0, 2026-11-26': a release in the changelog
RELEASE = re.compile(r"^## (?P<version>\d+\.\d+\.\d+), (?P<date>\d{4}-\d\d-\d\d)$", re.M)


def build(kind: str, source: Path, target: Path) -> Path:
    """A `wheel` or `sdist` of a folder, by the backend that pip calls."""
    with contextlib.chdir(source):
        return target / getattr(hatchling.build, f"build_{kind}")(str(target))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", REPO, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like site-packages that holds the wheel's files alone."""
    folder = tmp_path_factory.mktemp("site-packages")
    with zipfile.ZipFile(wheel) as file:
        file.extractall(folder)
    return folder


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as file:
        return set(file.namelist())


def files(folder: Path) -> set[Path]:
    """The files of a folder of the repo that belong to it."""
    found = (path.relative_to(REPO) for path in folder.rglob("*") if path.is_file())
    return {path for path in found if not any(part == "__pycache__" or part.startswith(".") for part in path.parts)}


def run(installed: Path, folder: Path, *words: str, good: tuple[int, ...] = (0,)) -> str:
    """What a Python outside the checkout says that knows the installed rooms and the libraries."""
    quiet = {name: value for name, value in os.environ.items() if name not in ("DATA", "REFERENCE")}
    done = subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env=quiet | {"PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode in good, done.stderr[-3000:]
    return done.stdout


def test_the_wheel_holds_every_file_of_the_rooms_and_what_stands_above_them(wheel):
    held = names(wheel)
    for room in ROOMS:
        missing = {path.as_posix() for path in files(REPO / room)} - held
        assert not missing, f"not in the wheel: {sorted(missing)}"
    for path in files(REPO / "docs") | {Path("metadata.yml")}:
        assert f"common/files/{path.as_posix()}" in held
    kinds = {Path(name).suffix for name in held}
    assert kinds >= {".yml", ".sql", ".csv", ".html", ".xml", ".css", ".json", ".md"}


def test_the_wheel_holds_nothing_else(wheel):
    tops = {name.split("/")[0] for name in names(wheel)}
    assert tops == {*ROOMS, f"lscb_reviews-{__version__}.dist-info"}


def test_a_source_archive_makes_the_same_wheel(wheel, tmp_path):
    archive = build("sdist", REPO, tmp_path)
    with tarfile.open(archive) as file:
        file.extractall(tmp_path, filter="data")
    again = tmp_path / "again"
    again.mkdir()
    assert names(build("wheel", tmp_path / f"lscb_reviews-{__version__}", again)) == names(wheel)


def test_the_installed_program_is_the_same_and_finds_its_own_files(installed, tmp_path):
    ask = "from common import project as p; from web import version; print(p.ROOT, p.REFERENCE, version.code_hash())"
    told = run(installed, tmp_path, "-c", ask)
    assert told.split() == [str(installed / "common/files"), str(installed / "db/reference"), version.code_hash()]
    assert project.ROOT == REPO and project.REFERENCE == REPO / "db" / "reference"


def test_the_installed_program_reads_publishes_and_serves(installed, tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "7.pdf").write_bytes(b"%PDF-1.4 and no more")
    run(installed, tmp_path, "-m", "extract", "reports", good=(3,))
    run(installed, tmp_path, "-m", "db", "load")
    run(installed, tmp_path, "-m", "db", "publish")
    with contextlib.closing(sqlite3.connect(tmp_path / "data" / "lscb.db")) as database:
        assert database.execute("select file_id, status from documents").fetchall() == [("7", "unreadable")]
    ask = (
        "import asyncio, pathlib, sys; from web.__main__ import open_site; "
        "print(asyncio.run(open_site(pathlib.Path('data/lscb.db')).client.get(sys.argv[1])).text)"
    )
    for address, text in {"/": "Local Safeguarding", "/methods": "codebook"}.items():
        page = run(installed, tmp_path, "-c", ask, address)
        assert "<h1" in page and text in page, address


def closure(requirements: list[str]) -> set[str]:
    """The distributions that some requirements bring, all the way down, as far as they are installed here."""
    found: set[str] = set()
    waiting = [Requirement(one) for one in requirements]
    while waiting:
        one = waiting.pop()
        name = canonicalize_name(one.name)
        if name == "lscb-reviews":
            waiting += [Requirement(line) for extra in one.extras for line in EXTRAS[extra]]
            continue
        with contextlib.suppress(metadata.PackageNotFoundError):
            needed = [Requirement(line) for line in metadata.requires(name) or []]
            new = [need for need in needed if any(_applies(need, extra) for extra in ("", *one.extras))]
            if name not in found:
                waiting += new
            found.add(name)
    return found


def _applies(need: Requirement, extra: str) -> bool:
    return need.marker is None or need.marker.evaluate({"extra": extra})


IMPORT_ALL = """
import importlib, pathlib, pkgutil, runpy, sys
room, *blocked = sys.argv[1:]

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in blocked:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Missing())
package = importlib.import_module(room)
count = 0
for module in pkgutil.walk_packages(package.__path__, f"{room}."):
    importlib.import_module(module.name)
    count += 1
for path in pathlib.Path(package.__file__).parent.glob("plugins/*.py"):
    runpy.run_path(str(path))
    count += 1
print(count)
"""


@pytest.mark.parametrize("name", command.SCRIPTS)
def test_an_extra_brings_all_that_its_room_imports(name):
    script = command.SCRIPTS[name]
    # The commands that maintain the rules have an extra of their own; tests/extract/test_imports.py limits the rest.
    extra = "learn" if script.extra == "extract" else script.extra
    brought = closure([*PYPROJECT["project"]["dependencies"], *EXTRAS[extra]])
    blocked = {
        module
        for module, distributions in metadata.packages_distributions().items()
        if not {canonicalize_name(one) for one in distributions} & brought
    }
    call = [sys.executable, "-c", IMPORT_ALL, script.room, *blocked]
    done = subprocess.run(call, cwd=REPO, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout) >= len(list((REPO / script.room).glob("[!_]*.py")))


@pytest.mark.parametrize(
    ("extra", "spared"),
    [
        ("serve", {"scrapy", "twisted", "reportlab", "pdfplumber", "pikepdf", "sqlite-utils"}),
        ("crawl", {"datasette", "duckdb", "scipy", "reportlab", "pdfplumber"}),
        ("extract", {"datasette", "duckdb", "scipy", "scrapy", "reportlab"}),
        ("load", {"datasette", "scrapy", "reportlab", "pdfplumber", "vl-convert-python"}),
    ],
)
def test_an_extra_spares_what_its_room_does_not_need(extra, spared):
    everything = closure(EXTRAS["all"])
    assert spared <= everything and not spared & closure(EXTRAS[extra])


def pins(lock: str) -> set[tuple[str, str]]:
    found = PIN.findall((REPO / lock).read_text(encoding="utf-8"))
    return {(canonicalize_name(name), pinned) for name, pinned in found}


def test_the_lock_of_a_server_is_a_part_of_the_whole():
    serve, whole = pins("requirements-serve.txt"), pins("requirements.txt")
    assert serve < whole < pins("requirements-dev.txt")
    assert {name for name, _ in serve} >= {canonicalize_name(Requirement(one).name) for one in EXTRAS["serve"]}
    assert not {name for name, _ in serve} & {"scrapy", "reportlab", "pdfplumber"}


def test_one_version_stands_everywhere(wheel):
    with zipfile.ZipFile(wheel) as file:
        about = HeaderParser().parsestr(file.read(f"lscb_reviews-{__version__}.dist-info/METADATA").decode())
    assert about["Version"] == __version__ and about["License-Expression"] == "MIT AND OGL-UK-3.0"
    assert about.get_all("License-File") == ["LICENSE", "LICENSE-DATA.md"]
    citation = yaml.safe_load((REPO / "CITATION.cff").read_text(encoding="utf-8"))
    newest = RELEASE.search((REPO / "CHANGELOG.md").read_text(encoding="utf-8"))
    assert newest is not None
    assert (newest["version"], newest["date"]) == (__version__, citation["date-released"].isoformat())
    assert (citation["cff-version"], citation["version"]) == ("1.2.0", __version__)


def test_each_room_has_its_console_script():
    assert PYPROJECT["project"]["scripts"] == dict.fromkeys(command.SCRIPTS, "common.command:run_script")
    assert {script.room for script in command.SCRIPTS.values()} == set(ROOMS) - {"common"}


@pytest.mark.parametrize("name", command.SCRIPTS)
def test_a_console_script_has_help_and_a_version(name, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", [f"/somewhere/bin/{name}", "--help"])
    with pytest.raises(SystemExit) as ended:
        command.run_script()
    assert ended.value.code == 0 and capsys.readouterr().out.startswith(f"usage: {name} ")
    monkeypatch.setattr(sys, "argv", [f"/somewhere/bin/{name}", "--version"])
    assert command.run_script() == 0
    assert capsys.readouterr().out == f"lscb-reviews {__version__}\n"


@pytest.mark.parametrize("room", [script.room for script in command.SCRIPTS.values()])
def test_a_room_has_a_version(room, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["__main__.py", "--version"])
    with pytest.raises(SystemExit) as ended:
        importlib.import_module(f"{room}.__main__").main()
    assert ended.value.code == 0 and capsys.readouterr().out == f"lscb-reviews {__version__}\n"


def test_a_console_script_without_its_extra_says_how_to_get_it(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["lscb-scrape", "--help"])
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert command.run_script() == 1
    assert 'pip install "lscb-reviews[crawl]"' in capsys.readouterr().err


# 'COPY metadata.yml LICENSE ./': what the Containerfile copies, and whither
COPY = re.compile(r"^COPY (?P<sources>.+) \S+$", re.M)


def test_the_container_copies_what_there_is_and_ignores_none_of_it():
    sources = [word for line in COPY.findall((REPO / "Containerfile").read_text("utf-8")) for word in line.split()]
    assert {"requirements-serve.txt", "metadata.yml", "docs", "common", "db", "web"} <= set(sources)
    kept = {
        line[1:].strip("/") for line in (REPO / ".containerignore").read_text("utf-8").splitlines() if line[:1] == "!"
    }
    for source in sources:
        assert (REPO / source).exists(), f"the Containerfile copies {source}"
        assert source in kept, f".containerignore keeps {source} out"


def test_the_forge_runs_what_is_run_here():
    jobs = yaml.safe_load((REPO / ".github/workflows/ci.yml").read_text("utf-8"))["jobs"]
    commands = {name: [step["run"] for step in job["steps"] if "run" in step] for name, job in jobs.items()}
    assert commands == {"ci": [".ci/run"], "datasette-next": ["make datasette-next"]}
    assert jobs["datasette-next"]["continue-on-error"] is True


@pytest.mark.parametrize("form", ["report-read-wrongly.yml", "class-disputed.yml"])
def test_an_issue_form_asks_for_the_place_and_the_words(form):
    asked = yaml.safe_load((REPO / ".github/ISSUE_TEMPLATE" / form).read_text("utf-8"))
    fields = {one["id"]: one for one in asked["body"] if one["type"] != "markdown"}
    needed = {name for name, one in fields.items() if one.get("validations", {}).get("required")}
    assert needed == {"review", "page", "words", "site"} and "contact" in fields
    assert all(one["attributes"]["label"] for one in fields.values())
