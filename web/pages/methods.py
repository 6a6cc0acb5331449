"""`/methods`: how the statements are made and how often they are right, from docs/methods.md."""

from __future__ import annotations

import functools
from pathlib import Path

from datasette.app import Datasette
from datasette.utils.asgi import Request
from markupsafe import Markup

from web.documents import render
from web.page import SitePage

ADDRESS = r"^/methods$"
SOURCE = Path(__file__).parents[2] / "docs" / "methods.md"


@functools.cache
def methods_page() -> tuple[str, Markup]:
    """The methods page as it stood when the site was first asked for it."""
    return render(SOURCE.read_text(encoding="utf-8"))


async def page(datasette: Datasette, request: Request) -> SitePage:
    """The page at /methods."""
    title, text = methods_page()
    return SitePage(
        "document.html", title, "How the statements are made and classed, and how often that is right.", {"text": text}
    )
