"""Which data and which program a site serves: what `/-/data.json` says, and what its answers' ETags are made of."""

from __future__ import annotations

import datetime
import functools
import hashlib
import json
import os
from importlib import metadata
from typing import Any

from datasette.app import Datasette

from common import project
from common.version import __version__
from web import canned, files
from web.canned import DATABASE

# What an answer may depend on besides the database: our code and its data, below the folder of the rooms, and docs/.
# The libraries' versions count too.
SOURCES = ((project.ROOMS, ("common/*.*", "web/**/*", "db/*.*")), (project.ROOT, ("docs/*.*",)))

# What became of a document that should have been read and was not.
FAILED = ("failed", "unreadable")


@functools.cache
def code_hash() -> str:
    """A hash over the program's files as they stood when it was first asked for; it changes with any of them.

    The same files give the same hash from a checkout and from an installed package.
    """
    found = hashlib.sha256()
    for root, patterns in SOURCES:
        for path in sorted({path for pattern in patterns for path in root.glob(pattern)}):
            if path.is_file() and "__pycache__" not in path.parts:
                found.update(f"{path.relative_to(root)}\0".encode() + path.read_bytes())
    return found.hexdigest()


@functools.cache
def libraries() -> str:
    """The libraries that are installed, with their versions: `Jinja2 3.1.6`, each on a line."""
    return "\n".join(sorted({f"{one.name} {one.version}" for one in metadata.distributions()}))


def site_hash(datasette: Datasette) -> str:
    """A hash over all that this site's answers depend on, except the address and the day."""
    settings = json.dumps(datasette.metadata(), sort_keys=True, default=str)
    parts = (
        datasette.get_database(DATABASE).hash or "",
        code_hash(),
        libraries(),
        settings,
        os.environ.get("SITE_URL", ""),
    )
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def published_at(datasette: Datasette) -> str:
    """When the data were published, UTC, ISO 8601 (`2026-11-22T20:15:00Z`); of a lone database, when it was written."""
    said: str | None = files.about_build(datasette).get("published_at")
    if said:
        return said
    written = datetime.datetime.fromtimestamp(files.database(datasette).stat().st_mtime, datetime.UTC)
    return written.isoformat(timespec="seconds").replace("+00:00", "Z")


async def about(datasette: Datasette) -> dict[str, Any]:
    """What is needed to cite these data: from which reports, read by which program, published when."""
    database = datasette.get_database(DATABASE)
    build = await canned.ask_build(datasette)
    site = datasette.metadata() or {}
    crawl = files.about_build(datasette).get("crawl") or {}
    statuses = {row["status"]: row["documents"] for row in await canned.ask(datasette, "documents_by_status")}
    return {
        "ok": True,
        "title": site.get("title") or build["title"],
        "is_fictional": bool(build["is_fictional"]),
        "notice": build["notice"],
        "build": files.about_build(datasette).get("build"),
        "published_at": published_at(datasette),
        "newest_review_on": build["newest_review_on"],
        "reviews_held": build["reviews_held"],
        "reviews_expected": build["reviews_expected"],
        "documents_listed": build["documents_listed"],
        "crawled_at": crawl.get("crawled_at"),
        "crawl": crawl.get("documents"),
        "documents_failed": sum(statuses.get(status, 0) for status in FAILED),
        "extractor_version": build["extractor_version"],
        "corpus_sha256": build["corpus_sha256"],
        "database_sha256": database.hash,
        "database_bytes": database.size,
        "program_version": __version__,
        "program_sha256": code_hash(),
        "datasette_version": metadata.version("datasette"),
        "license": site.get("license"),
        "license_url": site.get("license_url"),
        "source": site.get("source"),
        "source_url": site.get("source_url"),
    }
