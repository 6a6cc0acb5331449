"""Says what was wrong, in the form that was asked for: JSON for .json, a line of text for .csv, a page for people.

An unknown name of a table or query is answered with those that are near it.
"""

from __future__ import annotations

import errno
import logging
import re
from collections.abc import Awaitable

from datasette import hookimpl
from datasette.app import Datasette
from datasette.database import QueryInterrupted
from datasette.utils import tilde_decode
from datasette.utils.asgi import Base400, NotFound, Request, Response
from datasette.views.base import DatasetteError

from web import canned, parameters, request_log, visitors
from web.refusals import form_of, refusal

log = logging.getLogger(__name__)
# '/lscb/thread.json', '/lscb/review/50004276'
NAMED = re.compile(r"/lscb/(?P<name>[^/.]+)(?:[/.]|$)")


def describe(exception: Exception, limit_ms: int, path: str) -> tuple[int, str, str]:
    """Status, title and reason of an exception; `limit_ms` is how long a query may run, `path` what was asked for."""
    if isinstance(exception, QueryInterrupted) and not path.startswith(f"/{canned.DATABASE}"):
        # Our own pages' queries take some hundredths of that: too many were asked at once, and none of them was wrong.
        return 503, "Busy", "Too many people are asking at once. Please try again in a moment."
    if isinstance(exception, QueryInterrupted) or getattr(exception, "title", None) == "SQL Interrupted":
        return 400, "Query too slow", f"The query took longer than the {limit_ms / 1000:g} s that a query may take."
    if isinstance(exception, DatasetteError):
        # Datasette answers 500 to some mistakes of the reader, such as sorting by a column that does not exist.
        status = 400 if exception.status == 500 else exception.status
        return status, exception.title or "Not understood", exception.message
    if isinstance(exception, NotFound):
        return 404, "Not found", str(exception.args[0])
    if isinstance(exception, OSError) and exception.errno in (errno.ENOTDIR, errno.ENAMETOOLONG):
        return 404, "Not found", "404"  # '/assets/site.css/x'
    if isinstance(exception, Base400):
        return exception.status, "Not understood", str(exception.args[0])
    return 500, "Failed", "Something went wrong here; the error has been logged."


async def names(datasette: Datasette) -> dict[str, str]:
    """The tables and canned queries, and what each is called."""
    tables = await datasette.get_database(canned.DATABASE).table_names()
    found = {table: table for table in tables if "_fts" not in table and not table.startswith("sqlite_")}
    return found | {name: query["title"] for name, query in canned.queries(datasette).items()}


async def near_names(datasette: Datasette, path: str) -> tuple[str | None, dict[str, str]]:
    """The table or query that a path names but that is not there (None if it is), and those near to it."""
    match = NAMED.match(path)
    known = await names(datasette)
    if not match or match["name"] in known:
        return None, {}
    return match["name"], parameters.find_near(match["name"], known)


@hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
def handle_exception(datasette: Datasette, request: Request, exception: Exception) -> Awaitable[Response]:
    """Datasette's hook for whatever a view raises."""

    async def answer() -> Response:
        status, title, reason = describe(exception, datasette.setting("sql_time_limit_ms"), request.path)
        near: dict[str, str] = {}
        form = form_of(request.path)
        if status == 500:
            asked = request_log.describe(request.path.encode(), request.query_string.encode())
            log.error("%s", asked, exc_info=exception)
        if status == 404:
            unknown, close = await near_names(datasette, request.path)
            row = request.url_vars.get("pks")
            if unknown:
                reason = f"There is no table or query {unknown!r}."
            elif row:
                reason = f"{request.url_vars['table']} has no row {tilde_decode(row)!r}."
            elif reason in ("404", "Database not found"):
                reason = f"There is nothing at {request.path}."
            ending = f".{form}" if form != "html" else ""
            near = {datasette.urls.path(f"{canned.DATABASE}/{name}{ending}"): called for name, called in close.items()}
        made = await refusal(datasette, form, status, title, reason, near)
        if status == 503:
            made.headers["Retry-After"] = str(visitors.RETRY_SECONDS)
        return made

    return answer()
