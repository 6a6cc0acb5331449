"""`python -m db load|publish|dictionary`: the command line of this stage."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import duckdb

from common import command, project
from common.strict_yaml import YamlError
from db import coding_sheets, dictionary
from db.errors import DatabaseError
from db.load import load
from db.publish import publish

log = logging.getLogger("db")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=command.name("db"),
        description="Load what was extracted into DuckDB, check it, and publish it as SQLite.",
    )
    command.add_version(parser)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    loading = commands.add_parser(
        "load",
        help="build and check DATA/lscb.duckdb",
        description="Build DATA/lscb.duckdb from DATA/extracted, DATA/reports/listing.jsonl (if there was a "
        "crawl) and the reference tables. A failing check names its rows and leaves the former database in place.",
    )
    publishing = commands.add_parser(
        "publish",
        help="write DATA/lscb.db and DATA/downloads from it",
        description="Check DATA/lscb.duckdb again and write DATA/lscb.db (keys, indexes, full-text search) and "
        "DATA/downloads (the same tables as DuckDB, Parquet and CSV, with a data package that describes them).",
    )
    writing = commands.add_parser(
        "coding-sheet",
        help="write a review's statements with their classes as a CSV to fill in",
        description="Write a CSV with a row for each statement of a review and its present classes, to fill in by the "
        "codebook (docs/codebook.md); also for a report that nobody has read. take-codings takes it back.",
    )
    writing.add_argument("--review", required=True, metavar="ID", help="the review_id, which is Ofsted's file id")
    writing.add_argument("--out", type=Path, metavar="FILE", help="where to write it (default: standard output)")
    taking = commands.add_parser(
        "take-codings",
        help="check a filled coding sheet and add it to the corrections",
        description="Check a filled coding sheet (ids known, every statement there, nothing else changed) and add what "
        "it changes to corrections.csv in the reference folder. Load and publish to show it.",
    )
    taking.add_argument("sheet", type=Path, metavar="FILE")
    taking.add_argument("--by", required=True, metavar="NAME", help="who coded it; the site names them")
    publishing.add_argument(
        "--contact",
        default=os.environ.get("CORRECTIONS_TO") or os.environ.get("CONTACT"),
        metavar="ADDRESS",
        help="whom the site says to tell of mistakes: 'Name <address>', a mail or web address (default: "
        "$CORRECTIONS_TO or $CONTACT); a public site, for which SITE_URL is set, must name someone",
    )
    for one in (loading, publishing, writing, taking):
        one.add_argument(
            "--data",
            type=Path,
            default=Path(os.environ.get("DATA", "data")),
            help="the folder of the products (default: $DATA or data)",
        )
    for one in (loading, taking):
        one.add_argument(
            "--reference",
            type=Path,
            default=Path(os.environ.get("REFERENCE") or project.REFERENCE),
            help="the folder of the reference tables (default: $REFERENCE, or our own)",
        )
    commands.add_parser(
        "dictionary",
        help="write docs/data-dictionary.md from metadata.yml",
        description="Write docs/data-dictionary.md again from the descriptions in metadata.yml.",
    )
    return parser


def demand_contact(contact: str | None) -> None:
    """Raise `DatabaseError` if a public site would name nobody for corrections; say so of a private one."""
    if contact and contact.strip():
        return
    how = "set CORRECTIONS_TO to a name and an address, such as 'Jo Bloggs <jo@boards.example>'"
    if os.environ.get("SITE_URL"):
        raise DatabaseError(f"A public site (SITE_URL is set) must name someone to tell of mistakes: {how}")
    log.warning("The site will name nobody to tell of mistakes; before others see it, %s", how)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when all went well, 1 with the reason on standard error."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    try:
        if options.command == "load":
            load(options.data, options.reference)
        elif options.command == "publish":
            demand_contact(options.contact)
            publish(options.data, options.contact)
        elif options.command == "coding-sheet":
            coding_sheets.write_sheet(options.data, options.review, options.out)
        elif options.command == "take-codings":
            coding_sheets.take_codings(options.data, options.reference, options.sheet, options.by)
        elif options.command == "dictionary":
            dictionary.write()
        else:
            raise AssertionError(options.command)
    except (duckdb.CatalogException, duckdb.BinderException) as problem:
        if options.command != "publish":
            raise
        path, met = options.data / "lscb.duckdb", str(problem).partition("\n")[0]
        log.error("%s has not the tables of this version (%s): run python -m db load again", path, met)
        return 1
    except (DatabaseError, YamlError, duckdb.Error) as problem:
        log.error("%s", problem)
        return 1
    except OSError as problem:
        log.error("%s", command.with_place(problem, options.data))
        return 1
    except RuntimeError as problem:
        # DuckDB's word for Ctrl-C.
        if str(problem) == "Query interrupted":
            raise KeyboardInterrupt from None
        raise
    return 0


if __name__ == "__main__":
    sys.exit(command.run(main))
