"""A build as a server takes it up: copied into a folder of the server's own, and checked there before anyone sees it.

What happens to DATA afterwards (a file moved over, written over, cut or removed) does not reach the copy, so each
answer is made of one build. docs/decisions/0020 says what that costs.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from db import builds, functions, metadata
from db.builds import BuildError

# 'corrections_to: Jo Bloggs <jo@boards.example>', at the top of the published metadata.yml
CORRECTIONS_TO = re.compile(r"^corrections_to: *\S", re.MULTILINE)
# A state of what DATA names: the folder, and inode, time of writing and size of each of its files.
State = tuple[str, tuple[tuple[int, int, int] | None, ...]]


def state_of(folder: Path) -> State:
    """What tells a build from another, and from itself after a change; costs no reading."""

    def about(path: Path) -> tuple[int, int, int] | None:
        try:
            found = path.stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size

    return str(folder), tuple(about(folder / name) for name in (*builds.SERVED, builds.ABOUT))


def take(folder: Path, data: Path, into: Path) -> Path:
    """Copy what a folder serves `into` a new one and check the copy; gives its database.

    The reports' PDFs stay in `data`, where pictures of pages are drawn from those whose hash is the review's.
    Raises BuildError for what is missing, damaged, of another program's making, or may not be shown to the public.
    """
    try:
        into.mkdir(exist_ok=True)
        for name in (builds.ABOUT, *builds.SERVED):
            source = folder / name
            if source.is_dir():
                shutil.copytree(source, into / name)
            elif source.exists() or name in builds.SERVED[:2]:
                shutil.copy2(source, into / name)
        (into / "reports").symlink_to((data / "reports").absolute())
    except (OSError, shutil.Error) as problem:
        raise BuildError(f"it cannot be copied: {problem}") from None
    database = into / builds.DATABASE
    if (into / builds.ABOUT).exists():
        _demand_files(into)
    _demand_whole(database)
    _demand_schema(database)
    if os.environ.get("SITE_URL") and not CORRECTIONS_TO.search((into / metadata.NAME).read_text("utf-8")):
        raise BuildError(
            f"a public site (SITE_URL is set) must name someone to tell of mistakes, and its {metadata.NAME} names "
            "nobody: publish again with CORRECTIONS_TO set to a name and an address, such as "
            "'Jo Bloggs <jo@boards.example>'"
        )
    return database


def _demand_files(into: Path) -> None:
    """Each file is the one that was published, by its hash."""
    wanted = builds.read(into).about["files"]
    found = builds.describe_files(into)
    for name, about in wanted.items():
        if name not in found:
            raise BuildError(f"{name} is missing")
        if found[name] != about:
            raise BuildError(
                f"{name} is not the file that was published: it has {found[name]['bytes']:,} bytes of "
                f"{about['bytes']:,}, or others"
            )


def _open(database: Path) -> contextlib.closing[sqlite3.Connection]:
    return contextlib.closing(sqlite3.connect(f"file:{database}?immutable=1", uri=True))


def _demand_whole(database: Path) -> None:
    try:
        with _open(database) as connection:
            answer = connection.execute("pragma integrity_check").fetchall()
    except sqlite3.DatabaseError as problem:
        raise BuildError(f"{database.name} is damaged: {problem}") from None
    if answer != [("ok",)]:
        raise BuildError(f"{database.name} is damaged: {'; '.join(str(one) for (one,) in answer[:5])}")


def _refuse_missing(what: str, names: Iterable[str]) -> None:
    found = sorted(names)
    if found:
        more = f" and {len(found) - 5} more" if len(found) > 5 else ""
        raise BuildError(
            f"it was made by another version of this program: {what} {', '.join(found[:5])}{more} missing; "
            "publish again with the version that serves it"
        )


def _demand_schema(database: Path) -> None:
    """All tables, columns and queries are there that this program's pages ask for; there may be more."""
    ours = metadata.compose()["databases"][metadata.DATABASE]
    with _open(database) as connection:
        functions.register_sqlite(connection)
        for table, about in ours["tables"].items():
            columns = {row[1] for row in connection.execute(f"pragma table_xinfo({table})")}
            _refuse_missing("table", set() if columns else {table})
            _refuse_missing(f"of table {table}, column", set(about["columns"]) - columns)
        broken = {}
        for name, query in ours["queries"].items():
            try:
                connection.execute(f"explain {query['sql']}", dict.fromkeys(query.get("parameters", {}), ""))
            except sqlite3.Error as problem:
                broken[name] = str(problem)
        if broken:
            name, reason = min(broken.items())
            _refuse_missing(f"({reason}) what query", {name})
