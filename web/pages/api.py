"""`/api`: the API by example, from docs/api.md, with this site's own address in the examples."""

from __future__ import annotations

import functools

from datasette.app import Datasette
from datasette.utils.asgi import Request
from markupsafe import Markup

from common.project import ROOT
from web import address, documents
from web.page import SitePage

ADDRESS = r"^/api$"
SOURCE = ROOT / "docs" / "api.md"
# The site's address in the document.
EXAMPLE = "http://127.0.0.1:8001"


@functools.lru_cache(maxsize=8)
def api_page(here: str, base: str) -> tuple[str, Markup]:
    """The page for a site at the address `here`, with its pages below the path `base`."""
    markdown = SOURCE.read_text(encoding="utf-8").replace(EXAMPLE, here)
    return documents.render(markdown, documents.links(base))


async def page(datasette: Datasette, request: Request) -> SitePage:
    """The page at /api."""
    here = address.absolute(datasette, request, "/").rstrip("/")
    title, text = api_page(here, datasette.urls.path("/"))
    about = "Everything here as JSON and CSV, by example: curl, Python, R and a spreadsheet, without a key."
    return SitePage("document.html", title, about, {"text": text})
