"""How single values are shown in tables of rows: links to reports' pages and to other rows, dates in words, grades."""

from __future__ import annotations

import re
from collections.abc import Awaitable
from typing import Any

import jinja2
from datasette import hookimpl
from datasette.app import Datasette
from markupsafe import Markup, escape

from web import canned
from web.canned import DATABASE
from web.figures import ISO_DATE, long_date
from web.grades import GRADES
from web.headings import GRADE_COLUMNS
from web.polarities import POLARITIES

# A column that names a row of another table: the table, and where the row is shown.
KEYS = {
    "review_id": ("reviews", "reviews"),
    "paragraph_id": ("paragraphs", "lscb/paragraphs"),
    "statement_id": ("statements", "lscb/statements"),
    "board_id": ("boards", "boards"),
    "la_code": ("authorities", "lscb/authorities"),
    "neighbour_code": ("authorities", "lscb/authorities"),
    "theme_id": ("themes", "themes"),
    "practice_id": ("practices", "practices"),
}
# A number written longer than this is a quotient: four figures of it are shown; JSON and CSV have the rest.
WIDE = 8
# 'https://files.ofsted.gov.uk/v1/file/50004276#page=33'
PAGE_LINK = re.compile(r"https?://\S+#page=(\d+)")


def show(column: str, value: object) -> Markup | None:
    """The HTML of a value that needs another form on screen than in the data; None for any other."""
    if isinstance(value, dict) and column in GRADE_COLUMNS:
        value = value["value"]  # a foreign key that Datasette has given a label
    if column.startswith("is_") and value in (0, 1):
        return Markup("yes" if value else "no")
    if isinstance(value, float) and len(str(value)) > WIDE:
        return Markup(f"{value:.4g}")
    if not isinstance(value, str):
        return None
    if column in GRADE_COLUMNS and value.lower() in GRADES:
        name = value.lower().replace(" ", "-")
        return Markup('<span class="grade grade-{}">{}</span>').format(name, GRADES[value.lower()])
    if column == "polarity" and value in POLARITIES:
        return Markup('<span class="polarity polarity-{0}">{0}</span>').format(value)
    link = PAGE_LINK.fullmatch(value)
    if link:
        return Markup('<a href="{}">report, page {}</a>').format(value, link[1])
    if column == "url" and value.startswith(("http://", "https://")):
        return Markup('<a href="{}">report (PDF)</a>').format(value)
    if ISO_DATE.fullmatch(value) and long_date(value) != value:
        return Markup('<time datetime="{}">{}</time>').format(value, escape(long_date(value)))
    return None


async def citation(datasette: Datasette, review_id: str) -> Markup | None:
    """A review as it is cited, by board and date, linked to its page; None for a review that is not there."""
    for row in await canned.ask(datasette, "citations"):
        if row["review_id"] == review_id:
            link = datasette.urls.path(f"reviews/{review_id}")
            day = show("public_on", row["public_on"]) or ""
            return Markup('<a href="{}">{}</a>, {}').format(link, row["board"], day)
    return None


def row_link(datasette: Datasette, column: str, table: str | None, value: object) -> Markup | None:
    """A link to the row that a key names, under its label if it has one; None for other values."""
    label = value
    if isinstance(value, dict):  # a foreign key that Datasette has given a label
        label, value = value["label"], value["value"]
    if column not in KEYS or not isinstance(value, str) or not value:
        return None
    home, address = KEYS[column]
    if home == table and address.startswith(DATABASE):
        return None  # the row is its own page
    return Markup('<a href="{}">{}</a>').format(datasette.urls.path(f"{address}/{value}"), label)


@hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
def render_cell(
    value: object, column: str, table: str | None, datasette: Datasette
) -> Markup | Awaitable[Markup | None] | None:
    """Datasette's hook for a value in a table of rows."""
    if column == "review_id" and isinstance(value, dict):
        return citation(datasette, str(value["value"]))
    return show(column, value) or row_link(datasette, column, table, value)


@hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
def prepare_jinja2_environment(env: jinja2.Environment) -> None:
    """For templates: `as_cell(column, value)` as tables show it, `as_polarity(value)` in words for people."""

    def as_cell(column: str, value: object) -> object:
        return show(column, value) or value

    def as_polarity(value: str) -> Markup:
        words = POLARITIES[value].one
        return Markup('<span class="polarity polarity-{}">{}</span>').format(value, words)

    env.globals.update(as_cell=as_cell, as_polarity=as_polarity, polarities=POLARITIES)


@hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
def extra_template_vars() -> dict[str, Any]:
    """`long_date` for templates."""
    return {"long_date": long_date}
