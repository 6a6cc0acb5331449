"""The four layouts: from a review's words to blocks for the page, and to the items an extractor must find.

Pure. Headings and places are those of the real reports (layouts A to D of the design); the prose is ours.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Sequence

from demo.model import Other, Review
from demo.prose import Said, fill, pool, said, turned
from demo.typeset import (
    BULLET,
    LEFT,
    Block,
    Break,
    Contents,
    Down,
    Heading,
    Judgements,
    Para,
    Restart,
    clean,
)

BOARD = "Local Safeguarding Children Board"


@dataclasses.dataclass(frozen=True)
class Item:
    """A paragraph, bullet or recommendation of the LSCB part. `section` is one of the tables' sections."""

    key: str
    section: str
    heading: str
    number: str | None
    text: str
    said: tuple[Said, ...]


@dataclasses.dataclass(frozen=True)
class Draft:
    """A report before it is set: its blocks, and the items of its LSCB part in order."""

    blocks: tuple[Block, ...]
    items: tuple[Item, ...]


@dataclasses.dataclass(frozen=True)
class Hang:
    """Where a list's marks and texts begin; bullets if `numbers` is None."""

    mark_x: float
    x: float
    numbers: Iterator[int] | None
    before: float = 12.0

    def mark(self) -> str:
        """The next number, or a bullet."""
        return BULLET if self.numbers is None else f"{next(self.numbers)}."


class Part:
    """The LSCB part of one report while it is put together."""

    def __init__(self, review: Review):
        self.review = review
        self.blocks: list[Block] = []
        self.items: list[Item] = []

    def add(self, *blocks: Block) -> None:
        """Blocks that are not items: headings and what stands under them."""
        self.blocks += blocks

    def entries(self, section: str, heading: str, entries: Sequence[str], hang: Hang | None) -> None:
        """The entries of one section; plain paragraphs where `hang` is None."""
        under = heading
        for entry in entries:
            if entry.startswith("# "):
                under = entry[2:]
                self.add(Heading(under, size=12, bold=False, slant=True, x=LEFT - 1, before=12))
                continue
            sentences = said(entry, self.review)
            text = " ".join(sentence.text for sentence in sentences)
            key = f"item-{len(self.items) + 1}"
            mark = hang.mark() if hang else None
            if hang:
                self.add(Para(text, x=hang.x, mark=mark, mark_x=hang.mark_x, before=hang.before, key=key))
            else:
                self.add(Para(text, key=key, before=14))
            number = mark.rstrip(".") if mark and mark != BULLET else None
            plain = tuple(dataclasses.replace(one, text=clean(one.text)) for one in sentences)
            self.items.append(Item(key, section, under, number, clean(text), plain))

    def aside(self, heading: str, text: str, hang: Hang | None = None) -> None:
        """A paragraph that no count includes, such as 'no areas for priority action'."""
        key = f"item-{len(self.items) + 1}"
        mark = hang.mark() if hang else None
        x, mark_x = (hang.x, hang.mark_x) if hang else (LEFT, LEFT)
        self.add(Para(text, x=x, mark=mark, mark_x=mark_x, key=key))
        number = mark.rstrip(".") if mark and mark != BULLET else None
        self.items.append(Item(key, "other", heading, number, clean(text), (Said(clean(text), None, None),)))


def _verb(grade: str) -> str:
    return grade if grade == "requires improvement" else f"is {grade}"


def _are(grade: str) -> str:
    return "require improvement" if grade == "requires improvement" else f"are {grade}"


def _title(review: Review, with_board: bool) -> list[Block]:
    common = pool("common")
    note = f"[^{common['combined']}]"
    blocks: list[Block] = [Heading(review.title, size=26, bold=review.layout == "A", before=0)]
    if not with_board:
        blocks.append(Heading(f"{common['title']} {common['title_rest']}", before=6))
        return blocks
    blocks += [
        Heading(f"{common['title']} {common['title_rest']}", before=6),
        Heading("and", bold=False, before=6),
        Heading(f"Review of the effectiveness of the {BOARD}{note}", before=6),
    ]
    return blocks


def _dates(review: Review) -> list[Block]:
    blocks: list[Block] = [
        Heading(f"Inspection date{'s' if ' and ' in review.inspected else ''}: {review.inspected}", before=6)
    ]
    if review.published:
        blocks.append(Heading(f"Report published: {review.published}", before=6))
    return blocks


def _table(review: Review) -> Judgements:
    labels = [
        ("help_protection", 0, "1. Children who need help and protection"),
        ("looked_after", 0, "2. Children looked after and achieving permanence"),
        ("adoption", 1, "2.1 Adoption performance"),
        ("care_leavers", 1, "2.2 Experiences and progress of care leavers"),
        ("leadership", 0, "3. Leadership, management and governance"),
    ]
    return Judgements(
        tuple(
            (depth, label, review.judgements[area].capitalize())
            for area, depth, label in labels
            if area in review.judgements
        ),
        review.shape.narrow_grades,
    )


def _front(review: Review) -> list[Block]:
    common = pool("common")
    overall = review.judgements["overall"]
    with_board = not review.shape.bound
    blocks = [*_title(review, with_board), *_dates(review)]
    if review.layout == "A":
        blocks.append(Para(f"The overall judgement is **{overall}**", size=14, before=18))
    elif review.layout == "C":
        blocks.append(Heading(f"Children’s services in {review.place} {_are_to_be(overall)}", before=24))
    else:
        note = f"[^{common['described']}]"
        blocks.append(Heading(f"The overall judgement is that children’s services {_are(overall)}.{note}", before=20))
    blocks += [Para(common["overall"][overall]), Para(common["expectation"])]
    if review.layout in "BD":
        blocks.append(Para("The judgements on areas of the service that contribute to overall effectiveness are:"))
    blocks.append(_table(review))
    if review.layout == "A":
        late = "[^The parts of this report about the local authority were first made public three days before.]"
        blocks += [
            Para(f"The effectiveness of the {BOARD} (LSCB) is", size=14, before=24),
            Para(f"**{review.grade}.**{late if review.shape.late_note else ''}", size=14, before=0),
            Para(common["board_lead"][review.grade], before=8),
        ]
    return blocks


def _are_to_be(grade: str) -> str:
    return "require improvement to be good" if grade == "requires improvement" else f"are {grade}"


def _authority(review: Review, numbers: Iterator[int]) -> list[Block]:
    """The authority's own part: a few pages of prose that is not about the board, or only in passing."""
    prose = pool("authority")
    start = review.shape.start

    def paras(name: str, count: int | None = None) -> list[Block]:
        texts = turned(prose[name], start, count)
        return [Para(fill(text, review), mark=f"{next(numbers)}.", x=107.0) for text in texts]

    def bullets(name: str, count: int | None = None) -> list[Block]:
        texts = turned(prose[name], start, count)
        return [Para(fill(text, review), x=89.0, mark=BULLET) for text in texts]

    overall = review.judgements["overall"]
    old, prose_summary = review.layout == "A", review.layout == "C"
    top = "Section 1: The local authority" if old else "The local authority"
    blocks: list[Block] = []
    if prose_summary:
        blocks += [Break(), Heading("Executive summary", level=0, before=0)]
        blocks += [Para(fill(" ".join(turned(prose["summary"], at, 4)), review)) for at in (start, start + 4)]
        blocks += [
            Break(),
            Heading("Contents", size=26, bold=False, before=0),
            Contents(review.shape.dot_leaders),
        ]
        blocks += [Break(), Heading(top, size=16, level=0, before=0)]
        blocks += [Heading("Information about this local authority area", level=1), *bullets("area")]
        blocks += [Break(), Heading("Recommendations", level=1, before=0), *paras("improve", 6)]
    else:
        key = "key " if old else ""
        blocks += [
            Break(),
            Heading("Contents", size=26, bold=False, before=0),
            Contents(review.shape.dot_leaders),
        ]
        blocks += [Break(), Heading(top, size=16, level=0, before=0)]
        blocks += [Heading(f"Summary of {key}findings", level=1)]
        blocks += [Heading(f"This local authority {_verb(overall)} because", size=12), *paras("summary", 6)]
        blocks += [Heading(f"What does the local authority need to improve?{'' if not old else ' '}".strip(), level=1)]
        blocks += [Heading("Areas for improvement", size=12), *paras("improve", 6)]
        blocks += [Heading("The local authority’s strengths", level=1), *paras("strengths")]
        blocks += [Heading("Information about this local authority area", level=1), *bullets("area")]
    blocks += [
        Break(),
        Heading("Inspection judgements about the local authority", size=16, level=1, before=0),
        Heading(
            f"The experiences and progress of children who need help and protection "
            f"{_verb(review.judgements['help_protection'])}"
        ),
        *paras("help_protection"),
        Break(),
        Heading(
            f"The experiences and progress of children looked after {_verb(review.judgements['looked_after'])}",
            before=0,
        ),
        *paras("looked_after"),
    ]
    if "adoption" in review.judgements:
        blocks += [
            Heading(f"The judgement of adoption performance is that it {_verb(review.judgements['adoption'])}"),
            *paras("adoption"),
        ]
    else:
        blocks += [
            Para(
                "So few children are adopted here that inspectors made no judgement of adoption performance.",
                mark=f"{next(numbers)}.",
                x=107.0,
            )
        ]
    blocks += [
        Heading(f"The experience of care leavers {_verb(review.judgements['care_leavers'])}"),
        *paras("care_leavers"),
        Break(),
        Heading(f"Leadership, management and governance {_verb(review.judgements['leadership'])}", before=0),
        *paras("leadership"),
    ]
    return blocks


def _grades(level: int, size: float, heading: str, name: str) -> list[Block]:
    return [Heading(heading, size=size, level=level), *(Para(text) for text in pool("common")[name])]


def _team(review: Review, heading: str, level: int = 0) -> list[Block]:
    return [
        Heading(heading, size=16, level=level, before=20),
        *(Para(fill(text, review)) for text in pool("authority")["about"]),
        Heading("The inspection team", size=12),
        Para(f"Lead inspector: {review.lead_inspector}"),
        Para(f"Deputy lead inspector: {review.deputy}"),
        Para(f"Team inspectors: {review.team}"),
    ]


def _imprint(year: int) -> list[Block]:
    common = pool("common")
    return [
        Break(),
        Para(common["complaint"], size=10),
        Down(430),
        *(Para(text, size=10, before=10 if nth < 3 else 0) for nth, text in enumerate(common["imprint"])),
        Para(f"© Nobody {year}", size=10, before=0),
    ]


def _board_heading(review: Review) -> str:
    return f"The {BOARD} {_verb(review.grade)}"


def _layout_a(review: Review) -> Draft:
    numbers = itertools.count(1)
    blocks = [*_front(review), *_authority(review, numbers)]
    blocks += [
        Break(),
        *_grades(0, 16, "What the inspection judgements mean: the local authority", "authority_grades"),
    ]
    blocks += _team(review, "Information about this inspection", 1)
    part = Part(review)
    heading = f"The effectiveness of the LSCB {_verb(review.grade)}"
    if not review.shape.grade_in_heading:
        heading = (
            f"The arrangements in place to evaluate the effectiveness of what is done by the authority "
            f"and board partners to safeguard and promote the welfare of children {_are(review.grade)}"
        )
    part.add(
        Break(),
        Heading(f"Section 2: The effectiveness of the {BOARD}", size=16, level=0, before=0, key="part"),
        Heading(heading, size=12),
    )
    hang = Hang(92, 121, numbers) if review.shape.numbered else Hang(71, 89, None, before=6)
    if review.priority or review.shape.says_none:
        part.add(Heading("Priority and immediate action", size=12, before=12))
        part.entries("recommendation", "Priority and immediate action", review.priority, hang)
        if review.shape.says_none:
            part.aside(
                "Priority and immediate action", "Inspectors found no areas for priority or immediate action.", hang
            )
    part.add(Heading("Areas for improvement", size=12, before=12))
    part.entries("recommendation", "Areas for improvement", review.recommendations, hang)
    part.add(Heading("Key strengths and weaknesses of the LSCB", size=12))
    part.entries("finding", "Key strengths and weaknesses of the LSCB", review.findings, hang)
    blocks += part.blocks
    blocks += [Break(), *_grades(0, 16, "What the inspection judgments mean: the LSCB", "board_grades")]
    return Draft((*blocks, *_imprint(review.inspected_to.year)), tuple(part.items))


def _layout_b(review: Review) -> Draft:
    numbers = itertools.count(1)
    blocks = [*_front(review), *_authority(review, numbers)]
    part = Part(review)
    hang = Hang(71, 99, numbers)
    part.add(
        Break(),
        Heading(f"The {BOARD} (LSCB)", size=16, level=0, before=0, key="part"),
        Heading(f"{_board_heading(review)}{'' if review.shape.start % 2 else '.'}", before=18),
    )
    part.aside(_board_heading(review), pool("common")["part_lead"].format(are=_are(review.grade)))
    part.add(
        Heading("Summary of findings", level=1, before=22),
        Heading(f"{_board_heading(review)} because:", before=18),
    )
    part.entries("summary", f"{_board_heading(review)} because:", review.summary, hang)
    part.add(Heading("What does the LSCB need to improve?", level=1, before=22))
    if review.priority or review.shape.says_none:
        part.add(Heading("Priority and immediate action", size=12))
        part.entries("recommendation", "Priority and immediate action", review.priority, hang)
        if review.shape.says_none:
            part.aside(
                "Priority and immediate action", "Inspectors found no areas for priority or immediate action.", hang
            )
    part.add(Heading("Areas for improvement", size=12))
    part.entries("recommendation", "Areas for improvement", review.recommendations, hang)
    if review.strengths:
        part.add(Heading("The LSCB’s strengths", level=1, before=22))
        part.entries("strength", "The LSCB’s strengths", review.strengths, hang)
    part.add(Heading("Inspection judgement about the LSCB", level=1, before=22))
    part.entries("finding", "Inspection judgement about the LSCB", review.findings, hang)
    blocks += [
        *part.blocks,
        Break(),
        Heading("What the inspection judgements mean", size=16, level=0, before=0),
    ]
    blocks += _grades(1, 14, "The local authority", "authority_grades")
    blocks += _grades(1, 14, "The LSCB", "board_grades")
    blocks += [Break(), *_team(review, "Information about the inspection and the review")]
    return Draft((*blocks, *_imprint(review.inspected_to.year)), tuple(part.items))


def _layout_c(review: Review) -> Draft:
    numbers = itertools.count(1)
    blocks = [*_front(review), *_authority(review, numbers)]
    part = Part(review)
    hang = Hang(71, 107, numbers, before=6)
    findings = f"Inspection findings – the {BOARD}"
    part.add(
        Break(),
        Heading(f"The {BOARD} (LSCB)", size=16, level=0, before=0, key="part"),
        Heading(_board_heading(review)),
        Heading("Executive summary", level=1, before=22),
    )
    part.entries("summary", "Executive summary", review.summary, None)
    part.add(Heading("Recommendations", level=1, before=22))
    recommendations = Hang(89, 107, None) if review.shape.bullet_recommendations else hang
    part.entries("recommendation", "Recommendations", review.recommendations, recommendations)
    part.add(Heading(findings, level=1, before=18))
    part.entries("finding", findings, review.findings, hang)
    # In some reports this begins on the page where the findings end.
    gap: list[Block] = [] if review.shape.start % 3 == 0 else [Break()]
    blocks += [*part.blocks, *gap, *_team(review, "Information about this inspection")]
    return Draft((*blocks, *_imprint(review.inspected_to.year)), tuple(part.items))


def _layout_d(review: Review) -> Draft:
    """A review of the board that stands alone; `bound` puts an authority's report before it."""
    blocks: list[Block] = []
    if review.shape.bound:
        blocks += [*_front(review), *_authority(review, itertools.count(1)), Break()]
        blocks += _grades(0, 16, "What the local authority inspection judgements mean", "authority_grades")
        blocks += _team(review, "Information about the local authority inspection")
        blocks += _imprint(review.inspected_to.year)
        blocks.append(Restart(f"Inspection of the effectiveness of the {BOARD}: {review.place}"))
    name = review.board or f"{review.place} {BOARD}"
    because = f"The {review.acronym or 'LSCB'} {_verb(review.grade)} because:"
    described = f"[^{pool('common')['described']}]"
    part = Part(review)
    part.add(
        Heading(name, size=26, bold=False, before=0, key="part"),
        Heading(f"Inspection of the effectiveness of the {BOARD}", before=20),
        Heading(f"Inspection date: {review.inspected}", before=6),
        Heading(f"Report published: {review.board_published or review.published}", before=6),
        Heading(_board_heading(review), before=40),
    )
    part.aside(_board_heading(review), pool("common")["part_lead"].format(are=_are(review.grade)) + described)
    part.add(
        *([] if review.shape.bound else [Break()]),
        Heading("Contents", size=26, bold=False, before=40),
        Contents(review.shape.dot_leaders),
        Break(),
        Heading("Summary of findings", size=16, level=0, before=0),
        Heading(because, before=22),
    )
    part.entries("summary", because, review.summary, Hang(71, 89, None, before=6))
    part.add(
        Break(),
        Heading("What does the LSCB need to improve?", size=16, level=1, before=0),
        Heading("Areas for improvement", size=11.5),
    )
    part.entries("recommendation", "Areas for improvement", review.recommendations, Hang(85, 103, None, before=6))
    part.add(Break(), Heading("Summary for children and young people", size=16, level=1, before=0))
    part.entries("summary", "Summary for children and young people", review.young_people, Hang(71, 89, None, before=6))
    part.add(Break(), Heading("Inspection judgement about the LSCB", size=16, level=1, before=0))
    part.entries("finding", "Inspection judgement about the LSCB", review.findings, Hang(71, 99, itertools.count(1)))
    blocks += [*part.blocks, Break()]
    about = "Information about the LSCB inspection"
    blocks += (
        _team(review, about, 1)
        if not review.shape.bound
        else [
            Heading(about, size=16, level=1, before=0),
            *(Para(fill(text, review)) for text in pool("authority")["about"]),
        ]
    )
    blocks += _grades(0, 16, "What the LSCB inspection judgements mean", "board_grades")
    return Draft((*blocks, *_imprint(review.inspected_to.year)), tuple(part.items))


LAYOUTS = {"A": _layout_a, "B": _layout_b, "C": _layout_c, "D": _layout_d}


def draft(review: Review) -> Draft:
    """The blocks and items of a review."""
    return LAYOUTS[review.layout](review)


def draft_other(other: Other) -> tuple[Block, ...]:
    """The blocks of a report that reviews no board."""
    common = pool("common")
    if other.kind == "re-inspection":
        title = f"Re-{common['title'][0].lower()}{common['title'][1:]} {common['title_rest']}"
        titles = [Heading(title, before=6)]
    else:
        titles = [Heading("Inspection of children’s social care services")]
    paras = [Para(text, x=107, mark=f"{nth}.") for nth, text in enumerate(other.paragraphs, 1)]
    return (
        Heading(other.title, size=26, bold=False, before=0),
        *titles,
        Heading(f"Inspection dates: {other.inspected}", before=6),
        Heading(f"Report published: {other.published}", before=6),
        Heading(f"Children’s services in {other.place} {_are_to_be(other.grade)}", before=24),
        Para(common["overall"][other.grade]),
        Break(),
        Heading("What needs to improve and what works well", size=16, before=0),
        *paras,
        Heading("Information about this inspection", size=16, before=20),
        Para(f"Lead inspector: {other.lead_inspector}"),
        *_imprint(2019),
    )
