"""All rows of a query for the forms that are whole files: CSV and workbooks."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from datasette.app import Datasette
from datasette.database import QueryInterrupted
from datasette.utils import InvalidSql, derive_named_parameters, sqlite_timelimit, validate_sql_select
from datasette.utils.asgi import Request
from datasette.views.base import DatasetteError

from web import canned, visitors


async def all_rows(
    datasette: Datasette, sql: str, values: Mapping[str, Any], most: int
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The columns of a query and all of its rows, at most one more than `most`.

    Raises QueryInterrupted if it takes longer than a query may, and DatasetteError for SQL that fails.
    """

    def ask(connection: sqlite3.Connection) -> tuple[list[str], list[tuple[Any, ...]]]:
        with sqlite_timelimit(connection, datasette.sql_time_limit_ms):
            try:
                cursor = connection.execute(sql, values)
                columns = [column[0] for column in cursor.description]
                return columns, [tuple(row) for row in cursor.fetchmany(most + 1)]
            except sqlite3.DatabaseError as wrong:
                if wrong.args == ("interrupted",):
                    raise QueryInterrupted(wrong, sql, values) from wrong
                raise DatasetteError(str(wrong), title="Invalid SQL", status=400) from wrong

    if visitors.wrote(sql):
        try:
            by_visitor = await visitors.find(datasette, sql, values, most + 1)
        except sqlite3.OperationalError as wrong:
            raise DatasetteError(str(wrong), title="Invalid SQL", status=400) from wrong
        return list(by_visitor.columns), list(by_visitor.rows)
    found: tuple[list[str], list[tuple[Any, ...]]] = await datasette.get_database(canned.DATABASE).execute_fn(ask)
    return found


async def read_sql(datasette: Datasette, request: Request) -> tuple[str, dict[str, str]]:
    """Someone's own SQL (`?sql=…`) and the values that the address gives for its parameters.

    Raises DatasetteError for SQL that does not only read.
    """
    sql = (request.args.get("sql") or "").strip()
    try:
        validate_sql_select(sql)
    except InvalidSql as wrong:
        raise DatasetteError(str(wrong), title="Invalid SQL", status=400) from wrong
    names = await derive_named_parameters(datasette.get_database(canned.DATABASE), sql)
    return sql, {name: request.args.get(name) or "" for name in names}
