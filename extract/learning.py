"""Learn weights from codings: for each label a logistic regression on the features of statements.

A label's weights are those that best tell which of the statements it was learned from have the label, under a
penalty on large weights (L2). A rare feature is penalised less than a common one (by the logarithm of how rare).
Only features that stand in enough reports count, and of those, for each label, the ones that say most about it
by themselves (chi-squared).
The same codings give the same weights.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from extract import classes
from extract.classes import MOST
from extract.clauses import Kind
from extract.codings import folds
from extract.evaluation import LearnedRules, Seen, classes_of
from extract.features import Features, is_mark
from extract.phrases import Lexicon
from extract.polarity import POLARITIES, observe, vocabulary
from extract.pruning import paying
from extract.weights import START, Weights

Array = Any  # numpy's and scipy's matrices; neither has types that say more here


@dataclasses.dataclass(frozen=True)
class Recipe:
    """How weights are learned; chosen once, on folds of reports."""

    freedom: float  # what a mistake costs, against large weights
    most: int  # weights of a label
    rarity: float = 1.0  # how much less a rare feature is penalised; 0 for not at all


POLARITY = Recipe(6.0, 3000, 0.3)
THEMES = Recipe(10.0, 1000)
PRACTICES = Recipe(10.0, 500)

LEAST_REPORTS = 3  # that a feature must stand in
ROUNDS = 60  # of the search for the best weights
DIGITS = 2
NEVER = -9.0  # what a label starts from that no statement has
PARTS = 3  # of the reports, of which one is held out to learn thresholds


@dataclasses.dataclass(frozen=True)
class Sheet:
    """Statements as a matrix: a row per statement, a column per feature, and in each cell what the feature counts."""

    names: tuple[str, ...]
    values: Array
    reports: Array  # a row per report, a column per statement, one where the statement is of the report

    @classmethod
    def of(cls, found: Sequence[Features], review_ids: Sequence[str]) -> Sheet:
        """The sheet of some statements with their reports, all features of any of them in order of name."""
        names = tuple(sorted({feature for one in found for feature in one.places}))
        column = {name: number for number, name in enumerate(names)}
        places: list[int] = []
        values: list[float] = []
        ends = [0]
        for one in found:
            mine = sorted((column[feature], one.value(feature)) for feature in one.places)
            places += [place for place, _ in mine]
            values += [value for _, value in mine]
            ends.append(len(places))
        report = {review_id: number for number, review_id in enumerate(sorted(set(review_ids)))}
        rows = [report[review_id] for review_id in review_ids]
        return cls(
            names,
            sparse.csr_matrix((values, places, ends), shape=(len(found), len(names))),
            sparse.csr_matrix((np.ones(len(rows)), (rows, range(len(rows))))),
        )


def learn(
    sheet: Sheet, rows: Sequence[int], truth: Sequence[frozenset[str]], labels: Sequence[str], recipe: Recipe
) -> Mapping[str, Mapping[str, float]]:
    """The weights by label and feature that the given rows teach; `truth` has the labels of each row of the sheet."""
    values = sheet.values[list(rows)]
    stands = values > 0
    in_reports = np.asarray((sheet.reports[:, list(rows)] @ stands > 0).sum(axis=0)).ravel()
    columns = np.flatnonzero(in_reports >= LEAST_REPORTS)
    names = [sheet.names[column] for column in columns]
    met = np.asarray(stands.sum(axis=0)).ravel()[columns]
    rarity = (np.log((len(rows) + 1) / (met + 1)) / 4) ** recipe.rarity
    rarity[[is_mark(name) for name in names]] = 1.0
    scaled = (values[:, columns] @ sparse.diags(rarity)).tocsc()
    stands = stands[:, columns].tocsc()
    learned = {}
    for label in labels:
        has = np.array([label in truth[row] for row in rows])
        if not has.any():
            learned[label] = {START: NEVER}
            continue
        kept = np.sort(np.argsort(-_tells(stands, has, met), kind="stable")[: recipe.most])
        weights, start = _fit(scaled[:, kept].tocsr(), has, recipe.freedom)
        weights = weights * rarity[kept]
        rounded = {names[at]: round(float(weight), DIGITS) for at, weight in zip(kept, weights, strict=True)}
        learned[label] = {START: round(start, DIGITS)} | {name: weight for name, weight in rounded.items() if weight}
    return learned


def _tells(stands: Array, has: Array, met: Array) -> Array:
    """How much each feature says about whether a statement has the label: Pearson's chi-squared of the two."""
    number, labelled = len(has), max(int(has.sum()), 1)
    both = stands.T @ has.astype(float)
    expected = met * labelled / number
    spread = expected * (1 - met / number) * (1 - labelled / number)
    return (both - expected) ** 2 / np.maximum(spread, 1e-9)


def _fit(values: Array, has: Array, freedom: float) -> tuple[Array, float]:
    turned = values.T.tocsr()
    sign = np.where(has, 1.0, -1.0)
    share = max(has.sum(), 0.5) / len(has)

    def loss(point: Array) -> tuple[float, Array]:
        weights, start = point[:-1], point[-1]
        margin = sign * (values @ weights + start)
        pull = -freedom * sign / (1 + np.exp(np.minimum(margin, 500)))
        cost = freedom * np.logaddexp(0, -margin).sum() + weights @ weights / 2
        return cost, np.append(turned @ pull + weights, pull.sum())

    first = np.zeros(values.shape[1] + 1)
    first[-1] = np.log(share / (1 - share)) if share < 1 else 1.0
    options = {"maxiter": ROUNDS, "ftol": 1e-7, "gtol": 1e-3}
    point = minimize(loss, first, jac=True, method="L-BFGS-B", options=options).x
    return point[:-1], float(point[-1])


def thresholds(scores: Sequence[Mapping[str, float]], truth: Sequence[frozenset[str]]) -> dict[str, float]:
    """The least score of a statement's best label, and of a further one, that give the best micro F1."""
    table = np.array([[one[label] for label in scores[0]] for one in scores])
    true = np.array([[label in one for label in scores[0]] for one in truth])
    order = np.argsort(-table, axis=1, kind="stable")[:, :MOST]
    ranked, right = np.take_along_axis(table, order, 1), np.take_along_axis(true, order, 1)
    best = (-1.0, 0.0, 0.0)
    for first, further in itertools.product(np.arange(-4, 0.01, 0.25), np.arange(-3, 0.51, 0.125)):
        if first <= further:
            given = ranked >= np.array([first] + [further] * (ranked.shape[1] - 1))
            f1 = 2 * (given & right).sum() / (given.sum() + true.sum())
            best = max(best, (f1, float(first), float(further)))
    return {"first": best[1], "further": best[2]}


def learn_anew(seen: Sequence[Seen]) -> LearnedRules:
    """The weights that coded statements teach, with only those polarity phrases that pay there."""
    return learn_rules(seen, Lexicon(paying([one.coded for one in seen if not one.requested], vocabulary().entries)))


def learn_rules(seen: Sequence[Seen], cues: Lexicon[Kind]) -> LearnedRules:
    """The weights that coded statements teach, with thresholds that a third of their reports, held out, teach."""
    review_ids = [one.coded.review_id for one in seen]
    body = [one.coded for one in seen if not one.requested]
    judged = learn(
        Sheet.of([observe(one.text, one.section, one.previous, cues) for one in body], [one.review_id for one in body]),
        range(len(body)),
        [frozenset((one.coding.polarity or "neutral",)) for one in body],
        POLARITIES,
        POLARITY,
    )
    found = [one.classes for one in seen]
    sheet = Sheet.of(found, review_ids)
    fold = folds(review_ids, PARTS)
    held_out = [row for row, review_id in enumerate(review_ids) if fold[review_id] == 0]
    rest = [row for row, review_id in enumerate(review_ids) if fold[review_id] != 0]
    kinds = {}
    for kind, recipe in (("themes", THEMES), ("practices", PRACTICES)):
        truth = [classes_of(one.coded.coding, kind) for one in seen]
        labels = [entry.id for entry in classes.vocabulary(kind).entries]
        trial = Weights(learn(sheet, rest, truth, labels, recipe), {})
        least = thresholds([trial.scores(found[row]) for row in held_out], [truth[row] for row in held_out])
        kinds[kind] = Weights(learn(sheet, range(len(seen)), truth, labels, recipe), least)
    return LearnedRules(cues, Weights(judged, {}), kinds)
