"""Statistics of many small tables at once: odds ratios over strata, a trend over years, how well a number tells groups.

As `db.statistics`: pure, every interval at 95 %, None for null and for what is not defined, `ImpossibleCountError` for
what cannot be. The tables come as a JSON array, as SQL's `json_group_array` makes it: anybody may ask, so no text is
read that is longer than `LONGEST`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence

from db.remembering import remember_short
from db.statistics import ImpossibleCountError, Number, Z

LONGEST = 100_000  # characters of one argument: some 6,000 strata, forty times as many as there are reviews
LARGEST = 1_000_000  # of a count
REMEMBERED = 512  # a table of 80 practices asks for 160 sets of strata, each several times
LONGEST_REMEMBERED = 4_000  # characters: those have some hundred


def _rows(text: str, width: int) -> Sequence[Sequence[Number]]:
    """The rows of a JSON array of arrays of `width` numbers."""
    if len(text) > LONGEST:
        raise ImpossibleCountError(f"a list is at most {LONGEST:,} characters long, not {len(text):,}")
    rows = json.loads(text)
    if not isinstance(rows, list):
        raise ImpossibleCountError(f"rows must come as a JSON array, not {text[:60]!r}")
    for row in rows:
        if not isinstance(row, list) or len(row) != width:
            raise ImpossibleCountError(f"a row must be {width} numbers, not {str(row)[:60]}")
        for value in row:
            if isinstance(value, bool) or not isinstance(value, int | float) or not -LARGEST <= value <= LARGEST:
                raise ImpossibleCountError(f"a number must be from {-LARGEST} to {LARGEST}, not {str(value)[:60]}")
    return rows


def _demand_counts(values: Iterable[Number]) -> None:
    for value in values:
        if value < 0 or value != int(value):
            raise ImpossibleCountError(f"a count must be a whole number from 0 up, not {value!r}")


@remember_short(REMEMBERED, LONGEST_REMEMBERED)
def _mantel_haenszel(strata: str) -> tuple[float, float] | None:
    """The log of the odds ratio over all strata and its variance; None where no stratum tells, or all tell one way."""
    r = s = pr = ps_qr = qs = 0.0
    for row in _rows(strata, 4):
        _demand_counts(row)
        a, b, c, d = row
        n = a + b + c + d
        if n == 0:
            continue
        # The names of Robins, Breslow and Greenland: R and S in the stratum, P and Q the shares of their pairs.
        one, other = a * d / n, b * c / n
        p, q = (a + d) / n, (b + c) / n
        r += one
        s += other
        pr += p * one
        ps_qr += p * other + q * one
        qs += q * other
    if r == 0 or s == 0:
        return None
    return math.log(r / s), pr / (2 * r * r) + ps_qr / (2 * r * s) + qs / (2 * s * s)


def _end(found: tuple[float, float] | None, z: float) -> float | None:
    """The odds ratio `z` standard errors above its estimate, on the log scale; None for one that no number holds."""
    if found is None:
        return None
    end = found[0] + z * math.sqrt(found[1])
    return math.exp(end) if abs(end) < 700 else None


def mh_odds(strata: str | None) -> float | None:
    """Mantel and Haenszel's odds ratio (1959) over strata, a JSON array of tables `[a, b, c, d]`.

    In each stratum a and b are what is for and against in one row, c and d in the other: here praise and criticism on a
    theme, and the praise and criticism of everything else in the same review. Nothing is added to a 0; None where the
    ratio would be 0 or infinite.
    """
    return None if strata is None else _end(_mantel_haenszel(strata), 0)


def mh_low(strata: str | None) -> float | None:
    """Lower end of the interval of `mh_odds`, on the log scale by Robins, Breslow and Greenland's variance (1986)."""
    return None if strata is None else _end(_mantel_haenszel(strata), -Z)


def mh_high(strata: str | None) -> float | None:
    """Upper end of the interval of `mh_odds`; see `mh_low`."""
    return None if strata is None else _end(_mantel_haenszel(strata), Z)


def mh_p(strata: str | None) -> float | None:
    """Two-sided p of `mh_odds` if the odds ratio were 1, by the normal distribution of its log."""
    found = None if strata is None else _mantel_haenszel(strata)
    return None if found is None else _two_sided(found[0] / math.sqrt(found[1]))


def _ratio(one: str | None, other: str | None) -> tuple[float, float] | None:
    """The log of the ratio of two odds ratios over strata that have none in common, and its variance."""
    if one is None or other is None:
        return None
    first, second = _mantel_haenszel(one), _mantel_haenszel(other)
    if first is None or second is None:
        return None
    return first[0] - second[0], first[1] + second[1]


def mh_ratio(one: str | None, other: str | None) -> float | None:
    """How many times the odds ratio over the strata `one` is that over `other`; None where either is not defined."""
    return _end(_ratio(one, other), 0)


def mh_ratio_low(one: str | None, other: str | None) -> float | None:
    """Lower end of the interval of `mh_ratio`: the two logs are independent, so their variances add up."""
    return _end(_ratio(one, other), -Z)


def mh_ratio_high(one: str | None, other: str | None) -> float | None:
    """Upper end of the interval of `mh_ratio`; see `mh_ratio_low`."""
    return _end(_ratio(one, other), Z)


def _two_sided(z: float) -> float:
    return math.erfc(abs(z) / math.sqrt(2))


def mh_ratio_p(one: str | None, other: str | None) -> float | None:
    """Two-sided p of `mh_ratio` if the two odds ratios did not differ, by the normal distribution of its log."""
    found = _ratio(one, other)
    return None if found is None else _two_sided(found[0] / math.sqrt(found[1]))


@remember_short(REMEMBERED, LONGEST_REMEMBERED)
def _trend(steps: str) -> float | None:
    rows = _rows(steps, 3)
    for _, k, n in rows:
        _demand_counts((k, n))
        if k > n:
            raise ImpossibleCountError(f"{k} of {n}: a part is larger than its whole")
    successes, total = sum(k for _, k, _ in rows), sum(n for _, _, n in rows)
    if not 0 < successes < total:
        return None
    share = successes / total
    # From the mean score, so that years do not swamp the digits.
    mean = sum(score * n for score, _, n in rows) / total
    spread = math.fsum((score - mean) ** 2 * n for score, _, n in rows)
    if spread == 0:
        return None
    leaning = math.fsum((score - mean) * (k - n * share) for score, k, n in rows)
    return leaning / math.sqrt(share * (1 - share) * spread)


def trend_z(steps: str | None) -> float | None:
    """Cochran and Armitage's z (1955) for a share that rises or falls: steps are a JSON array of `[score, k, n]`.

    k of n at each score, which may be a year. Above 0 the share rises. None where all steps have one score, or where
    all or none of the total are counted.
    """
    return None if steps is None else _trend(steps)


def trend_p(steps: str | None) -> float | None:
    """Two-sided p of `trend_z` by the normal distribution."""
    z = trend_z(steps)
    return None if z is None else _two_sided(z)


def auc(scores: str | None) -> float | None:
    """The area under the curve: how often a score of the group is above one of the rest, ties counted half.

    `scores` are a JSON array of `[is_in_group, score]`, 1 or 0 and any number. None where a side is empty.
    """
    if scores is None:
        return None
    rows = _rows(scores, 2)
    group = sorted(score for is_in_group, score in rows if is_in_group)
    rest = sorted(score for is_in_group, score in rows if not is_in_group)
    if not (group and rest):
        return None
    below = up_to = doubled = 0
    for score in group:
        while below < len(rest) and rest[below] < score:
            below += 1
        up_to = max(up_to, below)
        while up_to < len(rest) and rest[up_to] == score:
            up_to += 1
        doubled += below + up_to
    return doubled / (2 * len(group) * len(rest))
