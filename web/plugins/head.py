"""What machines read on every page: its one address, and on some pages the description of the data set."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

import jinja2
from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import Request

from web import address, canned, files, schema

# The pages that describe the data set.
ABOUT_THE_DATA = ("/", "/data")


@hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
def prepare_jinja2_environment(env: jinja2.Environment, datasette: Datasette) -> None:
    """`canonical(request)`, `absolute(request, path)` and `dataset(request, site, build)` for templates."""
    queries = canned.queries(datasette)
    names = {name for query in queries.values() for name in query.get("parameters", {})}

    def canonical(request: Request) -> str:
        path = address.path_of(datasette, request)
        pairs = parse_qsl(request.query_string)
        folder, _, table = path.strip("/").partition("/")
        if folder == canned.DATABASE and table not in queries:
            found = address.table_parameters(pairs)
        else:
            found = address.page_parameters(pairs, request.scope.get(address.NOTED, {}), names)
        return address.with_parameters(address.absolute(datasette, request, path), found)

    def absolute(request: Request, path: str) -> str:
        return address.absolute(datasette, request, path)

    def dataset(request: Request, site: dict[str, Any], build: dict[str, Any]) -> dict[str, Any] | None:
        if address.path_of(datasette, request) not in ABOUT_THE_DATA:
            return None
        return schema.dataset(site, build, lambda path: absolute(request, path), files.download_sizes(datasette))

    env.globals.update(canonical=canonical, absolute=absolute, dataset=dataset)
