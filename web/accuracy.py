"""How often the rules are right, as docs/methods.md measures it: the one place where those numbers stand."""

from __future__ import annotations

import dataclasses
import functools

from common.project import ROOT

SOURCE = ROOT / "docs" / "methods.md"


@dataclasses.dataclass(frozen=True)
class Told:
    """How well the rules tell a theme on the labelled statements that they were fitted to.

    `labelled` counts the readers' statements on the theme; `precision` is the share of the rules' statements that
    belong there, `recall` the share of the readers' that the rules find, both from 0 to 1.
    """

    labelled: int
    precision: float
    recall: float


def tables(markdown: str) -> list[list[list[str]]]:
    """The tables of a Markdown text, each as rows of cells with its heading first, without the rule under it."""
    found: list[list[list[str]]] = [[]]
    for line in markdown.splitlines():
        if not line.startswith("|"):
            found.append([])
        elif not set(line) <= set("| -:"):
            found[-1].append([cell.strip() for cell in line.strip("|").split("|")])
    return [rows for rows in found if rows]


def themes_told(markdown: str) -> dict[str, Told]:
    """How well each theme is told, by its id, from the table headed `theme | labelled | precision | recall | F1`."""
    (rows,) = [rows for rows in tables(markdown) if rows[0][0] == "theme"]
    return {theme: Told(int(n), float(precision), float(recall)) for theme, n, precision, recall, _ in rows[1:]}


def on_new_text(markdown: str) -> dict[str, str]:
    """What the rules score now on statements that they were not fitted to: the last column, by measure."""
    (rows,) = [rows for rows in tables(markdown) if rows[0][0] == "measure" and rows[0][-1] == "last sample, now"]
    return {row[0]: row[-1] for row in rows[1:]}


@functools.cache
def _source() -> str:
    return SOURCE.read_text(encoding="utf-8")


@functools.cache
def of_themes() -> dict[str, Told]:
    """How well each theme is told, by its id."""
    return themes_told(_source())


@functools.cache
def of_new_text() -> dict[str, str]:
    """What the rules score on statements that they were not fitted to, by measure: `90.7%`."""
    return on_new_text(_source())
