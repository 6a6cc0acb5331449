"""What an address may ask of a table beyond the names of its columns, and how much of it at once.

Datasette reads these parameters itself; some that make no sense make it fail (500), and some it passes over, so that a
slip answers with the whole table. docs/decisions/0019 says which.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence

from datasette.filters import Filters

from web import guard

# How many of each an address may have: every facet is a query of its own, and every filter a part of one.
MOST = {"_facet": 10, "_where": 10, "filters": 30, "_col": 100, "_nocol": 100}
MOST_VALUES = 500  # of one filter `column__in`
# '500': a number that needs no thought, neither '²' nor one of five thousand digits
WHOLE = re.compile(r"[0-9]{1,9}")
FACETS = ("_facet", "_facet_date", "_facet_array")
NUMBERS = ("_timelimit", "_ttl", "_facet_size")
COMPARISONS = frozenset(key for key, _, _ in Filters([]).lookups())
OF_NUMBERS = ("gt", "gte", "lt", "lte")
LARGEST = 2**63 - 1  # of SQLite's integers

Pairs = Sequence[tuple[str, str]]


def is_filter(name: str) -> bool:
    """Whether a parameter of a table chooses rows by a column: `region`, `public_on__gte`."""
    return not name.startswith("_") or "__" in name


def split_filter(name: str) -> tuple[str, str]:
    """The column and the comparison of a filter: `public_on__gte` gives both, `region` is `exact`."""
    column, mark, comparison = name.rpartition("__")
    return (column, comparison) if mark else (name, "exact")


def _is_value(value: object) -> bool:
    """Whether SQLite can compare with a value of a list in JSON."""
    if isinstance(value, str):
        return not any("\ud800" <= letter <= "\udfff" for letter in value)
    return value is None or isinstance(value, float) or (isinstance(value, int) and abs(value) <= LARGEST)


def problem_with_list(value: str) -> str | None:
    """What is wrong with the values of `__in`, written with commas or as a list in JSON; None if nothing is."""
    values: object = value.split(",")
    if value.startswith("["):
        try:
            values = json.loads(value)
        except (ValueError, RecursionError):
            values = None
    if not isinstance(values, list) or not all(map(_is_value, values)):
        return 'must be values with commas between them, or a list in JSON such as ["a", "b"]'
    if len(values) > MOST_VALUES:
        return f"may have {MOST_VALUES} values; it has {len(values):,}"
    return None


def problem_with_filter(name: str, value: str) -> str | None:
    """What is wrong with a filter's comparison or value, in a sentence; None if nothing is."""
    _, comparison = split_filter(name)
    if comparison not in COMPARISONS:
        return f"{name}: there is no comparison {comparison!r}; there are {', '.join(sorted(COMPARISONS))}."
    if comparison in ("in", "notin"):
        wrong = problem_with_list(value)
        return f"{name} {wrong}." if wrong else None
    if comparison in OF_NUMBERS and value.isdigit():
        try:
            is_good = int(value) <= LARGEST
        except ValueError:  # '²', which Python calls a digit, or too many of them
            is_good = False
        return None if is_good else f"{name} must be a number of at most {LARGEST:,}, or a text."
    return None


def problems_anywhere(pairs: Pairs) -> Iterator[str]:
    """What is wrong with those parameters that a query has as well as a table, a sentence each."""
    for name, value in pairs:
        if name in NUMBERS and value and not WHOLE.fullmatch(value) and (name, value) != ("_facet_size", "max"):
            yield f"{name} must be a whole number of at most nine digits."


def problems_of_table(pairs: Pairs, columns: Collection[str]) -> Iterator[str]:
    """What is wrong with the parameters of a table with these columns, a sentence each."""
    names = [name for name, _ in pairs]
    counts = {name: names.count(name) for name in ("_where", "_col", "_nocol")}
    counts |= {"_facet": sum(name in FACETS for name in names), "filters": sum(map(is_filter, names))}
    for name, most in MOST.items():
        if counts[name] > most:
            yield f"An address may have {most} of {name} at most; this one has {counts[name]:,}."
            return
    for name, value in pairs:
        if name.startswith("_facet") and name != "_facet_size":
            if name not in FACETS:
                yield f"There is no {name}; there are {', '.join(FACETS)} and _facet_size."
            elif value not in columns:
                yield f"{name} must be a column: {', '.join(columns)}."
        elif name.startswith("_search"):
            if name not in ("_search", "_searchmode") and name.removeprefix("_search_") not in columns:
                yield f"There is no {name}; there are _search and _search_<column>."
        elif name == "_through":
            yield "This site has no _through; _where does the same, such as _where=review_id in (select …)."
        elif name == "_where" and not guard.is_whole(value):
            yield "_where must be one whole condition: its brackets and quotes closed, and no comment in it."
        elif is_filter(name):
            wrong = problem_with_filter(name, value)
            if wrong:
                yield wrong


def problem_with_place(place: str, keys: int, is_sorted: bool) -> str | None:
    """What is wrong with `_next`, which has the key of the last row and, if sorted, its value before that."""
    wanted = keys + is_sorted
    if not place or len(place.split(",")) == wanted:
        return None
    return f"_next must be as the page before gave it in next_url: {wanted} part{'s' if wanted > 1 else ''} here."
