"""Builds: each publication in a folder of its own, and the one link that says which of them is served.

    DATA/builds/<id>/    lscb.db, metadata.yml, downloads/, and build.json: what the folder holds, with hashes
    DATA/current         a link to builds/<id>, moved in one step
    DATA/lscb.db, DATA/metadata.yml, DATA/downloads    links to the same names in `current`, for those who look there

The id is the time of the publication, `20261127T175314Z`, so that names are in the order of time. A build is never
changed once it has its name. `python -m db.builds` lists them and goes back to a former one; it needs no library, so it
works on a server that has those of the site alone.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import datetime
import functools
import hashlib
import json
import logging
import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from common.writing import build_folder_beside, lock_folder, sync, write_whole

log = logging.getLogger("builds")

FOLDER, CURRENT, ABOUT = "builds", "current", "build.json"
DATABASE = "lscb.db"
# What a build holds for the site, and what DATA has links to.
SERVED = (DATABASE, "metadata.yml", "downloads")
KEPT = 3
TIME = "%Y%m%dT%H%M%SZ"
ID = re.compile(r"\d{8}T\d{6}Z")


class BuildError(Exception):
    """There is no such build, or it cannot be read."""


@dataclasses.dataclass(frozen=True)
class Build:
    """A build that is held: its folder, and what its `build.json` says."""

    folder: Path
    about: Mapping[str, Any]

    @property
    def id(self) -> str:
        """Its name."""
        return self.folder.name

    @functools.cached_property
    def contents(self) -> tuple[str, str]:
        """What two builds of the same data have in common: the hashes of the database and of what it says in words.

        The other files are made of these; a DuckDB file is never the same twice.
        """
        database, words = (self.about["files"].get(name, {}).get("sha256", "") for name in SERVED[:2])
        return database, words


def sha256(path: Path) -> str:
    """The hash of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def describe_files(folder: Path) -> dict[str, dict[str, Any]]:
    """Each file of a build but `build.json` by its path within it: bytes and SHA-256."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != ABOUT)
    return {
        path.relative_to(folder).as_posix(): {"bytes": path.stat().st_size, "sha256": sha256(path)} for path in paths
    }


def read(folder: Path) -> Build:
    """A build by its folder; raises BuildError if its `build.json` cannot be read."""
    try:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        return Build(folder, {"files": {}} | about)
    except (OSError, ValueError, TypeError) as problem:
        raise BuildError(f"{folder / ABOUT} cannot be read: {problem}") from None


def held(data: Path) -> list[Build]:
    """The builds that are there, the newest first; a folder without a readable `build.json` is none."""
    found = []
    for folder in sorted((data / FOLDER).glob("*Z"), reverse=True):
        if ID.fullmatch(folder.name) and folder.is_dir():
            with contextlib.suppress(BuildError):
                found.append(read(folder))
    return found


def served(data: Path) -> Path:
    """The folder of what DATA serves: a build, or DATA itself if a database was put there by hand."""
    return Path(os.path.realpath(data / DATABASE)).parent


def current_id(data: Path) -> str | None:
    """The id of the build that `current` names."""
    try:
        return (data / CURRENT).readlink().name
    except OSError:
        return None


def _link(path: Path, target: str) -> None:
    """Make `path` a link in one step, whatever it was; a folder is put aside first, for an instant."""
    scrap = path.with_name(f".{path.name}.{os.getpid()}.writing")
    scrap.unlink(missing_ok=True)
    scrap.symlink_to(target)
    if path.is_dir() and not path.is_symlink():
        former = path.with_name(f".{path.name}.former")
        shutil.rmtree(former, ignore_errors=True)
        path.rename(former)
        scrap.replace(path)
        shutil.rmtree(former)
    else:
        scrap.replace(path)


def _make_current(data: Path, build_id: str) -> None:
    _link(data / CURRENT, f"{FOLDER}/{build_id}")
    for name in SERVED:
        path, target = data / name, f"{CURRENT}/{name}"
        if not path.is_symlink() or str(path.readlink()) != target:
            _link(path, target)
    sync(data)


def _new_id(data: Path) -> str:
    """A name after all that are there, also if the clock was set back."""
    now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    last = max((path.name for path in (data / FOLDER).glob("*Z") if ID.fullmatch(path.name)), default="")
    if last:
        then = datetime.datetime.strptime(last, TIME).replace(tzinfo=datetime.UTC)
        now = max(now, then + datetime.timedelta(seconds=1))
    return now.strftime(TIME)


def _prune(data: Path, kept: int) -> None:
    """Remove all but the current build and the newest others that hold something else, `kept` in all."""
    current, seen = current_id(data), set[tuple[str, str]]()
    builds = sorted(held(data), key=lambda one: (one.id == current, one.id), reverse=True)
    for one in builds:
        if one.contents in seen or len(seen) == kept:
            shutil.rmtree(one.folder)
        else:
            seen.add(one.contents)


@contextlib.contextmanager
def new_build(data: Path, about: Mapping[str, Any], kept: int = KEPT) -> Iterator[Path]:
    """Give the folder to make a build in; at the end it has its place, is the current one, and the oldest go.

    `about` is put into its `build.json`, with the files' hashes. If the block raised, nothing has changed. Raises
    `FolderInUseError` while another process makes a build or goes back to one.
    """
    (data / FOLDER).mkdir(parents=True, exist_ok=True)
    lock = lock_folder(data)
    try:
        for leftover in (data / FOLDER).glob(".*.building"):  # of a run that was killed
            shutil.rmtree(leftover)
        build_id = _new_id(data)
        with build_folder_beside(data / FOLDER / build_id) as part:
            yield part
            for path in part.rglob("*"):
                if path.is_file():
                    path.chmod(0o444)
                sync(path)
            published = datetime.datetime.strptime(build_id, TIME).strftime("%Y-%m-%dT%H:%M:%SZ")
            said = {"build": build_id, "published_at": published, **about, "files": describe_files(part)}
            write_whole(part / ABOUT, json.dumps(said, indent=1).encode())
        sync(data / FOLDER)
        _make_current(data, build_id)
        _prune(data, kept)
    finally:
        os.close(lock)


def use(data: Path, build_id: str | None = None) -> Build:
    """Make a build that is held the current one, and give it; without an id, the one before the current.

    Raises BuildError if there is none, `FolderInUseError` while a build is made.
    """
    lock = lock_folder(data)
    try:
        now, builds = current_id(data), held(data)
        wanted = [one for one in builds if (one.id == build_id if build_id else now is None or one.id < now)]
        if not wanted:
            what = f"no build {build_id}" if build_id else f"no build before {now}"
            raise BuildError(f"{data} holds {what}; there is: {', '.join(one.id for one in builds) or 'none'}")
        _make_current(data, wanted[0].id)
        return wanted[0]
    finally:
        os.close(lock)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when all went well, 1 with the reason on standard error."""
    parser = argparse.ArgumentParser(
        prog="python -m db.builds", description="List the builds that DATA holds, and go back to a former one."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    listing = commands.add_parser("list", help="the builds, the newest first; * is the current one")
    using = commands.add_parser("use", help="serve this build from now on; the running site takes it up by itself")
    using.add_argument("build", metavar="ID")
    back = commands.add_parser("fall-back", help="serve the build before the current one")
    fresh = commands.add_parser("is-newest", help="status 0 if the newest build is the current one, or there is none")
    for one in (listing, using, back, fresh):
        one.add_argument(
            "--data",
            type=Path,
            default=Path(os.environ.get("DATA", "data")),
            help="the folder of the products (default: $DATA or data)",
        )
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    builds, now = held(options.data), current_id(options.data)
    if options.command == "list":
        for build in builds:
            database = build.about["files"].get(DATABASE, {})
            words = (f"{database.get('bytes', 0) / 1e6:.1f} MB", f"sha256 {database.get('sha256', '')[:12]}")
            sys.stdout.write(f"{'*' if build.id == now else ' '} {build.id}  {'  '.join(words)}\n")
        return 0
    if options.command == "is-newest":
        return 0 if not builds or builds[0].id == now else 1
    try:
        log.info("%s is the current build now", use(options.data, getattr(options, "build", None)).id)
    except (BuildError, OSError) as problem:
        log.error("%s", problem)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
