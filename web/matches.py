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


def is_in(asked: Sequence[str], text: str) -> bool:
    """Whether each of the words begins a word of the text; no words are in nothing."""
    there = words(text)
    return bool(asked) and all(any(word.startswith(one) for word in there) for one in asked)


def find(names: Iterable[str], boards: Sequence[Row], practices: Sequence[Row]) -> Matches:
    """What matches the words of a search or one of their other names.

    `boards` are rows of `boards_reviewed`, `practices` those of `practices_listed`, which name the themes too.
    """
    asked = [words(name) for name in names]
    of_boards = [[word for word in one if word not in OF_EVERY_BOARD] for one in asked]
    themes = {row["theme_id"]: row for row in practices}

    def match(text: str) -> bool:
        return any(is_in(one, text) for one in asked)

    return Matches(
        boards=[row for row in boards if any(is_in(one, f"{row['board']} {row['areas']}") for one in of_boards)][:MOST],
        themes=[row for row in themes.values() if match(row["theme"])][:MOST],
        practices=[row for row in practices if any(map(match, (row["practice"], row["covers"], row["theme"])))][:MOST],
        places=[
            (place, [row for row in boards if set(row["areas"].split("; ")) & set(made_of)])
            for place, made_of in places().items()
            if any(len("".join(one)) > 4 and is_in(one, place) for one in of_boards)
        ],
    )
