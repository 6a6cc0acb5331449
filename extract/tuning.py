"""For whoever tunes the vocabularies: why a statement is classed as it is, and how often that is right."""

from __future__ import annotations

import argparse
import collections
import dataclasses
import functools
import json
import pathlib
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol, get_args

from common.record import Polarity, Section, Statement
from extract.polarity import polarity
from extract.report import read_report
from extract.segment import sentences
from extract.themes import themes, vocabulary

POLARITIES: tuple[Polarity, ...] = get_args(Polarity)

# A labelled text and a statement are the same where this much of their words agree.
LIKENESS = 0.8

# A word as the scorer counts it: `children’s`, `2014`
_TOKEN = re.compile(r"[a-z0-9']+")


@dataclasses.dataclass(frozen=True)
class Labelled:
    """A statement as readers labelled it; on the themes in `maybe` they differed, either answer is right."""

    file_id: str
    text: str
    polarity: Polarity
    themes: frozenset[str]
    maybe: frozenset[str]
    section: Section = "finding"
    heading: str | None = None


@dataclasses.dataclass(frozen=True)
class Judged:
    """A labelled statement beside what the rules make of it. `got` is None where no statement was like it."""

    labelled: Labelled
    got: Polarity | None
    cue: str
    phrases: tuple[tuple[str, str], ...]

    @property
    def themes(self) -> frozenset[str]:
        """The themes given, less those on which readers differed."""
        return frozenset(theme for theme, _ in self.phrases) - self.labelled.maybe


@dataclasses.dataclass(frozen=True)
class Rate:
    """How often a label was given rightly, given wrongly, and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of those given that were right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """The share of those true that were given."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / both if both else 0.0


def read_labelled(path: pathlib.Path) -> tuple[Labelled, ...]:
    """The labelled statements of a JSON Lines file. Raises ValueError at a label that is none of ours."""
    known = {theme.id for theme in vocabulary()}
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        row = json.loads(line)
        strange = set(row["themes"]) | set(row.get("maybe", ()))
        strange -= known
        if strange or row["polarity"] not in POLARITIES:
            raise ValueError(f"{path}, line {number}: unknown label {sorted(strange) or row['polarity']}")
        found.append(
            Labelled(
                row["file_id"],
                row["text"],
                row["polarity"],
                frozenset(row["themes"]),
                frozenset(row.get("maybe", ())),
                row.get("section", "finding"),
                row.get("heading"),
            )
        )
    return tuple(found)


def judge(labelled: Iterable[Labelled], extracted: pathlib.Path | None = None) -> Iterator[Judged]:
    """Class each labelled statement as it stands in its record in the folder `extracted`, or by its text alone."""
    for one in labelled:
        text, section, heading = one.text, one.section, one.heading
        if extracted is not None:
            nearest = _nearest(one.text, _sentences_of(extracted / f"{one.file_id}.json"))
            if nearest is None:
                yield Judged(one, None, "", ())
                continue
            text, section, heading = nearest
        verdict = polarity(text, section, heading)
        yield Judged(
            one,
            verdict.polarity,
            verdict.cue,
            tuple((shown.theme_id, shown.phrase) for shown in themes(text)),
        )


@functools.lru_cache(maxsize=256)
def _sentences_of(
    path: pathlib.Path,
) -> tuple[tuple[str, Section, str | None, collections.Counter[str]], ...]:
    record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    found = []
    for paragraph in record["paragraphs"]:
        for span in sentences(paragraph["text"]):
            text = paragraph["text"][span.start : span.end]
            found.append((text, paragraph["section"], paragraph["heading"], _tokens(text)))
    return tuple(found)


def _tokens(text: str) -> collections.Counter[str]:
    return collections.Counter(_TOKEN.findall(text.lower().replace("’", "'")))


def _nearest(
    text: str, candidates: Sequence[tuple[str, Section, str | None, collections.Counter[str]]]
) -> tuple[str, Section, str | None] | None:
    wanted = _tokens(text)
    best, likeness = None, 0.0
    for candidate, section, heading, tokens in candidates:
        size = wanted.total() + tokens.total()
        share = 2 * (wanted & tokens).total() / size if size else 0.0
        if share > likeness:
            best, likeness = (candidate, section, heading), share
    return best if likeness >= LIKENESS else None


@dataclasses.dataclass(frozen=True)
class Score:
    """What `score_labelled` measured."""

    judged: tuple[Judged, ...]
    polarity: dict[str, Rate]
    themes: dict[str, Rate]

    @property
    def right(self) -> float:
        """The share of statements with the right polarity."""
        return sum(one.got == one.labelled.polarity for one in self.judged) / len(self.judged)

    @property
    def told_apart(self) -> float:
        """The share of true strengths and weaknesses that are called so."""
        core = [one for one in self.judged if one.labelled.polarity in ("strength", "weakness")]
        return sum(one.got == one.labelled.polarity for one in core) / len(core) if core else 0.0

    @property
    def swapped(self) -> float:
        """The share of statements where a strength is taken for a weakness or back."""
        return sum({one.got, one.labelled.polarity} == {"strength", "weakness"} for one in self.judged) / len(
            self.judged
        )

    @property
    def polarity_macro(self) -> float:
        """The mean F1 of the four polarities."""
        return sum(rate.f1 for rate in self.polarity.values()) / len(self.polarity)

    @property
    def micro(self) -> Rate:
        """All themes counted together."""
        rates = self.themes.values()
        return Rate(sum(r.right for r in rates), sum(r.wrong for r in rates), sum(r.missed for r in rates))

    @property
    def themes_macro(self) -> float:
        """The mean F1 of the themes that occur in the labels."""
        held = [rate.f1 for rate in self.themes.values() if rate.right + rate.missed]
        return sum(held) / len(held) if held else 0.0


class _Keyed(Protocol):
    def __call__(self, one: Judged) -> frozenset[str]: ...


def score_labelled(path: pathlib.Path, extracted: pathlib.Path | None = None) -> Score:
    """Measure the rules against a labelled file; see `read_labelled` and `judge`."""
    judged = tuple(judge(read_labelled(path), extracted))
    return Score(
        judged,
        _rates(judged, POLARITIES, lambda one: frozenset((one.labelled.polarity,)), _got),
        _rates(judged, [t.id for t in vocabulary()], lambda one: one.labelled.themes, lambda one: one.themes),
    )


def _got(one: Judged) -> frozenset[str]:
    return frozenset((one.got,)) if one.got else frozenset()


def _rates(judged: Sequence[Judged], labels: Iterable[str], true: _Keyed, given: _Keyed) -> dict[str, Rate]:
    return {
        label: Rate(
            sum(label in given(one) and label in true(one) for one in judged),
            sum(label in given(one) and label not in true(one) for one in judged),
            sum(label not in given(one) and label in true(one) for one in judged),
        )
        for label in labels
    }


def report(score: Score, *, with_misses: bool) -> Iterator[str]:
    """The lines of a score as Markdown, with every miss below it, by polarity and theme, where asked for."""
    yield f"{len(score.judged)} labelled statements, {sum(one.got is None for one in score.judged)} not found"
    yield ""
    yield "| measure | value |"
    yield "| --- | --- |"
    yield f"| polarity right | {score.right:.1%} |"
    yield f"| polarity macro F1 | {score.polarity_macro:.3f} |"
    yield f"| strength told from weakness | {score.told_apart:.1%} |"
    yield f"| strength taken for weakness or back | {score.swapped:.1%} |"
    yield f"| themes micro precision | {score.micro.precision:.3f} |"
    yield f"| themes micro recall | {score.micro.recall:.3f} |"
    yield f"| themes micro F1 | {score.micro.f1:.3f} |"
    yield f"| themes macro F1 | {score.themes_macro:.3f} |"
    for title, rates in (("polarity", score.polarity), ("theme", score.themes)):
        yield ""
        yield f"| {title} | labelled | precision | recall | F1 |"
        yield "| --- | --- | --- | --- | --- |"
        for label, rate in rates.items():
            yield (
                f"| {label} | {rate.right + rate.missed} | {rate.precision:.2f} | {rate.recall:.2f} | {rate.f1:.2f} |"
            )
    if with_misses:
        yield from _misses(score)


def _misses(score: Score) -> Iterator[str]:
    for one in score.judged:
        if one.got != one.labelled.polarity:
            yield f"{one.labelled.polarity} taken for {one.got or 'nothing'} by «{one.cue}»: {one.labelled.text}"
    for theme in score.themes:
        for one in score.judged:
            if theme in one.themes - one.labelled.themes:
                phrase = dict(one.phrases)[theme]
                yield f"{theme} given by «{phrase}»: {one.labelled.text}"
            elif theme in one.labelled.themes - one.themes:
                yield f"{theme} missed: {one.labelled.text}"


def explain(explained: Iterable[Statement]) -> Iterator[str]:
    """A line a statement: page, polarity with the cue, themes with the phrases, text."""
    for one in explained:
        shown = ", ".join(f"{theme.theme_id} «{theme.phrase}»" for theme in one.themes)
        yield f"p{one.page} {one.statement_id} {one.polarity} «{one.cue}» [{shown}] {one.text}"


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands `explain` and `score`; each sets `run`, which takes the options and gives the exit status."""
    explained = commands.add_parser("explain", help="print each statement of a report with why it is classed so")
    explained.add_argument("report", type=pathlib.Path, metavar="FILE.pdf")
    explained.set_defaults(run=run_explain)
    scored = commands.add_parser("score", help="score polarity and themes against a labelled file")
    scored.add_argument(
        "labelled", type=pathlib.Path, metavar="LABELLED.jsonl", help="lines of file_id, text, polarity, themes, maybe"
    )
    scored.add_argument("--extracted", type=pathlib.Path, help="folder of records to find the statements in")
    scored.add_argument("--misses", action="store_true", help="list each miss, by theme")
    scored.set_defaults(run=run_score)


def run_explain(options: argparse.Namespace) -> int:
    """Run the command `explain`."""
    for line in explain(read_report(options.report).statements):
        sys.stdout.write(line + "\n")
    return 0


def run_score(options: argparse.Namespace) -> int:
    """Run the command `score`."""
    for line in report(score_labelled(options.labelled, options.extracted), with_misses=options.misses):
        sys.stdout.write(line + "\n")
    return 0
