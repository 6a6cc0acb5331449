"""`/reviews`: the list of them is the table's page, which sorts, filters and exports."""

from __future__ import annotations

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

ADDRESS = r"^/reviews$"


async def page(datasette: Datasette, request: Request) -> Response:
    """A lasting redirect to the table of reviews."""
    return Response.redirect(datasette.urls.table("lscb", "reviews"), status=301)
