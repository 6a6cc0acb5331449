"""The files that a site serves or draws from: its database, and what a run of the pipeline puts beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from datasette.app import Datasette

from db import builds, downloads
from web.canned import DATABASE


def database(datasette: Datasette) -> Path:
    """The database that is served."""
    return Path(datasette.get_database(DATABASE).path)


def about_build(datasette: Datasette) -> Mapping[str, Any]:
    """What the `build.json` beside the database says; empty for a database that was put there by hand."""
    try:
        return builds.read(database(datasette).resolve().parent).about
    except builds.BuildError:
        return {}


def download(datasette: Datasette, name: str) -> Path:
    """Where `publish` puts a file to take away; `download_sizes` says which are there."""
    return database(datasette).parent / downloads.FOLDER / name


def download_sizes(datasette: Datasette) -> dict[str, int]:
    """The files to take away that are there, by name, with the size of each in bytes."""
    return downloads.sizes(database(datasette).parent)


def report(datasette: Datasette, review_id: str) -> Path:
    """Where the crawl puts the PDF of a review's report, whether it is there or not."""
    return database(datasette).parent / "reports" / f"{review_id}.pdf"
