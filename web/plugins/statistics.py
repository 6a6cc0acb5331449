"""Gives every query of the site the SQL functions of `db.functions`: wilson_low, odds_ratio, fisher_p and the rest."""

from __future__ import annotations

import sqlite3

from datasette import hookimpl

from db import functions, statistics


@hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
def startup() -> None:
    """Load scipy.stats now: it takes a second, which is all the time that a query has."""
    statistics.bh_q(statistics.fisher_p(1, 1, 1, 1), "[1.0]")


@hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Make the functions known to each connection that the site opens."""
    functions.register_sqlite(conn)
