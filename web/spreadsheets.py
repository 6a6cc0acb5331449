"""What stands in a workbook beside the rows: what was asked, what columns hold, what is missing, where it is from."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from web.figures import long_date, with_long_dates
from web.workbook import FIGURES, Line, SheetTable, is_cut, label

# A workbook is for looking at. Whoever needs more rows takes the CSV, which is whole.
MOST_ROWS = 20_000
MOST_CELLS = 300_000


def most_rows(columns: int) -> int:
    """How many rows of so many columns a workbook takes."""
    return min(MOST_ROWS, MOST_CELLS // max(1, columns))


def asked_lines(parameters: Mapping[str, Mapping[str, Any]], values: Mapping[str, str]) -> list[Line]:
    """What was asked of a canned query: each parameter, its value or its default, and what it does."""
    return [
        (label(name), with_long_dates(values.get(name) or f"{about['default']} (the default)"), str(about["about"]))
        for name, about in parameters.items()
    ]


def notes(
    table: SheetTable, description: str, asked: Iterable[Line], missing: Iterable[Line], left_out: bool
) -> list[Line]:
    """The sheet of notes, from the title to what each column holds. `left_out` says that rows were."""
    asked = list(asked)
    rows = f"{len(table.rows):,} row{'' if len(table.rows) == 1 else 's'}"
    if left_out:
        rows = f"Only the first {rows}: there are more than a workbook takes here. The CSV of the same has all of them."
    lines: list[Line] = [(table.title,), ("What it is", " ".join(description.split())), ("Rows", rows)]
    if any(is_cut(value) for row in table.rows for value in row):
        lines.append(("Long texts", "A text longer than a cell holds is cut, and ends in “…”."))
    lines.append(("Numbers", f"Rounded to {FIGURES} figures. The CSV of the same has them as they are."))
    lines.append(("Words", "Read the page of the report before you quote: classes are told by a model and by rules."))
    if asked:
        lines += [("",), ("What was asked for",), *asked]
    lines += [("",), ("What the columns hold",)]
    lines += [(label(name), table.about.get(name, ""), name) for name in table.columns]
    return [*lines, ("",), ("What is missing",), *missing]


def missing_lines(coverage: Iterable[Mapping[str, Any]]) -> list[Line]:
    """How many of the reviews that took place are held, and why the others are not: rows of `coverage_summary`."""
    return [
        (f"{row['reviews']} of {row['of_reviews']} reviews", "held here" if row["state"] == "held" else row["state"])
        for row in coverage
    ]


def sources(
    site: Mapping[str, Any], about: Mapping[str, Any], address: str, csv: str, notice: str | None = None
) -> list[Line]:
    """The sheet of sources: `site` is the top of metadata.yml, `about` the version of the data.

    `address` is the page of the same table, `csv` its CSV, both in full; `notice` stands on fictional data.
    """
    published = long_date(about["published_at"][:10])
    lines: list[Line] = [("Fictional", notice)] if notice else []
    lines += [
        ("Attribution", site["attribution"]),
        ("Licence", site["license"], site["license_url"]),
        ("Source", site["source"], site["source_url"]),
        ("Site", site["title"], site["unofficial"]),
        ("This table", address),
        ("The same as CSV", csv),
        ("Published", published),
        ("Reviews held", f"{about['reviews_held']} of {about['reviews_expected']}"),
        ("Reports (SHA-256)", about["corpus_sha256"]),
        ("Extractor", about["extractor_version"]),
        ("How to cite", f"{site['title']}: {address}, published {published}, corpus {about['corpus_sha256'][:12]}"),
    ]
    if site.get("corrections_to"):
        lines.append(("Corrections", site["corrections_to"]))
    return lines


def made_on(about: Mapping[str, Any]) -> datetime.datetime:
    """When the data were published, as a workbook dates itself: UTC without a zone."""
    return datetime.datetime.fromisoformat(about["published_at"].replace("Z", "+00:00")).replace(tzinfo=None)
