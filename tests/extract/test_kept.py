"""What is kept of the pages gives the same record as the PDF, and never another's."""

from __future__ import annotations

import json
import pathlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from drawing import PART_B, PART_C, report

from extract import batch, kept
from extract.errors import ExtractionError
from extract.pdf import Pdf
from extract.report import read_report
from extract.version import ROOMS, pages_version


@pytest.fixture
def pdf(tmp_path: pathlib.Path) -> pathlib.Path:
    path = tmp_path / "1.pdf"
    path.write_bytes(report(PART_C))
    return path


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The PDFs that have been opened since."""
    seen: list[str] = []
    really = kept.open_pdf

    @contextmanager
    def watched(path: pathlib.Path) -> Iterator[Pdf]:
        seen.append(path.name)
        with really(path) as one:
            yield one

    monkeypatch.setattr(kept, "open_pdf", watched)
    return seen


def test_a_record_from_what_is_kept_is_the_same_and_opens_no_pdf(pdf: pathlib.Path, opened: list[str]) -> None:
    alone = read_report(pdf)
    assert opened == []
    for _ in range(3):
        assert read_report(pdf, pdf.parent / "pages") == alone
    assert opened == ["1.pdf"]


def test_other_bytes_are_read(pdf: pathlib.Path, opened: list[str]) -> None:
    pages = pdf.parent / "pages"
    read_report(pdf, pages)
    pdf.write_bytes(report(PART_B, place="Osmouth"))
    record = read_report(pdf, pages)
    assert (record.authority, record.layout, len(opened)) == ("Osmouth", "B", 2)


@pytest.mark.parametrize("spoilt", [b"", b"x", b"\x78\x01"])
def test_what_is_spoilt_or_of_another_version_counts_as_none(
    pdf: pathlib.Path, opened: list[str], spoilt: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = pdf.parent / "pages"
    alone = read_report(pdf, pages)
    (pages / "1.json.z").write_bytes(spoilt)
    assert read_report(pdf, pages) == alone
    monkeypatch.setattr(kept, "pages_version", lambda: "next")
    assert read_report(pdf, pages) == alone
    assert len(opened) == 3


def test_that_a_file_cannot_be_read_is_kept_too(pdf: pathlib.Path, opened: list[str]) -> None:
    pdf.write_bytes(pdf.read_bytes()[:900])
    said = set()
    for _ in range(2):
        with pytest.raises(ExtractionError, match="1, the file: damaged") as raised:
            read_report(pdf, pdf.parent / "pages")
        said.add(str(raised.value))
    assert len(said) == 1
    assert opened == ["1.pdf"]


def test_a_batch_keeps_pages_beside_its_records_and_drops_those_of_a_report_that_is_gone(pdf: pathlib.Path) -> None:
    other, out = pdf.with_name("2.pdf"), pdf.parent / "out"
    other.write_bytes(report(PART_B))
    batch.extract_all([pdf, other], out, workers=1)
    assert sorted(path.name for path in (out / "pages").iterdir()) == ["1.json.z", "2.json.z"]
    record = json.loads((out / "1.json").read_text(encoding="utf-8"))
    (out / "1.json").unlink()
    batch.extract_all([pdf], out, workers=1)
    assert json.loads((out / "1.json").read_text(encoding="utf-8")) == record
    assert [path.name for path in (out / "pages").iterdir()] == ["1.json.z"]


def test_the_version_of_pages_is_that_of_the_code_that_reads_them(tmp_path: pathlib.Path) -> None:
    rooms = tmp_path / "rooms"
    for room in ("extract", "common"):
        shutil.copytree(ROOMS / room, rooms / room, ignore=shutil.ignore_patterns("__pycache__"))
    assert pages_version(rooms) == pages_version()
    (rooms / "extract" / "themes.yml").write_text("# another vocabulary", encoding="utf-8")
    (rooms / "extract" / "clauses.py").write_text("# another rule", encoding="utf-8")
    pages_version.cache_clear()
    assert pages_version(rooms) == pages_version()
    with (rooms / "extract" / "lines.py").open("a", encoding="utf-8") as code:
        code.write("# another way to read lines\n")
    pages_version.cache_clear()
    assert pages_version(rooms) != pages_version()
