"""The authorities of our reference table, whose pages are requested even if the search omits them."""

from __future__ import annotations

import csv
import logging
import pathlib

from scraper.pages import Authority

logger = logging.getLogger(__name__)


class ReferenceTableError(Exception):
    """The reference table does not have the shape that the crawl needs."""


def read_authorities(folder: pathlib.Path) -> list[Authority]:
    """The authorities of `folder`/authorities.csv that have a URN, each once.

    An empty list, with a warning, if there is no such file. Lines that begin with # name the source and are
    skipped. Raises ReferenceTableError if a column is missing.
    """
    path = folder / "authorities.csv"
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        logger.warning("%s does not exist: only authorities that the search shows are requested", path)
        return []
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    if not {"urn", "name"} <= set(rows.fieldnames or ()):
        raise ReferenceTableError(f"{path} needs the columns urn and name; it has {rows.fieldnames}")
    named = {row["urn"].strip(): row["name"].strip() for row in rows}
    return [Authority(urn, name) for urn, name in named.items() if urn]
