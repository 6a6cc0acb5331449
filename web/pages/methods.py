"""`/methods`: how statements are read and classed, and how sure that is: docs/methods.md with figures filled in."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from datasette.app import Datasette
from datasette.utils.asgi import Request
from markupsafe import Markup

from common.project import ROOT
from web import accuracy, canned, documents
from web.page import SitePage
from web.polarities import POLARITIES

ADDRESS = r"^/methods$"
SOURCE = ROOT / "docs" / "methods.md"
# The figures of the rules and the readings, each a column of the table of measures.
COLUMNS = {
    accuracy.SECOND: "two readings",
    accuracy.CROSSED: "rules cross-validated",
    accuracy.FITTED: "rules on what they learned from",
}


def figures(labels: Mapping[str, Mapping[str, str]], told: Mapping[str, int]) -> dict[str, str]:
    """What the document's names stand for.

    `labels` are what themes and practices are called, by kind and id; `told` counts the statements of this build.
    """
    found = accuracy.accuracy()
    names = {
        "polarity": ("polarity", {name: words.several for name, words in POLARITIES.items()}),
        "themes": ("theme", labels["theme"]),
        "practices": ("practice", labels["practice"]),
    }
    return {
        **accuracy.figures(),
        "summary": accuracy.summary(found, COLUMNS),
        **{f"classes.{kind}": accuracy.classes(found, kind, *one) for kind, one in names.items()},
        **{kind: str(len(labels[kind.removesuffix("s")])) for kind in ("themes", "practices")},
        **{f"build.{name}": f"{count:,}" for name, count in told.items()},
    }


@functools.lru_cache(maxsize=2)
def methods_page(markdown: str, base: str) -> tuple[str, Markup]:
    """The page of a filled document, for a site with its pages below the path `base`."""
    return documents.render(markdown, documents.links(base))


async def page(datasette: Datasette, request: Request) -> SitePage:
    """The page at /methods."""
    (told,) = await canned.ask(datasette, "statements_told")
    markdown = documents.fill(SOURCE.read_text(encoding="utf-8"), figures(await canned.read_choices(datasette), told))
    title, text = methods_page(markdown, datasette.urls.path("/"))
    about = "How the statements are read and classed, by whom, how far readings agree, and what the rules are for."
    return SitePage("document.html", title, about, {"text": text})
