"""`python -m extract`: one report as JSON, or a folder of them."""

from __future__ import annotations

import argparse
import logging
import os
import pathlib
import sys

from common import command
from extract import commands
from extract.batch import extract_all, extract_alone
from extract.cluster import Cluster, ClusterError
from extract.errors import ExtractionError
from extract.folder import pdfs_in

SOME_UNREADABLE = 3


def parser() -> argparse.ArgumentParser:
    """The command's options."""
    options = argparse.ArgumentParser(
        prog=command.name("extract"),
        description="Read Ofsted's reports on children's services: FILE.pdf prints one record as JSON; FOLDER reads "
        "every PDF in it on all cores. Exit status 0 when all were read, 3 when some could not be (each is recorded "
        "with its reason), 1 for one FILE that cannot be read and for a folder that was not "
        "finished, 2 for a wrong call.",
        epilog="For whoever maintains the rules: `explain FILE.pdf` prints each statement and why it is so classed, "
        "`score` says how often that is right, `learn` learns new weights, `prune` lists phrases that do not pay; "
        "see their --help.",
    )
    command.add_version(options)
    options.add_argument("path", type=pathlib.Path, metavar="FILE.pdf|FOLDER", help="a report, or a folder of reports")
    options.add_argument(
        "-o",
        "--out",
        type=pathlib.Path,
        metavar="OUT",
        help="where a folder's records go, one JSON file per report (default: $DATA/extracted)",
    )
    options.add_argument(
        "-j", "--workers", type=at_least_one, metavar="N", help="processes, 1 or more (default: one per core)"
    )
    options.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="read a folder on a Dask cluster, by its scheduler's address (tcp://host:8786); the workers have this "
        "program installed and see FOLDER under the same path; needs the extra `cluster`",
    )
    options.add_argument(
        "--send", action="store_true", help="send the reports to the cluster's workers, which then need not see FOLDER"
    )
    return options


def at_least_one(given: str) -> int:
    """A whole number from 1; raises ArgumentTypeError for any other text."""
    if not given.isdecimal() or int(given) < 1:
        raise argparse.ArgumentTypeError(f"{given!r} is not a number of processes from 1")
    return int(given)


def main(arguments: list[str] | None = None) -> int:
    """Run the command; gives its exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    if given and given[0] in commands.NAMES:
        return run_command(given)
    options = parser().parse_args(given)
    if options.scheduler is None and options.send:
        parser().error("--send is for a cluster: name its --scheduler")
    if options.scheduler is not None and (options.workers or not options.path.is_dir()):
        parser().error("--scheduler reads a FOLDER, with the processes that the cluster has and no --workers")
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    if options.path.is_dir():
        pdfs = pdfs_in(options.path)
        if not pdfs:
            sys.stderr.write(f"{options.path} holds no PDF; name a folder of reports\n")
            return 2
        out = options.out or pathlib.Path(os.environ.get("DATA", "data")) / "extracted"
        try:
            # Another machine's current folder is not this one's.
            seen = pdfs_in(options.path.absolute()) if options.scheduler else pdfs
            elsewhere = Cluster(options.scheduler, options.send).each if options.scheduler else None
            reasons = extract_all(seen, out, options.workers, elsewhere=elsewhere)
        except ClusterError as error:
            sys.stderr.write(f"{error}\n")
            return 1
        except OSError as error:
            sys.stderr.write(f"{command.with_place(error, out)}\n")
            return 1
        for reason in reasons:
            sys.stderr.write(f"unreadable: {reason}\n")
        sys.stderr.write(f"{len(pdfs) - len(reasons)} of {len(pdfs)} reports read into {out}\n")
        return SOME_UNREADABLE if reasons else 0
    if not options.path.is_file():
        sys.stderr.write(f"{options.path}: no such file or folder\n")
        return 2
    alone = extract_alone(options.path)
    if alone.reason is not None:
        sys.stderr.write(f"{alone.reason}\n")
        return 1
    sys.stdout.write(alone.text)
    return 0


def run_command(given: list[str]) -> int:
    """Run a command that has a name; gives its exit status."""
    options = commands.parser().parse_args(given)
    try:
        status: int = options.run(options)
    except ModuleNotFoundError as error:
        sys.stderr.write(f'{error}: this command needs pip install "lscb-reviews[learn]"\n')
        return 1
    except (ExtractionError, ValueError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return status


if __name__ == "__main__":
    sys.exit(command.run(main))
