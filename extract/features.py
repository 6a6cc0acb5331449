"""What the learned weights look at in a statement.

A *feature* is a short text: a word (`audit`), a pair of neighbours (`audit programme`), how a long word begins
(`audit*`), or a word of the statement before (`< audit`). All numbers are one word, `0`, but in pairs they stand as
printed (`section 11`). What a module finds by rule beside them, a *mark*, has its name in brackets (`[section-11]`).
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Mapping, Sequence

from extract.phrases import Word, words

# For a word longer than this its opening is a feature too, so that `audits` and `auditing` are alike.
OPENING = 5

# With fewer features, each counts as if there were this many: a bullet of three words says no more than a sentence.
FEW = 30

# Two places of words, the first and one past the last; None if a feature is not of the statement's own words.
Place = tuple[int, int] | None


@dataclasses.dataclass(frozen=True)
class Mark:
    """A feature that a rule found: its name, and the words of it."""

    name: str
    place: Place


@dataclasses.dataclass(frozen=True)
class Features:
    """The features of a statement with their first places, and what each of its words counts.

    The more words a statement has, the less each counts (one by the root of their number); a mark counts one.
    """

    text: str
    words: Sequence[Word]
    places: Mapping[str, Place]
    share: float

    def value(self, feature: str) -> float:
        """What a feature of this statement counts."""
        return 1.0 if is_mark(feature) else self.share

    def printed(self, place: tuple[int, int]) -> str:
        """The words at a place, as printed."""
        return self.text[self.words[place[0]].start : self.words[place[1] - 1].end]


def features(text: str, previous: str | None = None, marks: Iterable[Mark] = ()) -> Features:
    """The features of one statement; `previous` is the statement before it in the same paragraph, if any."""
    found = words(text)
    places: dict[str, Place] = {}
    for at, word in enumerate(found):
        places.setdefault(_plain(word), (at, at + 1))
        if at + 1 < len(found):
            places.setdefault(f"{word.folded} {found[at + 1].folded}", (at, at + 2))
        if len(word.folded) > OPENING:
            places.setdefault(word.folded[:OPENING] + "*", (at, at + 1))
    if previous:
        for before in words(previous):
            places.setdefault("< " + _plain(before), None)
    share = 1 / math.sqrt(max(len(places), FEW))
    for mark in marks:
        places.setdefault(f"[{mark.name}]", mark.place)
    return Features(text, found, places, share)


def is_mark(feature: str) -> bool:
    """Whether a rule found the feature."""
    return feature.startswith("[")


def _plain(word: Word) -> str:
    return "0" if word.folded[0].isdigit() else word.folded
