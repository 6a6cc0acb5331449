"""Statistics over strata, over years and of scores against statsmodels and scipy."""

import json
import math
import random

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.stats import mannwhitneyu, norm
from statsmodels.stats.contingency_tables import StratifiedTable

from db import strata
from db.statistics import ImpossibleCountError

HUNDRED = [[random.Random(seed + n).randint(0, 9 + n) for n in range(4)] for seed in range(100)]
# With strata that tell nothing: no statement, praise alone, one column empty.
STRATA = [
    [[9, 2, 30, 20]],
    [[9, 2, 30, 20], [0, 0, 0, 0], [4, 4, 10, 12], [5, 0, 7, 0], [0, 3, 0, 9]],
    [[1, 0, 0, 1], [0, 1, 1, 0], [1, 1, 1, 1]],
    HUNDRED,
]


def near(value):
    return pytest.approx(value, rel=1e-9, abs=1e-9)


def pooled(tables):
    """statsmodels' pooled table, without the strata of no statements, by which it divides."""
    return StratifiedTable(np.array([table for table in tables if sum(table)], dtype=float).T.reshape(2, 2, -1))


@pytest.mark.parametrize("tables", STRATA, ids=len)
def test_mantel_haenszel_is_that_of_statsmodels(tables):
    wanted = pooled(tables)
    text = json.dumps(tables)
    found = (strata.mh_odds(text), strata.mh_low(text), strata.mh_high(text))
    assert found == near((wanted.oddsratio_pooled, *wanted.oddsratio_pooled_confint(0.05)))


@pytest.mark.parametrize("other", STRATA, ids=len)
def test_the_ratio_of_two_odds_ratios(other):
    one = STRATA[1]
    first, second = pooled(one), pooled(other)
    log = first.logodds_pooled - second.logodds_pooled
    error = math.hypot(first.logodds_pooled_se, second.logodds_pooled_se)
    texts = json.dumps(one), json.dumps(other)
    half = norm.ppf(0.975) * error
    assert strata.mh_ratio(*texts) == near(math.exp(log))
    assert (strata.mh_ratio_low(*texts), strata.mh_ratio_high(*texts)) == near(
        (math.exp(log - half), math.exp(log + half))
    )
    assert strata.mh_ratio_p(*texts) == near(2 * norm.sf(abs(log) / error))


@pytest.mark.parametrize("text", ["[]", "[[0, 0, 0, 0]]", "[[5, 0, 3, 4]]", "[[0, 5, 3, 4]]", "[[5, 2, 0, 0]]"])
def test_odds_that_would_be_nothing_or_endless_have_no_answer(text):
    good = "[[9, 2, 30, 20]]"
    assert strata.mh_odds(text) is strata.mh_low(text) is strata.mh_high(text) is None
    assert strata.mh_ratio(text, good) is strata.mh_ratio(good, text) is strata.mh_ratio_p(good, text) is None


TRENDS = [
    [[2014, 3, 20], [2015, 9, 25]],
    [[2014, 1, 25], [2015, 2, 23], [2016, 10, 28], [2017, 10, 22]],
    [[1, 9, 10], [2, 5, 10], [4, 0, 7], [5, 0, 0]],
    [[2014, 5, 10], [2015, 5, 10]],
]


@pytest.mark.parametrize("steps", TRENDS, ids=str)
def test_the_trend_is_the_score_test_of_a_regression(steps):
    scores = np.repeat([score for score, _, _ in steps], [n for *_, n in steps]).astype(float)
    told = np.concatenate([[1.0] * k + [0.0] * (n - k) for _, k, n in steps])
    flat = sm.GLM(told, np.ones(len(told)), family=sm.families.Binomial())
    squared, p, _ = flat.score_test(flat.fit().params, exog_extra=(scores - scores.mean())[:, None])
    z = strata.trend_z(json.dumps(steps))
    assert z**2 == near(float(np.squeeze(squared))) and strata.trend_p(json.dumps(steps)) == near(float(np.squeeze(p)))
    # and N times the square of the correlation; the sign is that of the slope
    assert z == near(math.sqrt(len(told)) * np.corrcoef(scores, told)[0, 1])


@pytest.mark.parametrize(
    "text", ["[]", "[[2014, 3, 20]]", "[[2014, 0, 20], [2015, 0, 3]]", "[[2014, 9, 9], [2015, 3, 3]]"]
)
def test_without_a_change_to_see_there_is_no_trend(text):
    assert strata.trend_z(text) is strata.trend_p(text) is None


def test_the_area_under_the_curve_is_mann_and_whitneys():
    die = random.Random(5)
    rows = [[die.randint(0, 1), die.randint(0, 7) / 7] for _ in range(97)]
    ones, others = ([score for side, score in rows if side == which] for which in (1, 0))
    wanted = mannwhitneyu(ones, others).statistic / (len(ones) * len(others))
    assert strata.auc(json.dumps(rows)) == near(wanted)
    assert strata.auc("[[1, 2], [1, 2], [0, 2], [0, 2]]") == 0.5 and strata.auc("[[1, 2], [0, 1]]") == 1.0
    assert strata.auc("[[1, 2]]") is strata.auc("[]") is None


@pytest.mark.parametrize(
    ("function", "text", "said"),
    [
        (strata.mh_odds, "[[1, 2, 3]]", "a row must be 4 numbers"),
        (strata.mh_odds, "[[1, 2, 3, -4]]", "from 0 up, not -4"),
        (strata.mh_odds, "[[1, 2, 3, 4.5]]", "from 0 up, not 4.5"),
        (strata.mh_odds, "[[1, 2, 3, 1e300]]", "a number must be from"),
        (strata.mh_odds, "[[1, 2, 3, NaN]]", "a number must be from"),
        (strata.mh_odds, '[[1, 2, 3, "4"]]', "a number must be from"),
        (strata.mh_odds, "{}", "JSON array"),
        (strata.mh_odds, "[" * 60 + " " * 200_000, "at most 100,000 characters"),
        (strata.trend_z, "[[2014, 3, 2]]", "3 of 2"),
        (strata.auc, "[[1, null]]", "a number must be from"),
    ],
)
def test_what_no_reviews_can_give_is_refused(function, text, said):
    with pytest.raises(ImpossibleCountError, match=said):
        function(text)
