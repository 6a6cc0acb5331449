"""The real reports beside the repo, against what was read in them by hand."""

from __future__ import annotations

import collections
import csv
import json
import pathlib
import re
from typing import Any

import pypdfium2
import pytest

from extract.batch import extract_all

pytestmark = pytest.mark.corpus

AREAS = ("overall", "help_protection", "looked_after", "adoption", "care_leavers", "leadership", "lscb")


@pytest.fixture(scope="session")
def truth(corpus: pathlib.Path) -> list[dict[str, str]]:
    with (corpus / "ofsted" / "truth.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def records(corpus: pathlib.Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    out = tmp_path_factory.mktemp("extracted")
    assert extract_all(sorted((corpus / "ofsted" / "files").glob("*.pdf")), out) == []
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in out.glob("*.json")}


def columns(record: dict[str, Any]) -> dict[str, str]:
    """A record in the columns of `truth.csv`."""
    sections = collections.Counter(paragraph["section"] for paragraph in record["paragraphs"])
    grades = {one["area"]: one["grade"] for one in record["judgements"]}
    return {
        "published": record["published_on"] or "",
        **{name: record[name] or "" for name in ("inspected_from", "inspected_to", "lead_inspector", "board_name")},
        "lscb_first_page": str(record["first_page"]),
        "lscb_last_page": str(record["last_page"]),
        "recommendations": str(sections["recommendation"]),
        "findings": str(sections["finding"]),
        **{area: grades.get(area, "") for area in AREAS},
    }


def test_the_reviews_are_those_that_are(records: dict[str, dict[str, Any]], truth: list[dict[str, str]]) -> None:
    reviews = {file_id for file_id, record in records.items() if record["outcome"] == "review"}
    assert reviews == {row["file_id"] for row in truth}


@pytest.mark.parametrize(
    "column",
    [
        *("published", "inspected_from", "inspected_to", "lead_inspector", "board_name"),
        *("lscb_first_page", "lscb_last_page", "recommendations", "findings", *AREAS),
    ],
)
def test_a_column_is_as_read_by_hand(
    records: dict[str, dict[str, Any]], truth: list[dict[str, str]], column: str
) -> None:
    read = {row["file_id"]: columns(records[row["file_id"]])[column] for row in truth}
    said = {row["file_id"]: row[column] for row in truth if row[column] or column != "published"}
    assert {file_id: read[file_id] for file_id in said} == said


def test_no_word_is_invented(corpus: pathlib.Path, records: dict[str, dict[str, Any]]) -> None:
    def words(text: str) -> collections.Counter[str]:
        return collections.Counter(re.findall(r"[A-Za-z0-9]+", text))

    for file_id, record in records.items():
        if record["outcome"] != "review":
            continue
        with pypdfium2.PdfDocument(corpus / "ofsted" / "files" / f"{file_id}.pdf") as document:
            pages = [
                document[page].get_textpage().get_text_range().replace("\ufffe", "-")
                for page in range(record["first_page"] - 1, record["last_page"])
            ]
        read = words(" ".join(f"{one['number'] or ''} {one['text']}" for one in record["paragraphs"]))
        assert not read - words(" ".join(pages)), file_id
