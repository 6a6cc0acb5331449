"""Refuses a canned query's parameter that makes no sense: 400 with what was wrong, never a table of nonsense.

What a parameter may be stands in `metadata.yml`, under each query's `parameters`.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Mapping
from typing import Any, get_args

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from extract.record import Grade, Polarity, Section
from extract.themes import vocabulary

Application = Callable[[Any, Any, Any], Any]

CHOICES: dict[str, tuple[str, ...]] = {
    "grade": get_args(Grade),
    "section": get_args(Section),
    "polarity": get_args(Polarity),
    "theme": tuple(theme.id for theme in vocabulary()),
}
# kinds whose values the data know: an unknown one finds no row
OPEN_KINDS = {"text", "board", "region"}
# '2014-11-12'
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
# '/lscb/reviews_by_grade', '/lscb/reviews_by_grade.json'
QUERY_PATH = re.compile(r"/lscb/(?P<query>\w+)(?:\.(?P<format>json|csv))?")


def wrong_with(name: str, parameter: Mapping[str, Any], value: str) -> str | None:
    """What is wrong with one parameter's value, in a sentence; None when nothing is. Empty is the default."""
    kind = parameter["kind"]
    if not value or kind in OPEN_KINDS:
        return None
    if kind == "date":
        try:
            good = bool(ISO_DATE.fullmatch(value)) and bool(datetime.date.fromisoformat(value))
        except ValueError:
            good = False
        return None if good else f"{name} must be a date such as 2014-11-12, it is {value!r}."
    if kind == "grades":
        odd = [one for one in value.replace(", ", ",").split(",") if one not in CHOICES["grade"]]
        known = ", ".join(CHOICES["grade"])
        return f"{name} must be grades parted by commas, of {known}; met {odd[0]!r}." if odd else None
    choices = parameter["choices"] if kind == "choice" else CHOICES[kind]
    return None if value in choices else f"{name} must be one of {', '.join(choices)}; it is {value!r}."


def problems(parameters: Mapping[str, Mapping[str, Any]], values: Mapping[str, str]) -> list[str]:
    """Everything that is wrong with the values given for a query's parameters, a sentence each."""
    said = (wrong_with(name, parameter, values.get(name, "")) for name, parameter in parameters.items())
    found = [sentence for sentence in said if sentence]
    if not found and {"from", "to"} <= parameters.keys():
        first, last = values.get("from", ""), values.get("to", "")
        if first and last and first > last:
            found.append(f"from ({first}) is after to ({last}).")
    return found


@hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
def asgi_wrapper(datasette: Datasette) -> Callable[[Application], Application]:
    """Datasette's hook around the whole site."""
    queries = datasette.metadata("queries", database="lscb", fallback=False) or {}

    async def refuse(form: str | None, found: list[str]) -> Response:
        if form == "json":
            body = {"ok": False, "error": " ".join(found), "status": 400, "title": "Parameters not understood"}
            headers = {"access-control-allow-origin": "*"} if datasette.cors else {}
            return Response(json.dumps(body), 400, headers, "application/json; charset=utf-8")
        if form == "csv":
            return Response.text(" ".join(found) + "\n", status=400)
        said = {"title": "Parameters not understood", "status": 400, "error": " ".join(found)}
        # Without the request: it has no token for forms yet, and this page has no form.
        page = await datasette.render_template(["400.html", "error.html"], said)
        return Response.html(page, status=400)

    def wrap(app: Application) -> Application:
        async def checked(scope: Any, receive: Any, send: Any) -> None:
            match = QUERY_PATH.fullmatch(scope.get("path", "")) if scope["type"] == "http" else None
            query = queries.get(match["query"]) if match else None
            if not match or not isinstance(query, dict):
                await app(scope, receive, send)
                return
            request = Request(scope, receive)
            values = {name: request.args.get(name) or "" for name in query.get("parameters", {})}
            found = problems(query.get("parameters", {}), values)
            if not found:
                await app(scope, receive, send)
                return
            response = await refuse(match["format"], found)
            await response.asgi_send(send)

        return checked

    return wrap
