"""What extraction costs beside the libraries below it, and what a change costs beside a full build."""

from __future__ import annotations

import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence

import pdfplumber
import pypdfium2

from extract.batch import extract_all
from tests.bench.ratios import line, ratios
from tests.conftest import REPO

CORES = os.cpu_count() or 1
ROUNDS = 3


def plumb(pdf: pathlib.Path) -> int:
    """The text of a whole document by pdfplumber."""
    with pdfplumber.open(pdf) as opened:
        return sum(len(page.extract_text()) for page in opened.pages)


def plain(pdf: pathlib.Path) -> int:
    """The plain text of a whole document by pypdfium2: the floor."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return sum(len(page.get_textpage().get_text_range()) for page in opened)


def on_all_cores(read: Callable[[pathlib.Path], int], pdfs: Sequence[pathlib.Path]) -> None:
    """Read each on all cores."""
    with concurrent.futures.ProcessPoolExecutor(CORES) as pool:
        list(pool.map(read, pdfs))


def stage(data: pathlib.Path, *words: str) -> None:
    """One stage as a process of its own, as `make` starts it."""
    subprocess.run(
        [sys.executable, "-m", *words], cwd=REPO, env=os.environ | {"DATA": str(data)}, capture_output=True, check=True
    )


def build(reports: pathlib.Path, data: pathlib.Path) -> None:
    """Extract, load and publish a folder of reports."""
    stage(data, "extract", str(reports), "-o", str(data / "extracted"))
    stage(data, "db", "load")
    stage(data, "db", "publish")


def main(pdfs: Sequence[pathlib.Path]) -> None:
    """Print the ratios over some reports."""
    with tempfile.TemporaryDirectory() as scrap:
        folder = pathlib.Path(scrap)

        def extract_afresh() -> None:
            shutil.rmtree(folder / "fresh", ignore_errors=True)
            extract_all(pdfs, folder / "fresh")

        sample = f"{len(pdfs)} reports, {CORES} cores"
        for name, read in (("pdfplumber, every page's text", plumb), ("pypdfium2, every page's text", plain)):
            found = ratios(extract_afresh, lambda read=read: on_all_cores(read, pdfs), ROUNDS)  # type: ignore[misc]
            sys.stdout.write(line(f"extraction ({sample}) / {name}", found))

        reports, data = folder / "reports", folder / "data"
        reports.mkdir()
        for pdf in pdfs:
            shutil.copy(pdf, reports)

        def full() -> None:
            shutil.rmtree(data, ignore_errors=True)
            build(reports, data)

        def rules_changed() -> None:
            # What another version of the rules does: no record counts, what is kept of the pages does.
            for record in (data / "extracted").glob("*.json"):
                record.unlink()
            build(reports, data)

        def one_more() -> None:
            one = pdfs[0].stem
            for kept in (data / "extracted" / f"{one}.json", data / "extracted" / "pages" / f"{one}.json.z"):
                kept.unlink()
            build(reports, data)

        for name, change in (("a change in the rules", rules_changed), ("one report more", one_more)):
            sys.stdout.write(line(f"{name}: extract, load, publish / a full build", ratios(change, full, ROUNDS)))
