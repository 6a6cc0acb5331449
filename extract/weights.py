"""What learned weights make of the features of a statement.

A weights file is written by `python -m extract learn` (extract/learning.py): JSON, for each label the weight of each
feature (extract/features.py) that bears on it, and under `""` what the label starts from. A label's score is the
sum over the features that a statement has.
"""

from __future__ import annotations

import json
import pathlib
from collections.abc import Mapping
from typing import Any

from extract.features import Features, is_mark

START = ""

# What words must weigh to be shown, and words that those shown do not begin or end with, except in a phrase.
LEAST = 0.3
AROUND = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "from",
        "by",
        "with",
        "and",
        "or",
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "it",
        "its",
        "this",
        "that",
    ]
)

# Of two places the longer says more only if it weighs this much more.
LONGER_BY = 1.15


class Weights:
    """Weights of features by label, and the thresholds that were learned with them."""

    def __init__(self, labels: Mapping[str, Mapping[str, float]], thresholds: Mapping[str, float]) -> None:
        """Take the weights by label and feature, and the thresholds by name."""
        self.labels = tuple(labels)
        self.thresholds = dict(thresholds)
        self.by_label = labels
        self._by_feature: dict[str, list[tuple[int, float]]] = {}
        for number, weights in enumerate(labels.values()):
            for feature, weight in weights.items():
                self._by_feature.setdefault(feature, []).append((number, weight))
        self._starts = [weights.get(START, 0.0) for weights in labels.values()]

    @classmethod
    def read(cls, path: pathlib.Path) -> Weights:
        """Read a weights file."""
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return cls(data["labels"], data["thresholds"])

    def scores(self, found: Features) -> dict[str, float]:
        """The score of each label."""
        sums = list(self._starts)
        for feature in found.places:
            if feature in self._by_feature:
                value = found.value(feature)
                for number, weight in self._by_feature[feature]:
                    sums[number] += value * weight
        return dict(zip(self.labels, sums, strict=True))

    def telling(self, found: Features, label: str) -> tuple[int, int] | None:
        """The place of the words of the statement that weigh most for a label; None if none weighs enough.

        What is within a place counts with it: `annual report` has the weights of `annual` and of `report` too.
        """
        weights = self.by_label[label]
        weighing = {
            (feature, place): found.value(feature) * weights[feature]
            for feature, place in found.places.items()
            if place is not None and feature in weights
        }
        places = {
            place
            for feature, place in weighing
            if is_mark(feature) or AROUND.isdisjoint((found.words[place[0]].folded, found.words[place[1] - 1].folded))
        }
        best: tuple[int, int] | None = None
        most = LEAST
        for place in sorted(places, key=lambda one: (one[1] - one[0], one[0])):
            weight = sum(
                value for (_, (start, end)), value in weighing.items() if place[0] <= start and end <= place[1]
            )
            if weight > most * (LONGER_BY if best and place[1] - place[0] > best[1] - best[0] else 1.0):
                best, most = place, weight
        return best
