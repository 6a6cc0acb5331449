"""Each statistic against statsmodels or the formula of its paper: some of ours use scipy."""

import itertools
import json
import math

import numpy as np
import pytest
from independent import exact_fisher
from statsmodels.stats.contingency_tables import Table2x2
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from db import statistics
from db.statistics import ImpossibleCountError

SHARES = [(k, n) for n in (1, 2, 7, 40, 153) for k in sorted({0, 1, n // 3, n - 1, n})]
TWO_SHARES = [(*one, *other) for one, other in itertools.product(SHARES[::2], SHARES[1::2])]
TABLES = [(k1, n1 - k1, k2, n2 - k2) for k1, n1, k2, n2 in TWO_SHARES]


def near(value):
    return pytest.approx(value, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(("k", "n"), SHARES)
def test_wilson_is_that_of_statsmodels(k, n):
    low, high = proportion_confint(k, n, alpha=0.05, method="wilson")
    assert (statistics.wilson_low(k, n), statistics.wilson_high(k, n)) == near((low, high))


def test_wilson_of_none_and_of_all_reaches_the_end_exactly():
    assert statistics.wilson_low(0, 9) == 0.0 and statistics.wilson_high(9, 9) == 1.0
    # n = 9, k = 0: z² / (n + z²)
    assert statistics.wilson_high(0, 9) == near(1.959963984540054**2 / (9 + 1.959963984540054**2))


@pytest.mark.parametrize("shares", TWO_SHARES)
def test_newcombe_is_that_of_statsmodels(shares):
    low, high = confint_proportions_2indep(*shares, method="newcomb", compare="diff", alpha=0.05)
    assert (statistics.newcombe_low(*shares), statistics.newcombe_high(*shares)) == near((low, high))


def test_newcombe_gives_the_example_of_the_paper():
    # Newcombe 1998, table II, contrast (a) 56/70 − 48/80, method 10
    assert statistics.newcombe_low(56, 70, 48, 80) == pytest.approx(0.0524, abs=5e-5)
    assert statistics.newcombe_high(56, 70, 48, 80) == pytest.approx(0.3339, abs=5e-5)


@pytest.mark.parametrize("cells", TABLES)
def test_odds_ratio_and_interval_are_those_of_statsmodels(cells):
    # statsmodels' own shift_zeros changes the cells that are 0 alone; Haldane and Anscombe add to all four.
    corrected = np.array(cells, dtype=float).reshape(2, 2) + (0.5 if 0 in cells else 0)
    table = Table2x2(corrected, shift_zeros=False)
    found = (statistics.odds_ratio(*cells), statistics.odds_low(*cells), statistics.odds_high(*cells))
    assert found == near((table.oddsratio, *table.oddsratio_confint(0.05, method="normal")))


def test_half_is_added_only_where_a_cell_is_zero():
    assert statistics.odds_ratio(3, 1, 2, 4) == near(6.0)
    assert statistics.odds_ratio(3, 0, 2, 4) == near(3.5 * 4.5 / (0.5 * 2.5))


@pytest.mark.parametrize("cells", [*TABLES, (3, 1, 1, 3), (8, 2, 1, 5), (0, 6, 5, 4), (10, 0, 13, 1)])
def test_fisher_sums_the_tables_that_are_no_more_likely(cells):
    assert statistics.fisher_p(*cells) == near(exact_fisher(*cells))


def test_fisher_gives_the_example_of_the_lady_tasting_tea():
    # Fisher 1935, chapter II: three of the four cups told, three of the four others; 17 of 70 ways, and 17 as far off
    assert statistics.fisher_p(3, 1, 1, 3) == near(34 / 70)


@pytest.mark.parametrize(
    "ps",
    [
        [0.01],
        [0.04, 0.001, 0.03, 0.9, 1.0, 0.2],
        [0.02, 0.02, 0.02, 0.5],
        [1 / 3, 1 / 7, 1e-17 / 3, 2 / 3, 0.0],
    ],
)
def test_q_is_that_of_statsmodels(ps):
    found = [statistics.bh_q(p, json.dumps(ps)) for p in ps]
    assert found == near(list(multipletests(ps, method="fdr_bh")[1]))


def test_a_p_that_json_rounded_is_still_found_and_nulls_are_not_tests():
    assert statistics.bh_q(1 / 3, "[0.333333333333333,null,0.1]") == near(1 / 3)
    assert statistics.bh_q(0.1, "[0.333333333333333,null,0.1]") == near(0.2)


def test_log_odds_are_those_of_the_paper():
    k1, n1, k2, n2, prior_k, prior_n = 30, 1000, 12, 2500, 1.5, 80.0
    odds1 = (k1 + prior_k) / (n1 + prior_n - k1 - prior_k)
    odds2 = (k2 + prior_k) / (n2 + prior_n - k2 - prior_k)
    delta = math.log(odds1) - math.log(odds2)
    variance = 1 / (k1 + prior_k) + 1 / (k2 + prior_k)
    assert statistics.log_odds(k1, n1, k2, n2, prior_k, prior_n) == near(delta)
    assert statistics.log_odds_z(k1, n1, k2, n2, prior_k, prior_n) == near(delta / math.sqrt(variance))
    assert statistics.log_odds_z(k2, n2, k1, n1, prior_k, prior_n) == near(-delta / math.sqrt(variance))


def test_a_strong_prior_draws_a_rare_phrase_to_zero():
    weak = statistics.log_odds(3, 1000, 0, 1000, 0.1, 100)
    strong = statistics.log_odds(3, 1000, 0, 1000, 50, 50_000)
    assert weak > 3 > 0.1 > strong > 0


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (statistics.wilson_low, (0, 0)),
        (statistics.wilson_high, (0, 0)),
        (statistics.newcombe_low, (1, 2, 0, 0)),
        (statistics.newcombe_high, (0, 0, 1, 2)),
        (statistics.odds_ratio, (0, 0, 1, 2)),
        (statistics.odds_low, (1, 2, 0, 0)),
        (statistics.odds_high, (0, 0, 0, 0)),
        (statistics.fisher_p, (0, 0, 3, 4)),
        (statistics.log_odds, (0, 0, 1, 5, 1, 2)),
        (statistics.log_odds_z, (1, 5, 0, 0, 1, 2)),
        (statistics.log_odds_z, (5, 5, 3, 4, 2, 2)),
    ],
)
def test_an_empty_group_has_no_answer_and_null_gives_null(function, arguments):
    assert function(*arguments) is None
    for place in range(len(arguments)):
        with_null = [1] * len(arguments)
        with_null[place] = None
        assert function(*with_null) is None


@pytest.mark.parametrize(
    ("function", "arguments", "said"),
    [
        (statistics.wilson_low, (-1, 5), "-1"),
        (statistics.wilson_high, (6, 5), "6 of 5"),
        (statistics.wilson_low, (2.5, 5), "2.5"),
        (statistics.wilson_low, ("3", 5), "'3'"),
        (statistics.wilson_low, (math.nan, 5), "nan"),
        (statistics.newcombe_low, (1, 5, 9, 8), "9 of 8"),
        (statistics.newcombe_high, (1, -5, 1, 8), "-5"),
        (statistics.odds_ratio, (1, 2, 3, -4), "-4"),
        (statistics.odds_low, (1, 2, 0.5, 4), "0.5"),
        (statistics.fisher_p, (-1, 2, 3, 4), "-1"),
        (statistics.bh_q, (0.2, "[0.1, 0.3]"), "0.2 is not among"),
        (statistics.bh_q, (0.2, "[0.2, 1.3]"), "1.3"),
        (statistics.bh_q, (0.2, '{"p": 0.2}'), "JSON array"),
        (statistics.log_odds, (7, 6, 1, 5, 1, 2), "7 of 6"),
        (statistics.log_odds_z, (1, 6, 1, 5, 0, 2), "prior"),
        (statistics.log_odds_z, (1, 6, 1, 5, 3, 2), "prior"),
    ],
)
def test_impossible_counts_are_refused_by_name(function, arguments, said):
    with pytest.raises(ImpossibleCountError, match=said):
        function(*arguments)
