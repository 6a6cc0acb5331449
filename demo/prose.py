"""The words of the made-up reports: pools of prose, and how a report's picks become sentences. Pure."""

from __future__ import annotations

import calendar
import dataclasses
import functools
import re
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from common.strict_yaml import Each, Keys, Named, load
from demo.model import Review

PROSE = Path(__file__).parent / "prose"
KINDS = {"+": "strength", "-": "weakness", "~": "mixed", "=": "neutral", "!": "recommendation"}
# What each file of `demo/prose` holds.
SHAPES = {
    "authority": Named(Each(str)),
    "board": Named(Keys(optional=dict.fromkeys(KINDS.values(), Each(str)))),
    "common": Named(object),
    "syllables": Named(str),
}
MONTHS = tuple(calendar.month_name[1:])

# "cse +2 -1" picks the second strength and the first weakness on sexual exploitation.
PICK = re.compile(r"^([a-z-]+)((?: [-+~=!]\d+)+)$")
# "{place}" in a sentence of a pool
SLOT = re.compile(r"\{(\w+)\}")


@dataclasses.dataclass(frozen=True)
class Said:
    """One sentence of a report, with its `theme` and `polarity` where the pool gives them."""

    text: str
    theme: str | None
    polarity: str | None


@functools.cache
def pool(name: str) -> Any:
    """One file of `demo/prose`, as plain data."""
    return load(PROSE / f"{name}.yml", SHAPES[name])


def fill(sentence: str, review: Review) -> str:
    """The sentence with its slots filled.

    Numbers and months come from the report's id and the sentence itself, so that they differ between reports
    and stay the same from one drawing to the next.

    Raises ValueError for a slot that has no meaning.
    """
    seed = zlib.crc32(f"{review.file_id} {sentence}".encode())
    inspected = review.inspected_from.year * 12 + review.inspected_from.month - 1
    past = inspected - 2 - seed // 7 % 16
    values = {
        "place": review.place,
        "the_board": review.acronym or "the board",
        "The_board": review.acronym or "The board",
        "n": str(3 + seed % 20),
        "m": str(30 + seed // 3 % 60),
        "pct": str(61 + seed // 5 % 34),
        "month": f"{MONTHS[past % 12]} {past // 12}",
    }

    def value(match: re.Match[str]) -> str:
        if match.group(1) not in values:
            raise ValueError(f"Report {review.file_id}: no such slot as {match.group()} in {sentence!r}")
        return values[match.group(1)]

    return SLOT.sub(value, sentence)


def said(entry: str, review: Review) -> tuple[Said, ...]:
    """What an entry of a report stands for: sentences picked from the pool, or the entry's own words.

    Raises ValueError if a pick names a theme or a sentence that the pool does not have.
    """
    match = PICK.match(entry)
    if match is None:
        return (Said(fill(entry, review), None, None),)
    theme, picks = match.groups()
    themes: Mapping[str, Mapping[str, Sequence[str]]] = pool("board")
    sentences = []
    for pick in picks.split():
        kind, nth = KINDS[pick[0]], int(pick[1:])
        try:
            sentence = themes[theme][kind][nth - 1]
        except (KeyError, IndexError):
            raise ValueError(f"Report {review.file_id}: {entry!r} picks what prose/board.yml lacks") from None
        polarity = "weakness" if kind == "recommendation" else kind
        sentences.append(Said(fill(sentence, review), theme, polarity))
    return tuple(sentences)


def turned(items: Sequence[str], start: int, count: int | None = None) -> list[str]:
    """`count` items (all by default) beginning at `start` and going round."""
    length = len(items)
    return [items[(start + at) % length] for at in range(length if count is None else min(count, length))]
