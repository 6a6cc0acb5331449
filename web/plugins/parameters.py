"""Refuses a parameter of a query or a table that makes no sense: 400 with the reason, never a meaningless table."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils import tilde_decode
from datasette.utils.asgi import NotFound, Request

from web import asked, canned, guard
from web.refusals import NOT_UNDERSTOOD, form_of, refusal

Application = Callable[[Any, Any, Any], Any]


def join_repeats(query_string: bytes, values: Mapping[str, str]) -> bytes:
    """A query string with each repeated parameter (tick boxes of grades) as the one value that Datasette reads."""
    words = parse_qsl(query_string.decode("latin-1"), keep_blank_values=True)
    names = [name for name, _ in words]
    if all(names.count(name) == 1 for name in values if name in names):
        return query_string
    once = {name: values.get(name, value) for name, value in words}
    return urlencode(once).encode("latin-1")


def demand_known(what: str, kind: str, known: Collection[str], names: Iterable[str]) -> None:
    """Raise ParameterError for an unknown parameter or column: a slip must not answer for all of England.

    Those that begin with `_` are Datasette's own; `column__gt` is one of its filters.
    """
    unknown = [name for name in names if asked.is_filter(name) and asked.split_filter(name)[0] not in known]
    if unknown:
        has = f"it has {', '.join(known)}" if known else "it has none"
        raise canned.ParameterError([f"{what} has no {kind} {unknown[0]!r}; {has}."])


@hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
def asgi_wrapper(datasette: Datasette) -> Callable[[Application], Application]:
    """Datasette's hook around the whole site."""
    queries = canned.queries(datasette)

    async def check_table(name: str, request: Request, pairs: asked.Pairs) -> None:
        """Raise ParameterError for what makes no sense of a table; nothing for a name that is no table's."""
        database = datasette.get_database(canned.DATABASE)
        columns = await database.table_columns(name)
        if not columns:
            return
        demand_known(name, "column", columns, request.args)
        found = list(asked.problems_of_table(pairs, columns))
        if not found and request.args.get("_next"):
            about = datasette.table_metadata(canned.DATABASE, name)
            is_sorted = any(request.args.get(sort) or about.get(sort.strip("_")) for sort in ("_sort", "_sort_desc"))
            keys = len(await database.primary_keys(name)) or 1
            found = list(filter(None, [asked.problem_with_place(request.args["_next"], keys, is_sorted)]))
        if found:
            raise canned.ParameterError(found)

    async def check_row(table: str, row: str) -> None:
        """Raise NotFound for a table that is not there, and for a key of more or fewer parts than its keys have."""
        database = datasette.get_database(canned.DATABASE)
        if not await database.table_columns(table):
            raise NotFound(f"There is no table {table!r}.")
        if len(row.split(",")) != (len(await database.primary_keys(table)) or 1):
            raise NotFound(f"{table} has no row {tilde_decode(row)!r}.")

    async def values_for(name: str | None, row: str | None, request: Request) -> dict[str, str]:
        """The checked values of a canned query's parameters; none for a table, a row and someone's own SQL."""
        pairs = parse_qsl(request.query_string, keep_blank_values=True)
        found = list(asked.problems_anywhere(pairs))
        if found:
            raise canned.ParameterError(found)
        if name is None:
            return {}
        if row is not None:
            await check_row(name, row)
            return {}
        if isinstance(queries.get(name), dict):
            demand_known(name, "parameter", queries[name].get("parameters", {}), request.args)
            return await canned.read_parameters(datasette, request, name)
        await check_table(name, request, pairs)
        return {}

    def wrap(app: Application) -> Application:
        async def check(scope: Any, receive: Any, send: Any) -> None:
            request = Request(scope, receive)
            match = guard.OF_DATA.fullmatch(request.path) if scope["type"] == "http" else None
            if match and match["form"] != "db":
                try:
                    if not guard.is_form(**match.groupdict()):
                        raise NotFound(f"There is nothing at {request.path}.")
                    values = await values_for(match["name"], match["row"], request)
                except (canned.ParameterError, NotFound) as wrong:
                    status, title = (404, "Not found") if isinstance(wrong, NotFound) else (400, NOT_UNDERSTOOD)
                    response = await refusal(datasette, form_of(request.path), status, title, str(wrong))
                    await response.asgi_send(send)
                    return
                scope = {**scope, "query_string": join_repeats(scope.get("query_string", b""), values)}
            await app(scope, receive, send)

        return check

    return wrap
