"""Whether a statement praises the board, blames it, does both, or only tells a fact.

The words are data, `polarity.yml`; this module is how they work together:

1. A recommendation is a weakness, and so is any statement that opens with an imperative.
2. A statement is cut into *sides* at contrasts (`however`, `although … ,`) and sides into *clauses* at joints
   (`, which`, `and is`, `;`). Words in brackets do not count.
3. In a clause, read from left to right, `turn` makes blame of the praise that follows and praise of blame;
   after blame no praise counts; trouble that the board `handled`, and words that only tell which thing is
   meant (`restrict`), are no blame; trouble that is `settled` later on the same side is none either; after
   `purpose` and `plan` praise counts little.
4. Blame on one side and praise on the other are mixed; blame alone is a weakness, praise alone a strength,
   a plan or fact with no plain praise neutral, and so is a statement with no cue.
"""

from __future__ import annotations

import dataclasses
import functools
import pathlib
from collections.abc import Sequence
from typing import Any, Literal

import yaml

from common.record import Polarity, Section
from extract.phrases import Hit, Lexicon, Word, in_brackets, longest_first, words

Kind = Literal[
    "plain", "slight", "done", "verdict", "wanted", "trouble", "faint", "turn", "handled", "assured",
    "restrict", "settled", "purpose", "plan", "fact", "ignore", "opens", "divides",
]  # fmt: skip
VOCABULARY = pathlib.Path(__file__).with_name("polarity.yml")

PRAISE: dict[Kind, int] = {"plain": 3, "slight": 2, "done": 1}
BLAME: dict[Kind, int] = {"verdict": 3, "wanted": 3, "trouble": 2}

# How far, in words, a word that takes blame back reaches, by what it reaches to.
REACH_OF_RESTRICT: dict[Kind, int] = {"turn": 3, "trouble": 3, "verdict": 1, "wanted": 1}
REACH_OF_TURN: dict[Kind, int] = {"trouble": 2, "verdict": 1, "wanted": 0}
REACH_TO_WANTED = 8

# Words before `, although` that lead in to the statement: `For example, although `.
LONGEST_LEAD = 3

# A joint: one of these after a comma, or before a verb, begins a clause of its own.
JOINERS = frozenset(("and", "which", "with", "nor", "who", "so"))
VERBS = frozenset(("is", "are", "was", "were", "has", "have", "had", "does", "do", "can", "will"))
SUBJECTS = frozenset(("there", "it", "this", "these", "they"))


@dataclasses.dataclass(frozen=True)
class Verdict:
    """A polarity, and as `cue` the words that decided it (` … ` between those of two sides)."""

    polarity: Polarity
    cue: str


@dataclasses.dataclass(frozen=True)
class _Cue:
    """Words of one clause that speak for a side, praise and blame with a weight up to 3."""

    side: Literal["praise", "blame", "faint", "plan", "settled"]
    weight: int
    words: str

    @property
    def is_faint(self) -> bool:
        """Whether it is praise that says no more than that something was done."""
        return self.side == "praise" and self.weight < PRAISE["plain"]


@dataclasses.dataclass
class _Side:
    """The hits between two contrasts, by clause. An aside is one that commas set off: `, while new, `."""

    is_aside: bool
    clauses: list[list[Hit[Kind]]]


@dataclasses.dataclass(frozen=True)
class _Vocabulary:
    cues: Lexicon[Kind]
    imperatives: Lexicon[None]


_PLACES: dict[Kind, tuple[str, ...]] = {
    "plain": ("praise", "plain"),
    "slight": ("praise", "slight"),
    "done": ("praise", "done"),
    "verdict": ("blame", "verdict"),
    "wanted": ("blame", "wanted"),
    "trouble": ("blame", "trouble"),
    "faint": ("blame", "slight"),
    "opens": ("contrast", "opens"),
    "divides": ("contrast", "divides"),
    "turn": ("turn",),
    "handled": ("handled",),
    "assured": ("assured",),
    "restrict": ("restrict",),
    "settled": ("settled",),
    "purpose": ("purpose",),
    "plan": ("plan",),
    "fact": ("fact",),
    "ignore": ("ignore",),
}


@functools.cache
def _vocabulary() -> _Vocabulary:
    data: Any = yaml.safe_load(VOCABULARY.read_text(encoding="utf-8"))
    entries: list[tuple[str, Kind]] = []
    for kind, place in _PLACES.items():
        phrases = functools.reduce(lambda part, key: part[key], place, data)
        entries += [(phrase, kind) for phrase in phrases]
    return _Vocabulary(Lexicon(entries), Lexicon((phrase, None) for phrase in data["imperative"]))


def polarity(text: str, section: Section, heading: str | None = None) -> Verdict:
    """What `text`, one statement, says of the board under the section and sub-heading that it stands in."""
    found = words(text)
    vocabulary = _vocabulary()
    opening = next((hit for hit in vocabulary.imperatives.hits(found) if hit.start == 0), None)
    if section == "recommendation" and not _asks_nothing(found, vocabulary):
        return Verdict("weakness", opening.phrase.written if opening else "recommendation")
    if opening:
        return Verdict("weakness", opening.phrase.written)
    bracketed = in_brackets(text, found)
    hits = [hit for hit in longest_first(vocabulary.cues.hits(found)) if not bracketed[hit.start]]
    sides = [
        [
            cue
            for cue in _settle([cue for clause in side.clauses for cue in _cues(text, found, clause)])
            if not (side.is_aside and cue.is_faint)
        ]
        for side in _sides(found, hits)
    ]
    verdict = _weigh(sides)
    if section == "strength" and not verdict.cue:
        return Verdict("strength", heading or "strengths")
    return verdict


def _asks_nothing(found: Sequence[Word], vocabulary: _Vocabulary) -> bool:
    """Whether a line under recommendations says that there are none: `There are no areas for …`."""
    hits = longest_first(vocabulary.cues.hits(found))
    return any(hit.meaning == "fact" and "areas" in hit.phrase.written for hit in hits)


def _said(text: str, found: Sequence[Word], start: int, end: int) -> str:
    return text[found[start].start : found[end - 1].end]


def _sides(found: Sequence[Word], hits: Sequence[Hit[Kind]]) -> list[_Side]:
    """The hits by side and clause, in order; contrasts themselves are left out."""
    contrasts: set[int] = set()
    asides: set[int] = set()
    joints: set[int] = set()
    for hit in hits:
        if hit.meaning in ("opens", "divides"):
            contrasts.add(hit.start)
        if hit.meaning == "opens":
            closing = next((at for at in range(hit.end + 1, len(found)) if found[at].pause), None)
            if closing is not None:
                contrasts.add(closing)
                if found[hit.start].pause and hit.start > LONGEST_LEAD:
                    asides.add(hit.start)
    for at, word in enumerate(found):
        after = found[at + 1].folded if at + 1 < len(found) else ""
        joins = word.folded in JOINERS and (word.pause or after in VERBS or after in SUBJECTS)
        resumes = word.pause and word.folded in VERBS | SUBJECTS
        if (word.halt and at) or joins or resumes:
            joints.add(at)
    sides = [_Side(False, [[]])]
    begins = sorted(contrasts | joints)
    for hit in hits:
        while begins and begins[0] <= hit.start:
            begin = begins.pop(0)
            if begin in contrasts:
                sides.append(_Side(begin in asides, [[]]))
            else:
                sides[-1].clauses.append([])
        if hit.meaning not in ("opens", "divides", "ignore"):
            sides[-1].clauses[-1].append(hit)
    return sides


def _cues(text: str, found: Sequence[Word], clause: Sequence[Hit[Kind]]) -> list[_Cue]:
    """The cues of one clause, each with what stands before it taken into account."""
    cues: list[_Cue] = []
    turn: Hit[Kind] | None = None
    restrict: Hit[Kind] | None = None
    dealt_with: Hit[Kind] | None = None
    assured: Hit[Kind] | None = None
    is_blamed = is_hoped = False

    def blame(start: int, end: int, weight: int = 3) -> None:
        nonlocal is_blamed, turn
        cues.append(_Cue("blame", weight, _said(text, found, start, end)))
        is_blamed, turn = True, None

    def is_restricted(hit: Hit[Kind]) -> bool:
        if restrict is None:
            return False
        if restrict.start == 0 or found[restrict.start].pause:  # `When attendance was poor, `: up to the comma
            return not any(word.pause for word in found[restrict.end : hit.start + 1])
        return hit.start - restrict.end <= REACH_OF_RESTRICT[hit.meaning]

    def is_close(earlier: Hit[Kind] | None, hit: Hit[Kind]) -> bool:
        if earlier is None or hit.start - earlier.end > REACH_TO_WANTED:
            return False
        return not any(word.pause for word in found[earlier.end : hit.start + 1])

    for hit in clause:
        kind, said = hit.meaning, _said(text, found, hit.start, hit.end)
        if kind == "turn":
            if not is_close(assured, hit) and not is_restricted(hit):
                turn = hit
        elif kind in PRAISE:
            if turn is not None:
                blame(turn.start, hit.end)
            elif not is_blamed:
                cues.append(_Cue("praise", 1 if is_hoped else PRAISE[kind], said))
        elif kind in BLAME:
            if turn is not None and hit.start - turn.end <= REACH_OF_TURN[kind]:
                cues.append(_Cue("praise", 1, _said(text, found, turn.start, hit.end)))
                turn = None
                continue
            if is_restricted(hit) or (kind == "trouble" and (dealt_with or assured)):
                continue
            if kind == "wanted" and (is_close(dealt_with, hit) or is_close(restrict, hit) or is_close(assured, hit)):
                continue
            blame(hit.start, hit.end, BLAME[kind])
        elif kind == "settled":
            if turn is not None:
                blame(turn.start, hit.end)
            else:
                cues.append(_Cue("settled", PRAISE["slight"], said))
                is_blamed = is_blamed and any(cue.side == "blame" and cue.weight > BLAME["trouble"] for cue in cues)
        elif kind in ("handled", "assured"):
            if turn is not None:
                blame(turn.start, hit.end)
            elif not is_blamed:
                dealt_with, assured = (hit, assured) if kind == "handled" else (dealt_with, hit)
                cues.append(_Cue("praise", 1, said))
        elif kind == "restrict":
            if not is_blamed and turn is None:
                restrict = hit
        elif kind == "purpose":
            is_hoped = True
        elif kind in ("plan", "fact"):
            cues.append(_Cue("plan", 1, said))
            is_hoped = is_hoped or kind == "plan"
        else:
            assert kind == "faint", kind
            cues.append(_Cue("faint", 1, said))
    if turn is not None:
        # Nothing the vocabulary knows follows: the next two words tell what is not so.
        end = turn.end
        while end < min(turn.end + 2, len(found)) and not (found[end].pause or found[end].halt):
            end += 1
        blame(turn.start, end)
    return cues


def _settle(cues: Sequence[_Cue]) -> list[_Cue]:
    """The cues of one side, without the troubles that the board is later said to have settled, which is praise."""
    left: list[_Cue] = []
    for cue in cues:
        if cue.side == "settled":
            left = [one for one in left if one.side != "blame" or one.weight > BLAME["trouble"]]
            cue = _Cue("praise", cue.weight, cue.words)
        left.append(cue)
    return left


def _best(cues: Sequence[_Cue], side: str) -> _Cue | None:
    return max((cue for cue in cues if cue.side == side), key=lambda cue: cue.weight, default=None)


def _weigh(sides: Sequence[Sequence[_Cue]]) -> Verdict:
    """The verdict on a statement from the cues of its sides."""
    blames = [blame for side in sides if (blame := _best(side, "blame"))]
    unblamed = [cue for side in sides if not _best(side, "blame") for cue in side]
    if blames:
        praise = _best(unblamed, "praise")
        if praise and praise.weight > PRAISE["done"]:
            return Verdict("mixed", f"{praise.words} … {blames[0].words}")
        return Verdict("weakness", blames[0].words)
    praise, plan, faint = (_best(unblamed, side) for side in ("praise", "plan", "faint"))
    if praise and praise.weight == PRAISE["plain"]:
        return Verdict("strength", praise.words)
    if plan:
        return Verdict("neutral", plan.words)
    if praise:
        return Verdict("strength", praise.words)
    if faint:
        return Verdict("weakness", faint.words)
    return Verdict("neutral", "")
