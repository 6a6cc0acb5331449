"""Keeps what visitors may do with SQL within bounds, on every connection, and runs the SQL they write elsewhere.

Datasette asks its database everything by `execute`; here a question that holds a visitor's own SQL goes to the
processes of `web.visitors`. docs/decisions/0015 says why, and what to tell Datasette's authors.
"""

from __future__ import annotations

import sqlite3
import traceback
import weakref
from collections.abc import Callable
from typing import Any

from datasette import hookimpl
from datasette.app import Datasette
from datasette.database import Database, Results
from datasette.utils.asgi import Request

from db import contained
from web import canned, guard, paging, visitors
from web.canned import DATABASE

Application = Callable[[Any, Any, Any], Any]


def clear(problem: BaseException | None) -> None:
    """Free what an exception's frames hold, here and now.

    A cursor that was interrupted is freed with the last frame that holds it; left to the thread that answers requests,
    that takes seconds in which nobody is answered.
    """
    seen: set[int] = set()
    while problem is not None and id(problem) not in seen:
        seen.add(id(problem))
        traceback.clear_frames(problem.__traceback__)
        problem = problem.__cause__ or problem.__context__


def route(datasette: Datasette, database: Database) -> None:
    """Make a database answer visitors' SQL from the processes, and free what failed where it failed."""
    site = weakref.ref(datasette)  # the database would else keep the site that it belongs to
    in_server, run = database.execute, database.execute_fn

    async def execute(
        sql: str,
        params: Any = None,
        truncate: bool = False,
        custom_time_limit: int | None = None,
        page_size: int | None = None,
        log_sql_errors: bool = True,
    ) -> Any:
        table = paging.TABLE.get()
        if table:
            sql = paging.with_ties(sql, await database.primary_keys(table))
        served = site()
        if served is None or not visitors.wrote(sql):
            return await in_server(sql, params, truncate, custom_time_limit, page_size, log_sql_errors)
        most = served.max_returned_rows
        if most == (page_size or served.page_size):
            most += 1
        limit = min(custom_time_limit or served.sql_time_limit_ms, served.sql_time_limit_ms)
        found = await visitors.find(served, sql, params if params is not None else {}, most + 1, limit)
        description = tuple((column,) for column in found.columns)
        return Results(found.rows[:most], truncate and len(found.rows) > most, description)

    async def execute_fn(function: Callable[[sqlite3.Connection], Any]) -> Any:
        def run_and_clear(connection: sqlite3.Connection) -> Any:
            try:
                return function(connection)
            except Exception as problem:
                clear(problem)
                raise

        return await run(run_and_clear)

    database.execute, database.execute_fn = execute, execute_fn


@hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
def startup(datasette: Datasette) -> None:
    """Put the processes between Datasette and its database."""
    route(datasette, datasette.get_database(DATABASE))


@hookimpl(trylast=True)  # type: ignore[untyped-decorator]  # Datasette has no types; after our functions are known
def prepare_connection(conn: sqlite3.Connection, database: str) -> None:
    """Contain each connection that the site opens to the data. Datasette writes its own notes to `_internal`."""
    if database != "_internal":
        contained.contain(conn, contained.MOST_TEXT)


@hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
def asgi_wrapper(datasette: Datasette) -> Callable[[Application], Application]:
    """Note for each request which SQL its visitor wrote, and which table's rows it asks for."""
    queries = canned.queries(datasette)

    def wrap(app: Application) -> Application:
        async def note(scope: Any, receive: Any, send: Any) -> None:
            query = scope.get("query_string", b"").decode("latin-1") if scope["type"] == "http" else ""
            asked = guard.OF_DATA.fullmatch(Request(scope, receive).path) if scope["type"] == "http" else None
            is_table = asked and asked["name"] and not asked["row"] and asked["name"] not in queries
            token = paging.TABLE.set(asked["name"] if asked and is_table else None)
            try:
                with visitors.mark_written(query):
                    await app(scope, receive, send)
            finally:
                paging.TABLE.reset(token)

        return note

    return wrap
