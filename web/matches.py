"""Boards, themes, practices and places whose names match the words of a search, to stand above what inspectors said."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from common.strict_yaml import Each, Named, load

PLACES = Path(__file__).with_name("places.yml")
WORD = re.compile(r"[^\W_]+")
# Of each kind: as many as help, no more.
MOST = 6
# What every board's name holds, and so names none.
OF_EVERY_BOARD = frozenset(
    ["local", "safeguarding", "children", "childrens", "board", "boards", "lscb", "lscbs", "the", "and", "of", "for"]
)

Row = Mapping[str, Any]


@dataclasses.dataclass(frozen=True)
class Matches:
    """What matches, each in the order of its list; `places` are a place's name and the boards that serve it."""

    boards: Sequence[Row]
    themes: Sequence[Row]
    practices: Sequence[Row]
    places: Sequence[tuple[str, Sequence[Row]]]

    def __bool__(self) -> bool:
        return bool(self.boards or self.themes or self.practices or self.places)


@functools.cache
def places() -> dict[str, list[str]]:
    """The authorities that make up a place, by the place's name."""
    read: dict[str, list[str]] = load(PLACES, Named(Each(str)))
    return read


def words(text: str) -> list[str]:
    """The words of a text in lower case, without a plural's s, so that `audits` finds `audit`."""
    found = WORD.findall(text.casefold().replace("’s", "").replace("'s", ""))
    return [word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word for word in found]


def is_named(text: str, asked: Iterable[Sequence[str]]) -> bool:
    """Whether all words of one of the names each begin a word of the text; a name without words names nothing."""
    there = words(text)
    return any(bool(one) and all(any(word.startswith(start) for word in there) for start in one) for one in asked)


def find(names: Iterable[str], boards: Sequence[Row], practices: Sequence[Row]) -> Matches:
    """What matches the words of a search or one of their other names.

    `boards` are rows of `boards_reviewed`, `practices` those of `practices_listed`, which name the themes too.
    """
    asked = [words(name) for name in names]
    of_boards = [[word for word in one if word not in OF_EVERY_BOARD] for one in asked]
    of_places = [one for one in of_boards if len("".join(one)) > 4]
    themes = {row["theme_id"]: row for row in practices}
    return Matches(
        boards=[row for row in boards if is_named(f"{row['board']} {row['areas']}", of_boards)][:MOST],
        themes=[row for row in themes.values() if is_named(row["theme"], asked)][:MOST],
        practices=[
            row for row in practices if any(is_named(row[name], asked) for name in ("practice", "covers", "theme"))
        ][:MOST],
        places=[
            (place, [row for row in boards if set(row["areas"].split("; ")) & set(made_of)])
            for place, made_of in places().items()
            if is_named(place, of_places)
        ],
    )
