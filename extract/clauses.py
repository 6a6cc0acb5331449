"""How words of praise and blame work together in a sentence: cues, by clause and side.

A text is cut into *sides* at contrasts (`however`, `although … ,`) and sides into *clauses* at joints (`, which`,
`and is`, `;`). A clause is read from left to right by `_Clause`, which has a method for each kind of phrase; the
kinds are explained at the top of `polarity.yml`. `weigh` makes a polarity of the cues of all sides.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from common.record import Polarity
from extract.phrases import Hit, Lexicon, Word, in_brackets, longest_first, words

Kind = Literal[
    "plain", "slight", "done", "verdict", "wanted", "trouble", "faint", "turn", "handled", "assured",
    "restrict", "settled", "purpose", "plan", "fact", "none_asked", "ignore", "opens", "divides",
]  # fmt: skip

PRAISE: dict[Kind, int] = {"plain": 3, "slight": 2, "done": 1}
BLAME: dict[Kind, int] = {"verdict": 3, "wanted": 3, "trouble": 2}
HOPED = 1  # what praise after a plan or purpose is worth

# How far, in words, a word that takes blame back reaches, by what it reaches to.
REACH_OF_RESTRICT: dict[Kind, int] = {"turn": 3, "trouble": 3, "verdict": 1, "wanted": 1}
REACH_OF_TURN: dict[Kind, int] = {"trouble": 2, "verdict": 1, "wanted": 0}
REACH_TO_WANTED = 8

# Words before `, although` that lead into the statement: `For example, although `.
LONGEST_LEAD = 3

# A joint: one of these after a comma, or before a verb, begins a clause of its own.
JOINERS = frozenset(("and", "which", "with", "nor", "who", "so"))
VERBS = frozenset(("is", "are", "was", "were", "has", "have", "had", "does", "do", "can", "will"))
SUBJECTS = frozenset(("there", "it", "this", "these", "they"))

# Words after a `turn` that nothing known follows, which say what is not so: `not mention fathers`.
TOLD_AFTER_TURN = 2


@dataclasses.dataclass(frozen=True)
class Cue:
    """Words of one clause that speak for a side, praise and blame with a weight up to 3."""

    side: Literal["praise", "blame", "faint", "plan", "settled"]
    weight: int
    words: str

    @property
    def is_faint(self) -> bool:
        """Whether it is praise that says only that something was done."""
        return self.side == "praise" and self.weight < PRAISE["plain"]


@dataclasses.dataclass(frozen=True)
class Verdict:
    """A polarity, and as `cue` the words that decided it (` … ` between those of two sides)."""

    polarity: Polarity
    cue: str


@dataclasses.dataclass
class _Side:
    """The hits between two contrasts, by clause. An aside is one that commas set off: `, while new, `."""

    is_aside: bool
    clauses: list[list[Hit[Kind]]]


def sides(text: str, cues: Lexicon[Kind]) -> list[list[Cue]]:
    """The cues of `text` by side, in order. Words in brackets do not count."""
    found = words(text)
    return sides_of(text, found, unbracketed(text, found, cues.hits(found)))


def unbracketed(text: str, found: Sequence[Word], hits: Iterable[Hit[Kind]]) -> list[Hit[Kind]]:
    """The hits that do not begin in brackets."""
    bracketed = in_brackets(text, found)
    return [hit for hit in hits if not bracketed[hit.start]]


def sides_of(text: str, found: Sequence[Word], hits: Iterable[Hit[Kind]]) -> list[list[Cue]]:
    """The cues of `text`, of which `found` are the words and `hits` the phrases met, by side, in order."""
    return [
        [
            cue
            for cue in _settle([cue for clause in side.clauses for cue in _Clause(text, found).read(clause)])
            if not (side.is_aside and cue.is_faint)
        ]
        for side in _cut(found, longest_first(hits))
    ]


def weigh(by_side: Sequence[Sequence[Cue]]) -> Verdict:
    """The verdict on a statement from the cues of its sides.

    Blame on one side and praise on another are mixed; blame alone is a weakness, praise alone a strength; a plan
    or fact without plain praise is neutral, and so is a statement with no cue.
    """
    blames = [blame for side in by_side if (blame := _best(side, "blame"))]
    unblamed = [cue for side in by_side if not _best(side, "blame") for cue in side]
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


def _best(cues: Sequence[Cue], side: str) -> Cue | None:
    return max((cue for cue in cues if cue.side == side), key=lambda cue: cue.weight, default=None)


def _settle(cues: Sequence[Cue]) -> list[Cue]:
    """The cues of one side, without the troubles that the board is later said to have settled, which is praise."""
    left: list[Cue] = []
    for cue in cues:
        if cue.side == "settled":
            left = [one for one in left if one.side != "blame" or one.weight > BLAME["trouble"]]
            cue = Cue("praise", cue.weight, cue.words)
        left.append(cue)
    return left


def _cut(found: Sequence[Word], hits: Sequence[Hit[Kind]]) -> list[_Side]:
    """The hits by side and clause, in order; contrasts themselves are left out."""
    contrasts, asides = _contrasts(found, hits)
    begins = sorted(contrasts | _joints(found))
    cut = [_Side(False, [[]])]
    for hit in hits:
        while begins and begins[0] <= hit.start:
            begin = begins.pop(0)
            if begin in contrasts:
                cut.append(_Side(begin in asides, [[]]))
            else:
                cut[-1].clauses.append([])
        if hit.meaning not in ("opens", "divides", "ignore"):
            cut[-1].clauses[-1].append(hit)
    return cut


def _contrasts(found: Sequence[Word], hits: Sequence[Hit[Kind]]) -> tuple[set[int], set[int]]:
    """The words at which another side begins, and those of them that begin an aside."""
    contrasts: set[int] = set()
    asides: set[int] = set()
    for hit in hits:
        if hit.meaning in ("opens", "divides"):
            contrasts.add(hit.start)
        if hit.meaning == "opens":
            closing = next((at for at in range(hit.end + 1, len(found)) if found[at].pause), None)
            if closing is not None:
                contrasts.add(closing)
                if found[hit.start].pause and hit.start > LONGEST_LEAD:
                    asides.add(hit.start)
    return contrasts, asides


def _joints(found: Sequence[Word]) -> set[int]:
    """The words at which another clause begins: `; `, `, which`, `and is`, `, it`."""
    joints: set[int] = set()
    for at, word in enumerate(found):
        after = found[at + 1].folded if at + 1 < len(found) else ""
        joins = word.folded in JOINERS and (word.pause or after in VERBS or after in SUBJECTS)
        resumes = word.pause and word.folded in VERBS | SUBJECTS
        if (word.halt and at) or joins or resumes:
            joints.add(at)
    return joints


class _Clause:
    """One clause, read from left to right: what has been met so far that bears on what follows."""

    def __init__(self, text: str, found: Sequence[Word]) -> None:
        self._text, self._found = text, found
        self._cues: list[Cue] = []
        self._turn: Hit[Kind] | None = None  # a `not` that has met nothing to turn yet
        self._restriction: Hit[Kind] | None = None  # the last `where`, while nothing is blamed
        self._handling: Hit[Kind] | None = None  # the last `challenged`
        self._assurance: Hit[Kind] | None = None  # the last `ensures`
        self._is_blamed = False
        self._is_hoped = False

    def read(self, hits: Sequence[Hit[Kind]]) -> list[Cue]:
        """The cues of the clause, each with what stands before it taken into account."""
        take: dict[Kind, Callable[[Hit[Kind]], None]] = {
            "turn": self._take_turn,
            **dict.fromkeys(PRAISE, self._take_praise),
            **dict.fromkeys(BLAME, self._take_blame),
            "settled": self._take_settled,
            "handled": self._take_remedy,
            "assured": self._take_remedy,
            "restrict": self._take_restriction,
            "purpose": self._take_purpose,
            "plan": self._take_plan,
            "fact": self._take_fact,
            "none_asked": self._take_fact,
            "faint": self._take_faint,
        }
        for hit in hits:
            take[hit.meaning](hit)
        if self._turn is not None:
            self._blame(self._turn.start, self._end_of_turn(self._turn))
        return self._cues

    def _take_turn(self, hit: Hit[Kind]) -> None:
        if not self._is_close(self._assurance, hit) and not self._is_restricted(hit):
            self._turn = hit

    def _take_praise(self, hit: Hit[Kind]) -> None:
        if self._turn is not None:
            self._blame(self._turn.start, hit.end)
        elif not self._is_blamed:
            self._add("praise", HOPED if self._is_hoped else PRAISE[hit.meaning], hit.start, hit.end)

    def _take_blame(self, hit: Hit[Kind]) -> None:
        if self._turn is not None and hit.start - self._turn.end <= REACH_OF_TURN[hit.meaning]:
            self._add("praise", PRAISE["done"], self._turn.start, hit.end)
            self._turn = None
        elif not (self._is_restricted(hit) or self._is_remedied(hit)):
            self._blame(hit.start, hit.end, BLAME[hit.meaning])

    def _take_settled(self, hit: Hit[Kind]) -> None:
        if self._turn is not None:
            self._blame(self._turn.start, hit.end)
        else:
            self._add("settled", PRAISE["slight"], hit.start, hit.end)
            self._is_blamed = self._is_blamed and any(
                cue.side == "blame" and cue.weight > BLAME["trouble"] for cue in self._cues
            )

    def _take_remedy(self, hit: Hit[Kind]) -> None:
        if self._turn is not None:
            self._blame(self._turn.start, hit.end)
        elif not self._is_blamed:
            if hit.meaning == "handled":
                self._handling = hit
            else:
                self._assurance = hit
            self._add("praise", PRAISE["done"], hit.start, hit.end)

    def _take_restriction(self, hit: Hit[Kind]) -> None:
        if not self._is_blamed and self._turn is None:
            self._restriction = hit

    def _take_purpose(self, _: Hit[Kind]) -> None:
        self._is_hoped = True

    def _take_plan(self, hit: Hit[Kind]) -> None:
        self._add("plan", 1, hit.start, hit.end)
        self._is_hoped = True

    def _take_fact(self, hit: Hit[Kind]) -> None:
        self._add("plan", 1, hit.start, hit.end)

    def _take_faint(self, hit: Hit[Kind]) -> None:
        self._add("faint", 1, hit.start, hit.end)

    def _add(
        self, side: Literal["praise", "blame", "faint", "plan", "settled"], weight: int, start: int, end: int
    ) -> None:
        self._cues.append(Cue(side, weight, self._text[self._found[start].start : self._found[end - 1].end]))

    def _blame(self, start: int, end: int, weight: int = BLAME["verdict"]) -> None:
        self._add("blame", weight, start, end)
        self._is_blamed, self._turn = True, None

    def _is_restricted(self, hit: Hit[Kind]) -> bool:
        """Whether blame only says which thing is meant: `those that did not`."""
        if self._restriction is None:
            return False
        start = self._restriction.start
        if start == 0 or self._found[start].pause:  # `When attendance was poor, `: up to the comma
            return not any(word.pause for word in self._found[self._restriction.end : hit.start + 1])
        return hit.start - self._restriction.end <= REACH_OF_RESTRICT[hit.meaning]

    def _is_remedied(self, hit: Hit[Kind]) -> bool:
        """Whether the board dealt with the trouble (`challenged poor attendance`), or found out what is wanted."""
        if hit.meaning == "trouble":
            return self._handling is not None or self._assurance is not None
        if hit.meaning == "wanted":
            return any(self._is_close(one, hit) for one in (self._handling, self._restriction, self._assurance))
        return False

    def _is_close(self, earlier: Hit[Kind] | None, hit: Hit[Kind]) -> bool:
        if earlier is None or hit.start - earlier.end > REACH_TO_WANTED:
            return False
        return not any(word.pause for word in self._found[earlier.end : hit.start + 1])

    def _end_of_turn(self, turn: Hit[Kind]) -> int:
        end = turn.end
        while end < min(turn.end + TOLD_AFTER_TURN, len(self._found)):
            if self._found[end].pause or self._found[end].halt:
                break
            end += 1
        return end
