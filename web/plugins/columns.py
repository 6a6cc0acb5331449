"""Which columns a table of rows shows on screen, in which order, and how a query's columns are headed.

JSON and CSV have every column in the table's own order. On screen a reader wants the words first and the report's page
beside them, and no corners of boxes; `?_col=` and `?_nocol=` show what they name.
"""

from __future__ import annotations

from collections.abc import Sequence

import jinja2
from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils import path_with_replaced_args

from db import dictionary
from web.canned import DATABASE
from web.headings import heading

# A table that is not here shows all its columns as they stand.
SHOWN: dict[str, tuple[str, ...]] = {
    "statements": ("text", "polarity", "cue", "review_id", "page_url", "statement_id", "paragraph_id"),
    "paragraphs": ("text", "section", "heading", "number", "review_id", "page_url", "paragraph_id"),
    "reviews": (
        *("authority", "lscb_grade", "overall_grade", "public_on", "page_url", "board_id", "region"),
        *("inspected_to", "review_id"),
    ),
    "judgements": ("review_id", "area", "grade", "page_url", "stated"),
    "documents": ("title", "authority", "listed_on", "status", "reason", "url", "file_id"),
    "coverage": (
        "authority",
        "lscb_grade",
        "overall_grade",
        "published",
        "is_held",
        "review_id",
        "why_missing",
        "source",
    ),
    "known_gaps": ("authority", "published", "lscb_grade", "overall_grade", "why", "source"),
}


def columns_to_show(table: str, columns: Sequence[str], asked: bool = False) -> list[int]:
    """The places in `columns` of those to show, in the order to show them; all of them as they stand if asked for.

    The key column `Link` that Datasette adds takes the place of the key.
    """
    if asked or table not in SHOWN:
        return list(range(len(columns)))
    return [columns.index(name) for name in SHOWN[table] if name in columns]


def columns_of_answer(columns: Sequence[str], canned: bool) -> list[int]:
    """The places of the columns that an answer shows: in our own queries no column repeats another.

    A link to a page says which page it is, and `marked` is the text once more, for those who show it elsewhere.
    """
    twice = {"page" if "page_url" in columns else "", "marked"} if canned else set()
    return [at for at, name in enumerate(columns) if name not in twice]


@hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
def prepare_jinja2_environment(env: jinja2.Environment, datasette: Datasette) -> None:
    """The functions above for templates, and `path_with_replaced_args`, which Datasette gives only to some pages.

    `column_lines(query)` says what each column of a canned query holds.
    """

    def column_lines(query: str) -> dict[str, str]:
        return dictionary.column_lines(datasette.metadata("databases")[DATABASE], query)

    env.globals.update(column_lines=column_lines, columns_to_show=columns_to_show, columns_of_answer=columns_of_answer)
    env.globals.update(heading=heading, path_with_replaced_args=path_with_replaced_args)
