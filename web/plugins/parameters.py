"""Refuses a canned query's parameter that makes no sense: 400 with what was wrong, never a table of nonsense."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from web import canned

Application = Callable[[Any, Any, Any], Any]

# '/lscb/reviews_by_grade', '/lscb/reviews_by_grade.json'
QUERY_PATH = re.compile(r"/lscb/(?P<query>\w+)(?:\.(?P<format>json|csv))?")


def joined(query_string: bytes, values: Mapping[str, str]) -> bytes:
    """A query string with each repeated parameter (tick boxes of grades) as the one value that Datasette reads."""
    words = parse_qsl(query_string.decode("latin-1"), keep_blank_values=True)
    names = [name for name, _ in words]
    if all(names.count(name) == 1 for name in values if name in names):
        return query_string
    once = {name: values.get(name, value) for name, value in words}
    return urlencode(once).encode("latin-1")


@hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
def asgi_wrapper(datasette: Datasette) -> Callable[[Application], Application]:
    """Datasette's hook around the whole site."""
    queries = canned.queries(datasette)

    async def refuse(form: str | None, said: str) -> Response:
        if form == "json":
            body = {"ok": False, "error": said, "status": 400, "title": "Parameters not understood"}
            headers = {"access-control-allow-origin": "*"} if datasette.cors else {}
            return Response(json.dumps(body), 400, headers, "application/json; charset=utf-8")
        if form == "csv":
            return Response.text(said + "\n", status=400)
        about = {"title": "Parameters not understood", "status": 400, "error": said}
        # Without the request: it has no token for forms yet, and this page has no form.
        page = await datasette.render_template(["400.html", "error.html"], about)
        return Response.html(page, status=400)

    def wrap(app: Application) -> Application:
        async def checked(scope: Any, receive: Any, send: Any) -> None:
            match = QUERY_PATH.fullmatch(scope.get("path", "")) if scope["type"] == "http" else None
            if match and isinstance(queries.get(match["query"]), dict):
                try:
                    values = await canned.asked(datasette, Request(scope, receive), match["query"])
                except canned.ParameterError as wrong:
                    response = await refuse(match["format"], str(wrong))
                    await response.asgi_send(send)
                    return
                scope = {**scope, "query_string": joined(scope.get("query_string", b""), values)}
            await app(scope, receive, send)

        return checked

    return wrap
