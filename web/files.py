"""The files that a site serves or draws from: its database, and what a run of the pipeline puts beside it."""

from __future__ import annotations

from pathlib import Path

from datasette.app import Datasette

from db import downloads
from web.canned import DATABASE


def database(datasette: Datasette) -> Path:
    """The database that is served."""
    return Path(datasette.get_database(DATABASE).path)


def download(datasette: Datasette, name: str) -> Path:
    """Where `publish` puts a file to take away; `download_sizes` says which are there."""
    return database(datasette).parent / downloads.FOLDER / name


def download_sizes(datasette: Datasette) -> dict[str, int]:
    """The files to take away that are there, by name, with the size of each in bytes."""
    return downloads.sizes(database(datasette).parent)


def report(datasette: Datasette, review_id: str) -> Path:
    """Where the crawl puts the PDF of a review's report, whether it is there or not."""
    return database(datasette).parent / "reports" / f"{review_id}.pdf"
