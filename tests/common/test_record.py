from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from common.record import (
    Box,
    Fragment,
    Judgement,
    Paragraph,
    Record,
    ShownPractice,
    ShownTheme,
    Statement,
    Warning,
    find_misfits,
    make_paragraph_id,
    make_statement_id,
)

BOX = Box(70, 100, 500, 140)
THEMES = (ShownTheme("partnership", "meets"),)
PRACTICES = (ShownPractice("attendance", "meets"),)
RECORD = Record(
    file_id="7",
    sha256="ab",
    extractor_version="1",
    outcome="review",
    pages=12,
    layout="B",
    published_on=datetime.date(2014, 6, 10),
    judgements=(Judgement("lscb", "good", 8, "is good"),),
    paragraphs=(Paragraph("7-001", 1, "finding", None, "83", 9, BOX, "It meets.", (Fragment(9, 0, BOX),)),),
    statements=(
        Statement("7-001-01", "7-001", "d1", 1, 0, 9, BOX, "It meets.", "neutral", "", False, THEMES, PRACTICES),
    ),
    warnings=(Warning("number-jumps", 9, "paragraph 83 follows paragraph 81"),),
)
PLACE = {"x0": 70, "top": 100, "x1": 500, "bottom": 140}


def plain() -> dict[str, Any]:
    """The record as `db` reads it."""
    read: dict[str, Any] = json.loads(json.dumps(RECORD.as_json()))
    return read


def test_a_record_as_json_has_iso_dates_and_boxes_beside_their_page() -> None:
    read = plain()
    assert (read["published_on"], read["inspected_from"], read["layout"]) == ("2014-06-10", None, "B")
    assert read["judgements"] == [{"area": "lscb", "grade": "good", "page": 8, "stated": "is good"}]
    assert read["paragraphs"] == [
        {
            "paragraph_id": "7-001",
            "position": 1,
            "section": "finding",
            "heading": None,
            "number": "83",
            "page": 9,
            **PLACE,
            "text": "It meets.",
            "pages": [{"page": 9, "start": 0, **PLACE}],
        }
    ]
    (statement,) = read["statements"]
    assert (statement["statement_id"], statement["paragraph_id"], statement["x1"]) == ("7-001-01", "7-001", 500)
    assert (statement["repeats_grade"], statement["themes"]) == (
        False,
        [{"theme_id": "partnership", "phrase": "meets"}],
    )


def test_ids_are_made_of_the_file_id_and_the_positions() -> None:
    assert make_paragraph_id("50004386", 12) == "50004386-012"
    assert make_statement_id("50004386-012", 3) == "50004386-012-03"


def test_what_as_json_gives_fits() -> None:
    assert list(find_misfits(plain())) == []


@pytest.mark.parametrize(
    ("path", "key", "named"),
    [
        ((), "layout", "layout"),
        (("judgements", 0), "stated", "judgements[0].stated"),
        (("paragraphs", 0), "x0", "paragraphs[0].x0"),
        (("paragraphs", 0, "pages", 0), "start", "paragraphs[0].pages[0].start"),
        (("statements", 0, "themes", 0), "phrase", "statements[0].themes[0].phrase"),
        (("warnings", 0), "code", "warnings[0].code"),
    ],
)
def test_a_key_that_is_missing_or_not_known_is_named_with_its_path(
    path: tuple[str | int, ...], key: str, named: str
) -> None:
    read = plain()
    inner: Any = read
    for step in path:
        inner = inner[step]
    value = inner.pop(key)
    assert list(find_misfits(read)) == [named]
    inner |= {key: value, "colour": "red"}
    assert list(find_misfits(read)) == [named.removesuffix(key) + "colour"]


def test_what_is_not_an_object_is_named() -> None:
    assert list(find_misfits([])) == ["the whole is not an object"]
    assert list(find_misfits(plain() | {"warnings": ["late"]})) == ["warnings[0] is not an object"]
