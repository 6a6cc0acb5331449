"""Our own SQL functions, the same on SQLite and on DuckDB: statistics, short list, n-grams, the words of a search.

Both databases get the very same Python functions; DuckDB also those that only a load needs. Null in gives null out.
Where a function refuses its arguments the query fails: DuckDB says why, SQLite says only `user-defined function raised
exception`, so the reason is logged.
"""

from __future__ import annotations

import dataclasses
import functools
import logging
import sqlite3
from collections.abc import Callable

import duckdb
from duckdb.func import FunctionNullHandling

from db import ngrams, search_words, short_list, statistics, strata

log = logging.getLogger(__name__)

Value = float | int | str | None

# Characters of an argument. The longest that a query of ours gives is the short list's, of boards and their practices.
LONGEST = 2_000_000
MOST_LOGGED = 80  # characters of an argument, and of the reason why it is refused


@dataclasses.dataclass(frozen=True)
class SqlFunction:
    """A function under its SQL name, with DuckDB's types; SQLite asks for none."""

    call: Callable[..., Value]
    parameters: tuple[str, ...]
    returns: str = "DOUBLE"

    @property
    def name(self) -> str:
        """The name in SQL, which is that in Python."""
        return self.call.__name__


# Counts go in as DOUBLE, so that DuckDB does not round 2.5 to a count before the function can refuse it.
NUMBER = "DOUBLE"
FUNCTIONS = (
    SqlFunction(statistics.wilson_low, (NUMBER,) * 2),
    SqlFunction(statistics.wilson_high, (NUMBER,) * 2),
    SqlFunction(statistics.newcombe_low, (NUMBER,) * 4),
    SqlFunction(statistics.newcombe_high, (NUMBER,) * 4),
    SqlFunction(statistics.odds_ratio, (NUMBER,) * 4),
    SqlFunction(statistics.odds_low, (NUMBER,) * 4),
    SqlFunction(statistics.odds_high, (NUMBER,) * 4),
    SqlFunction(statistics.fisher_p, (NUMBER,) * 4),
    SqlFunction(statistics.bh_q, (NUMBER, "VARCHAR")),
    SqlFunction(statistics.log_odds, (NUMBER,) * 6),
    SqlFunction(statistics.log_odds_z, (NUMBER,) * 6),
    SqlFunction(strata.mh_odds, ("VARCHAR",)),
    SqlFunction(strata.mh_low, ("VARCHAR",)),
    SqlFunction(strata.mh_high, ("VARCHAR",)),
    SqlFunction(strata.mh_p, ("VARCHAR",)),
    SqlFunction(strata.mh_ratio, ("VARCHAR",) * 2),
    SqlFunction(strata.mh_ratio_low, ("VARCHAR",) * 2),
    SqlFunction(strata.mh_ratio_high, ("VARCHAR",) * 2),
    SqlFunction(strata.mh_ratio_p, ("VARCHAR",) * 2),
    SqlFunction(strata.trend_z, ("VARCHAR",)),
    SqlFunction(strata.trend_p, ("VARCHAR",)),
    SqlFunction(strata.auc, ("VARCHAR",)),
    SqlFunction(short_list.short_list, ("VARCHAR",) * 2, "VARCHAR"),
    SqlFunction(short_list.left_out_credits, ("VARCHAR",) * 2, "VARCHAR"),
    SqlFunction(ngrams.ngrams_in, ("VARCHAR", "VARCHAR"), "VARCHAR"),
    SqlFunction(search_words.search_words, ("VARCHAR",), "VARCHAR"),
    SqlFunction(search_words.also_searched, ("VARCHAR",), "VARCHAR"),
    SqlFunction(ngrams.has_ngram, ("VARCHAR", "VARCHAR"), "INTEGER"),
)
# Tables hold what these say, and the first takes a second: nobody asks for them on the site.
FOR_LOADING = (
    SqlFunction(short_list.short_list_bands, ("VARCHAR",) * 2, "VARCHAR"),
    SqlFunction(ngrams.is_judging, ("VARCHAR",), "INTEGER"),
)


def _shorten(value: Value) -> str:
    """An argument as a log may hold it: a visitor's may be a text of any length."""
    said = repr(value[:MOST_LOGGED] if isinstance(value, str | bytes) else value)
    return said if len(said) <= MOST_LOGGED else f"{said[:MOST_LOGGED]}…"


def _with_its_reason(function: SqlFunction, refused: Callable[[str], None]) -> Callable[..., Value]:
    @functools.wraps(function.call)
    def call(*arguments: Value) -> Value:
        try:
            for argument in arguments:
                if isinstance(argument, str | bytes) and len(argument) > LONGEST:
                    raise ValueError(f"a text may have {LONGEST:,} characters, not {len(argument):,}")
            return function.call(*arguments)
        except Exception as problem:
            said = str(problem)[:MOST_LOGGED]
            log.warning("%s(%s): %s", function.name, ", ".join(map(_shorten, arguments)), said)
            refused(f"{function.name}: {said}")
            raise

    return call


def register_sqlite(connection: sqlite3.Connection, refused: Callable[[str], None] = lambda reason: None) -> None:
    """Make the functions known to a SQLite connection; `refused` is told why one refuses its arguments."""
    for function in FUNCTIONS:
        connection.create_function(
            function.name, len(function.parameters), _with_its_reason(function, refused), deterministic=True
        )


def register_duckdb(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the functions known to a DuckDB connection, those for loading too. A second time raises `duckdb.Error`."""
    for function in (*FUNCTIONS, *FOR_LOADING):
        connection.create_function(
            function.name,
            function.call,
            list(function.parameters),
            function.returns,
            # Ours answer null themselves, also for arguments that are not null: a share of nothing.
            null_handling=FunctionNullHandling.SPECIAL,
        )
