"""Statements beside their codings: how a reader coded each, found by digest (common/digest.py)."""

from __future__ import annotations

import csv
import dataclasses
import json
import pathlib
from collections.abc import Iterable, Iterator
from typing import Any

from common.digest import digest
from common.record import Polarity, Section
from extract.polarity import POLARITIES

Key = tuple[str, str]  # a review and the digest of a statement


@dataclasses.dataclass(frozen=True)
class Coding:
    """What one reading says of a statement. `polarity` is None if only the practices were read."""

    reading: str
    polarity: Polarity | None
    themes: frozenset[str]
    practices: frozenset[str]


@dataclasses.dataclass(frozen=True)
class Coded:
    """A statement with what stands around it, and its coding; `previous` is the one before in its paragraph."""

    review_id: str
    text: str
    section: Section
    heading: str | None
    previous: str | None
    coding: Coding


def read_codings(path: pathlib.Path) -> Iterator[tuple[Key, Coding]]:
    """The rows of a file of codings or second readings (columns `review_id, digest, polarity, themes, practices`,
    and `reading` where there are several). Raises ValueError for an unknown polarity."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        for number, row in enumerate(rows, start=2):
            polarity = next((known for known in POLARITIES if known == row["polarity"]), None)
            if polarity is None and row["polarity"]:
                raise ValueError(f"{path}, row {number}: unknown polarity `{row['polarity']}`")
            yield (
                (row["review_id"], row["digest"]),
                Coding(
                    row.get("reading") or "",
                    polarity,
                    frozenset(row["themes"].split()),
                    frozenset(row["practices"].split()),
                ),
            )


def read_coded(
    codings: pathlib.Path, extracted: pathlib.Path, corrections: pathlib.Path | None = None
) -> tuple[Coded, ...]:
    """The statements of the records in the folder `extracted` that have a coding, in order of report and place.

    A correction overrides the coding of the same words, and may be of words that have none.
    """
    by_key = dict(read_codings(codings)) | (dict(read_codings(corrections)) if corrections else {})
    found = []
    for path in sorted(extracted.glob("*.json")):
        for review_id, text, section, heading, previous in _statements(json.loads(path.read_text(encoding="utf-8"))):
            coding = by_key.get((review_id, digest(text)))
            if coding is not None:
                found.append(Coded(review_id, text, section, heading, previous, coding))
    if not found:
        raise ValueError(f"no statement of the records in {extracted} has a coding in {codings}")
    return tuple(found)


def _statements(record: dict[str, Any]) -> Iterator[tuple[str, str, Section, str | None, str | None]]:
    paragraphs = {one["paragraph_id"]: one for one in record["paragraphs"]}
    before: dict[str, Any] | None = None
    for one in record["statements"]:
        paragraph = paragraphs[one["paragraph_id"]]
        follows = before is not None and before["paragraph_id"] == one["paragraph_id"]
        previous = before["text"] if before is not None and follows else None
        yield record["file_id"], one["text"], paragraph["section"], paragraph["heading"], previous
        before = one


def folds(review_ids: Iterable[str], number: int) -> dict[str, int]:
    """A fold, from 0, for each review: dealt out like cards in order of id. Whole reports, never single statements."""
    return {review_id: place % number for place, review_id in enumerate(sorted(set(review_ids)))}
