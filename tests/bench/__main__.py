"""`python -m tests.bench`: what finding the pages first and keeping records saves, and how fast the site answers."""

from __future__ import annotations

import pathlib
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence

import pdfplumber

from demo import build
from extract.batch import extract_all
from extract.report import read_report
from tests.bench import pages
from tests.conftest import CORPUS, REPO

ROUNDS = 5
REPORTS = 6


def some_reports() -> list[pathlib.Path]:
    """Some reports that review a board: real ones where they stand beside the repo, else the demo's."""
    real = sorted((CORPUS / "ofsted" / "files").glob("5000429*.pdf"))
    if real:
        return real[:REPORTS]
    folder = REPO / "build" / "demo" / "ofsted"
    build.draw_all(folder)
    return sorted(folder.glob("*.pdf"))[:REPORTS]


def read_all_pages(pdf: pathlib.Path) -> None:
    """What reading would cost without finding the pages first: every page's lines by pdfplumber."""
    with pdfplumber.open(pdf) as plumber:
        for page in plumber.pages:
            page.extract_text_lines(return_chars=True)


def ratios(one: Callable[[], object], other: Callable[[], object]) -> list[float]:
    """Time of `one` over time of `other`, measured in turn, a round after a warm-up."""

    def seconds(call: Callable[[], object]) -> float:
        start = time.perf_counter()
        call()
        return time.perf_counter() - start

    one(), other()
    return [seconds(one) / seconds(other) for _ in range(ROUNDS)]


def line(name: str, measured: Sequence[float]) -> str:
    """A measure's line: least, median and most."""
    middle = statistics.median(measured)
    return f"{name:58} {min(measured):7.3f} {middle:7.3f} {max(measured):7.3f}\n"


def main() -> None:
    """Print each ratio; below 1 the first way is the quicker."""
    pdfs = some_reports()
    sys.stdout.write(f"{len(pdfs)} reports from {pdfs[0].parent.name}, {ROUNDS} rounds\n")
    sys.stdout.write(f"{'ratio of times':58} {'least':>7} {'median':>7} {'most':>7}\n")
    found = ratios(lambda: [read_report(pdf) for pdf in pdfs], lambda: [read_all_pages(pdf) for pdf in pdfs])
    sys.stdout.write(line("a record, pages found first / every page by pdfplumber", found))
    with tempfile.TemporaryDirectory() as kept:
        out = pathlib.Path(kept)

        def afresh() -> None:
            for record in out.glob("*.json"):
                record.unlink()
            extract_all(pdfs, out, workers=1)

        again = ratios(lambda: extract_all(pdfs, out, workers=1), afresh)
    sys.stdout.write(line("a second run over the same reports / the first", again))
    pages.main()


if __name__ == "__main__":
    main()
