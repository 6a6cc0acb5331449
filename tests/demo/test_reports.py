"""The drawn reports: the same bytes each time, and what the truth says, on the page it says."""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import Any, get_args

import pdfplumber
import pypdfium2
import pytest

from common.grades import GradeName
from demo.build import Drawn, drawn
from demo.model import AREAS, Other, Review, authorities, listing, reports, rows
from demo.model import REFERENCE as FACTS
from demo.prose import pool
from demo.typeset import BODY_BOTTOM, Break, Contents, Heading, Para, clean, set_pages

REPORTS = reports()
REVIEWS = [report for report in REPORTS if isinstance(report, Review)]
# Names of real authorities that a made-up one must not have; a few by hand, of each kind.
REAL = ("Norfolk", "Portsmouth", "Barnsley", "Camden", "Kent", "Durham", "Torbay", "Rutland", "Leeds", "Cornwall")


@pytest.fixture(scope="module")
def made() -> dict[str, Drawn]:
    return {report.file_id: drawn(report) for report in REPORTS}


def squeezed(text: str) -> str:
    """Letters and figures alone, so that line ends, hyphens and bullets do not count."""
    return re.sub(r"[^0-9A-Za-z]", "", text)


def letters(text: str) -> str:
    return re.sub(r"\d", "", text)


def page_texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [squeezed(page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


def truths(made: dict[str, Drawn]) -> list[dict[str, Any]]:
    return [one.truth for one in made.values() if one.truth is not None]


def test_the_same_report_gives_the_same_bytes(made: dict[str, Drawn]) -> None:
    for report in REPORTS[:3] + REPORTS[-3:]:
        assert drawn(report).pdf == made[report.file_id].pdf


def test_each_report_says_what_the_truth_says_on_the_page_it_says(made: dict[str, Drawn]) -> None:
    for truth in truths(made):
        texts = page_texts(made[truth["file_id"]].pdf)
        assert len(texts) == truth["pages"]
        for item in truth["items"]:
            where = (truth["file_id"], item["position"])
            # Numbers of pages and marks of footnotes stand among the text, so figures are left out here.
            first, *_, last = (letters(texts[page - 1]) for page in (item["page"], item["last_page"]))
            text = letters(squeezed(item["text"]))
            assert text[:12] in first, where
            assert text[-3:] in last, where
            if item["page"] == item["last_page"]:
                assert text in first, where
            assert truth["first_page"] <= item["page"] <= item["last_page"] <= truth["last_page"], where


def test_page_one_states_the_dates_and_grades(made: dict[str, Drawn]) -> None:
    for review in REVIEWS:
        first = page_texts(made[review.file_id].pdf)[0]
        assert squeezed(review.inspected) in first
        if review.published:
            assert squeezed(review.published) in first
        for area in set(review.judgements) - {"overall"}:
            assert squeezed(review.judgements[area].capitalize()) in first
        assert ("LSCBis" in first) == (review.layout == "A")


def test_a_paragraph_number_hangs_before_its_text(made: dict[str, Drawn]) -> None:
    truth = next(one for one in truths(made) if one["file_id"] == "90000104")
    with pdfplumber.open(io.BytesIO(made["90000104"].pdf)) as pdf:
        for item in truth["items"]:
            lines = pdf.pages[item["page"] - 1].extract_text_lines()
            start = f"{item['number']}. {item['text'][:20]}"
            assert [round(line["x0"]) for line in lines if line["text"].startswith(start)] == [92]


def test_numbers_run_on_from_the_authority_part(made: dict[str, Drawn]) -> None:
    for truth in truths(made):
        numbers = [int(item["number"]) for item in truth["items"] if item["number"]]
        if truth["layout"] in "BC":
            assert numbers[0] > 30
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True


def test_the_world_is_wide_enough(made: dict[str, Drawn]) -> None:
    assert len(authorities()) >= 16
    assert len({one.region for one in authorities()}) == 9
    assert len(REVIEWS) >= 20
    layouts = Counter(review.layout for review in REVIEWS)
    assert set(layouts) == {"A", "B", "C", "D"} and min(layouts.values()) >= 2
    grades = Counter(review.grade for review in REVIEWS)
    assert set(grades) == set(get_args(GradeName)) and min(grades.values()) >= 2
    for truth in truths(made):
        assert truth["counts"]["finding"] >= 12
        assert 2 <= truth["last_page"] - truth["first_page"] + 1 <= 7
        assert truth["pages"] >= 12 or truth["file_id"] == "90000402"


def test_the_world_has_its_oddities(made: dict[str, Drawn]) -> None:
    by_code = Counter(review.la_code for review in REVIEWS)
    assert [code for code, count in by_code.items() if count > 1] == ["X03"]
    joint = [review for review in REVIEWS if review.board_id == "wrenshire-and-castle-melbury"]
    assert len({review.la_code for review in joint}) == 2 == len(joint)
    assert len({review.inspected for review in joint}) == 1
    small = [review for review in REVIEWS if review.judgements and set(review.judgements) != set(AREAS)]
    assert [review.file_id for review in small] == ["90000306"]
    listed = {document.file_id: document.listed_on for document in listing()}
    differ = [r.file_id for r in REVIEWS if r.published_on and r.published_on != listed[r.file_id]]
    assert {"90000106", "90000301", "90000309"} <= set(differ)
    assert "1/06/2015 – 25/06/2015" in {review.inspected for review in REVIEWS}
    kinds = Counter(report.kind for report in REPORTS if isinstance(report, Other))
    assert kinds == {"re-inspection": 1, "later framework": 4}
    spanning = [item for truth in truths(made) for item in truth["items"] if item["page"] != item["last_page"]]
    assert len(spanning) > 20
    headings = {item["heading"] for truth in truths(made) for item in truth["items"]}
    assert {"Learning and improvement", "Quality of practice"} <= headings


def test_words_are_broken_at_line_ends_where_the_report_says_so(made: dict[str, Drawn]) -> None:
    syllables = tuple(f"{broken.split('|')[0]}-" for broken in pool("syllables").values())

    def broken(file_id: str) -> int:
        with pdfplumber.open(io.BytesIO(made[file_id].pdf)) as pdf:
            lines = [line["text"] for page in pdf.pages[2:13] for line in page.extract_text_lines()]
        return sum(line.endswith(syllables) for line in lines)

    hyphenated = [review.file_id for review in REVIEWS if review.shape.hyphenate]
    assert hyphenated == ["90000104", "90000203", "90000304"]
    assert sum(broken(file_id) for file_id in hyphenated) >= 4
    assert broken("90000101") == 0


def test_good_boards_have_a_common_thread(made: dict[str, Drawn]) -> None:
    def strong(truth: dict[str, Any], theme: str) -> bool:
        said = [one for item in truth["items"] for one in item["statements"] if one["theme"] == theme]
        tally = Counter(one["polarity"] for one in said)
        return tally["strength"] > tally["weakness"]

    for theme in ("performance-data", "challenge", "learning-reviews"):
        good = [strong(t, theme) for t in truths(made) if t["judgements"]["lscb"] in ("outstanding", "good")]
        rest = [strong(t, theme) for t in truths(made) if t["judgements"]["lscb"] not in ("outstanding", "good")]
        assert good and rest
        assert sum(good) >= 0.8 * len(good)
        assert sum(rest) <= 0.2 * len(rest)


def test_no_made_up_place_has_a_real_name() -> None:
    names = " ".join(one.name for one in authorities())
    assert not [name for name in REAL if name in names]
    assert all(one.la_code.startswith("X") and not one.urn.startswith("80") for one in authorities())


def test_the_reference_is_whole() -> None:
    codes = {row["la_code"] for row in rows(FACTS / "authorities.csv")}
    boards = {row["board_id"] for row in rows(FACTS / "boards.csv")}
    served = rows(FACTS / "board_authorities.csv")
    assert {row["la_code"] for row in served} == codes
    assert {row["board_id"] for row in served} == boards
    neighbours = rows(FACTS / "authority_neighbours.csv")
    assert {row["edition"] for row in neighbours} == {"current", "before"}
    assert {row["la_code"] for row in neighbours} | {row["neighbour_code"] for row in neighbours} <= codes
    assert {row["name_source"] for row in rows(FACTS / "boards.csv")} == {"printed", "descriptive"}
    for row in rows(FACTS / "authorities.csv"):
        assert 49.9 < float(row["latitude"]) < 55.9 and -6.5 < float(row["longitude"]) < 1.9
    assert [row["la_code"] for row in rows(FACTS / "known_gaps.csv")] == ["X22"]
    assert {r.board_id for r in REVIEWS} | {"dunmoor"} == boards


def test_every_pick_and_every_theme_of_the_pool_is_used(made: dict[str, Drawn]) -> None:
    said = {one["theme"] for truth in truths(made) for item in truth["items"] for one in item["statements"]}
    assert said - {None} == set(pool("board"))
    assert len(pool("board")) == 21


def test_a_paragraph_flows_over_the_page_and_keeps_its_key() -> None:
    long = " ".join(["word"] * 1200)
    setting = set_pages([Para("First."), Para(long, mark="7.", x=99, key="long")])
    assert setting.places["long"] == (1, 2)
    assert [ink.text for ink in setting.pages[0].inks if ink.text == "7."] == ["7."]
    assert max(ink.baseline for page in setting.pages for ink in page.inks if ink.size == 12) < BODY_BOTTOM


def test_a_footnote_takes_the_foot_of_its_page_and_is_not_in_the_text() -> None:
    setting = set_pages([Para("Partners[^The census of 2011.] meet **often**.")])
    sizes = {ink.text: ink.size for ink in setting.pages[0].inks}
    assert sizes["The census of 2011."] == 10 and sizes["1 "] == 6.5
    assert clean("Partners[^The census of 2011.] meet **often**.") == "Partners meet often."


def test_the_contents_list_prints_the_pages_of_its_headings() -> None:
    setting = set_pages(
        [
            Heading("Contents"),
            Contents(leaders=True),
            Break(),
            Heading("One", level=0),
            Break(),
            Heading("Two", level=1),
        ]
    )
    texts = [ink.text for ink in setting.pages[0].inks]
    assert texts[texts.index("One") + 2] == "2" and texts[texts.index("Two") + 2] == "3"
    assert set(texts[texts.index("One") + 1]) == {"."}
