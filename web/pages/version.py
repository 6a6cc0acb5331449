"""`/-/data.json`: which data this is. Every JSON and CSV answer links to it."""

from __future__ import annotations

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from web import version

ADDRESS = r"^/-/data\.json$"


async def page(datasette: Datasette, request: Request) -> Response:
    """The version of the data as JSON."""
    return Response.json(await version.about(datasette))
