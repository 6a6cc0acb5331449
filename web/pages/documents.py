"""`/codebook`, `/corrections`: documents of docs/ that a reader of the site needs as they stand."""

from __future__ import annotations

import functools

from datasette.app import Datasette
from datasette.utils.asgi import Request
from markupsafe import Markup

from common.project import ROOT
from web import documents
from web.page import DOCUMENTS, SitePage

ADDRESS = rf"^/(?P<document>{'|'.join(DOCUMENTS)})$"
# What search engines and link previews say of each.
ABOUT = {
    "codebook": "What each polarity, theme and practice covers, and how statements are coded, for anyone to do it.",
    "corrections": "How to dispute the class of a statement, and what happens next.",
}


@functools.lru_cache(maxsize=4)
def document_page(name: str, base: str) -> tuple[str, Markup]:
    """A document's page as it was when first asked for, for a site with its pages below the path `base`."""
    markdown = (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
    return documents.render(markdown, documents.links(base))


async def page(datasette: Datasette, request: Request) -> SitePage:
    """The page of the document that the address names."""
    name = request.url_vars["document"]
    title, text = document_page(name, datasette.urls.path("/"))
    return SitePage("document.html", title, ABOUT[name], {"text": text})
