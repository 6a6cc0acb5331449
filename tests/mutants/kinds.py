"""The kinds of mutants, each a function that gives some of a report, with what a right reading of them is."""

from __future__ import annotations

import calendar
import io
import random
import re
from collections.abc import Callable, Iterator
from typing import Any, Literal, NamedTuple

import pikepdf
import pypdfium2

from common.record import Area
from tests.mutants import ink

GRADES = ("Outstanding", "Good", "Requires improvement", "Inadequate")
GRADE = r"(?P<grade>outstanding|good|requires?\s+improvement(?:\s+to\s+be\s+good)?|inadequate)"
ROWS: dict[Area, str] = {
    "help_protection": r"children who need help and\s+protection",
    "looked_after": r"children looked after and\s+achieving\s+permanence",
    "adoption": r"adoption performance",
    "care_leavers": r"experiences and progress of\s+care\s+leavers",
    "leadership": r"leadership,? management and\s+governance",
}
MONTH = rf"\b(?:{'|'.join(calendar.month_name[1:])})\b"


class Mutant(NamedTuple):
    """A changed report. Right readings: `same` as before, with pages moved by `shift`; or `told`: refused or warned."""

    kind: str
    data: bytes
    right: Literal["same", "told"]
    shift: int = 0


Kind = Callable[[bytes, dict[str, Any], bytes], Iterator[Mutant]]


def grades_of_page_1(data: bytes, record: dict[str, Any], _other: bytes) -> Iterator[Mutant]:
    """An area's grade, the overall one or the board's is another on page 1, or gone."""
    held = {one["area"]: one["grade"] for one in record["judgements"]}
    places: dict[str, str] = {area: rf"{label}\s+{GRADE}" for area, label in ROWS.items()}
    whole = (GRADE.replace("grade", group) for group in ("grade", "g2"))
    openings = ("(?:overall )?judgement (?:that|is)", "children’s services in")
    places["overall"] = "|".join(rf"{one}.{{0,80}}?{grade}" for one, grade in zip(openings, whole, strict=True))
    for area, place in places.items():
        if area not in held:
            continue
        other = GRADES[(GRADES.index(held[area].capitalize()) + 2) % 4]
        for by, kind in ((other, "another grade"), (None, "no grade")):
            for group in ("grade", "g2") if area == "overall" else ("grade",):
                made = ink.edit(data, lambda d, by=by, place=place, group=group: _put(d, 1, place, by, group))
                if made:
                    yield Mutant(f"page 1: {kind} of {'an area' if area != 'overall' else 'the whole'}", made, "told")
                    break


def _put(document: pypdfium2.PdfDocument, page: int, place: str, by: str | None, group: str) -> bool:
    found = re.search(place, ink.text_of(document, page), re.IGNORECASE | re.DOTALL)
    if not found or not found[group]:
        return False
    return ink.replace(document, page, f"(?s){place}", by, group)


def dates_of_page_1(data: bytes, _record: dict[str, Any], _other: bytes) -> Iterator[Mutant]:
    """A year, month or day of page 1 is another."""
    for nth in range(3):
        for by in ("3016", "2011", "2019"):
            made = ink.edit(data, lambda d, by=by, nth=nth: ink.replace(d, 1, r"\b20\d\d\b", by, 0, nth))
            if made:
                yield Mutant("page 1: another year", made, "told")
    for nth in range(2):
        made = ink.edit(data, lambda d, nth=nth: ink.replace(d, 1, MONTH, "Smarch", 0, nth))
        if made:
            yield Mutant("page 1: no month", made, "told")


def board_grade(data: bytes, record: dict[str, Any], _other: bytes) -> Iterator[Mutant]:
    """The grade of the heading of the part is another than that of its text."""
    (held,) = [one for one in record["judgements"] if one["area"] == "lscb"]
    other = GRADES[(GRADES.index(held["grade"].capitalize()) + 2) % 4].lower()
    stated = r"\s+".join(re.escape(word) for word in held["stated"].split())
    grade = held["grade"].replace(" ", r"\s+")
    place = re.sub(grade.replace("\\", "\\\\"), lambda met: met[0], stated)
    made = ink.edit(data, lambda d: _last_word(d, held["page"], place, grade, other))
    if made:
        yield Mutant("the part: another grade in its heading", made, "told")


def _last_word(document: pypdfium2.PdfDocument, page: int, place: str, grade: str, other: str) -> bool:
    text = ink.text_of(document, page)
    found = re.search(place, text, re.IGNORECASE)
    if not found:
        return False
    nth = len(re.findall(grade, text[: found.end()], re.IGNORECASE)) - 1
    return ink.replace(document, page, grade, other, 0, nth)


def unseen_ink(data: bytes, record: dict[str, Any], _other: bytes) -> Iterator[Mutant]:
    """Words that nobody sees: white, or of the mode that paints nothing."""
    for mode, colour in ((ink.INVISIBLE, ink.BLACK), (ink.FILL, ink.WHITE)):

        def hide(document: pypdfium2.PdfDocument, mode: int = mode, colour: tuple[int, int, int] = colour) -> bool:
            for top in range(300, 560, 9):
                ink.add(document, 1, 420, top, "Outstanding", mode=mode, colour=colour)
            return True

        made = ink.edit(data, hide)
        if made:
            yield Mutant("page 1: a grade that is not seen", made, "same")

        def instead(document: pypdfium2.PdfDocument, mode: int = mode, colour: tuple[int, int, int] = colour) -> bool:
            ink.add(document, record["first_page"], 72, 790, "The LSCB is outstanding.", mode=mode, colour=colour)
            return True

        made = ink.edit(data, instead)
        if made:
            yield Mutant("the part: a grade that is not seen", made, "same")


def boxes(data: bytes, _record: dict[str, Any], _other: bytes) -> Iterator[Mutant]:
    """Boxes and rotations that are legal and odd."""
    # By the page's own box: what stands at the edge of a margin must stay on its side of it.
    with pikepdf.open(io.BytesIO(data)) as pdf:
        left, bottom, right, top = (float(side) for side in pdf.pages[0].mediabox)
    for name, box in (
        ("reversed", (right, top, left, bottom)),
        ("moved", (left - 50, bottom, right - 50, top)),
        ("huge", (left, bottom, 10 * right, 10 * top)),
    ):
        yield Mutant(f"box: {name}", _each_page(data, lambda page, box=box: _set(page, "/MediaBox", [*box])), "same")
    for degrees in (90, 180, 270):
        turned = _each_page(data, lambda page, degrees=degrees: _set(page, "/Rotate", degrees))
        yield Mutant("turned by /Rotate", turned, "same")
    for degrees, matrix in ((180, b"-1 0 0 -1 595 842 cm"), (270, b"0 -1 1 0 0 595 cm")):
        yield Mutant(f"printed turned by {degrees}", _each_page(data, lambda page, m=matrix: _turn(page, m)), "same")


def _set(page: pikepdf.Page, key: str, value: Any) -> None:
    page[key] = pikepdf.Array(value) if isinstance(value, list) else value


def _turn(page: pikepdf.Page, matrix: bytes) -> None:
    page.contents_add(b"q " + matrix, prepend=True)
    page.contents_add(b"Q")
    if matrix.startswith(b"0"):
        page["/MediaBox"] = pikepdf.Array([0, 0, 842, 595])


def _each_page(data: bytes, change: Callable[[pikepdf.Page], Any]) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            change(page)
        return _saved(pdf)


def _saved(pdf: pikepdf.Pdf, **how: Any) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **how)
    return out.getvalue()


def bound(data: bytes, _record: dict[str, Any], other: bytes) -> Iterator[Mutant]:
    """Two authorities' reports in one file."""
    for first, second, name in ((data, other, "behind"), (other, data, "in front")):
        with pikepdf.open(io.BytesIO(first)) as pdf, pikepdf.open(io.BytesIO(second)) as more:
            if name == "behind":
                del pdf.pages[_record["first_page"] - 1 :]
            pdf.pages.extend(more.pages)
            yield Mutant("bound of two reports", _saved(pdf), "told")


def pages(data: bytes, record: dict[str, Any], _other: bytes) -> Iterator[Mutant]:
    """Pages removed, doubled, put in front or swapped."""
    first, last, count = record["first_page"], record["last_page"], record["pages"]

    def of(order: list[int]) -> bytes:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            new = pikepdf.new()
            for number in order:
                if number:
                    new.pages.append(pdf.pages[number - 1])
                else:
                    new.add_blank_page(page_size=(595, 842))
            return _saved(new)

    every = list(range(1, count + 1))
    if first < last:
        yield Mutant("last page of the part gone", of([n for n in every if n != last]), "told")
        yield Mutant("a page of the part gone", of([n for n in every if n != first + 1]), "told")
    if first + 1 < last:
        swapped = {first + 1: last, last: first + 1}
        yield Mutant("pages of the part swapped", of([swapped.get(n, n) for n in every]), "told")
    yield Mutant("first page of the part doubled", of([*every[:first], *every[first - 1 :]]), "told")
    yield Mutant("only the part", of(list(range(first, last + 1))), "told")
    yield Mutant("page 1 gone", of(every[1:]), "told")
    yield Mutant("a blank page in front", of([0, *every]), "same", 1)
    yield Mutant("a council's page in front", _covered(of([0, *every])), "same", 1)


def _covered(data: bytes) -> bytes:
    def cover(document: pypdfium2.PdfDocument) -> bool:
        ink.add(document, 1, 72, 700, "Report to the Children and Families Scrutiny Committee", 20)
        ink.add(document, 1, 72, 640, "Date of meeting: 14 January 2016")
        ink.add(
            document,
            1,
            72,
            610,
            "Inspection of services for children: the report is attached.",
        )
        return True

    made = ink.edit(data, cover)
    assert made
    return made


def letters(data: bytes, record: dict[str, Any], _other: bytes) -> Iterator[Mutant]:
    """Fonts whose map from codes to letters is gone or wrong, pages that lost half of their text, gibberish."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary) and "/ToUnicode" in one:
                del one["/ToUnicode"]
        yield Mutant("character maps gone", _saved(pdf), "told")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        seen = set()
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary) and "/ToUnicode" in one and one.ToUnicode.objgen not in seen:
                seen.add(one.ToUnicode.objgen)
                one.ToUnicode.write(_shifted(one.ToUnicode.read_bytes()))
        if seen:
            yield Mutant("character maps wrong", _saved(pdf), "told")
    chance = random.Random(7)

    def half(document: pypdfium2.PdfDocument) -> bool:
        for number in range(1, len(document) + 1):
            ink.strip(document, number, lambda _: chance.random() < 0.5)
        return True

    made = ink.edit(data, half)
    if made:
        yield Mutant("half the text lost", made, "told")

    def gibberish(document: pypdfium2.PdfDocument) -> bool:
        ink.strip(document, 1, lambda _: True)
        for at in range(20):
            words = " ".join("".join(chance.choices("bcdfghjklmnpqrstvwxz", k=6)) for _ in range(8))
            ink.add(document, 1, 72, 740 - 25 * at, words)
        return True

    made = ink.edit(data, gibberish)
    if made:
        yield Mutant("gibberish on page 1", made, "told")


def _shifted(table: bytes) -> bytes:
    """A character map that gives each letter the next one's place."""

    def next_letter(met: re.Match[bytes]) -> bytes:
        return met[1] + b"<%04X>" % (((int(met[2], 16) - 0x20 + 5) % 0x5E) + 0x20)

    return re.sub(rb"(<[0-9A-Fa-f]+>\s*<[0-9A-Fa-f]+>\s*)<([0-9A-Fa-f]{4})>", next_letter, table)


def saved_again(data: bytes, _record: dict[str, Any], _other: bytes) -> Iterator[Mutant]:
    """The same report as other tools would save it, and with an owner's password."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield Mutant("saved again", _saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate), "same")
        yield Mutant("saved again", _saved(pdf, linearize=True), "same")
        yield Mutant("owner's password", _saved(pdf, encryption=pikepdf.Encryption(owner="x", user="")), "same")


def damaged(data: bytes, _record: dict[str, Any], _other: bytes) -> Iterator[Mutant]:
    """Bytes lost or changed."""
    chance = random.Random(len(data))
    for share in (0.3, 0.9, 0.999):
        yield Mutant("cut short", data[: int(len(data) * share)], "told")
    for _ in range(6):
        at, count = chance.randrange(len(data)), chance.choice((1, 40, 4000))
        spoilt = data[:at] + bytes(chance.randrange(256) for _ in range(count)) + data[at + count :]
        yield Mutant("bytes changed", spoilt, "told")


KINDS: tuple[Kind, ...] = (
    grades_of_page_1,
    dates_of_page_1,
    board_grade,
    unseen_ink,
    boxes,
    bound,
    pages,
    letters,
    saved_again,
    damaged,
)
