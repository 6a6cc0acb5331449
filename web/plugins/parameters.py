"""Refuses a parameter of a query or a table that makes no sense: 400 with the reason, never a meaningless table."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import Request

from web import canned
from web.refusals import NOT_UNDERSTOOD, form_of, refusal

Application = Callable[[Any, Any, Any], Any]

# '/lscb/reviews_by_grade', '/lscb/reviews_by_grade.json', '/lscb/reviews.csv': a canned query or a table
NAMED_PATH = re.compile(r"/lscb/(?P<name>\w+)(?:\.(?:json|csv|xlsx))?")


def join_repeats(query_string: bytes, values: Mapping[str, str]) -> bytes:
    """A query string with each repeated parameter (tick boxes of grades) as the one value that Datasette reads."""
    words = parse_qsl(query_string.decode("latin-1"), keep_blank_values=True)
    names = [name for name, _ in words]
    if all(names.count(name) == 1 for name in values if name in names):
        return query_string
    once = {name: values.get(name, value) for name, value in words}
    return urlencode(once).encode("latin-1")


def demand_known(what: str, kind: str, known: Collection[str], asked: Iterable[str]) -> None:
    """Raise ParameterError for an unknown parameter or column: a slip must not answer for all of England.

    Those that begin with `_` are Datasette's own; `column__gt` is one of its filters.
    """
    unknown = [name for name in asked if not name.startswith("_") and name.split("__")[0] not in known]
    if unknown:
        has = f"it has {', '.join(known)}" if known else "it has none"
        raise canned.ParameterError([f"{what} has no {kind} {unknown[0]!r}; {has}."])


@hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
def asgi_wrapper(datasette: Datasette) -> Callable[[Application], Application]:
    """Datasette's hook around the whole site."""
    queries = canned.queries(datasette)

    async def values_for(name: str, request: Request) -> dict[str, str]:
        """The checked values of a canned query's parameters; none for a table, whose columns are checked."""
        if isinstance(queries.get(name), dict):
            demand_known(name, "parameter", queries[name].get("parameters", {}), request.args)
            return await canned.read_parameters(datasette, request, name)
        columns = await datasette.get_database(canned.DATABASE).table_columns(name)
        if columns:
            demand_known(name, "column", columns, request.args)
        return {}

    def wrap(app: Application) -> Application:
        async def check(scope: Any, receive: Any, send: Any) -> None:
            match = NAMED_PATH.fullmatch(scope.get("path", "")) if scope["type"] == "http" else None
            if match:
                try:
                    values = await values_for(match["name"], Request(scope, receive))
                except canned.ParameterError as wrong:
                    response = await refusal(datasette, form_of(scope["path"]), 400, NOT_UNDERSTOOD, str(wrong))
                    await response.asgi_send(send)
                    return
                scope = {**scope, "query_string": join_repeats(scope.get("query_string", b""), values)}
            await app(scope, receive, send)

        return check

    return wrap
