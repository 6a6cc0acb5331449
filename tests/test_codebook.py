"""The codebook, by which people code, and the vocabularies, which the program knows, are the same."""

from __future__ import annotations

import re

from extract import practices, themes
from tests.conftest import REPO

CODEBOOK = (REPO / "docs" / "codebook.md").read_text(encoding="utf-8")


def rows(head: str) -> list[list[str]]:
    """The cells of the table that begins with a head, without head and rule, as text without code marks."""
    table = CODEBOOK[CODEBOOK.index(head) :].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip().replace("`", "") for cell in line.strip("|").split("|")] for line in table]


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("`", "")).strip()


def test_the_themes_are_those_of_the_vocabulary() -> None:
    found = [(name, label, covers) for name, label, covers, _ in rows("| id | label | covers |")]
    assert found == [(one.id, one.label, flat(one.covers)) for one in themes.vocabulary()]


def test_the_practices_are_those_of_the_vocabulary() -> None:
    found = [(name, theme, covers) for name, theme, covers in rows("| id | theme | the board")]
    assert found == [(one.id, one.theme_id, flat(one.covers)) for one in practices.vocabulary()]
