"""The four grades in running text, table cells and headings."""

from __future__ import annotations

import re
from typing import Final

from common.grades import GradeName, grades


def _alternatives(forms: list[str]) -> str:
    """A pattern for any of some words, however they are spaced."""
    return "|".join(re.escape(form).replace("\\ ", r"\s+") for form in forms)


# Each form in print: 'requires improvement' of one board, 'require improvement' of several.
FORMS: Final[dict[str, GradeName]] = {form: grade.id for grade in grades() for form in (grade.id, grade.several)}
# the grades that are verbs: 'requires improvement', 'require improvement'
VERBS: Final = _alternatives(
    [form for grade in grades() if grade.id != grade.several for form in (grade.id, grade.several)]
)

NAMES: Final = rf"(?P<grade>{_alternatives(list(FORMS))})"

# a table's cell: 'Requires improvement', 'Requires improvement to be good', 'Good'
CELL: Final = re.compile(rf"{NAMES}(?:\s+to\s+be\s+good)?\W*", re.IGNORECASE)
# the word that opens a table's cell: 'Requires', 'Good'
OPENS_CELL: Final = re.compile(rf"(?:{_alternatives([form.split()[0] for form in FORMS])})\W*", re.IGNORECASE)
# 'is good', 'are inadequate', 'is requires improvement', 'was judged to be good', 'Judgement: good', 'requires
# improvement to be good'
STATED: Final = re.compile(
    rf"(?:(?:\b(?:is|are|as|was|were)\s+(?:judged\s+(?:to\s+be\s+|as\s+)?)?|\bjudge?ment\s*[:–-]\s*){NAMES}\b"
    rf"|\b(?P<verb>{VERBS})\b)",
    re.IGNORECASE,
)


def as_grade(words: str) -> GradeName:
    """The grade that some words name ('Requires  Improvement'); raises KeyError for any other words."""
    return FORMS[" ".join(words.lower().split())]


def cell_grade(text: str) -> GradeName | None:
    """The grade that a table's cell holds, None if it holds anything else."""
    match = CELL.fullmatch(text.strip())
    return as_grade(match["grade"]) if match else None


def stated_grade(text: str) -> GradeName | None:
    """The first grade that a sentence states of its subject, None if it states none."""
    match = STATED.search(text)
    return as_grade(match["grade"] or match["verb"]) if match else None
