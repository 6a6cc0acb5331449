"""How far readings agree and how often the rules are right: the figures, from the data files that hold them.

`docs/accuracy.json` is measured (`python -m extract score`): the rules against the codings, and second readings against
the codings. `docs/readings.yml` has what was measured where there were more reports than are held here. Documents have
names for the figures (`{second_readings.polarity_right}`), which `figures` fills in; a test holds the README to them.
"""

from __future__ import annotations

import dataclasses
import functools
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from common.project import ROOT
from common.strict_yaml import Keys, Named, load
from web.polarities import POLARITIES

SOURCE = ROOT / "docs" / "accuracy.json"
READINGS = ROOT / "docs" / "readings.yml"
# The comparisons: second readings, and the rules with weights that never met the report or that were learned from it.
SECOND, CROSSED, FITTED = "second_readings", "cross_validated", "fitted"
# These measures are ratios from 0 to 1 that nobody gives in per cent; the others are shares.
RATIOS = ("_kappa", "_f1")
# What the README and the methods page give of each comparison: the measure, and what it is called.
TOLD = {
    "polarity_right": "the same polarity",
    "polarity_turned_round": "praise taken for criticism or the reverse",
    "polarity_kappa": "polarity, agreement beyond chance (Cohen’s kappa)",
    "themes_f1": "themes, micro F1",
    "practices_f1": "practices, micro F1",
}
READING = Keys(optional={"share": float, "ratio": float, "count": int, "of": int})
READINGS_SHAPE = Keys({"source": str, "figures": Named(READING)})
NO_FIGURE = "–"


@dataclasses.dataclass(frozen=True)
class Measure:
    """One figure from 0 to 1; numerator over denominator where it is a count of a count."""

    value: float
    numerator: int | None = None
    denominator: int | None = None

    def as_share(self) -> str:
        """The figure in per cent: `90.7%`."""
        return f"{100 * self.value:.1f}%"

    def as_ratio(self) -> str:
        """The figure with two digits: `0.87`."""
        return f"{self.value:.2f}"

    def as_count(self) -> str:
        """What it is of: `3,485 of 3,600`."""
        return f"{self.numerator:,} of {self.denominator:,}"


@dataclasses.dataclass(frozen=True)
class ClassAgreement:
    """How far the answers agree with the codings on one polarity, theme or practice.

    `right` statements have it in both, `given` in the answers, `true` in the codings; `f1` is 2 right / (given + true).
    """

    right: int
    given: int
    true: int
    f1: float


@dataclasses.dataclass(frozen=True)
class Comparison:
    """Answers beside the codings of the same statements.

    `statements` are how many, by `polarity`, `themes`, `practices`, and so are the classes, by id;
    `confusion[true][given]` counts polarities.
    """

    statements: Mapping[str, int]
    measures: Mapping[str, Measure]
    confusion: Mapping[str, Mapping[str, int]]
    classes: Mapping[str, Mapping[str, ClassAgreement]]

    @property
    def disputes(self) -> int:
        """How many polarities differ."""
        return sum(count for true, row in self.confusion.items() for given, count in row.items() if given != true)

    def between(self, one: str, other: str) -> int:
        """How often one of two polarities was given for the other, either way."""
        return self.confusion[one][other] + self.confusion[other][one]


@dataclasses.dataclass(frozen=True)
class Accuracy:
    """All that was measured: with which version of the rules, on how many reviews in how many folds."""

    rules_version: str
    folds: int
    reviews: int
    comparisons: Mapping[str, Comparison]


def _read_comparison(one: Mapping[str, Any]) -> Comparison:
    return Comparison(
        one["statements"],
        {
            name: Measure(measure["value"], measure.get("numerator"), measure.get("denominator"))
            for name, measure in one["measures"].items()
        },
        one["confusion"],
        {
            kind: {
                label: ClassAgreement(rate["right"], rate["given"], rate["true"], rate["f1"])
                for label, rate in one[kind].items()
            }
            for kind in ("polarity", "themes", "practices")
        },
    )


def read_accuracy(text: str) -> Accuracy:
    """What a file such as `docs/accuracy.json` holds. Raises KeyError where it lacks a part."""
    data = json.loads(text)
    comparisons = {name: _read_comparison(data["comparisons"][name]) for name in (SECOND, CROSSED, FITTED)}
    return Accuracy(data["rules_version"], data["folds"], data["reviews"], comparisons)


@functools.cache
def accuracy() -> Accuracy:
    """The file as it was when it was first read."""
    return read_accuracy(SOURCE.read_text(encoding="utf-8"))


def table(names: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table in Markdown."""
    lines = [list(names), *map(list, rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def in_words(name: str, measure: Measure) -> str:
    """A named measure as people read it: `90.7%` of a share, `0.87` of a ratio."""
    return measure.as_ratio() if name.endswith(RATIOS) else measure.as_share()


def summary(found: Accuracy, columns: Mapping[str, str]) -> str:
    """The measures of some comparisons, each comparison a column with its heading, in Markdown."""
    chosen = [found.comparisons[name] for name in columns]
    return table(
        ("measure", *columns.values()),
        [
            *(
                (f"statements compared for {kind}", *(f"{one.statements[kind]:,}" for one in chosen))
                for kind in ("polarity", "themes", "practices")
            ),
            *((label, *(in_words(name, one.measures[name]) for one in chosen)) for name, label in TOLD.items()),
        ],
    )


def classes(found: Accuracy, kind: str, of_a: str, labels: Mapping[str, str]) -> str:
    """Readings and rules by class, in Markdown, in the order of `labels` (by id), whatever the file's."""
    second, rules = (found.comparisons[name].classes[kind] for name in (SECOND, CROSSED))
    return table(
        (of_a, "statements", "read twice", "F1 of readings", "F1 of rules"),
        (
            (
                label,
                f"{rules[one].true:,}" if one in rules else "0",
                f"{second[one].true:,}" if one in second else "0",
                *(f"{some[one].f1:.2f}" if one in some else NO_FIGURE for some in (second, rules)),
            )
            for one, label in labels.items()
        ),
    )


def confusion(one: Comparison) -> str:
    """Which polarity was given for which, in Markdown: a row for each true polarity, a column for each given one."""
    return table(
        ("reading", *(f"rules say {words.several}" for words in POLARITIES.values())),
        (
            (words.several, *(f"{one.confusion[true][given]:,}" for given in POLARITIES))
            for true, words in POLARITIES.items()
        ),
    )


def _name_readings() -> Iterator[tuple[str, str]]:
    for name, figure in load(READINGS, READINGS_SHAPE)["figures"].items():
        for unit in ("share", "ratio"):
            if unit in figure:
                measure = Measure(figure[unit])
                yield f"readings.{name}", measure.as_share() if unit == "share" else measure.as_ratio()
        if "count" in figure:
            yield f"readings.{name}", f"{figure['count']:,}"
        if "of" in figure:
            yield f"readings.{name}.of", f"{figure['of']:,}"


@functools.cache
def figures() -> Mapping[str, str]:
    """What a document's names for figures stand for, except those that need the labels of the data or the build."""
    found = accuracy()
    made = {"reviews": str(found.reviews), "folds": str(found.folds), "rules_version": found.rules_version}
    for name, one in found.comparisons.items():
        made |= {f"{name}.statements.{kind}": f"{count:,}" for kind, count in one.statements.items()}
        made |= {f"{name}.{what}": in_words(what, measure) for what, measure in one.measures.items()}
        made |= {f"{name}.{what}.count": m.as_count() for what, m in one.measures.items() if m.denominator is not None}
        made[f"{name}.disputes"] = f"{one.disputes:,}"
        made[f"{name}.praise_or_fact"] = f"{one.between('strength', 'neutral'):,}"
        made[f"{name}.confusion"] = confusion(one)
    return made | dict(_name_readings())
