"""Reads what the stages before left on disk, and says at once what does not hold together.

The reference tables are CSV files whose first line is `# Source: …`; `about.yml` says which world they describe.
"""

from __future__ import annotations

import csv
import dataclasses
import json
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from common.record import PRACTICE_KEYS, PRACTICES_FILE, THEME_KEYS, THEMES_FILE, find_misfits
from common.strict_yaml import Keys, YamlError, load
from db.errors import DatabaseError

Row = dict[str, Any]

LISTING_FIELDS = {
    "file_id", "urn", "authority", "title", "listed_on", "url", "status", "reason", "sha256",
    # the crawler's own notes, which no table holds
    "etag", "last_modified", "bytes", "first_seen", "last_seen",
}  # fmt: skip
CODINGS = ("review_id", "digest", "polarity", "themes", "practices", "earlier", "example")
CORRECTIONS = (*CODINGS, "why", "corrected_by", "corrected_on")
REFERENCE = {
    "authorities": (
        "la_code",
        "urn",
        "name",
        "ons_code",
        "region",
        "type",
        "status",
        "latitude",
        "longitude",
    ),
    "authority_neighbours": ("la_code", "neighbour_code", "rank", "edition"),
    "boards": ("board_id", "name", "name_source"),
    "board_authorities": ("board_id", "la_code"),
    "known_gaps": ("la_code", "authority", "published", "overall_grade", "lscb_grade", "board_id", "why", "source"),
    "published_counts": (
        *("as_at", "area", "reviews", "outstanding", "good", "requires_improvement", "inadequate", "said_by", "source"),
    ),
    "codings": CODINGS,
    "corrections": CORRECTIONS,
}
ALIASES = ("printed", "la_code")
NOTHING = type(None)
ABOUT = Keys(
    {
        "title": str,
        "fictional": bool,
        "notice": (str, NOTHING),
        "reviews_expected": int,
        "repeats": (dict, NOTHING),
    }
)
# What a listed document's status says when there is no copy of it; any other status comes with a copy.
WITHOUT_COPY = {"out of scope", "withdrawn", "failed"}
SHOWN = 5  # how many odd fields of a record the message names


@dataclasses.dataclass(frozen=True)
class Inputs:
    """Everything that a load reads: the listing's lines, records, their vocabularies, reference rows by table."""

    listing: list[Row]
    records: list[Row]
    themes: list[Row]
    practices: list[Row]
    reference: dict[str, list[Row]]
    aliases: list[Row]
    about: Row


def read_csv(path: Path, columns: Sequence[str]) -> list[Row]:
    """The rows of a reference CSV, empty cells as None; its source line and its columns are checked."""
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            source = lines.readline()
            if not source.startswith("# Source: "):
                raise DatabaseError(f"{path}: the first line must be '# Source: …', it is {source.strip()!r}")
            reader = csv.DictReader(lines)
            if tuple(reader.fieldnames or ()) != tuple(columns):
                raise DatabaseError(f"{path}: columns are {reader.fieldnames}, they must be {list(columns)}")
            return [{name: value or None for name, value in row.items()} for row in reader]
    except FileNotFoundError:
        raise DatabaseError(f"{path} is missing: REFERENCE must name a folder with the reference tables") from None


def read_about(path: Path) -> Row:
    """What `about.yml` says of the world in the reference tables."""
    try:
        about: Row = load(path, ABOUT)
    except FileNotFoundError:
        raise DatabaseError(f"{path} is missing: REFERENCE must name a folder with the reference tables") from None
    except YamlError as error:
        raise DatabaseError(str(error)) from None
    if about["fictional"] and not about["notice"]:
        raise DatabaseError(f"{path}: a fictional world needs a notice, which every page shows")
    return about


def _demand(row: Row, fields: Collection[str], where: str) -> Row:
    if not isinstance(row, dict) or row.keys() != set(fields):
        odd = sorted(set(fields).symmetric_difference(row)) if isinstance(row, dict) else row
        raise DatabaseError(f"{where}: fields missing or not known: {odd}")
    return row


def read_listing(path: Path) -> list[Row]:
    """The lines of `listing.jsonl`; none if there was no crawl."""
    if not path.exists():
        return []
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
        except ValueError as problem:
            raise DatabaseError(f"{path}, line {number} is not JSON ({problem}): crawl again") from None
        rows.append(_demand(row, LISTING_FIELDS, f"{path}, line {number}"))
    return rows


def read_records(folder: Path) -> list[Row]:
    """The extracted records in the order of their file ids."""
    rows = []
    for path in sorted(folder.glob("*.json")):
        try:
            row = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as problem:
            raise DatabaseError(f"{path} is not JSON ({problem}): remove it and extract again") from None
        odd = list(find_misfits(row))
        if odd:
            more = f" and {len(odd) - SHOWN} more" if len(odd) > SHOWN else ""
            raise DatabaseError(f"{path}: fields missing or not known: {', '.join(odd[:SHOWN])}{more}: extract again")
        if row["file_id"] != path.stem:
            raise DatabaseError(f"{path} is the record of {row['file_id']}: remove it and extract again")
        rows.append(row)
    return rows


def read_vocabulary(path: Path, keys: Collection[str]) -> list[Row]:
    """The themes or practices that the records beside them may have, in their order."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DatabaseError(f"{path} is missing: extract again") from None
    except ValueError as problem:
        raise DatabaseError(f"{path} is not JSON ({problem}): extract again") from None
    if not isinstance(rows, list):
        raise DatabaseError(f"{path} is not a list: extract again")
    return [_demand(row, keys, f"{path}, entry {number}") for number, row in enumerate(rows, 1)]


def disagreements(listing: Sequence[Mapping[str, Any]], records: Sequence[Mapping[str, Any]]) -> list[str]:
    """Each listed copy without an extracted record, or with a record of other bytes: one sentence each."""
    held = {record["file_id"]: record["sha256"] for record in records}
    found = []
    for line in listing:
        name = f"{line['file_id']} ({line['authority']}, {line['title']})"
        if line["sha256"] is None:
            if line["status"] not in WITHOUT_COPY:
                found.append(f"{name}: listed as {line['status']!r}, yet no copy is held: crawl again")
        elif line["file_id"] not in held:
            found.append(f"{name}: its PDF is held, but it has not been extracted: run python -m extract")
        elif held[line["file_id"]] != line["sha256"]:
            found.append(f"{name}: the copy that was extracted is not the one held: extract again")
    return found


def read(data: Path, reference: Path) -> Inputs:
    """Everything that a load needs; raises `DatabaseError` naming each report that does not hold together."""
    listing = read_listing(data / "reports" / "listing.jsonl")
    records = read_records(data / "extracted")
    if not listing and not records:
        raise DatabaseError(f"nothing to load: {data}/extracted has no record and {data}/reports no listing")
    problems = disagreements(listing, records)
    if problems:
        raise DatabaseError("\n".join(problems))
    aliases = reference / "authority_aliases.csv"
    return Inputs(
        listing=listing,
        records=records,
        themes=read_vocabulary(data / "extracted" / THEMES_FILE, THEME_KEYS) if records else [],
        practices=read_vocabulary(data / "extracted" / PRACTICES_FILE, PRACTICE_KEYS) if records else [],
        reference={name: read_csv(reference / f"{name}.csv", columns) for name, columns in REFERENCE.items()},
        aliases=read_csv(aliases, ALIASES) if aliases.exists() else [],
        about=read_about(reference / "about.yml"),
    )
