"""`.xlsx` beside `.csv`: a table, a canned query or someone's own SQL as a workbook with notes and sources."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qsl, urlencode

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import NotFound, Request, Response
from datasette.views.base import DatasetteError

from db import dictionary
from web import address, canned, exports, spreadsheets, version, workbook
from web.workbook import Line, SheetTable

View = Callable[..., Awaitable[Response]]

# What chooses rows or columns of a table; Datasette's other parameters change how a page of them is shown.
KEPT = ("_search", "_where", "_sort", "_sort_desc", "_col", "_nocol")
# '… order by review_id limit 101': Datasette's SQL is of a page of rows, and one more
LIMIT = re.compile(r"\s+limit\s+\d+\s*$")
# One workbook is made at a time, beside the pages: it takes a second of computing at most, and the others wait.
MAKING = ThreadPoolExecutor(max_workers=1, thread_name_prefix="workbook")


async def _answer(
    datasette: Datasette,
    request: Request,
    name: str,
    sql: str,
    values: Mapping[str, Any],
    title: str,
    description: str,
    about: dict[str, str],
    asked: list[Line],
) -> Response:
    """The workbook of a query's rows; raises DatasetteError for SQL that fails, QueryInterrupted for slow SQL."""
    columns, rows = await exports.all_rows(datasette, sql, values, spreadsheets.MOST_ROWS)
    most = spreadsheets.most_rows(len(columns))
    table = SheetTable(title, tuple(columns), rows[:most], about)
    site, build = datasette.metadata() or {}, await canned.ask_build(datasette)
    served = await version.about(datasette)
    missing = spreadsheets.missing_lines(await canned.ask(datasette, "coverage_summary"))
    words = f"?{request.query_string}" if request.query_string else ""
    here = address.absolute(datasette, request, address.path_of(datasette, request).removesuffix(".xlsx"))
    notes = spreadsheets.notes(table, description, asked, missing, len(rows) > most)
    notice = build["notice"] if build["is_fictional"] else None
    sources = spreadsheets.sources(site, served, here + words, f"{here}.csv{words}", notice)
    made = await asyncio.get_running_loop().run_in_executor(
        MAKING, workbook.write, table, notes, sources, spreadsheets.made_on(served)
    )
    headers = {"content-disposition": f'attachment; filename="{name}.xlsx"'}
    return Response(made, 200, headers, workbook.MEDIA_TYPE)


async def query_xlsx(datasette: Datasette, request: Request) -> Response:
    """The view of `/lscb/<query>.xlsx`. The plugin `parameters` has checked the values."""
    name = request.url_vars["query"]
    query = canned.queries(datasette)[name]
    parameters = query.get("parameters", {})
    values = {parameter: request.args.get(parameter) or "" for parameter in parameters}
    about = dictionary.column_lines(datasette.metadata("databases")[canned.DATABASE], name)
    asked = spreadsheets.asked_lines(parameters, values)
    return await _answer(
        datasette, request, name, query["sql"], values, query["title"], query["description"], about, asked
    )


async def table_xlsx(datasette: Datasette, request: Request) -> Response:
    """The view of `/lscb/<table>.xlsx`: the rows that the table's page chooses, all of them.

    Datasette itself makes their SQL; it is asked for one row of JSON, which says how. Raises NotFound for no table and
    DatasetteError for what Datasette refuses.
    """
    name = request.url_vars["table"]
    described = datasette.metadata("databases")[canned.DATABASE]["tables"].get(name)
    if described is None:
        raise NotFound(f"There is no table or query {name!r}.")
    words = parse_qsl(request.query_string, keep_blank_values=True)
    chosen = [(key, value) for key, value in words if key in KEPT or not key.startswith("_")]
    how = [*chosen, ("_shape", "objects"), ("_size", "1"), ("_nofacet", "1"), ("_nocount", "1")]
    said = await datasette.client.get(f"/{canned.DATABASE}/{name}.json?{urlencode(how)}")
    found = said.json()
    if said.status_code != 200:
        raise DatasetteError(found["error"], title=found.get("title"), status=said.status_code)
    asked: list[Line] = [(key.removeprefix("_"), value) for key, value in chosen]
    sql = LIMIT.sub("", found["query"]["sql"])
    return await _answer(
        *(datasette, request, name, sql, found["query"]["params"]),
        *(described.get("title", name), described["description"], described["columns"], asked),
    )


async def sql_xlsx(datasette: Datasette, request: Request) -> Response:
    """The view of `/lscb.xlsx?sql=…`: someone's own SQL, its parameters in the address."""
    sql, values = await exports.read_sql(datasette, request)
    asked: list[Line] = [("SQL", sql), *((name, value) for name, value in values.items())]
    title = "Result of an SQL query"
    return await _answer(datasette, request, "sql", sql, values, title, "What a reader asked in SQL.", {}, asked)


@hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
def register_routes(datasette: Datasette) -> list[tuple[str, View]]:
    """Datasette's hook for views of our own."""
    queries = "|".join(map(re.escape, canned.queries(datasette)))
    return [
        (rf"^/lscb/(?P<query>{queries})\.xlsx$", query_xlsx),
        (r"^/lscb/(?P<table>\w+)\.xlsx$", table_xlsx),
        (r"^/lscb\.xlsx$", sql_xlsx),
    ]
