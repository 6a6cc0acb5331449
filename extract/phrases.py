"""The phrases of the vocabulary files, and where they stand in a text.

A phrase is written as words with spaces between. Within a phrase `word*` stands for any ending, `*ed` for any
beginning, `one/other` for either word, `...` for up to five words between, and words in capitals (`SCR`) for
exactly that abbreviation, its plural or its possessive. Hyphen and space are the same (`multi-agency`).
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, Literal, TypeVar

T = TypeVar("T")

# A word with the apostrophe in it, or a number with its point: `children’s`, `97`, `2.5`
_WORD = re.compile(r"[A-Za-z]+(?:[’'][A-Za-z]+)?|\d+(?:[.,]\d+)*%?[A-Za-z]*")

# What stands between words that no phrase may cross without `...`, and what it may not cross at all
_PAUSE = re.compile(r"[,()\[\]]|[–—]")
_HALT = re.compile(r"[;:.?!]")

WIDEST_GAP = 5
GAP = "..."


@dataclasses.dataclass(frozen=True)
class Word:
    """A word of a text: as printed, folded to lower case with plain apostrophes, and its place in characters.

    `pause` and `halt` tell whether a comma, bracket or dash, or a heavier mark, stands before it.
    """

    printed: str
    folded: str
    start: int
    end: int
    pause: bool
    halt: bool


@functools.lru_cache(maxsize=8)  # a statement and the one before it are read for several purposes
def words(text: str) -> tuple[Word, ...]:
    """The words of `text` in order; `multi-agency` is two."""
    found: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        between = text[last : match.start()]
        found.append(
            Word(
                match.group(),
                match.group().lower().replace("’", "'"),
                match.start(),
                match.end(),
                bool(_PAUSE.search(between)),
                bool(_HALT.search(between)),
            )
        )
        last = match.end()
    return tuple(found)


def in_brackets(text: str, found: Sequence[Word]) -> tuple[bool, ...]:
    """For each of the words of `text`, whether it stands in round brackets."""
    depth, last, result = 0, 0, []
    for word in found:
        between = text[last : word.start]
        depth = max(0, depth + between.count("(") - between.count(")"))
        result.append(depth > 0)
        last = word.end
    return tuple(result)


@dataclasses.dataclass(frozen=True)
class _Form:
    """One way to write a word of a phrase."""

    text: str
    shape: Literal["whole", "prefix", "suffix", "exact"]

    def fits(self, word: Word) -> bool:
        match self.shape:
            case "whole":
                return word.folded == self.text
            case "prefix":
                return word.folded.startswith(self.text)
            case "suffix":
                return word.folded.endswith(self.text)
            case "exact":
                return word.printed.removesuffix("’s").removesuffix("'s").removesuffix("s") == self.text


_Part = tuple[_Form, ...] | None  # None is the gap


@dataclasses.dataclass(frozen=True)
class Phrase:
    """A phrase as written in a vocabulary file, ready to be looked for."""

    written: str
    parts: tuple[_Part, ...]

    @classmethod
    def read(cls, written: str) -> Phrase:
        """Read a phrase in the notation above. Raises ValueError if it cannot be one."""
        if not isinstance(written, str):  # YAML reads a bare `no` as false
            raise ValueError(f"phrase {written!r}: put it in quotes")
        pieces = written.replace("-", " ").replace("’", "'").split()
        parts = tuple(None if piece == GAP else tuple(map(_form, piece.split("/"))) for piece in pieces)
        if not parts or parts[0] is None or parts[-1] is None or written.startswith("*"):
            raise ValueError(f"phrase {written!r}: it needs a first word, and `...` may stand only between two words")
        return cls(written, parts)

    @property
    def is_general(self) -> bool:
        """Whether a word of it is known by its ending alone (`*ed`), so that any other phrase says more."""
        return any(form.shape == "suffix" for part in self.parts for form in part or ())

    def match(self, text: Sequence[Word], at: int) -> tuple[int, ...] | None:
        """The words of the phrase, in order, where it begins at word `at`, else None. A gap's words are not its own."""
        return _match(self.parts, 0, text, at)


def _form(piece: str) -> _Form:
    if piece.endswith("*"):
        return _Form(piece.removesuffix("*").lower(), "prefix")
    if piece.startswith("*"):
        return _Form(piece.removeprefix("*").lower(), "suffix")
    if len(piece) > 1 and piece.isupper():
        return _Form(piece, "exact")
    return _Form(piece.lower(), "whole")


def _match(parts: tuple[_Part, ...], part: int, text: Sequence[Word], at: int) -> tuple[int, ...] | None:
    if part == len(parts):
        return ()
    forms = parts[part]
    if forms is None:
        for skipped in range(WIDEST_GAP + 1):
            if at + skipped >= len(text) or text[at + skipped].halt:
                return None
            rest = _match(parts, part + 1, text, at + skipped)
            if rest is not None:
                return rest
        return None
    if at >= len(text) or not any(form.fits(text[at]) for form in forms):
        return None
    follows_directly = part > 0 and parts[part - 1] is not None
    if follows_directly and (text[at].pause or text[at].halt):
        return None
    rest = _match(parts, part + 1, text, at + 1)
    return None if rest is None else (at, *rest)


@dataclasses.dataclass(frozen=True)
class Hit(Generic[T]):
    """A phrase met in a text, as words `start` to `end` (one past the last), and what it stands for.

    `own` are the places of the words of the phrase itself, without those of its gaps.
    """

    start: int
    end: int
    own: tuple[int, ...]
    phrase: Phrase
    meaning: T


class Lexicon(Generic[T]):
    """Phrases with what they stand for, found together in one pass over a text."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        """Take (phrase as written, meaning) pairs. Raises ValueError for a phrase that cannot be read."""
        self._by_opening: dict[str, list[tuple[Phrase, T]]] = {}
        self._by_word: dict[str, tuple[tuple[Phrase, T], ...]] = {}
        for written, meaning in entries:
            phrase = Phrase.read(written)
            openings = {form.text.lower()[:3] for form in phrase.parts[0] or ()}
            for opening in openings:
                self._by_opening.setdefault(opening, []).append((phrase, meaning))

    def hits(self, text: Sequence[Word]) -> Iterator[Hit[T]]:
        """Every phrase wherever it begins in the text, overlapping ones too, in order of place."""
        for at, word in enumerate(text):
            for phrase, meaning in self._opened_by(word):
                if (own := phrase.match(text, at)) is not None:
                    yield Hit(at, own[-1] + 1, own, phrase, meaning)

    def _opened_by(self, word: Word) -> tuple[tuple[Phrase, T], ...]:
        """The phrases that the word may begin; worked out once for each word."""
        known = self._by_word.get(word.folded)
        if known is None:
            openings = (word.folded[:length] for length in range(1, min(3, len(word.folded)) + 1))
            known = self._by_word[word.folded] = tuple(
                (phrase, meaning)
                for opening in openings
                for phrase, meaning in self._by_opening.get(opening, ())
                if any(form.shape == "exact" or form.fits(word) for form in phrase.parts[0] or ())
            )
        return known


def longest_first(hits: Iterable[Hit[T]]) -> list[Hit[T]]:
    """The hits that keep their words when a longer phrase takes the words it covers, in order of place."""
    kept: list[Hit[T]] = []
    taken: set[int] = set()
    for hit in sorted(hits, key=lambda one: (one.phrase.is_general, one.start - one.end, one.start)):
        covered = range(hit.start, hit.end)
        if taken.isdisjoint(covered):
            kept.append(hit)
            taken.update(covered)
    return sorted(kept, key=lambda one: one.start)
