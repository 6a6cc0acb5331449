"""Whether the pages and paragraphs of the board's part follow each other, and all of it is there."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final

from common.record import Judgement, Layout, Paragraph, Section, Warning
from extract.cover_page import CoverPage
from extract.headings import plain, role_of
from extract.lines import PAGE_NUMBER
from extract.lscb_part import CONTENTS_ENTRY, LscbPart
from extract.pdf import Pdf

# The sections that a layout always has; an outstanding board's report may have no recommendations.
MUST_HAVE: Final[dict[Layout, tuple[Section, ...]]] = {
    "A": ("recommendation", "finding"),
    "B": ("summary", "recommendation", "finding"),
    "C": ("summary", "recommendation", "finding"),
    "D": ("summary", "recommendation", "finding"),
}
# How many lines at the top and the foot of a page may hold its number.
MARGIN_LINES = 3
# Letters. Shorter paragraphs may well stand twice ('Good.').
TELLING = 60
# 'board,s', '+journey', 'bo\ufffdrd'; not 'and/or', 'multi-agency', '1,000'
ODD: Final = re.compile(r"\w*(?:(?<=[a-z])[,;+=<>*#_|~^](?=[a-z])|(?<!\S)[,;+=<>*#_|~^](?=[a-z])|\ufffd)\w*")
# How the last paragraph of a part ends.
CLOSED: Final = re.compile(r"[.!?:;)”’\"']$")


def numbers_jump(paragraphs: Sequence[Paragraph]) -> Iterator[Warning]:
    """Each paragraph number that does not follow the one before.

    A list may begin again at 1, and the paragraphs of the next section then go on with the report's own numbers.
    """
    last, began, section = 0, 0, None
    for paragraph in paragraphs:
        if paragraph.number is None or not paragraph.number.isdecimal():
            continue
        number = int(paragraph.number)
        resumes = began == 1 and paragraph.section != section
        if last and number not in (last + 1, 1) and not resumes:
            yield Warning("number-jumps", paragraph.page, f"paragraph {number} follows paragraph {last}")
        if not last or number != last + 1:
            began = number
        last, section = number, paragraph.section


def pages_jump(pdf: Pdf, part: LscbPart) -> Iterator[Warning]:
    """Each two pages, from before the part to behind it, whose printed numbers do not follow each other."""
    last = min(part.last_page + 1, pdf.pages)
    printed = {page: _numbers(pdf.text_lines(page)) for page in range(max(part.first_page - 1, 1), last + 1)}
    for page, following in itertools.pairwise(printed):
        before, after = printed[page], printed[following]
        begins = 1 in after  # a report bound behind another
        if before and after and not begins and not any(number + 1 in after for number in before):
            said = f"the page numbered {max(after)} follows that numbered {max(before)}"
            yield Warning("pages-jump", following, f"{said}: is one lost, or there twice?")


def _numbers(texts: Sequence[str]) -> set[int]:
    """The numbers that may be a page's own."""
    margin = [*texts[:MARGIN_LINES], *texts[-MARGIN_LINES:]]
    return {int(re.findall(r"\d+", text)[0]) for text in margin if PAGE_NUMBER.fullmatch(text)}


def contents_disagree(pdf: Pdf, part: LscbPart, cover: CoverPage) -> Iterator[Warning]:
    """The pages that the contents give for the part and for what follows it, if these do not begin there.

    A contents page counts the printed numbers, which are the file's from the report's page 1 on except in a report
    bound behind another.
    """
    if part.layout == "D":
        return
    ahead = cover.page - 1
    for page in range(cover.page, min(cover.page + 3, pdf.pages) + 1):
        texts = pdf.text_lines(page)
        if not any(plain(text) == "contents" for text in texts):
            continue
        for entry in texts + [f"{a} {b}" for a, b in itertools.pairwise(texts)]:
            match = CONTENTS_ENTRY.fullmatch(entry)
            if not match:
                continue
            due, role = int(match["page"]) + ahead, role_of(match["heading"])
            said = f"the contents give page {due} for {match['heading']!r}"
            if role == "title" and due != part.first_page:
                yield Warning("contents-disagree", page, f"{said}, which is on page {part.first_page}")
            if role == "end" and due > part.first_page and part.end_page and due < part.end_page:
                yield Warning("contents-disagree", page, f"{said}, but the part runs on to page {part.end_page}")


def sections_lack(part: LscbPart, judgement: Judgement, paragraphs: Sequence[Paragraph]) -> Iterator[Warning]:
    """The sections that the layout must have and this report lacks."""
    for section in MUST_HAVE[part.layout]:
        if section == "recommendation" and judgement.grade == "outstanding":
            continue
        if not any(paragraph.section == section for paragraph in paragraphs):
            yield Warning(
                "section-missing", part.first_page, f"no {section} was found in a report of layout {part.layout}"
            )


def texts_repeat(paragraphs: Sequence[Paragraph]) -> Iterator[Warning]:
    """Two paragraphs that stand there with their numbers and word for word as two before: a page may be there twice."""
    seen: set[tuple[tuple[Section, str | None, str], ...]] = set()
    for first, second in itertools.pairwise(paragraphs):
        pair = tuple((one.section, one.number, one.text) for one in (first, second))
        if pair in seen and len(first.text) + len(second.text) > TELLING:
            said = f"paragraphs stand there word for word as before, from {first.text[:TELLING]!r}"
            yield Warning("text-repeats", first.page, said)
            return
        seen.add(pair)


def letters_odd(paragraphs: Sequence[Paragraph]) -> Iterator[Warning]:
    """The first word that has a mark where a letter or an apostrophe is due, if there are several."""
    met = [(one.page, found[0]) for one in paragraphs for found in ODD.finditer(one.text)]
    if len(met) > 1:
        page, word = met[0]
        yield Warning("letters-odd", page, f"{len(met)} words have marks in them, as {word!r}: is a font misread?")


def end_lacks(part: LscbPart, paragraphs: Sequence[Paragraph]) -> Iterator[Warning]:
    """A part that no known heading follows, or that ends within a sentence.

    What comes after it in the file may have been taken for part of it, or its last page may be lost.
    """
    if part.end_page is None:
        yield Warning("end-not-found", part.last_page, "the part runs to the end of the file: no heading closes it")
    last = paragraphs[-1].text
    if not CLOSED.search(last):
        yield Warning("end-not-found", part.last_page, f"the part ends within a sentence: {last[-TELLING:]!r}")
