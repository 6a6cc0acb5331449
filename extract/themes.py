"""What a statement is about: the themes of `themes.yml`, each with the phrase that decided.

A passing mention is no theme. Every phrase met has a weight from its grade (`about`, `usual`, `mention`) and
its place: in brackets or a list of examples, after the words that tell a purpose, or near the end of the
statement it counts less. A theme's score is that of its best phrase, and the themes that come near the best
score of the statement are kept.
"""

from __future__ import annotations

import dataclasses
import functools
import pathlib
from collections.abc import Sequence
from typing import Any

import yaml

from common.record import Shown
from extract.phrases import Hit, Lexicon, Word, in_brackets, words

VOCABULARY = pathlib.Path(__file__).with_name("themes.yml")

# What a phrase of a grade weighs, and what is left of it in a lesser place. Chosen on labelled statements
# (docs/methods.md).
WEIGHTS = {"about": 1.0, "usual": 0.65, "mention": 0.45}
IN_EXAMPLE = 0.3
AFTER_PURPOSE = 0.8
LATE = 0.9
LATE_FROM = 0.7  # of the statement's words
KEPT = 0.7  # of the best score
MOST = 3  # themes of one statement


@dataclasses.dataclass(frozen=True)
class Theme:
    """An entry of the vocabulary, as the table `themes` holds it."""

    id: str
    label: str
    covers: str


@dataclasses.dataclass(frozen=True)
class _Meaning:
    """What a phrase of the vocabulary stands for; an empty `theme_id` is a phrase to be passed over."""

    theme_id: str
    grade: str


@dataclasses.dataclass(frozen=True)
class _Vocabulary:
    themes: tuple[Theme, ...]
    phrases: Lexicon[_Meaning]
    nouns: Lexicon[None]
    examples: Lexicon[None]
    purposes: Lexicon[None]


@functools.cache
def _vocabulary() -> _Vocabulary:
    data: Any = yaml.safe_load(VOCABULARY.read_text(encoding="utf-8"))
    entries = [
        (phrase, _Meaning(theme["id"], grade))
        for theme in data["themes"]
        for grade in WEIGHTS
        for phrase in theme.get(grade, ())
    ]
    entries += [(phrase, _Meaning("", "ignore")) for phrase in data["ignore"]]
    return _Vocabulary(
        tuple(Theme(theme["id"], theme["label"], theme["covers"]) for theme in data["themes"]),
        Lexicon(entries),
        *(Lexicon((phrase, None) for phrase in data[key]) for key in ("nouns", "examples", "purposes")),
    )


def vocabulary() -> tuple[Theme, ...]:
    """The themes, in the order of the vocabulary file."""
    return _vocabulary().themes


def themes(text: str) -> tuple[Shown, ...]:
    """What `text`, one statement, is about, in order of where it is shown; none, one or up to `MOST` themes."""
    found = words(text)
    data = _vocabulary()
    scores: dict[str, tuple[float, Hit[_Meaning]]] = {}
    bracketed = in_brackets(text, found)
    examples = [hit.end for hit in data.examples.hits(found)]
    purposes = [hit.end for hit in data.purposes.hits(found)]
    for hit in _telling(found, data):
        if _is_gloss(hit, bracketed):
            continue
        score = WEIGHTS[hit.meaning.grade]
        if bracketed[hit.start] or any(_reaches(found, end, hit.start) for end in examples):
            score *= IN_EXAMPLE
        if any(end <= hit.start for end in purposes):
            score *= AFTER_PURPOSE
        if hit.start > LATE_FROM * len(found):
            score *= LATE
        if score > scores.get(hit.meaning.theme_id, (0.0,))[0]:
            scores[hit.meaning.theme_id] = (score, hit)
    if not scores:
        return ()
    best = max(score for score, _ in scores.values())
    kept = [(score, hit) for score, hit in scores.values() if score >= KEPT * best]
    kept = sorted(kept, key=lambda one: (-one[0], one[1].start))[:MOST]
    return tuple(
        Shown(hit.meaning.theme_id, text[found[hit.start].start : found[hit.end - 1].end])
        for _, hit in sorted(kept, key=lambda one: one[1].start)
    )


def _telling(found: Sequence[Word], data: _Vocabulary) -> list[Hit[_Meaning]]:
    """The phrases that keep their words: the longest take them first, with a noun that belongs to them."""
    nouns: dict[int, int] = {}
    for noun in data.nouns.hits(found):
        nouns[noun.start] = max(nouns.get(noun.start, 0), noun.end)
    grades = [*WEIGHTS, "ignore"]
    taken: dict[int, tuple[int, ...]] = {}
    kept: list[Hit[_Meaning]] = []
    for hit in sorted(
        data.phrases.hits(found),
        key=lambda one: (-len(one.own), grades.index(one.meaning.grade), one.start),
    ):
        # Two themes may share a phrase, but not overlap with different ones. In a gap of it others may stand.
        if any(taken.get(at, hit.own) != hit.own for at in hit.own):
            continue
        taken.update((at, hit.own) for at in hit.own)
        kept.append(hit)
    ignored = {hit.own for hit in kept if not hit.meaning.theme_id}
    owned: set[int] = set()
    for hit in kept:
        end = nouns.get(hit.end)
        if end and hit.meaning.grade in ("about", "usual") and not (found[hit.end].pause or found[hit.end].halt):
            owned.update(range(hit.end, end))
    return sorted(
        (hit for hit in kept if hit.own not in ignored and not owned.issuperset(hit.own)),
        key=lambda one: one.start,
    )


def _reaches(found: Sequence[Word], end: int, start: int) -> bool:
    """Whether a hit is among the examples that a phrase opens: no heavier mark stands between them."""
    return end <= start and not any(word.halt for word in found[end : start + 1])


def _is_gloss(hit: Hit[_Meaning], bracketed: Sequence[bool]) -> bool:
    """Whether the hit is one word that opens a bracket: the `(SCR)` after `serious case review`."""
    return hit.end - hit.start == 1 and hit.start > 0 and bracketed[hit.start] and not bracketed[hit.start - 1]
