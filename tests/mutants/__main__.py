"""`python -m tests.mutants FOLDER [-n REPORTS]`: a table of what extraction makes of each kind of mutant."""

from __future__ import annotations

import argparse
import collections
import contextlib
import json
import logging
import pathlib
import sys
import tempfile
from collections.abc import Iterator
from typing import Any

from pebble import ProcessPool

from extract.batch import extract_one
from tests.mutants.kinds import KINDS, Mutant

VERDICTS = (
    "right",
    "told",
    "refused",
    "not a review",
    "SILENT: grade, date or page",
    "SILENT: missing",
    "SILENT: text",
)


def facts(record: dict[str, Any], shift: int = 0) -> dict[str, Any]:
    """What must not be wrong: dates, names, pages and grades by area."""
    names = ("authority", "board_name", "published_on", "inspected_from", "inspected_to")
    pages = {name: record[name] - shift if record[name] else None for name in ("first_page", "last_page")}
    return {name: record[name] for name in names} | pages | {one["area"]: one["grade"] for one in record["judgements"]}


def verdict(before: dict[str, Any], after: dict[str, Any], mutant: Mutant) -> tuple[str, str]:
    """What came of a mutant, as one of VERDICTS, and what differs."""
    if after["outcome"] == "unreadable":
        return "refused", after["reason"][:150]
    if after["outcome"] == "not a review":
        return "not a review", after["reason"][:150]
    known = collections.Counter((one["code"], one["message"]) for one in before["warnings"])
    new = [one for one in after["warnings"] if not known[one["code"], one["message"]]]
    was, now = facts(before), facts(after, mutant.shift)
    both = {name: (was.get(name), now.get(name)) for name in was.keys() | now.keys()}
    differs = {name: pair for name, pair in both.items() if pair[0] != pair[1]}
    texts = [[one["text"] for one in record["statements"]] for record in (before, after)]
    said = f"{differs} {'text' if texts[0] != texts[1] else ''}"
    if new and (differs or texts[0] != texts[1] or mutant.right == "told"):
        return "told", f"{[one['code'] for one in new][:4]} {said}"
    if any(now is not None for _, now in differs.values()):
        return "SILENT: grade, date or page", said
    if differs:
        return "SILENT: missing", said
    if texts[0] != texts[1]:
        return "SILENT: text", f"{len(texts[0])} statements, now {len(texts[1])}"
    return "right", "with warnings" if new else ""


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """No log within: what a mutant sets off is told by the verdict on it."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


def try_report(paths: tuple[pathlib.Path, pathlib.Path]) -> list[tuple[str, str, str, str]]:
    """The verdicts on all mutants of the first of two reports: kind, verdict, report, detail."""
    path, other = paths
    data = path.read_bytes()
    before = json.loads(extract_one(path).text)
    if before["outcome"] != "review":
        return []
    found = []
    with tempfile.TemporaryDirectory() as scrap, quiet():
        for kind in KINDS:
            for mutant in kind(data, before, other.read_bytes()):
                place = pathlib.Path(scrap) / path.name
                place.write_bytes(mutant.data)
                after = json.loads(extract_one(place).text)
                found.append((mutant.kind, *verdict(before, after, mutant), path.stem))
    return found


def main() -> int:
    """Print the table and each silent mistake; exit status 1 if there is any."""
    options = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    options.add_argument("folder", type=pathlib.Path)
    options.add_argument("-n", "--reports", type=int, default=12, help="how many of the folder's reports (12)")
    options.add_argument("--from", type=int, default=0, dest="start", help="which of them to begin at")
    options.add_argument("--all", action="store_true", help="print each mutant")
    given = options.parse_args()
    pdfs = sorted(given.folder.glob("*.pdf"))[given.start :]
    chosen = pdfs[:: max(1, len(pdfs) // given.reports)][: given.reports]
    others = [*chosen[1:], chosen[0]]
    with ProcessPool() as pool:
        found = [one for some in pool.map(try_report, zip(chosen, others, strict=True)).result() for one in some]
    table: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for kind, came, _, _ in found:
        table[kind][came] += 1
        table["all"][came] += 1
    sys.stdout.write(f"| kind | {' | '.join(VERDICTS)} |\n| --- |{' --- |' * len(VERDICTS)}\n")
    for kind, counts in table.items():
        sys.stdout.write(f"| {kind} | {' | '.join(str(counts[came] or '') for came in VERDICTS)} |\n")
    for kind, came, detail, report in found:
        if given.all or came.startswith("SILENT"):
            sys.stdout.write(f"{report} {kind}: {came}: {detail}\n")
    return 1 if any(came.startswith("SILENT") for _, came, _, _ in found) else 0


if __name__ == "__main__":
    sys.exit(main())
