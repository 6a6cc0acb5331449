"""Characters from pdfium against pdfplumber's own: the same letters, places, sizes and fonts, so the same lines."""

from __future__ import annotations

import io
import pathlib
from collections.abc import Iterator
from typing import Any

import pdfplumber
import pikepdf
import pypdfium2
import pytest
from drawing import PART_A, PART_B, PART_C, Drawing, report
from pdfplumber.utils.text import chars_to_textmap, extract_words

from extract.characters import Character, read_page

SIDES = ("x0", "top", "x1", "bottom")
# Points by which a box may differ: pdfium rounds a font's widths.
NEAR = 1.0


def lines(characters: list[Character]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = chars_to_textmap(characters).extract_text_lines(return_chars=True, strip=True)
    return found


def texts(characters: list[Character]) -> list[str]:
    return [" ".join(line["text"].split()) for line in lines(characters)]


def pages(data: bytes) -> Iterator[tuple[Any, Any]]:
    """Each page as read here and by pdfplumber."""
    with pypdfium2.PdfDocument(data) as document, pdfplumber.open(io.BytesIO(data)) as plumber:
        for number in range(1, len(document) + 1):
            yield read_page(document, number), plumber.pages[number - 1]


def farthest(one: list[dict[str, Any]], other: list[dict[str, Any]]) -> float:
    """By how many points the sides of two lists' boxes differ at most."""
    return max((abs(a[side] - b[side]) for a, b in zip(one, other, strict=True) for side in SIDES), default=0.0)


def changed(data: bytes, **of_page: Any) -> bytes:
    """With these entries in each page's dictionary."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            for name, value in of_page.items():
                page[f"/{name}"] = value
        pdf.save(out)
    return out.getvalue()


FORMS = {
    "layout A": report(PART_A),
    "layout B": report(PART_B),
    "layout C": report(PART_C),
    "helvetica": report(PART_C, drawing=Drawing("Helvetica")),
    "letter paper": report(PART_C, drawing=Drawing(size=(612, 792))),
}


@pytest.mark.parametrize("data", FORMS.values(), ids=FORMS)
def test_lines_words_and_boxes_are_those_of_pdfplumber(data: bytes) -> None:
    for read, plumbed in pages(data):
        assert (read.width, read.height) == pytest.approx((plumbed.width, plumbed.height))
        mine, theirs = list(read.characters), plumbed.chars
        assert texts(mine) == texts(theirs)
        assert farthest(lines(mine), lines(theirs)) < NEAR
        words = extract_words(mine), extract_words(theirs)
        assert [word["text"] for word in words[0]] == [word["text"] for word in words[1]]
        assert farthest(*words) < NEAR


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_on_its_side_or_head_is_set_upright(degrees: int) -> None:
    usual = [read for read, _ in pages(report(PART_C))]
    with pypdfium2.PdfDocument(changed(report(PART_C), Rotate=degrees)) as document:
        for page in usual:
            turned = read_page(document, page.number)
            assert texts(list(turned.characters)) == texts(list(page.characters))
            assert farthest(lines(list(turned.characters)), lines(list(page.characters))) < NEAR
            assert (turned.width, turned.height) == pytest.approx((page.width, page.height))


def test_a_letter_has_its_font_and_size() -> None:
    read, plumbed = next(pages(report(PART_C)))
    letters = [
        [
            (one["text"], one["fontname"].rpartition("+")[2], round(one["size"], 1))
            for one in characters
            if one["text"].strip()
        ]
        for characters in (read.characters, plumbed.chars)
    ]
    assert letters[0] == letters[1]
    assert len({size for _, _, size in letters[0]}) > 1


@pytest.mark.parametrize(
    ("box", "right", "down"),
    [([-20, -30, 575, 812], 20, -30), ([595, 842, 0, 0], 0, 0), ([0, 0, 5950, 8420], 0, 8420 - 842)],
    ids=["begins elsewhere", "from the top right", "huge"],
)
def test_places_count_from_the_corner_of_the_page_whatever_its_box(box: list[int], right: int, down: int) -> None:
    """pdfplumber counts from the file's own origin instead, which is not where a page's picture begins."""
    usual, _ = next(pages(report(PART_C)))
    with pypdfium2.PdfDocument(changed(report(PART_C), MediaBox=box)) as document:
        moved = read_page(document, 1)
    assert [one["text"] for one in moved.characters] == [one["text"] for one in usual.characters]
    for one, other in zip(moved.characters, usual.characters, strict=True):
        # A page of A4 is 841.89 points high.
        assert (one["x0"] - other["x0"], one["top"] - other["top"]) == pytest.approx((right, down), abs=0.2)
    # The paper that the letters are set for stays about the same, whatever the box.
    sheet = moved.sheet
    assert sheet.x1 - sheet.x0 == pytest.approx(595, abs=80)
    assert sheet.top <= min(one["top"] for one in moved.characters)


@pytest.mark.corpus
def test_a_real_page_has_the_lines_that_pdfplumber_reads(corpus: pathlib.Path) -> None:
    """Every seventh page of every twentieth report. A space that pdfium drops between two letters may be missing."""
    compared, differ = 0, []
    for path in sorted((corpus / "ofsted" / "files").glob("*.pdf"))[::20]:
        for read, plumbed in list(pages(path.read_bytes()))[::7]:
            compared += 1
            mine, theirs = texts(list(read.characters)), texts(plumbed.chars)
            if "".join(mine).replace(" ", "") != "".join(theirs).replace(" ", ""):
                differ.append((path.stem, read.number))
    assert compared > 40
    assert not differ
