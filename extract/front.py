"""Which page of a file is the report's own page 1, and where other reports in it begin.

A council may put a blank page or a cover of its own in front, and files are bound of several reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.pdf import Pdf

# 'Inspection date: 6 July 2015 – 30 July 2015', 'Inspection dates: …': on page 1 of every report of Ofsted's
INSPECTED = re.compile(r"(?:inspection\s+dates?|dates?\s+of\s+(?:the\s+)?inspection)\s*:?\s*(.*)", re.IGNORECASE)
# How many pages may stand in front.
IN_FRONT = 5


def front_page(pdf: Pdf) -> int:
    """The number of the report's page 1: the first that gives inspection dates, else the first with any text."""
    dated = next((page for page in title_pages(pdf) if page <= IN_FRONT + 1), None)
    return dated or next((page for page in range(1, pdf.pages + 1) if pdf.text_lines(page)), 1)


def title_pages(pdf: Pdf) -> Iterator[int]:
    """The pages that give inspection dates as the title page of a report does."""
    for page in range(1, pdf.pages + 1):
        if any(INSPECTED.match(text) for text in pdf.text_lines(page)):
            yield page
