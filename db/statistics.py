"""The statistics behind the common threads: intervals, tests and log-odds for counts of reviews and of phrases.

Pure functions of numbers, every interval at 95 %. `db.functions` offers them to SQL. Each gives None where an argument
is None (SQL's null) or where the answer is not defined, and raises `ImpossibleCountError` for counts that cannot be:
a negative one, one that is no whole number, more of a group than the group has.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import json
import math

from scipy.special import ndtri

Number = int | float
Z = float(ndtri(0.975))  # 1.959964, the normal quantile of a two-sided 95 % interval
# SQLite writes a number into JSON with 15 digits, so a p value may differ by this much from itself in the list.
JSON_ROUNDING = 1e-12
FEW = 500  # up to so many reviews Fisher's test is done in whole numbers
LARGEST = 100_000_000  # of a count; all reports together have half a million phrases
LARGEST_TABLE = 100_000  # of what Fisher's test counts: it goes through every table of the same margins
LONGEST = 250_000  # characters of a family of p values
LARGEST_FAMILY = 20_000  # p values
REMEMBERED = 1 << 16  # results kept for counts met again: a page asks for the same few tables over and over


class ImpossibleCountError(ValueError):
    """Counts that no set of reviews can give; the message says what was met."""


def _counts(*values: Number) -> tuple[int, ...]:
    """The values as whole numbers from 0 up."""
    for value in values:
        if isinstance(value, str | bytes) or not math.isfinite(value) or value != int(value) or value < 0:
            raise ImpossibleCountError(f"a count must be a whole number from 0 up, not {str(value)[:60]!r}")
        if value > LARGEST:
            raise ImpossibleCountError(f"a count may be {LARGEST:,} at most, not {value:g}")
    return tuple(int(value) for value in values)


def _part_and_whole(k: Number, n: Number) -> tuple[int, int]:
    part, whole = _counts(k, n)
    if part > whole:
        raise ImpossibleCountError(f"{part} of {whole}: a part is larger than its whole")
    return part, whole


@functools.lru_cache(REMEMBERED)
def _wilson(k: int, n: int) -> tuple[float, float]:
    share = k / n
    centre = (share + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z * math.sqrt(share * (1 - share) / n + Z**2 / (4 * n**2)) / (1 + Z**2 / n)
    # The formula gives exactly 0 and 1 there, but for the last binary digit.
    return (0.0 if k == 0 else centre - half), (1.0 if k == n else centre + half)


def wilson_low(k: Number | None, n: Number | None) -> float | None:
    """Lower end of Wilson's score interval for a share of k in n (Wilson 1927); None where n is 0."""
    if k is None or n is None:
        return None
    part, whole = _part_and_whole(k, n)
    return _wilson(part, whole)[0] if whole else None


def wilson_high(k: Number | None, n: Number | None) -> float | None:
    """Upper end of Wilson's score interval for a share of k in n (Wilson 1927); None where n is 0."""
    if k is None or n is None:
        return None
    part, whole = _part_and_whole(k, n)
    return _wilson(part, whole)[1] if whole else None


def _newcombe(k1: Number, n1: Number, k2: Number, n2: Number) -> tuple[float, float] | None:
    first, second = _part_and_whole(k1, n1), _part_and_whole(k2, n2)
    if not (first[1] and second[1]):
        return None
    share1, share2 = first[0] / first[1], second[0] / second[1]
    (low1, high1), (low2, high2) = _wilson(*first), _wilson(*second)
    difference = share1 - share2
    return (
        difference - math.hypot(share1 - low1, high2 - share2),
        difference + math.hypot(high1 - share1, share2 - low2),
    )


def newcombe_low(k1: Number | None, n1: Number | None, k2: Number | None, n2: Number | None) -> float | None:
    """Lower end of Newcombe's interval for k1/n1 − k2/n2, from −1 to 1.

    Newcombe 1998, method 10: from the two Wilson intervals, without continuity correction. None where a group is empty.
    """
    if k1 is None or n1 is None or k2 is None or n2 is None:
        return None
    ends = _newcombe(k1, n1, k2, n2)
    return ends[0] if ends else None


def newcombe_high(k1: Number | None, n1: Number | None, k2: Number | None, n2: Number | None) -> float | None:
    """Upper end of Newcombe's interval for k1/n1 − k2/n2, from −1 to 1; see `newcombe_low`."""
    if k1 is None or n1 is None or k2 is None or n2 is None:
        return None
    ends = _newcombe(k1, n1, k2, n2)
    return ends[1] if ends else None


def _log_odds_ratio(a: Number, b: Number, c: Number, d: Number) -> tuple[float, float] | None:
    """The log of the odds ratio and its standard error (Woolf 1955), of cells corrected as `odds_ratio` says."""
    cells: tuple[Number, ...] = _counts(a, b, c, d)
    if cells[0] + cells[1] == 0 or cells[2] + cells[3] == 0:
        return None
    if 0 in cells:
        cells = tuple(cell + 0.5 for cell in cells)
    first, second, third, fourth = cells
    return math.log(first * fourth / (second * third)), math.sqrt(sum(1 / cell for cell in cells))


def odds_ratio(a: Number | None, b: Number | None, c: Number | None, d: Number | None) -> float | None:
    """The odds ratio ad/bc of a table: a show it and b do not in one group, c and d in the other.

    Where, and only where, a cell is 0, Haldane and Anscombe's 0.5 is added to all four cells. None where a group is
    empty.
    """
    if a is None or b is None or c is None or d is None:
        return None
    found = _log_odds_ratio(a, b, c, d)
    return math.exp(found[0]) if found else None


def odds_low(a: Number | None, b: Number | None, c: Number | None, d: Number | None) -> float | None:
    """Lower end of Woolf's logit interval for the odds ratio, from the same cells as `odds_ratio`."""
    if a is None or b is None or c is None or d is None:
        return None
    found = _log_odds_ratio(a, b, c, d)
    return math.exp(found[0] - Z * found[1]) if found else None


def odds_high(a: Number | None, b: Number | None, c: Number | None, d: Number | None) -> float | None:
    """Upper end of Woolf's logit interval for the odds ratio, from the same cells as `odds_ratio`."""
    if a is None or b is None or c is None or d is None:
        return None
    found = _log_odds_ratio(a, b, c, d)
    return math.exp(found[0] + Z * found[1]) if found else None


def _fisher_in_whole_numbers(a: int, b: int, c: int, d: int) -> float:
    """The tables with the same margins that are no more likely, counted: exact, and faster than scipy for few."""
    least, most = max(0, a - d), min(a + b, a + c)
    ways = math.comb(a + b, least) * math.comb(c + d, a + c - least)
    counts = [ways]
    for first in range(least, most):
        ways = ways * (a + b - first) * (a + c - first) // ((first + 1) * (d - a + first + 1))
        counts.append(ways)
    met = counts[a - least]
    return sum(one for one in counts if one <= met) / sum(counts)


@functools.lru_cache(REMEMBERED)
def _fisher(a: int, b: int, c: int, d: int) -> float:
    if a + b + c + d <= FEW:
        return _fisher_in_whole_numbers(a, b, c, d)
    # Here and not at the top: scipy.stats takes a second to load, and most commands never ask for it.
    from scipy.stats import fisher_exact

    return float(fisher_exact([[a, b], [c, d]]).pvalue)


def fisher_p(a: Number | None, b: Number | None, c: Number | None, d: Number | None) -> float | None:
    """Two-sided p of Fisher's exact test of a table; None where a group is empty."""
    if a is None or b is None or c is None or d is None:
        return None
    cells = _counts(a, b, c, d)
    if cells[0] + cells[1] == 0 or cells[2] + cells[3] == 0:
        return None
    if sum(cells) > LARGEST_TABLE:
        raise ImpossibleCountError(f"Fisher's test counts {LARGEST_TABLE:,} at most, not {sum(cells):,}")
    return _fisher(*cells)


@functools.lru_cache(8)  # of a megabyte each at most
def _adjust(ps: str) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The p values of a JSON array from the least to the largest, and the q of each; nulls are left out."""
    values = json.loads(ps)
    if not isinstance(values, list):
        raise ImpossibleCountError(f"p values must come as a JSON array, not {ps[:60]!r}")
    if len(values) > LARGEST_FAMILY:
        raise ImpossibleCountError(f"a family has {LARGEST_FAMILY:,} p values at most, not {len(values):,}")
    tested = sorted(value for value in values if value is not None)
    if tested and not 0 <= tested[0] <= tested[-1] <= 1 + JSON_ROUNDING:
        raise ImpossibleCountError(f"a p value is from 0 to 1; met {tested[0]} to {tested[-1]}")
    stepped = (min(p, 1.0) * len(tested) / place for place, p in reversed(list(enumerate(tested, 1))))
    return tuple(tested), tuple(itertools.accumulate(stepped, min))[::-1]


def bh_q(p: float | None, ps: str | None) -> float | None:
    """Benjamini and Hochberg's q (1995) of p among all the p values of its family, itself one of them.

    `ps` is the family as a JSON array, as `json_group_array(p)` makes it; nulls in it are no tests and do not count.
    Raises `ImpossibleCountError` where p is not in it.
    """
    if p is None or ps is None:
        return None
    if len(ps) > LONGEST:
        raise ImpossibleCountError(f"a family of p values has {LONGEST:,} characters at most, not {len(ps):,}")
    tested, qs = _adjust(ps)
    place = bisect.bisect_left(tested, p * (1 - JSON_ROUNDING))
    if place < len(tested) and math.isclose(tested[place], p, rel_tol=JSON_ROUNDING, abs_tol=0):
        return qs[place]
    raise ImpossibleCountError(f"p = {p} is not among the p values it is to be judged with")


def _log_odds_and_error(
    k1: Number, n1: Number, k2: Number, n2: Number, prior_k: Number, prior_n: Number
) -> tuple[float, float] | None:
    first, second = _part_and_whole(k1, n1), _part_and_whole(k2, n2)
    if not 0 < prior_k <= prior_n:
        raise ImpossibleCountError(f"the prior must say more than 0 and at most all of {prior_n}, not {prior_k}")
    if not (first[1] and second[1]):
        return None
    with1, with2 = first[0] + prior_k, second[0] + prior_k
    without1, without2 = first[1] + prior_n - with1, second[1] + prior_n - with2
    if without1 <= 0 or without2 <= 0:
        return None  # nothing but this phrase, so no odds
    return math.log(with1 / without1) - math.log(with2 / without2), math.sqrt(1 / with1 + 1 / with2)


def log_odds(
    k1: Number | None,
    n1: Number | None,
    k2: Number | None,
    n2: Number | None,
    prior_k: Number | None,
    prior_n: Number | None,
) -> float | None:
    """Log-odds ratio of a phrase in two bodies of text with an informative Dirichlet prior.

    Monroe, Colaresi and Quinn 2008: the phrase is k1 of the n1 phrases of the first text and k2 of n2 of
    the second; the prior adds prior_k of prior_n to each. Above 0 the first uses it more. None where a text
    is empty, or is nothing but the phrase.
    """
    if k1 is None or n1 is None or k2 is None or n2 is None or prior_k is None or prior_n is None:
        return None
    found = _log_odds_and_error(k1, n1, k2, n2, prior_k, prior_n)
    return found[0] if found else None


def log_odds_z(
    k1: Number | None,
    n1: Number | None,
    k2: Number | None,
    n2: Number | None,
    prior_k: Number | None,
    prior_n: Number | None,
) -> float | None:
    """The z-score of `log_odds`: divided by the standard error √(1/(k1 + prior_k) + 1/(k2 + prior_k))."""
    if k1 is None or n1 is None or k2 is None or n2 is None or prior_k is None or prior_n is None:
        return None
    found = _log_odds_and_error(k1, n1, k2, n2, prior_k, prior_n)
    return found[0] / found[1] if found else None
