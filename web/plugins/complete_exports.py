"""Nothing is cut without saying so: CSV is whole, and JSON that could not say that it was cut is refused.

Datasette gives a canned query's CSV up to 1,000 rows and a table's up to a page, both silently, and the CSV of a query
that failed is an empty answer with status 200.
"""

from __future__ import annotations

import asyncio
import csv
import io
import re
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode

from datasette import hookimpl
from datasette.app import Datasette
from datasette.renderer import json_renderer
from datasette.utils import MultiParams
from datasette.utils.asgi import Request, Response
from datasette.views.base import DatasetteError

from common.cells import guard_row
from web import canned, exports

Application = Callable[[Any, Any, Any], Any]
Send = Callable[[Any], Awaitable[None]]
View = Callable[..., Awaitable[Response]]

# Someone's own SQL can make rows without end. No table here has as many as this.
MOST_ROWS = 100_000
# '/lscb/reviews.csv': a table; canned queries have a view of their own below
TABLE_CSV = re.compile(r"/lscb/(?P<name>\w+)\.csv")
CSV_TYPE = "text/csv; charset=utf-8"
# A cell may be one to guard: at the beginning or after a comma or a quotation mark. Full width begins with 0xef 0xbc.
MAY_BE_RUN = re.compile(rb"(?:^|[,\n])\"?'*[=+\-@\t\r\n\xef]", re.MULTILINE)
SHAPES = ("arrays", "objects", "object", "array", "arrayfirst")


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV under the names of their columns; no spreadsheet runs a cell (common/cells.py)."""
    text = io.StringIO()
    writer = csv.writer(text)
    if columns:
        writer.writerow(guard_row(columns))
    writer.writerows(map(guard_row, rows))
    return text.getvalue()


def guard_csv(body: bytes) -> bytes:
    """Whole rows of CSV with every text guarded, as `write_csv` does; unchanged if there is none to guard."""
    if not MAY_BE_RUN.search(body):
        return body
    return write_csv((), csv.reader(io.StringIO(body.decode(), newline=""))).encode()


def csv_headers(name: str) -> dict[str, str]:
    """The headers that make an answer a file of CSV."""
    return {"content-disposition": f'attachment; filename="{name}.csv"'}


async def csv_answer(datasette: Datasette, request: Request, name: str, sql: str, values: dict[str, str]) -> Response:
    """All rows of a query as CSV. `_header=off` leaves out the names.

    Raises DatasetteError for SQL that fails or makes more than MOST_ROWS rows.
    """
    columns, rows = await exports.all_rows(datasette, sql, values, MOST_ROWS)
    if len(rows) > MOST_ROWS:
        raise DatasetteError(
            f"The answer has more than {MOST_ROWS:,} rows, and CSV could not say that it was cut: narrow it down.",
            title="Too many rows",
            status=400,
        )
    heading = [] if request.args.get("_header") == "off" else columns
    # In a thread: 100,000 rows take half a second, in which nobody else would be answered.
    return Response(await asyncio.to_thread(write_csv, heading, rows), 200, csv_headers(name), CSV_TYPE)


async def query_csv(datasette: Datasette, request: Request) -> Response:
    """The view of `/lscb/<query>.csv`. The plugin `parameters` has checked the values."""
    name = request.url_vars["query"]
    query = canned.queries(datasette)[name]
    values = {parameter: request.args.get(parameter) or "" for parameter in query.get("parameters", {})}
    return await csv_answer(datasette, request, name, query["sql"], values)


async def sql_csv(datasette: Datasette, request: Request) -> Response:
    """The view of `/lscb.csv?sql=…`: someone's own SQL, its parameters in the address."""
    sql, values = await exports.read_sql(datasette, request)
    return await csv_answer(datasette, request, "sql", sql, values)


@hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
def register_routes(datasette: Datasette) -> list[tuple[str, View]]:
    """Datasette's hook for views of our own."""
    queries = "|".join(map(re.escape, canned.queries(datasette)))
    return [(rf"^/lscb/(?P<query>{queries})\.csv$", query_csv), (r"^/lscb\.csv$", sql_csv)]


class CutError(BaseException):
    """A table's CSV has failed in its midst: the connection is ended, so that nobody takes the part for the whole.

    Datasette writes what went wrong as a last line and ends as if all were well; every other piece that it writes is
    a row. No `except Exception` of its own may stop this.
    """


def as_file(send: Send, name: str) -> Send:
    """What takes Datasette's streamed CSV of a table, a whole row at a time, and sends it on as a file of CSV."""
    is_good = False

    async def send_guarded(message: Any) -> None:
        nonlocal is_good
        if message["type"] == "http.response.start" and message["status"] == 200:
            is_good = True
            headers = {key.lower(): value for key, value in message["headers"]}
            ours = {"content-type": CSV_TYPE, **csv_headers(name)}
            headers |= {key.encode(): value.encode() for key, value in ours.items()}
            message = {**message, "headers": list(headers.items())}
        elif is_good and message.get("body"):
            if not message["body"].endswith(b"\r\n"):
                raise CutError("a table's CSV failed after its beginning was sent")
            message = {**message, "body": guard_csv(message["body"])}
        await send(message)

    return send_guarded


@hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
def asgi_wrapper(datasette: Datasette) -> Callable[[Application], Application]:
    """Stream a table's CSV whole, unless a page of it was asked for by `_size=<number>` or `_next`.

    Datasette writes it row by row as plain text: it becomes a file of CSV here, with no cell that would be run.
    """
    queries = canned.queries(datasette)

    def wrap(app: Application) -> Application:
        async def stream(scope: Any, receive: Any, send: Any) -> None:
            table = TABLE_CSV.fullmatch(scope["path"]) if scope["type"] == "http" else None
            if table and table["name"] not in queries:
                words = parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
                asked = dict(words)
                if "_next" not in asked and not asked.get("_size", "").isdigit():
                    words = [(name, value) for name, value in words if name not in ("_size", "_stream")]
                    words += [("_stream", "on"), ("_size", "max")]
                words = [(name, value) for name, value in words if name != "_trace"]  # it writes HTML around the rows
                scope = {**scope, "query_string": urlencode(words).encode("latin-1")}
                send = as_file(send, table["name"])
            await app(scope, receive, send)

        return stream

    return wrap


def render_json(args: MultiParams, data: dict[str, Any], view_name: str) -> Response:
    """Datasette's JSON, except where that would be wrong or would hide an error.

    Raises DatasetteError for a query that failed, for an unknown `_shape`, and for an answer that was cut in a
    shape that has no place to say so.
    """
    shape = args.get("_shape") or "arrays"
    if data.get("error"):
        raise DatasetteError(str(data["error"]), title="Invalid SQL", status=400)
    if shape not in SHAPES:
        message = f"_shape must be one of {', '.join(SHAPES)}; it is {shape!r}."
        raise DatasetteError(message, title="Parameters not understood", status=400)
    if shape == "object" and not data.get("primary_keys"):
        message = "_shape=object is for tables with a key; use _shape=objects."
        raise DatasetteError(message, title="Parameters not understood", status=400)
    if data.get("truncated") and shape in ("array", "arrayfirst"):
        message = (
            f"The answer has more than {len(data['rows']):,} rows, and _shape={shape} has no place to say that it was "
            "cut: use _shape=objects, narrow it down, or take the CSV, which is whole."
        )
        raise DatasetteError(message, title="Too many rows", status=400)
    return json_renderer(args, data, view_name)


@hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
def register_output_renderer(datasette: Datasette) -> dict[str, Any]:
    """Datasette's hook for the forms of an answer; this takes the place of its own JSON."""
    return {"extension": "json", "render": render_json}
