"""`/sitemap.xml`: the address of every page, board, theme and review, for search engines."""

from __future__ import annotations

import re

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from web import address, canned, pages
from web.page import PAGES

ADDRESS = r"^/sitemap\.xml$"


def is_answered(path: str) -> bool:
    """Whether a page of ours has this address."""
    return path == "/" or any(re.match(module.ADDRESS, path) for module in pages.ALL)


async def page(datasette: Datasette, request: Request) -> Response:
    """The sitemap."""
    rows = await canned.answer(datasette, "addresses")
    own = ["/", *(f"/{path}" for path, _ in PAGES), *(row["path"] for row in rows)]
    queries = [f"/{canned.DATABASE}", *(f"/{canned.DATABASE}/{name}" for name in canned.queries(datasette))]
    found = [path for path in own if is_answered(path)] + queries
    context = {"addresses": [address.absolute(datasette, request, path) for path in found]}
    text = await datasette.render_template("sitemap.xml", context, request)
    return Response(text, content_type="application/xml; charset=utf-8")
