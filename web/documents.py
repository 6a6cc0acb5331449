"""Turns a Markdown document of docs/ into accessible HTML: figures filled in, linked headings, tables with captions."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

# what separates the words of a heading: 'How often it is right' becomes how-often-it-is-right
BETWEEN_WORDS = re.compile(r"\W+")
# '{second_readings.polarity_right}', a name that a figure stands for
FIGURE = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)*)\}")
# The pages that show a document, by its name.
PAGES = {
    "api.md": "api",
    "codebook.md": "codebook",
    "corrections.md": "corrections",
    "data-dictionary.md": "data#tables",
    "methods.md": "methods",
}


def links(base: str) -> dict[str, str]:
    """The addresses of the documents that have pages, below the path `base`, by name: for `render`."""
    return {document: base + path for document, path in PAGES.items()}


def fill(markdown: str, figures: Mapping[str, str]) -> str:
    """A document with the figures that its names in braces stand for. Raises KeyError for an unknown name."""
    return FIGURE.sub(lambda met: figures[met[1]], markdown)


def _html(text: str) -> Token:
    """A piece of HTML as it is."""
    return Token("html_block", "", 0, content=text)


def _caption(heading: str, first_column: str, is_first: bool) -> str:
    """What a table shows: the heading that it stands under, for a further one `How often it is right, by theme`."""
    return heading if is_first else f"{heading}, by {first_column}"


def anchor(heading: str) -> str:
    """The id of a heading, so that it can be linked to: `How it is done` becomes how-it-is-done."""
    return BETWEEN_WORDS.sub("-", heading.lower()).strip("-")


def _relink(token: Token, links: Mapping[str, str]) -> Token:
    """A piece of text, with links to other documents turned into links to their pages."""
    for child in token.children or ():
        target, mark, place = str(child.attrGet("href") or "").partition("#")
        if child.type == "link_open" and target in links:
            child.attrSet("href", links[target] + mark + place)
    return token


def render(markdown: str, links: Mapping[str, str] | None = None) -> tuple[str, Markup]:
    """A document's title and HTML: headings can be linked to, tables have captions and column headings with a scope.

    Takes CommonMark with tables; the documents are ours, so HTML in them (comments) stands. `links` are the addresses
    of pages by the name of the document that they show (`methods.md`).
    """
    parser = MarkdownIt("commonmark").enable("table")
    tokens = parser.parse(markdown)
    made: list[Token] = []
    heading = title = ""
    captions: set[str] = set()
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            heading = tokens[at + 1].content
            title = title or heading
            token.attrSet("id", anchor(heading))
        elif token.type == "th_open":
            token.attrSet("scope", "col")
        if token.type == "table_open":
            first = next(after for after in range(at, len(tokens)) if tokens[after].type == "th_open")
            words = _caption(heading, tokens[first + 1].content, heading not in captions)
            captions.add(words)
            caption = escape(words)
            made.append(_html(f'<div class="table-wrapper" role="region" aria-label="{caption}" tabindex="0">\n'))
            made += [token, _html(f"<caption>{caption}</caption>\n")]
        elif token.type == "table_close":
            made += [token, _html("</div>\n")]
        else:
            made.append(_relink(token, links or {}))
    # The renderer's own markup: what the document holds was escaped by it.
    return title, Markup(parser.renderer.render(made, parser.options, {}))
