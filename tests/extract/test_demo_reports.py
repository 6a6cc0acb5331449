"""The made-up Ofsted's reports are read exactly as they were written."""

from __future__ import annotations

import pathlib
from typing import Any

import pytest

from common.record import Record
from demo.build import draw_all
from extract.batch import extract_all
from extract.report import read_report

ALIKE = (
    *("layout", "published_on", "inspected_from", "inspected_to", "lead_inspector", "board_name"),
    *("pages", "first_page", "last_page"),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[pathlib.Path, list[dict[str, Any]]]:
    folder = tmp_path_factory.mktemp("demo")
    return folder, draw_all(folder)


@pytest.fixture(scope="module")
def records(made: tuple[pathlib.Path, list[dict[str, Any]]]) -> dict[str, Record]:
    return {path.stem: read_report(path) for path in made[0].glob("*.pdf")}


def items(listed: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [tuple(item[key] for key in ("section", "heading", "number", "page", "text")) for item in listed]


def test_every_review_is_read_as_written(
    made: tuple[pathlib.Path, list[dict[str, Any]]], records: dict[str, Record]
) -> None:
    assert len(made[1]) >= 14
    for truth in made[1]:
        record = records[truth["file_id"]].as_json()
        assert {key: record[key] for key in ALIKE} == {key: truth[key] for key in ALIKE}, truth["file_id"]
        assert {one["area"]: one["grade"] for one in record["judgements"]} == truth["judgements"], truth["file_id"]


def test_every_paragraph_is_read_as_written(
    made: tuple[pathlib.Path, list[dict[str, Any]]], records: dict[str, Record]
) -> None:
    for truth in made[1]:
        # What is said of the grade, or that there is nothing to list, is no item of the truth.
        others = {item["text"] for item in truth["items"] if item["section"] == "other"}
        read = [one for one in records[truth["file_id"]].as_json()["paragraphs"] if one["text"] not in others]
        said = [item for item in truth["items"] if item["section"] != "other"]
        assert items(read) == items(said), truth["file_id"]
        assert [one["pages"][-1]["page"] for one in read] == [item["last_page"] for item in said], truth["file_id"]


def test_what_reviews_no_board_says_so(
    made: tuple[pathlib.Path, list[dict[str, Any]]], records: dict[str, Record]
) -> None:
    reviews = {truth["file_id"] for truth in made[1]}
    others = {file_id: record for file_id, record in records.items() if file_id not in reviews}
    assert len(others) >= 3
    for record in others.values():
        assert record.outcome == "not a review"
        assert "no part of the report reviews the LSCB" in (record.reason or "")


def test_boxes_stand_on_their_page_and_hold_their_statements(records: dict[str, Record]) -> None:
    for record in records.values():
        paragraphs = {one.paragraph_id: one for one in record.paragraphs}
        for paragraph in record.paragraphs:
            for fragment in paragraph.pages:
                assert 0 <= fragment.box.x0 < fragment.box.x1 <= 596
                assert 0 <= fragment.box.top < fragment.box.bottom <= 842
            starts = [fragment.start for fragment in paragraph.pages]
            assert starts[0] == 0 and starts == sorted(set(starts))
        for statement in record.statements:
            paragraph = paragraphs[statement.paragraph_id]
            fragment = next(one for one in paragraph.pages if one.page == statement.page)
            assert fragment.box.x0 <= statement.box.x0 < statement.box.x1 <= fragment.box.x1
            assert fragment.box.top <= statement.box.top < statement.box.bottom <= fragment.box.bottom
            assert paragraph.text[statement.start :].startswith(statement.text)


def test_the_batch_writes_what_one_report_gives(
    made: tuple[pathlib.Path, list[dict[str, Any]]], tmp_path: pathlib.Path
) -> None:
    pdfs = sorted(made[0].glob("*.pdf"))[:2]
    assert extract_all(pdfs, tmp_path, workers=1) == []
    assert sorted(path.stem for path in tmp_path.glob("*.json")) == [pdf.stem for pdf in pdfs]
