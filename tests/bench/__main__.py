"""`python -m tests.bench`: what finding pages first and keeping records saves, how fast queries and site answer."""

from __future__ import annotations

import pathlib
import sys
import tempfile

import pdfplumber

from demo import build
from extract.batch import extract_all
from extract.report import read_report
from tests.bench import load, pages, pipeline, queries
from tests.bench.ratios import HEADING, ROUNDS, line, ratios
from tests.conftest import CORPUS, REPO

REPORTS = 6


def some_reports() -> list[pathlib.Path]:
    """Some reports that review a board: real ones where they stand beside the repo, else the demo's."""
    real = sorted((CORPUS / "ofsted" / "files").glob("5000429*.pdf"))
    if real:
        return real[:REPORTS]
    folder = REPO / "build" / "demo" / "ofsted"
    build.draw_all(folder)
    return sorted(folder.glob("*.pdf"))[:REPORTS]


def many_reports() -> list[pathlib.Path]:
    """Every twelfth of the real reports, or all of the demo's."""
    return sorted((CORPUS / "ofsted" / "files").glob("*.pdf"))[::12] or some_reports()


def read_all_pages(pdf: pathlib.Path) -> None:
    """What reading would cost without finding the pages first: every page's lines by pdfplumber."""
    with pdfplumber.open(pdf) as plumber:
        for page in plumber.pages:
            page.extract_text_lines(return_chars=True)


def main() -> None:
    """Print each ratio; below 1 the first way is the quicker."""
    pdfs = some_reports()
    sys.stdout.write(f"{len(pdfs)} reports from {pdfs[0].parent.name}, {ROUNDS} rounds\n")
    sys.stdout.write(HEADING)
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
    pipeline.main(many_reports())
    queries.main()
    pages.main()
    load.main()


if __name__ == "__main__":
    main()
