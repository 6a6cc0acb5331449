"""`python -m tests.bench.queries`: how long the analysis's queries take over all reviews that ever were.

The land is drawn by a die: 150 reviews of 80 statements, 21 themes. Each query is measured beside one that reads
every statement once, with nothing remembered of the statistics that it asks for. Datasette stops a query after a
second.
"""

from __future__ import annotations

import functools
import sys

from db import short_list, statistics, strata
from tests.bench.ratios import HEADING, line, ratios
from tests.worlds import drawn

QUERIES = (
    "threads",
    "practice_threads",
    "beyond_tone",
    "short_list",
    "short_list_boards",
    "short_list_tells",
    "practice_years",
    "learn_from",
    "theme_pairs",
    "distinctive_phrases",
    "ngram_statements",
    "board_alike",
    "board_neighbours",
)
READ_ALL = "select sum(length(text)), count(distinct review_id) from statements where text like '%lantern keeper%'"


def ask_afresh(land: drawn.Analysed, name: str) -> None:
    """Ask as the first to do so: the statistics forget what they remember of earlier answers."""
    for function in (function for module in (statistics, strata, short_list) for function in vars(module).values()):
        if hasattr(function, "cache_clear"):
            function.cache_clear()
    chosen = {"ngram": "lantern keeper", "board": "board-003"}
    drawn.ask(land.sqlite, name, **{key: value for key, value in chosen.items() if f":{key}" in drawn.canned(name)})


def main() -> None:
    """Print each ratio."""
    land = drawn.build(boards=120, statements_each=80)
    (reviews, statements) = land.sqlite.execute("select count(distinct review_id), count(*) from statements").fetchone()
    sys.stdout.write(f"{reviews} reviews, {statements:,} statements drawn by a die\n{HEADING}")
    for name in QUERIES:
        ask = functools.partial(ask_afresh, land, name)
        found = ratios(ask, lambda: land.sqlite.execute(READ_ALL).fetchall())
        sys.stdout.write(line(f"{name} / reading all statements", found))
    land.duckdb.close()
    land.sqlite.close()


if __name__ == "__main__":
    main()
