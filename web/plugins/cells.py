"""How single values are shown in tables of rows: links to pages of reports, dates in words, grades."""

from __future__ import annotations

import datetime
import re
from typing import Any

from datasette import hookimpl
from markupsafe import Markup, escape

GRADES = {
    "outstanding": "Outstanding",
    "good": "Good",
    "requires improvement": "Requires improvement",
    "inadequate": "Inadequate",
}
GRADE_COLUMNS = {"judgement", "overall", "grade", "authority_overall", "lscb"}
# '2014-11-12'
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
# 'https://files.ofsted.gov.uk/v1/file/50004276#page=33'
PAGE_LINK = re.compile(r"https?://\S+#page=(\d+)")


def long_date(iso: str) -> str:
    """An ISO date as people read it: `12 November 2014`; any other text unchanged."""
    if not ISO_DATE.fullmatch(iso):
        return iso
    day = datetime.date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"


def show(column: str, value: object) -> Markup | None:
    """The HTML of a value that needs another form on screen than in the data; None for any other."""
    if isinstance(value, dict) and column in GRADE_COLUMNS:
        value = value["value"]  # a foreign key that Datasette has given a label
    if not isinstance(value, str):
        return None
    if column in GRADE_COLUMNS and value.lower() in GRADES:
        name = value.lower().replace(" ", "-")
        return Markup('<span class="grade grade-{}">{}</span>').format(name, GRADES[value.lower()])
    link = PAGE_LINK.fullmatch(value)
    if link:
        return Markup('<a href="{}">report, page {}</a>').format(value, link[1])
    if column == "url" and value.startswith(("http://", "https://")):
        return Markup('<a href="{}">report (PDF)</a>').format(value)
    if ISO_DATE.fullmatch(value):
        return Markup('<time datetime="{}">{}</time>').format(value, escape(long_date(value)))
    return None


@hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
def render_cell(value: object, column: str) -> Markup | None:
    """Datasette's hook for a value in a table of rows."""
    return show(column, value)


@hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
def extra_template_vars() -> dict[str, Any]:
    """`long_date` for templates."""
    return {"long_date": long_date}
