"""What columns are called where people read them, and which of them hold a grade."""

from __future__ import annotations

GRADE_COLUMNS = {"lscb_grade", "overall_grade", "grade"}
# Headings where the column's own name, with spaces, would not do.
HEADINGS = {"page_url": "report's page", "public_on": "published", "published_on": "date printed", "cue": "because of"}


def heading(column: str) -> str:
    """A query's column as a heading: its name in words."""
    return HEADINGS.get(column, column.replace("_", " "))
