"""A theme or practice that an address names: its row, the error if there is none, and those before and after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from web.page import UnknownError
from web.parameters import find_near

Row = Mapping[str, Any]


def find(rows: Sequence[Row], kind: str, given: str, path: str) -> tuple[Row, Row | None, Row | None]:
    """The row whose id an address gives, and its neighbours in the order of the rows, None at the ends.

    `kind` is `theme` or `practice`: the column of the name, and with `_id` that of the id; `path` leads to all of them.
    Raises UnknownError, with the names that are near, if none has that id.
    """
    ids = [row[f"{kind}_id"] for row in rows]
    if given not in ids:
        labels = {row[f"{kind}_id"]: row[kind] for row in rows}
        near = {f"{path}/{one}": label for one, label in find_near(given, labels).items()}
        raise UnknownError(f"There is no {kind} {given!r}.", near or {path: f"All {kind}s"})
    at = ids.index(given)
    return rows[at], rows[at - 1] if at else None, rows[at + 1] if at + 1 < len(rows) else None
