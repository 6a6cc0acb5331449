"""The four grades in running text, table cells and headings."""

from __future__ import annotations

import re
from typing import Final

from common.record import Grade

GRADES: Final[dict[str, Grade]] = {
    "outstanding": "outstanding",
    "good": "good",
    "requires improvement": "requires improvement",
    "require improvement": "requires improvement",
    "inadequate": "inadequate",
}

NAMES = r"(?P<grade>outstanding|good|requires?\s+improvement|inadequate)"

# a table's cell: 'Requires improvement', 'Requires improvement to be good', 'Good'
CELL = re.compile(rf"{NAMES}(?:\s+to\s+be\s+good)?\W*", re.IGNORECASE)
# 'is good', 'are inadequate', 'is requires improvement', 'was judged to be good', 'Judgement: good', 'requires
# improvement to be good'
STATED = re.compile(
    rf"(?:(?:\b(?:is|are|as|was|were)\s+(?:judged\s+(?:to\s+be\s+|as\s+)?)?|\bjudge?ment\s*[:–-]\s*){NAMES}\b"
    r"|\b(?P<verb>requires?\s+improvement)\b)",
    re.IGNORECASE,
)


def as_grade(words: str) -> Grade:
    """The grade that some words name ('Requires  Improvement'); raises KeyError for any others."""
    return GRADES[" ".join(words.lower().split())]


def cell_grade(text: str) -> Grade | None:
    """The grade that a table's cell holds, None when it holds anything else."""
    match = CELL.fullmatch(text.strip())
    return as_grade(match["grade"]) if match else None


def stated_grade(text: str) -> Grade | None:
    """The first grade that a sentence states of its subject, None when it states none."""
    match = STATED.search(text)
    return as_grade(match["grade"] or match["verb"]) if match else None
