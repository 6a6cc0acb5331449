"""`/methods`: how the statements are made and how often they are right, from docs/methods.md."""

from __future__ import annotations

import functools
import re
from pathlib import Path

from datasette.app import Datasette
from datasette.utils.asgi import Request
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

from web.page import Page

ADDRESS = r"^/methods$"
SOURCE = Path(__file__).parents[2] / "docs" / "methods.md"
# what stands between words of a heading: 'How often it is right' becomes how-often-it-is-right
BETWEEN_WORDS = re.compile(r"\W+")


def _html(text: str) -> Token:
    """A piece of HTML as it is."""
    return Token("html_block", "", 0, content=text)


def _caption(heading: str, names: list[str]) -> str:
    """What a table shows: `How often it is right: labelled, precision, recall, F1 by polarity`."""
    return f"{heading}: {', '.join(names[1:])} by {names[0]}"


def rendered(markdown: str) -> tuple[str, Markup]:
    """A document's title and HTML: headings can be linked to, tables have captions and column headings with a scope.

    Takes CommonMark with tables; the documents are ours, so HTML in them (comments) stands.
    """
    parser = MarkdownIt("commonmark").enable("table")
    tokens = parser.parse(markdown)
    made: list[Token] = []
    heading = title = ""
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            heading = tokens[at + 1].content
            title = title or heading
            token.attrSet("id", BETWEEN_WORDS.sub("-", heading.lower()).strip("-"))
        elif token.type == "th_open":
            token.attrSet("scope", "col")
        if token.type == "table_open":
            end = next(after for after in range(at, len(tokens)) if tokens[after].type == "thead_close")
            names = [tokens[after + 1].content for after in range(at, end) if tokens[after].type == "th_open"]
            caption = escape(_caption(heading, names))
            made.append(_html(f'<div class="table-wrapper" role="region" aria-label="{caption}" tabindex="0">\n'))
            made += [token, _html(f"<caption>{caption}</caption>\n")]
        elif token.type == "table_close":
            made += [token, _html("</div>\n")]
        else:
            made.append(token)
    # The renderer's own markup: what the document holds was escaped by it.
    return title, Markup(parser.renderer.render(made, parser.options, {}))


@functools.cache
def methods_page() -> tuple[str, Markup]:
    """The methods page as it stood when the site was first asked for it."""
    return rendered(SOURCE.read_text(encoding="utf-8"))


async def page(datasette: Datasette, request: Request) -> Page:
    """The page at /methods."""
    title, text = methods_page()
    return Page(
        "methods.html", title, "How the statements are made and classed, and how often that is right.", {"text": text}
    )
