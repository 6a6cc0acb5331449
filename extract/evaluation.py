"""How often the rules are right, and how far readings agree: measured on coded statements.

`python -m extract score` writes what it measures as one JSON file (`measurements`), which the pages and documents
read. The figures of the rules come twice: `fitted`, with weights learned from the very same statements, and
`cross_validated`, with weights learned each time from nine tenths of the reports, with the polarity phrases that pay
there (extract/pruning.py), and tried on the last tenth.
"""

from __future__ import annotations

import collections
import dataclasses
import pathlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from common.record import Polarity
from extract import classes, polarity
from extract.clauses import Kind
from extract.codings import Coded, Coding, folds, read_codings
from extract.features import Features
from extract.phrases import Lexicon
from extract.polarity import POLARITIES
from extract.weights import Weights

FOLDS = 10
KINDS = ("themes", "practices")


@dataclasses.dataclass(frozen=True)
class Rate:
    """How often a label was given rightly, given wrongly, and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of labels given that are right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """The share of true labels that were given."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / both if both else 0.0

    def as_json(self) -> dict[str, float | int]:
        """The rate as plain values: `given` and `true` are how often, `f1` is 2 × right / (given + true)."""
        return {
            "right": self.right,
            "given": self.right + self.wrong,
            "true": self.right + self.missed,
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
        }


@dataclasses.dataclass(frozen=True)
class Answers:
    """What was given and what is true for the same statements in the same order, for polarity and for each kind.

    A statement that one of two readings did not read for a kind is not among that kind's.
    """

    polarity: Sequence[tuple[Polarity, Polarity]]
    kinds: Mapping[str, Sequence[tuple[frozenset[str], frozenset[str]]]]


@dataclasses.dataclass(frozen=True)
class LearnedRules:
    """What statements are classed by: the weights and phrases of the repository, or those learned for a trial."""

    cues: Lexicon[Kind]
    polarity: Weights
    kinds: Mapping[str, Weights]


@dataclasses.dataclass(frozen=True)
class Seen:
    """A coded statement with the features that bear on its classes; `requested` where it asks for something."""

    coded: Coded
    requested: bool
    classes: Features


def see(coded: Iterable[Coded]) -> tuple[Seen, ...]:
    """The statements with their features."""
    return tuple(
        Seen(
            one,
            polarity.request(one.text, one.section) is not None,
            classes.observe(one.text, one.previous),
        )
        for one in coded
    )


def answers(seen: Sequence[Seen], rules: LearnedRules) -> Answers:
    """What the rules give for coded statements, beside what their codings say."""
    return Answers(
        [(_polarity(one, rules), one.coded.coding.polarity) for one in seen if one.coded.coding.polarity],
        {
            kind: [
                (frozenset(classes.told(rules.kinds[kind], one.classes)), classes_of(one.coded.coding, kind))
                for one in seen
            ]
            for kind in KINDS
        },
    )


def _polarity(one: Seen, rules: LearnedRules) -> Polarity:
    if one.requested:
        return "weakness"
    found = polarity.observe(one.coded.text, one.coded.section, one.coded.previous, rules.cues)
    return polarity.judge(rules.polarity, found)


def classes_of(coding: Coding, kind: str) -> frozenset[str]:
    """The themes or the practices of a coding."""
    return coding.themes if kind == "themes" else coding.practices


def cross_validate(seen: Sequence[Seen], learn: Callable[[Sequence[Seen]], LearnedRules]) -> Answers:
    """What the rules give when phrases and weights were learned without the statement's own report."""
    fold = folds((one.coded.review_id for one in seen), FOLDS)
    parts = []
    for number in range(FOLDS):
        rules = learn([one for one in seen if fold[one.coded.review_id] != number])
        parts.append(answers([one for one in seen if fold[one.coded.review_id] == number], rules))
    return Answers(
        [pair for part in parts for pair in part.polarity],
        {kind: [pair for part in parts for pair in part.kinds[kind]] for kind in KINDS},
    )


def agreement(codings: pathlib.Path, second: pathlib.Path) -> Answers:
    """Second readings beside the codings of the same statements.

    A second reading with a polarity read polarity and themes, one without read practices.
    """
    first = dict(read_codings(codings))
    pairs = [(reading, first[key]) for key, reading in read_codings(second) if key in first]
    whole = [pair for pair in pairs if pair[0].polarity]
    return Answers(
        [(a.polarity, b.polarity) for a, b in whole if a.polarity and b.polarity],
        {
            "themes": [(a.themes, b.themes) for a, b in whole],
            "practices": [(a.practices, b.practices) for a, b in pairs if not a.polarity],
        },
    )


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa: agreement beyond what two who give labels as often would reach by chance, 1 at the most.

    Raises ValueError without any pair.
    """
    if not pairs:
        raise ValueError("no statement has two readings: do both files name the same reviews?")
    agreed = sum(a == b for a, b in pairs) / len(pairs)
    given, true = (collections.Counter(pair[side] for pair in pairs) for side in (0, 1))
    chance = sum(given[label] * true[label] for label in given) / len(pairs) ** 2
    return (agreed - chance) / (1 - chance) if chance < 1 else 1.0


def rates(pairs: Sequence[tuple[frozenset[str], frozenset[str]]]) -> dict[str, Rate]:
    """The rate of each label that occurs, in order of label."""
    labels = sorted({label for given, true in pairs for label in given | true})
    return {
        label: Rate(
            sum(label in given and label in true for given, true in pairs),
            sum(label in given and label not in true for given, true in pairs),
            sum(label not in given and label in true for given, true in pairs),
        )
        for label in labels
    }


def together(of_labels: Iterable[Rate]) -> Rate:
    """All labels counted together (micro average)."""
    all_rates = list(of_labels)
    return Rate(*(sum(getattr(rate, part) for rate in all_rates) for part in ("right", "wrong", "missed")))


def measured(found: Answers) -> dict[str, Any]:
    """One comparison as plain JSON values.

    `measures` has, by name, the figures for readers: each a `value` with its `numerator` and `denominator` (kappa has
    neither). `polarity`, `themes`, `practices` have the rates of each label, `confusion` how often each polarity
    (outer key: true) was given as each (inner key).
    """
    polarities = found.polarity
    opposite = sum({given, true} == {"strength", "weakness"} for given, true in polarities)
    measures = {
        "polarity_right": _share(sum(given == true for given, true in polarities), len(polarities)),
        "polarity_turned_round": _share(opposite, len(polarities)),
        "polarity_kappa": {"value": round(kappa(polarities), 4)},
    }
    by_label = {"polarity": rates([(frozenset((given,)), frozenset((true,))) for given, true in polarities])}
    for kind, pairs in found.kinds.items():
        by_label[kind] = rates(pairs)
        rate = together(by_label[kind].values())
        measures[f"{kind}_f1"] = {
            "value": round(rate.f1, 4),
            "numerator": 2 * rate.right,
            "denominator": 2 * rate.right + rate.wrong + rate.missed,
        }
        measures[f"{kind}_precision"] = _share(rate.right, rate.right + rate.wrong)
        measures[f"{kind}_recall"] = _share(rate.right, rate.right + rate.missed)
        measures[f"{kind}_same_set"] = _share(sum(given == true for given, true in pairs), len(pairs))
    return {
        "statements": {"polarity": len(polarities)} | {kind: len(pairs) for kind, pairs in found.kinds.items()},
        "measures": measures,
        "confusion": {true: {given: polarities.count((given, true)) for given in POLARITIES} for true in POLARITIES},
        **{kind: {label: rate.as_json() for label, rate in some.items()} for kind, some in by_label.items()},
    }


def _share(numerator: int, denominator: int) -> dict[str, float | int]:
    value = round(numerator / denominator, 4) if denominator else 0.0
    return {"value": value, "numerator": numerator, "denominator": denominator}


def measurements(
    version: str, seen: Sequence[Seen], fitted: Answers, crossed: Answers, readings: Answers
) -> dict[str, Any]:
    """Everything measured, as plain JSON values; `version` is that of the rules.

    `comparisons` has three of the same shape (`measured`): the rules against the codings, `cross_validated` and
    `fitted`, and the `second_readings` against the codings.
    """
    return {
        "made_by": "python -m extract score",
        "rules_version": version,
        "folds": FOLDS,
        "reviews": len({one.coded.review_id for one in seen}),
        "comparisons": {
            "cross_validated": measured(crossed),
            "fitted": measured(fitted),
            "second_readings": measured(readings),
        },
    }


def write(path: pathlib.Path, text: str) -> None:
    """Write a file beside `path` and move it into place."""
    beside = path.with_name(path.name + ".part")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


NAMES = {
    "cross_validated": "Rules against codings, cross-validated by report",
    "fitted": "Rules against the codings that they were learned from",
    "second_readings": "Second readings against codings",
}


def lines(measures: Mapping[str, Any]) -> Iterator[str]:
    """The measurements as Markdown, for a terminal."""
    yield f"{measures['reviews']} reviews; rules {measures['rules_version']}"
    for name, one in measures["comparisons"].items():
        yield ""
        yield f"## {NAMES[name]}"
        yield ""
        yield "| measure | value | of |"
        yield "| --- | --- | --- |"
        for measure, value in one["measures"].items():
            of = f"{value['numerator']} / {value['denominator']}" if "numerator" in value else ""
            yield f"| {measure.replace('_', ' ')} | {value['value']:.4f} | {of} |"
        yield ""
        yield "| true \\ given | " + " | ".join(POLARITIES) + " |"
        yield "| --- |" + " --- |" * len(POLARITIES)
        for true, given in one["confusion"].items():
            yield f"| {true} | " + " | ".join(str(number) for number in given.values()) + " |"
        for kind in ("polarity", *KINDS):
            yield ""
            yield f"| {kind} | true | precision | recall | F1 |"
            yield "| --- | --- | --- | --- | --- |"
            for label, rate in one[kind].items():
                shares = " | ".join(f"{rate[part]:.2f}" for part in ("precision", "recall", "f1"))
                yield f"| {label} | {rate['true']} | {shares} |"


def misses(seen: Sequence[Seen], found: Answers) -> Iterator[str]:
    """Each statement that the rules class differently from its coding, by what they differ on."""
    for one, (given, true) in zip(seen, found.polarity, strict=True):
        if given != true:
            yield f"{true} taken for {given}: {one.coded.text}"
    for kind in KINDS:
        for one, (some, wanted) in zip(seen, found.kinds[kind], strict=True):
            yield from (f"{label} given: {one.coded.text}" for label in sorted(some - wanted))
            yield from (f"{label} missed: {one.coded.text}" for label in sorted(wanted - some))
