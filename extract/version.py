"""The extractor's version: a digest of all that may change a record, so that no number has to be raised by hand.

That is the code that makes a record, with what it imports of ours, its vocabularies, and the versions of the libraries
that read PDFs. The command line and the batch are not part of it.
"""

from __future__ import annotations

import ast
import functools
import hashlib
import importlib.metadata
import json
import pathlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import yaml

# The folder that holds the rooms.
ROOMS: Final = pathlib.Path(__file__).parent.parent
# The rooms whose code may make a record, and the module that does so: what it imports is found from there.
OUR_ROOMS: Final = ("extract", "common")
MAKES_RECORDS: Final = "extract.report"
LIBRARIES: Final = ("pdfminer.six", "pdfplumber", "pikepdf", "pypdfium2")


def digest_of(files: Mapping[str, bytes], libraries: Mapping[str, str]) -> str:
    """A digest, 12 hexadecimal digits, of files by their name and of libraries with their version."""
    whole = hashlib.sha256()
    parts = [*sorted(files.items()), *((name, version.encode()) for name, version in sorted(libraries.items()))]
    for name, content in parts:
        whole.update(f"{name}\n{len(content)}\n".encode())
        whole.update(content)
    return whole.hexdigest()[:12]


def modules_behind(module: str, rooms: pathlib.Path = ROOMS) -> set[str]:
    """A module of ours and all modules of ours that it imports, directly or not; names as `extract.report`."""
    found: set[str] = set()
    waiting = [module]
    while waiting:
        name = waiting.pop()
        if name in found or not _path(rooms, name).is_file():
            continue
        found.add(name)
        waiting.extend(_imports(_path(rooms, name).read_text(encoding="utf-8")))
    return found


def sources_of(modules: Iterable[str], rooms: pathlib.Path = ROOMS) -> dict[str, bytes]:
    """The files of some modules by their path below `rooms`, and the data that they read.

    These are all vocabularies and weights of `extract`, and from `common` the YAML beside a module: `common/grades.yml`
    goes with `common/grades.py`.
    """
    code = [_path(rooms, module) for module in modules]
    data = [path.with_suffix(".yml") for path in code if path.with_suffix(".yml").is_file()]
    files = {*code, *data, *(rooms / "extract").glob("*.yml"), *(rooms / "extract" / "learned").glob("*.json")}
    return {path.relative_to(rooms).as_posix(): path.read_bytes() for path in files}


def compute_version(rooms: pathlib.Path = ROOMS) -> str:
    """The version of the extractor whose code stands below `rooms`."""
    libraries = {name: importlib.metadata.version(name) for name in LIBRARIES}
    return digest_of(sources_of(modules_behind(MAKES_RECORDS, rooms), rooms), libraries)


# The module that reads pages, and what it imports: all that a page's text and geometry depend on, with the libraries.
READS_PAGES: Final = "extract.pdf"


@functools.cache
def pages_version(rooms: pathlib.Path = ROOMS) -> str:
    """The version of the code that reads pages; no vocabulary of the rules is part of it."""
    libraries = {name: importlib.metadata.version(name) for name in LIBRARIES}
    code = [_path(rooms, module) for module in modules_behind(READS_PAGES, rooms)]
    return digest_of({path.relative_to(rooms).as_posix(): path.read_bytes() for path in code}, libraries)


# What the rules know, apart from the code that reads it; paths below `extract`.
RULES: Final = ("polarity.yml", "themes.yml", "practices.yml", "learned/*.json")


def rules_version(rooms: pathlib.Path = ROOMS) -> str:
    """A digest of the rules' vocabularies and weights, for which measures of the rules (docs/accuracy.json) hold."""
    folder = rooms / "extract"
    paths = {path for pattern in RULES for path in folder.glob(pattern)}
    # What they hold and not how it is written: a mended comment changes no rule. JSON is YAML, and read far faster.
    held = {
        path: json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
        for path in paths
        if (text := path.read_text(encoding="utf-8"))
    }
    return digest_of({path.relative_to(folder).as_posix(): json.dumps(one).encode() for path, one in held.items()}, {})


@functools.cache
def version() -> str:
    """The version of this extractor, worked out once."""
    return compute_version()


def _path(rooms: pathlib.Path, module: str) -> pathlib.Path:
    return rooms.joinpath(*module.split(".")).with_suffix(".py")


def _imports(code: str) -> Iterator[str]:
    """What a module imports from our rooms: modules, and names that may be modules."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            continue
        yield from (name for name in names if name.split(".")[0] in OUR_ROOMS)
