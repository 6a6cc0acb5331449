"""How often the rules are right: the one data file that holds those figures, for every page and document that has them.

`docs/accuracy.json` has a sample of labelled statements each: `measures` of the whole, and `tables` by polarity and by
theme.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from common.project import ROOT

SOURCE = ROOT / "docs" / "accuracy.json"
# The samples: statements that the rules were fitted to, and those of other reports that they were not.
FITTED, NEW_TEXT = "fitted", "new_text"
# '<!-- score -->…<!-- end of score -->': what a document says of the fitted sample
SCORE = re.compile(r"(?<=<!-- score -->\n).*?(?=<!-- end of score -->)", re.DOTALL)


@dataclasses.dataclass(frozen=True)
class Measure:
    """One figure: a `unit` of share (from 0 to 1) or ratio (such as F1); numerator over denominator where known."""

    label: str
    value: float
    unit: str
    numerator: int | None
    denominator: int | None

    def as_text(self, digits: int = 2) -> str:
        """The figure as people read it: `90.7%` of a share, a ratio with so many digits: `0.87`."""
        return f"{self.value:.1%}" if self.unit == "share" else f"{self.value:.{digits}f}"


@dataclasses.dataclass(frozen=True)
class ClassAccuracy:
    """How well the rules find a polarity or a theme.

    `labelled` counts the readers' statements of the class; `precision` is the share of the rules' statements that
    belong there, `recall` the share of the readers' that the rules find, both from 0 to 1.
    """

    labelled: int
    precision: float
    recall: float
    f1: float


@dataclasses.dataclass(frozen=True)
class LabelledSample:
    """What the rules score on some labelled statements: measures by id; polarities and themes by id."""

    statements: int
    not_found: int | None
    measures: Mapping[str, Measure]
    polarities: Mapping[str, ClassAccuracy]
    themes: Mapping[str, ClassAccuracy]


def _read_table(rows: list[dict[str, Any]]) -> dict[str, ClassAccuracy]:
    return {row["id"]: ClassAccuracy(row["labelled"], row["precision"], row["recall"], row["f1"]) for row in rows}


def read_samples(text: str) -> dict[str, LabelledSample]:
    """The samples of a file such as `docs/accuracy.json`, by id. Raises KeyError where it lacks a part."""
    return {
        sample["id"]: LabelledSample(
            sample["statements"],
            sample["not_found"],
            {
                one["id"]: Measure(one["label"], one["value"], one["unit"], one["numerator"], one["denominator"])
                for one in sample["measures"]
            },
            _read_table(sample["tables"].get("polarity", [])),
            _read_table(sample["tables"].get("theme", [])),
        )
        for sample in json.loads(text)["samples"]
    }


@functools.cache
def samples() -> dict[str, LabelledSample]:
    """The samples as the file had them when they were first asked for."""
    return read_samples(SOURCE.read_text(encoding="utf-8"))


def _score_lines(sample: LabelledSample) -> Iterator[str]:
    yield f"{sample.statements} labelled statements, {sample.not_found} not found"
    yield from ("", "| measure | value |", "| --- | --- |")
    for measure in sample.measures.values():
        yield f"| {measure.label} | {measure.as_text(3)} |"
    for title, classes in (("polarity", sample.polarities), ("theme", sample.themes)):
        yield from ("", f"| {title} | labelled | precision | recall | F1 |", "| --- | --- | --- | --- | --- |")
        for name, one in classes.items():
            yield f"| {name} | {one.labelled} | {one.precision:.2f} | {one.recall:.2f} | {one.f1:.2f} |"


def fill_score(markdown: str, sample: LabelledSample) -> str:
    """A document with the sample's figures between its two marks, `score` and `end of score`."""
    return SCORE.sub(lambda _: "\n".join(_score_lines(sample)) + "\n", markdown)
