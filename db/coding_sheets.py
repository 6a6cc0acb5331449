"""Coding by people: a sheet of a review's statements to fill in, and what a filled sheet changes.

The sheet is a CSV for a spreadsheet, a row per statement in the order of reading, with its present classes. What a
person changes in it goes to the reference table `corrections`, which overrides the codings by reading (docs/codebook.md
has the rules, docs/corrections.md the procedure). Statements with the same words in one review share a coding, so
they must be given the same one.
"""

from __future__ import annotations

import csv
import dataclasses
import datetime
import io
import logging
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import get_args

import duckdb

from common.record import Polarity
from common.strict_yaml import suggest
from common.writing import build_beside
from db.errors import DatabaseError
from db.inputs import CORRECTIONS, Row, read_about, read_csv

log = logging.getLogger(__name__)

# What says which statement a row is of; none of it may change. No digest and no number: a spreadsheet takes
# `12e4567890123456` for a power of ten, and `1.10` for 1.1.
FIXED = ("review_id", "statement_id", "page", "section", "heading", "text")
# What a reader fills in; `why` where a class is changed.
CODED = ("polarity", "themes", "practices", "earlier", "example")
COLUMNS = (*FIXED, "told_by", *CODED, "why")

POLARITIES: tuple[str, ...] = get_args(Polarity)
MOST_PRACTICES = 3  # of one statement; see the codebook
SQL = Path(__file__).parent / "reads" / "coding_sheet.sql"
WORLD = SQL.with_name("world.sql")


class SheetError(DatabaseError):
    """A filled sheet that cannot be taken; the message names every row that is wrong and what is wrong with it."""


@dataclasses.dataclass(frozen=True)
class KnownIds:
    """The ids that a coding may name."""

    themes: frozenset[str]
    practices: frozenset[str]


def read_statements(database: Path, review_id: str) -> tuple[list[Row], KnownIds]:
    """A review's statements with their present classes, all values as text, and the ids that a coding may name.

    Raises `DatabaseError` if there is no database or no such review in it.
    """
    if not database.exists():
        raise DatabaseError(f"{database} is missing: run python -m db load first")
    with duckdb.connect(str(database), read_only=True) as connection:
        answer = connection.execute(SQL.read_text(encoding="utf-8"), [review_id])
        columns = [column[0] for column in answer.description or ()]
        rows = [
            {name: "" if value is None else str(value) for name, value in zip(columns, row, strict=True)}
            for row in answer.fetchall()
        ]
        known = {
            table: frozenset(row[0] for row in connection.table(table).fetchall()) for table in ("themes", "practices")
        }
    if not rows:
        raise DatabaseError(f"{review_id}: {database} has no review with this id and statements")
    return rows, KnownIds(known["themes"], known["practices"])


def sheet(statements: Sequence[Mapping[str, str]]) -> str:
    """The sheet as CSV: the statements in order, `why` empty."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({**{name: row[name] for name in COLUMNS if name != "why"}, "why": ""} for row in statements)
    return text.getvalue()


def read_sheet(path: Path) -> list[dict[str, str]]:
    """The rows of a filled sheet, with or without a byte-order mark; raises `SheetError` if it is not such a sheet."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, strict=True)
            if tuple(reader.fieldnames or ()) != COLUMNS:
                raise SheetError(f"{path}: columns are {reader.fieldnames}, they must be {list(COLUMNS)}")
            rows = list(reader)
    except (UnicodeDecodeError, csv.Error) as problem:
        raise SheetError(f"{path} is not CSV in UTF-8 ({problem}): save it as that, and try again") from None
    if not rows:
        raise SheetError(f"{path} has no row")
    return [{name: (value or "").strip() for name, value in row.items() if name} for row in rows]


def _problems(row: Mapping[str, str], section: str, vocabulary: KnownIds) -> Iterator[str]:
    """What is wrong with the classes of one row, by the codebook."""
    if row["polarity"] not in POLARITIES:
        yield f"polarity must be one of {', '.join(POLARITIES)}; it is {row['polarity']!r}"
    for kind, known in (("themes", vocabulary.themes), ("practices", vocabulary.practices)):
        ids = row[kind].split()
        for one in ids:
            if one not in known:
                yield f"{kind}: {one!r} is not an id of the codebook, {suggest(one, known)}"
        if len(set(ids)) < len(ids):
            yield f"{kind}: an id stands twice in {row[kind]!r}"
    if len(row["practices"].split()) > MOST_PRACTICES:
        yield f"practices: at most {MOST_PRACTICES}, met {row['practices']!r}"
    if row["earlier"] not in ("0", "1"):
        yield f"earlier must be 0 or 1; it is {row['earlier']!r}"
    elif row["earlier"] == "1" and (row["polarity"] not in ("weakness", "mixed") or section == "recommendation"):
        yield "earlier is for criticism (weakness, mixed) that is not a recommendation"
    if row["example"] not in ("0", "1", "2"):
        yield f"example must be 0, 1 or 2; it is {row['example']!r}"
    elif row["example"] != "0" and (row["polarity"] != "strength" or not row["practices"]):
        yield "example is for praise (strength) that has a practice"


def _met(filled: Sequence[Mapping[str, str]], present: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """Where the rows of a filled sheet are not, one for one, the statements of the review as they stand."""
    by_id = {row["statement_id"]: row for row in present}
    seen: set[str] = set()
    for row in filled:
        own = by_id.get(row["statement_id"])
        if own is None:
            yield f"{row['statement_id']!r} is not a statement of this review: make a new sheet"
            continue
        if row["statement_id"] in seen:
            yield f"{row['statement_id']} stands twice"
        seen.add(row["statement_id"])
        changed = [name for name in FIXED if row[name] != own[name].strip()]
        if changed:
            yield f"{row['statement_id']}: {', '.join(changed)} may not change, only {', '.join(CODED)} and why"
    for missing in by_id.keys() - seen:
        yield f"{missing} is missing: every statement needs its row"


def _coding(row: Mapping[str, str]) -> dict[str, str]:
    """The classes of a row, with one space between ids."""
    return {name: " ".join(row[name].split()) for name in CODED}


def corrections(
    filled: Sequence[Mapping[str, str]],
    present: Sequence[Mapping[str, str]],
    vocabulary: KnownIds,
    by: str,
    on: datetime.date,
) -> list[Row]:
    """The rows of `corrections` that a filled sheet makes: a coding for each statement changed or never coded.

    A statement that was read and is left as it is makes none; one that rules classed is coded by whoever fills the
    sheet, changed or not, and needs no `why`. Raises `SheetError` naming every row that cannot be taken.
    """
    problems = list(_met(filled, present))
    by_id = {row["statement_id"]: row for row in present}
    known = [(row, by_id[row["statement_id"]]) for row in filled if row["statement_id"] in by_id]
    same_words: dict[str, list[tuple[Mapping[str, str], Mapping[str, str]]]] = {}
    for row, own in known:
        problems += [f"{row['statement_id']}: {problem}" for problem in _problems(row, own["section"], vocabulary)]
        same_words.setdefault(own["digest"], []).append((row, own))
    made: list[Row] = []
    for digest, twins in same_words.items():
        row, own = twins[0]
        coding = _coding(row)
        if any(_coding(other) != coding for other, _ in twins):
            names = ", ".join(one["statement_id"] for one, _ in twins)
            problems.append(f"{names}: they have the same words and share one coding, so it must be the same")
        if own["told_by"] == "reading" and coding == _coding(own):
            continue
        why = next((one["why"] for one, _ in twins if one["why"]), "")
        if own["told_by"] == "reading" and not why:
            problems.append(f"{row['statement_id']}: a class is changed, and why is empty")
        made.append(
            {
                "review_id": own["review_id"],
                "digest": digest,
                **coding,
                "why": why or "first coding",
                "corrected_by": by,
                "corrected_on": on.isoformat(),
            }
        )
    if problems:
        raise SheetError("\n".join(problems))
    return made


def add(path: Path, rows: Collection[Row]) -> int:
    """Put corrections into the reference table at `path`, replacing former ones of the same words; gives how many.

    The file is written beside and moved into place.
    """
    new = {(row["review_id"], row["digest"]): row for row in rows}
    kept = [row for row in read_csv(path, CORRECTIONS) if (row["review_id"], row["digest"]) not in new]
    source = path.read_text(encoding="utf-8").splitlines()[0]
    with build_beside(path) as beside, beside.open("w", encoding="utf-8", newline="") as out:
        out.write(source + "\n")
        writer = csv.DictWriter(out, CORRECTIONS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted([*kept, *new.values()], key=lambda row: (str(row["review_id"]), str(row["digest"]))))
    return len(new)


def _demand_one_world(database: Path, reference: Path) -> None:
    """Raise `SheetError` where a fictional database would write into the real reference tables, or the other way."""
    about = read_about(reference / "about.yml")
    if not database.exists():
        return  # said by whoever reads it
    with duckdb.connect(str(database), read_only=True) as connection:
        (title,) = connection.execute(WORLD.read_text(encoding="utf-8")).fetchone() or (None,)
    if title != about["title"]:
        raise SheetError(
            f"{database} is of {title!r}, {reference} of {about['title']!r}: name the reference folder that it was "
            "loaded with (--reference or REFERENCE)"
        )


def write_sheet(data: Path, review_id: str, out: Path | None) -> None:
    """Write a review's sheet to a file, or to standard output; raises `DatabaseError` if there is no such review."""
    statements, _ = read_statements(data / "lscb.duckdb", review_id)
    text = sheet(statements)
    if out is None:
        sys.stdout.write(text)
        return
    with build_beside(out) as beside:
        beside.write_text(text, encoding="utf-8")
    log.info("%s: %d statements of %s", out, len(statements), review_id)


def take_codings(data: Path, reference: Path, path: Path, by: str) -> None:
    """Check a filled sheet against the review that it is of, and add what it changes to the corrections.

    Raises `SheetError` naming every row that cannot be taken; nothing is written then.
    """
    if not by.strip():
        raise SheetError("--by must name who coded the sheet")
    filled = read_sheet(path)
    reviews = {row["review_id"] for row in filled}
    if len(reviews) > 1:
        raise SheetError(f"{path}: a sheet is of one review, met {', '.join(sorted(reviews))}")
    _demand_one_world(data / "lscb.duckdb", reference)
    present, vocabulary = read_statements(data / "lscb.duckdb", reviews.pop())
    try:
        made = corrections(filled, present, vocabulary, by.strip(), datetime.datetime.now(datetime.UTC).date())
    except SheetError as problem:
        raise SheetError(f"{path} is not taken:\n{problem}") from None
    target = reference / "corrections.csv"
    log.info("%s: %d codings added; load and publish to show them", target, add(target, made))
