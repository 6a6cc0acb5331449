"""What a statement is about: one engine for the themes and the practices.

A vocabulary file names the classes; the one of practices also has phrases that show each. A weights file, learned from
statements that were read, says how much each phrase, each word and each word of the statement before bears on each
class. A statement has the class with the best score, if that is high enough, and others that score highly enough.
"""

from __future__ import annotations

import dataclasses
import functools
import pathlib
from collections.abc import Iterator
from typing import Any

from common.strict_yaml import Each, Keys, YamlShape, load
from extract.features import Features, Mark, features
from extract.phrases import Lexicon, words
from extract.weights import Weights

_CLASS: dict[str, YamlShape] = {"id": str, "label": str, "covers": str}
SHAPES = {
    "themes": Keys({"themes": Each(Keys(_CLASS))}),
    "practices": Keys({"practices": Each(Keys({**_CLASS, "theme": str, "phrases": Each(str)}))}),
}
FOLDER = pathlib.Path(__file__).parent
MOST = 3  # classes of one kind that a statement has


@dataclasses.dataclass(frozen=True)
class ClassEntry:
    """A class as its vocabulary file has it; `theme_id` is the theme that a practice belongs to; a theme's own id."""

    id: str
    theme_id: str
    label: str
    covers: str


@dataclasses.dataclass(frozen=True)
class Told:
    """A class that a statement has, and the words in it that weighed most; empty where words before it decided."""

    id: str
    phrase: str


@dataclasses.dataclass(frozen=True)
class Vocabulary:
    """The classes of one file, in its order, and the phrases that show them, each with its class's id."""

    entries: tuple[ClassEntry, ...]
    phrases: Lexicon[str]


@functools.cache
def vocabulary(kind: str) -> Vocabulary:
    """The vocabulary `themes` or `practices`. Raises YamlError or ValueError for a key or a phrase
    that cannot be one."""
    data: Any = load(FOLDER / f"{kind}.yml", SHAPES[kind])
    entries: list[ClassEntry] = []
    phrases: list[tuple[str, str]] = []
    for one in data[kind]:
        entries.append(ClassEntry(one["id"], one.get("theme", one["id"]), one["label"], one["covers"]))
        phrases += [(phrase, one["id"]) for phrase in one.get("phrases", ())]
    return Vocabulary(tuple(entries), Lexicon(phrases))


@functools.cache
def weights(kind: str) -> Weights:
    """The weights of `themes` or `practices`."""
    return Weights.read(FOLDER / "learned" / f"{kind}.json")


@functools.lru_cache(maxsize=2)
def observe(text: str, previous: str | None = None) -> Features:
    """The features of a statement that bear on its themes and practices; the phrases of practices are marks."""
    return features(text, previous, marks(text))


def marks(text: str) -> Iterator[Mark]:
    """Each phrase of the practices that stands in `text`, by the id of its practice, longer ones first."""
    found = words(text)
    for hit in sorted(vocabulary("practices").phrases.hits(found), key=lambda one: (one.start - one.end, one.start)):
        yield Mark(hit.meaning, (hit.start, hit.end))


def classify(kind: str, found: Features) -> tuple[Told, ...]:
    """The classes of a kind that a statement with these features has, in the order of the words that show them."""
    learned = weights(kind)
    placed = [(learned.telling(found, label), label) for label in told(learned, found)]
    return tuple(
        Told(label, found.printed(place) if place else "")
        for place, label in sorted(placed, key=lambda one: (one[0] is None, one[0] or (), one[1]))
    )


def told(learned: Weights, found: Features) -> list[str]:
    """The labels that the weights give, best first: the best if it is good enough, then others that are."""
    scores = learned.scores(found)
    best = sorted(scores, key=lambda label: -scores[label])[:MOST]
    wanted = [learned.thresholds["first"]] + [learned.thresholds["further"]] * (MOST - 1)
    return [label for label, least in zip(best, wanted, strict=False) if scores[label] >= least]
