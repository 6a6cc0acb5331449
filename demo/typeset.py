"""Set blocks of text on A4 pages, as lines at places, and say on which pages each item ends up.

Pure: the same blocks give the same pages. `demo.draw` turns the pages into a PDF. Lengths are points (1/72
inch) and places count from the page's top left, as the extractor's do. Measures are those of real reports: text 12
on 14.5, headings 14 and 16, title 26, page numbers 20 on the outer side, footnotes 10 with marks of 6.5.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from reportlab.pdfbase.pdfmetrics import stringWidth

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
LEFT, RIGHT = 71.0, 524.0
BODY_TOP, BODY_BOTTOM = 96.0, 778.0
LEADING = 1.208
PLAIN, BOLD, SYMBOL = "Helvetica", "Helvetica-Bold", "Symbol"
BULLET = "•"
NOTE_SIZE, NOTE_MARK_SIZE = 10.0, 6.5
GRADE_X = 410.0

# "…partner agencies[^The census of 2011.] meet…" is a footnote, "is **good**" is bold.
NOTE = re.compile(r"\[\^(.+?)\]")
BOLD_MARK = re.compile(r"\*\*")
# "multi-agency" may end a line after its hyphen.
OWN_HYPHEN = re.compile(r"(?<=[A-Za-z])-(?=[A-Za-z])")


@dataclasses.dataclass(frozen=True)
class Heading:
    """A heading. `level` is its depth in the contents list, None if the list leaves it out.

    `key` names it in the answer of `set_pages`.
    """

    text: str
    size: float = 14.0
    bold: bool = True
    level: int | None = None
    x: float = LEFT
    before: float = 14.0
    slant: bool = False
    key: str | None = None


@dataclasses.dataclass(frozen=True)
class Para:
    """A paragraph, with `mark` (a number or bullet) hanging at `mark_x` before text that begins at `x`.

    `key` names it in the answer of `set_pages`.
    """

    text: str
    x: float = LEFT
    mark: str | None = None
    mark_x: float = LEFT
    size: float = 12.0
    bold: bool = False
    before: float = 12.0
    key: str | None = None


@dataclasses.dataclass(frozen=True)
class Break:
    """Go on at the top of a new page. `at` is a place further down that page to begin at."""

    at: float = BODY_TOP


@dataclasses.dataclass(frozen=True)
class Down:
    """Go on no higher than `to` on this page."""

    to: float


@dataclasses.dataclass(frozen=True)
class Restart:
    """Page numbers begin again at 1 on the next page, and `footer` stands under them."""

    footer: str


@dataclasses.dataclass(frozen=True)
class Judgements:
    """The table of judgements: rows of (depth, label, grade), grades on two lines where `narrow`."""

    rows: tuple[tuple[int, str, str], ...]
    narrow: bool


@dataclasses.dataclass(frozen=True)
class Contents:
    """The contents list of the part of the document it stands in (up to a `Restart`)."""

    leaders: bool


Block = Heading | Para | Break | Down | Restart | Judgements | Contents


@dataclasses.dataclass(frozen=True)
class Ink:
    """One string: its left edge, its baseline from the page's top, its face.

    `slant`: the upright face sheared, as word processors make an italic of a face that has none.
    """

    x: float
    baseline: float
    text: str
    font: str
    size: float
    slant: bool = False


@dataclasses.dataclass(frozen=True)
class Rule:
    """A thin straight line."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclasses.dataclass(frozen=True)
class Page:
    """What stands on one page."""

    inks: tuple[Ink, ...]
    rules: tuple[Rule, ...]


@dataclasses.dataclass(frozen=True)
class Setting:
    """The pages of a document; `places` gives for each key the pages (from 1) its paragraph stands on."""

    pages: tuple[Page, ...]
    places: Mapping[str, tuple[int, ...]]
    size: tuple[float, float] = (PAGE_WIDTH, PAGE_HEIGHT)


@dataclasses.dataclass(frozen=True)
class _Piece:
    text: str
    font: str
    size: float
    rise: float = 0.0

    @property
    def width(self) -> float:
        return float(stringWidth(self.text, self.font, self.size))


@dataclasses.dataclass(frozen=True)
class _Word:
    pieces: tuple[_Piece, ...]
    notes: tuple[str, ...] = ()

    @property
    def width(self) -> float:
        return sum(piece.width for piece in self.pieces)


def clean(text: str) -> str:
    """The text as a reader would type it: no footnotes, no marks of bold, one space between words."""
    return " ".join(BOLD_MARK.sub("", NOTE.sub("", text)).split())


def _words(text: str, size: float, bold: bool, first_note: int) -> list[_Word]:
    words: list[_Word] = []
    number = first_note
    strong = bold
    held: dict[str, str] = {}

    def keep(match: re.Match[str]) -> str:
        mark = f"\x00{len(held)}\x00"
        held[mark] = match.group(1)
        return mark

    for token in NOTE.sub(keep, text).split():
        pieces: list[_Piece] = []
        notes: list[str] = []
        for part in re.split(r"(\*\*|\x00\d+\x00)", token):
            if part == "**":
                strong = not strong
            elif part in held:
                pieces.append(_Piece(str(number), PLAIN, size * 0.66, size * 0.35))
                notes.append(held[part])
                number += 1
            elif part:
                pieces.append(_Piece(part, BOLD if strong else PLAIN, size))
        if pieces:
            words.append(_Word(tuple(pieces), tuple(notes)))
    return words


def _split(word: _Word, room: float, syllables: Mapping[str, str]) -> tuple[_Word, _Word] | None:
    """The word in two if part of it may end a line within `room`: after its own hyphen, or between syllables."""
    head = word.pieces[0]
    cuts = [(head.text[: m.end()], head.text[m.end() :]) for m in OWN_HYPHEN.finditer(head.text)]
    bare = head.text.rstrip(".,;:")
    if bare in syllables:
        first, second = syllables[bare].split("|")
        cuts.append((first + "-", second + head.text[len(bare) :]))
    for first, second in reversed(cuts):
        start = dataclasses.replace(head, text=first)
        if start.width <= room:
            rest = (dataclasses.replace(head, text=second), *word.pieces[1:])
            return _Word((start,)), _Word(rest, word.notes)
    return None


def _wrap(words: Sequence[_Word], width: float, syllables: Mapping[str, str]) -> list[list[_Word]]:
    lines: list[list[_Word]] = []
    line: list[_Word] = []
    used = 0.0
    for whole in words:
        word: _Word | None = whole
        while word is not None:
            space = stringWidth(" ", word.pieces[0].font, word.pieces[0].size) if line else 0.0
            if used + space + word.width <= width:
                line.append(word)
                used += space + word.width
                word = None
                continue
            halves = _split(word, width - used - space, syllables)
            if halves is not None:
                line.append(halves[0])
                word = halves[1]
            elif not line:
                line.append(word)
                word = None
            lines.append(line)
            line, used = [], 0.0
    if line:
        lines.append(line)
    return lines


def _ink(line: Sequence[_Word], x: float, baseline: float) -> list[Ink]:
    """One string for each stretch of one face, as a word processor writes them."""
    stretches: list[_Piece] = []
    for at, word in enumerate(line):
        for nth, piece in enumerate(word.pieces):
            lead = " " if at and not nth else ""
            last = stretches[-1] if stretches else None
            if last and (last.font, last.size, last.rise) == (piece.font, piece.size, piece.rise):
                stretches[-1] = dataclasses.replace(last, text=last.text + lead + piece.text)
            elif last and lead:
                stretches[-1] = dataclasses.replace(last, text=last.text + lead)
                stretches.append(piece)
            else:
                stretches.append(piece)
    inks = []
    for piece in stretches:
        inks.append(Ink(x, baseline - piece.rise, piece.text, piece.font, piece.size))
        x += piece.width
    return inks


class _Entry(NamedTuple):
    """A line of a contents list: the part it is in, its depth, its text and the page number it prints."""

    part: int
    level: int
    text: str
    number: str


class _Setter:
    """The state of one pass over the blocks."""

    def __init__(self, contents: Sequence[_Entry], syllables: Mapping[str, str]):
        self.contents, self.syllables = contents, syllables
        self.pages: list[Page] = []
        self.places: dict[str, list[int]] = {}
        self.headings: list[_Entry] = []
        self.part = 0
        self.next_note = 1
        self.offset, self.footer = 0, ""
        self.start(BODY_TOP)

    @property
    def number(self) -> int:
        return len(self.pages) + 1

    @property
    def printed(self) -> int:
        return self.number - self.offset

    def start(self, at: float) -> None:
        self.inks: list[Ink] = []
        self.rules: list[Rule] = []
        self.notes: list[list[_Word]] = []
        self.y, self.limit, self.fresh = at, BODY_BOTTOM, True

    def finish(self) -> None:
        if self.notes:
            y = self.limit + 10
            self.rules.append(Rule(LEFT, y - 4, LEFT + 144, y - 4))
            for line in self.notes:
                self.inks += _ink(line, LEFT, y + NOTE_SIZE)
                y += NOTE_SIZE * 1.2
        text = str(self.printed)
        odd = self.printed % 2 == 1
        x = RIGHT - float(stringWidth(text, PLAIN, 20)) if odd else LEFT
        self.rules.append(Rule(LEFT - 1.5, 797.8, RIGHT + 1.5, 797.8))
        self.inks.append(Ink(x, 819.0, text, PLAIN, 20.0))
        if self.footer:
            width = float(stringWidth(self.footer, BOLD, 8))
            self.inks.append(Ink(LEFT + 13 if odd else RIGHT - width, 832.0, self.footer, BOLD, 8.0))
        self.pages.append(Page(tuple(self.inks), tuple(self.rules)))

    def turn(self, at: float = BODY_TOP) -> None:
        self.finish()
        self.start(at)

    def gap(self, before: float) -> None:
        if not self.fresh:
            self.y += before

    def line(self, words: Sequence[_Word], x: float, size: float) -> None:
        """Set one line, on a new page where this one has no room for it and its footnotes."""
        notes: list[list[_Word]] = []
        for at, note in enumerate(n for word in words for n in word.notes):
            mark = _Word((_Piece(str(self.next_note + at), PLAIN, NOTE_MARK_SIZE, 3.5),))
            body = _words(note, NOTE_SIZE, False, 0)
            notes += _wrap([mark, *body], RIGHT - LEFT, {})
        height = size * LEADING
        needed = len(notes) * NOTE_SIZE * 1.2 + (12 if notes and not self.notes else 0)
        if self.y + height > self.limit - needed and not self.fresh:
            self.turn()
        self.limit -= needed
        self.notes += notes
        self.next_note += sum(len(word.notes) for word in words)
        self.inks += _ink(words, x, self.y + size)
        self.y += height
        self.fresh = False

    def heading(self, block: Heading) -> None:
        lines = _wrap(_words(block.text, block.size, block.bold, self.next_note), RIGHT - block.x, {})
        self.gap(block.before)
        if self.y + len(lines) * block.size * LEADING + 48 > self.limit:
            self.turn()
        if block.level is not None:
            self.headings.append(_Entry(self.part, block.level, clean(block.text), str(self.printed)))
        for line in lines:
            before, page = len(self.inks), self.number
            self.line(line, block.x, block.size)
            if block.slant:
                at = before if page == self.number else 0
                self.inks[at:] = [dataclasses.replace(ink, slant=True) for ink in self.inks[at:]]
        if block.key is not None:
            self.places[block.key] = [self.number]

    def para(self, block: Para) -> None:
        words = _words(block.text, block.size, block.bold, self.next_note)
        lines = _wrap(words, RIGHT - block.x, self.syllables)
        self.gap(block.before)
        for at, line in enumerate(lines):
            before = len(self.inks)
            page = self.number
            self.line(line, block.x, block.size)
            if self.number != page:
                before = 0
            if not at and block.mark is not None:
                baseline = self.y - block.size * LEADING + block.size
                font = SYMBOL if block.mark == BULLET else BOLD if block.bold else PLAIN
                self.inks.insert(before, Ink(block.mark_x, baseline, block.mark, font, block.size))
            if block.key is not None:
                pages = self.places.setdefault(block.key, [])
                if self.number not in pages:
                    pages.append(self.number)

    def judgements(self, block: Judgements) -> None:
        grade_x = GRADE_X if block.narrow else 388.0
        self.gap(14)
        for depth, label, grade in block.rows:
            x = LEFT + 55 * depth if block.narrow else LEFT + 48 * depth
            room = grade_x - x - 10
            labels = _wrap(_words(label, 12, depth == 0, 0), room, {})
            grades = _wrap(_words(grade, 12, block.narrow, 0), 100.0 if block.narrow else 200.0, {})
            rows = max(len(labels), len(grades))
            height = rows * 14.5 + 12.5
            if self.y + height > self.limit:
                self.turn()
            for lines, at in ((labels, x), (grades, grade_x)):
                top = self.y + 6 + (rows - len(lines)) * 14.5 / 2
                for nth, line in enumerate(lines):
                    hang = 18 if nth and at == x and not block.narrow else 0
                    self.inks += _ink(line, at + hang, top + nth * 14.5 + 12)
            right = RIGHT + 0.5
            left = x - 5.5
            self.rules += [
                Rule(left, self.y, right, self.y),
                Rule(left, self.y + height, right, self.y + height),
                Rule(left, self.y, left, self.y + height),
                Rule(grade_x - 5.5, self.y, grade_x - 5.5, self.y + height),
                Rule(right, self.y, right, self.y + height),
            ]
            self.y += height
            self.fresh = False

    def contents_list(self, block: Contents) -> None:
        self.gap(10)
        for part, level, text, number in self.contents:
            if part != self.part:
                continue
            x = LEFT + 14 * level
            font = PLAIN if level else BOLD
            lines = _wrap(_words(text, 12, not level, 0), RIGHT - x - 60, {})
            self.gap(8)
            for line in lines:
                self.line(line, x, 12)
            baseline = self.y - 14.5 + 12
            width = float(stringWidth(number, font, 12))
            if block.leaders:
                end = x + sum(word.width for word in lines[-1])
                end += float(stringWidth(" ", font, 12)) * (len(lines[-1]) - 1)
                dots = int((RIGHT - width - 6 - end - 4) // float(stringWidth(".", font, 12)))
                start = RIGHT - width - 6 - dots * float(stringWidth(".", font, 12))
                self.inks.append(Ink(start, baseline, "." * dots, font, 12.0))
            self.inks.append(Ink(RIGHT - width, baseline, number, font, 12.0))

    def run(self, blocks: Iterable[Block]) -> Setting:
        for block in blocks:
            match block:
                case Heading():
                    self.heading(block)
                case Para():
                    self.para(block)
                case Judgements():
                    self.judgements(block)
                case Contents():
                    self.contents_list(block)
                case Down(to=to):
                    self.y, self.fresh = max(self.y, to), True
                case Restart(footer=footer):
                    self.finish()
                    self.offset, self.footer = len(self.pages), footer
                    self.part += 1
                    self.start(117.0)
                case Break(at=at):
                    if not self.fresh or self.inks:
                        self.turn(at)
        self.finish()
        return Setting(tuple(self.pages), {key: tuple(pages) for key, pages in self.places.items()})


def set_pages(blocks: Sequence[Block], syllables: Mapping[str, str] | None = None) -> Setting:
    """Set `blocks` on pages. `syllables` says which words may end a line broken (`{"report": "re|port"}`).

    The contents list prints the numbers of pages that come after it, so setting is repeated until they settle.
    """
    words = syllables or {}
    contents: list[_Entry] = []
    for _ in range(5):
        setter = _Setter(contents, words)
        setting = setter.run(blocks)
        if setter.headings == contents:
            return setting
        contents = setter.headings
    raise ValueError("The contents list does not settle; make its headings fit on fewer lines.")
