"""`/methods`: how the statements are made and how often they are right, from docs/methods.md."""

from __future__ import annotations

import functools

from datasette.app import Datasette
from datasette.utils.asgi import Request
from markupsafe import Markup

from common.project import ROOT
from web.documents import rendered
from web.page import Page

ADDRESS = r"^/methods$"
SOURCE = ROOT / "docs" / "methods.md"


@functools.cache
def methods_page() -> tuple[str, Markup]:
    """The methods page as it stood when the site was first asked for it."""
    return rendered(SOURCE.read_text(encoding="utf-8"))


async def page(datasette: Datasette, request: Request) -> Page:
    """The page at /methods."""
    title, text = methods_page()
    return Page(
        "document.html", title, "How the statements are made and classed, and how often that is right.", {"text": text}
    )
