"""`/methods`: how the statements are made and how often they are right: docs/methods.md with the figures filled in."""

from __future__ import annotations

import functools

from datasette.app import Datasette
from datasette.utils.asgi import Request
from markupsafe import Markup

from common.project import ROOT
from web import accuracy
from web.documents import render
from web.page import SitePage

ADDRESS = r"^/methods$"
SOURCE = ROOT / "docs" / "methods.md"


@functools.cache
def methods_page() -> tuple[str, Markup]:
    """The methods page as it stood when the site was first asked for it."""
    markdown = SOURCE.read_text(encoding="utf-8")
    return render(accuracy.fill_score(markdown, accuracy.samples()[accuracy.FITTED]))


async def page(datasette: Datasette, request: Request) -> SitePage:
    """The page at /methods."""
    title, text = methods_page()
    return SitePage(
        "document.html", title, "How the statements are made and classed, and how often that is right.", {"text": text}
    )
