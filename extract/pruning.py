"""Which phrases of the vocabularies pay: those that help more than they harm, in enough reports.

A polarity phrase helps where a statement is read rightly with it and wrongly without it, and twice as much where
without it praise is taken for blame. One that does as much good as harm, or decides nothing because others say the
same, pays if the statements that it stands in mostly are as it says. In fewer reports a plain word or two of blame pay
if they do no harm. Phrases are tried one after another, those in fewest reports first, each without those already
struck out, so that of several that do the same one stays.
A phrase of a practice helps where a statement that it stands in has that practice.
"""

from __future__ import annotations

import collections
import dataclasses
from collections.abc import Iterator, Sequence

from common.record import Polarity
from extract.clauses import Kind, sides_of, unbracketed, weigh
from extract.codings import Coded
from extract.phrases import Hit, Lexicon, Word, words

LEAST_REPORTS = 3

# Blame that no phrase knows is easily taken for praise: a plain word or two of it may stay though rare.
MOST_WORDS_IF_RARE = 2
MAY_BE_RARE = ("verdict", "wanted", "trouble", "handled")

# The closed lists: words of grammar, which stay whether met or not.
CLOSED = ("turn", "assured", "settled", "restrict", "purpose", "opens", "divides", "none_asked", "faint")

# What a statement must be for a phrase of the kind to be right about it.
SPEAKS_FOR: dict[str, tuple[Polarity, ...]] = {
    **dict.fromkeys(("plain", "slight", "done", "handled"), ("strength", "mixed")),
    **dict.fromkeys(("verdict", "wanted", "trouble"), ("weakness", "mixed")),
    **dict.fromkeys(("plan", "fact"), ("neutral",)),
}


@dataclasses.dataclass(frozen=True)
class Trial:
    """What a phrase was found to do, and in how many reports it stands.

    `helps` and `harms` are what it decides; `agrees` and `differs` count statements that are, or are not, as it says.
    """

    phrase: str
    meaning: str
    helps: int
    harms: int
    agrees: int
    differs: int
    reports: int

    @property
    def pays(self) -> bool:
        """Whether it is worth its place."""
        if self.reports < LEAST_REPORTS:
            is_plain = len(self.phrase.split()) <= MOST_WORDS_IF_RARE and self.meaning in MAY_BE_RARE
            return is_plain and self.helps >= self.harms
        good, bad = (self.agrees, self.differs) if self.helps == self.harms else (self.helps, self.harms)
        return good > bad


@dataclasses.dataclass
class _Read:
    coded: Coded
    found: Sequence[Word]
    hits: list[Hit[Kind]]

    def mistake(self, without: tuple[str, Kind] | None = None) -> int:
        """How wrongly it is read: 0 not at all, 2 for praise taken for blame or the reverse, else 1."""
        hits = [hit for hit in self.hits if (hit.phrase.written, hit.meaning) != without]
        given, true = weigh(sides_of(self.coded.text, self.found, hits)).polarity, self.coded.coding.polarity
        return 0 if given == true else 2 if {given, true} == {"strength", "weakness"} else 1


def try_polarity(coded: Sequence[Coded], cues: Lexicon[Kind]) -> Iterator[Trial]:
    """Try each phrase of an open list that stands in the statements, none of them a request."""
    standing: dict[tuple[str, Kind], list[_Read]] = collections.defaultdict(list)
    for statement in coded:
        found = words(statement.text)
        read = _Read(statement, found, unbracketed(statement.text, found, cues.hits(found)))
        for key in dict.fromkeys((hit.phrase.written, hit.meaning) for hit in read.hits):
            if key[1] not in CLOSED:
                standing[key].append(read)
    reports = {key: len({one.coded.review_id for one in mine}) for key, mine in standing.items()}
    for key in sorted(standing, key=lambda one: (reports[one], one)):
        pairs = [(one.mistake(), one.mistake(without=key)) for one in standing[key]]
        helps = sum(max(0, without - with_it) for with_it, without in pairs)
        agrees = sum(one.coded.coding.polarity in SPEAKS_FOR.get(key[1], ()) for one in standing[key])
        trial = Trial(
            *key,
            helps,
            sum(max(0, with_it - without) for with_it, without in pairs),
            agrees,
            len(pairs) - agrees,
            reports[key],
        )
        if not trial.pays:
            for one in standing[key]:
                one.hits = [hit for hit in one.hits if (hit.phrase.written, hit.meaning) != key]
        yield trial


def paying(coded: Sequence[Coded], entries: Sequence[tuple[str, Kind]]) -> tuple[tuple[str, Kind], ...]:
    """The polarity phrases, each with its kind, without those that stand in the statements and do not pay."""
    struck = {(one.phrase, one.meaning) for one in try_polarity(coded, Lexicon(entries)) if not one.pays}
    return tuple(entry for entry in entries if entry not in struck)


def try_practices(coded: Sequence[Coded], phrases: Lexicon[str]) -> Iterator[Trial]:
    """Try each phrase of practices that stands in the statements."""
    in_statements: dict[tuple[str, str], list[Coded]] = collections.defaultdict(list)
    for one in coded:
        for key in sorted({(hit.phrase.written, hit.meaning) for hit in phrases.hits(words(one.text))}):
            in_statements[key].append(one)
    for (phrase, label), mine in sorted(in_statements.items()):
        helps = sum(label in one.coding.practices for one in mine)
        differs = len(mine) - helps
        yield Trial(phrase, label, helps, differs, helps, differs, len({one.review_id for one in mine}))
