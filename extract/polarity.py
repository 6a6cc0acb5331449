"""Whether a statement praises the board, blames it, does both, or only states a fact.

1. A recommendation is a weakness, and so is any statement that opens with an imperative.
2. Otherwise `extract/clauses.py` reads the statement by the phrases of `polarity.yml`.
3. Weights learned from statements that were read (extract/learning.py) judge that reading together with the
   statement's words, its section and how the statement before it reads. They know how far a reading can be trusted,
   and praise and blame that no phrase knows.
"""

from __future__ import annotations

import dataclasses
import functools
import pathlib
from collections.abc import Iterator, Sequence
from typing import Any, get_args

from common.record import Polarity, Section
from common.strict_yaml import Each, Keys, load
from extract.clauses import Cue, Kind, Verdict, sides, weigh
from extract.features import Features, Mark, features
from extract.phrases import Lexicon, longest_first, words
from extract.weights import Weights

VOCABULARY = pathlib.Path(__file__).with_name("polarity.yml")
WEIGHTS = pathlib.Path(__file__).parent / "learned" / "polarity.json"
POLARITIES: tuple[Polarity, ...] = get_args(Polarity)
IMPERATIVE = "imperative"


@dataclasses.dataclass(frozen=True)
class Phrases:
    """The phrases, by what they do; `entries` are the cues as written, each with its kind."""

    entries: tuple[tuple[str, Kind], ...]
    cues: Lexicon[Kind]
    imperatives: Lexicon[None]


@functools.cache
def vocabulary() -> Phrases:
    """The phrases of `polarity.yml`. Raises YamlError or ValueError for a kind or phrase that cannot be one."""
    kinds: tuple[Kind, ...] = get_args(Kind)
    data: Any = load(VOCABULARY, Keys(dict.fromkeys((*kinds, IMPERATIVE), Each(str))))
    entries = tuple((phrase, kind) for kind in kinds for phrase in data[kind])
    return Phrases(
        entries,
        Lexicon(entries),
        Lexicon((phrase, None) for phrase in data[IMPERATIVE]),
    )


@functools.cache
def weights() -> Weights:
    """The weights that judge polarity."""
    return Weights.read(WEIGHTS)


def polarity(text: str, section: Section, heading: str | None = None, previous: str | None = None) -> Verdict:
    """What `text`, one statement, says of the board under the section and sub-heading that it stands in.

    `previous` is the statement before it in the same paragraph, if any.
    """
    asked = request(text, section)
    if asked:
        return asked
    read = reading(text)
    found = observe(text, section, previous)
    judged = judge(weights(), found)
    if judged == read.polarity and read.cue:
        return read
    place = weights().telling(found, judged)
    if place:
        return Verdict(judged, found.printed(place))
    return Verdict(judged, heading or "strengths" if section == judged == "strength" else "")


def judge(learned: Weights, found: Features) -> Polarity:
    """The polarity with the best score."""
    scores = learned.scores(found)
    return max(POLARITIES, key=lambda one: scores[one])


def request(text: str, section: Section) -> Verdict | None:
    """The verdict on a text that asks the board for something, None if it does not."""
    found = words(text)
    phrases = vocabulary()
    opening = next((hit for hit in phrases.imperatives.hits(found) if hit.start == 0), None)
    if opening:
        return Verdict("weakness", opening.phrase.written)
    if section == "recommendation":
        hits = longest_first(phrases.cues.hits(found))
        if not any(hit.meaning == "none_asked" for hit in hits):
            return Verdict("weakness", "recommendation")
    return None


def reading(text: str, cues: Lexicon[Kind] | None = None) -> Verdict:
    """What the phrases alone, or some of them, make of a text that asks for nothing."""
    return weigh(_sides(text, cues))


@functools.lru_cache(maxsize=8)  # each statement is read once more as the one before the next
def _sides(text: str, cues: Lexicon[Kind] | None) -> Sequence[Sequence[Cue]]:
    return sides(text, cues or vocabulary().cues)


def observe(text: str, section: Section, previous: str | None = None, cues: Lexicon[Kind] | None = None) -> Features:
    """The features of a statement that bear on its polarity: its words, and as marks what the phrases make of it."""
    by_side, read = _sides(text, cues), reading(text, cues)
    names = [section, read.polarity, f"{read.polarity} {section}", f"sides {min(len(by_side), 3)}"]
    names += [f"{cue.side} {cue.weight}" for side in by_side for cue in side]
    names += [f"last {cue.side} {cue.weight}" for cue in by_side[-1]]
    names += [f"first {cue.side} {cue.weight}" for cue in by_side[0][:1]]
    return features(text, None, (Mark(name, None) for name in (*names, *_after(text, previous, cues))))


def _after(text: str, previous: str | None, cues: Lexicon[Kind] | None) -> Iterator[str]:
    """What a statement follows: how the one before reads, alone and with its own first word (`after weakness this`)."""
    if previous is None:
        yield "first"
        return
    before = reading(previous, cues).polarity
    yield f"after {before}"
    yield from (f"after {before} {word.folded}" for word in words(text)[:1])
