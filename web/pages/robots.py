"""`/robots.txt`: everything may be read except the endless answers to visitors' own questions."""

from __future__ import annotations

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from web import address

ADDRESS = r"^/robots\.txt$"
# Visitors' own SQL, tables sorted and filtered in every way, searches and pairs of boards: there is no end to them.
# Pictures of pages are drawn when they are asked for.
ENDLESS = ("/lscb?", "/lscb/*?", "/boards?", "/search?", "/compare?", "/reviews/*/pages/", "/-/")


async def page(datasette: Datasette, request: Request) -> Response:
    """What crawlers are asked to leave alone, and where the sitemap is."""
    refused = "".join(f"Disallow: {datasette.urls.path(path)}\n" for path in ENDLESS)
    where = address.absolute(datasette, request, "/sitemap.xml")
    return Response.text(f"User-agent: *\nAllow: {datasette.urls.path('/')}\n{refused}\nSitemap: {where}\n")
