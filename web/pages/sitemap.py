"""`/sitemap.xml`: the address of every page, board, theme and review, for search engines."""

from __future__ import annotations

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from web import address, canned
from web.page import DOCUMENTS, PAGES

ADDRESS = r"^/sitemap\.xml$"


async def page(datasette: Datasette, request: Request) -> Response:
    """The sitemap."""
    rows = await canned.ask(datasette, "addresses")
    own = ["/", *(f"/{path}" for path, _ in PAGES), *(f"/{path}" for path in DOCUMENTS), *(row["path"] for row in rows)]
    queries = [f"/{canned.DATABASE}", *(f"/{canned.DATABASE}/{name}" for name in canned.listed_queries(datasette))]
    context = {"addresses": [address.absolute(datasette, request, path) for path in own + queries]}
    text = await datasette.render_template("sitemap.xml", context, request)
    return Response(text, content_type="application/xml; charset=utf-8")
