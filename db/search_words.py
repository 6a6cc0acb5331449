"""What a reader typed into a search, as an expression of SQLite's full-text search (FTS5).

All words must be there, each in any of its forms; words in "quotes" must stand together and are looked for as they are.
A name that has others (`synonyms.yml`: CSE, child sexual exploitation) finds those too. Ligatures count as their
letters: what is copied from a PDF may hold `ﬁ`.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import re
from collections.abc import Iterator
from pathlib import Path

from common.ligatures import LIGATURES
from common.strict_yaml import Each, load

# 'section-11', 'audit', '"child sexual exploitation"'; a quote that is never closed ends with the text
PIECE = re.compile(r'"(?P<quoted>[^"]*)"?|(?P<bare>[^\s"]+)')
WORD = re.compile(r"[^\W_]+")
# What a phone types or a PDF holds, as what is meant by it.
PLAIN = LIGATURES | str.maketrans({"“": '"', "”": '"', "„": '"'})
# What finds nothing: an empty phrase.
NOTHING = '""'

Key = tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class Piece:
    """A part of what was typed: one word, or words that were in quotes (`is_exact`)."""

    text: str
    is_exact: bool


def _key(text: str) -> Key:
    """The words of a text as synonyms are compared: in lower case, without a plural's or an owner's s."""
    words = WORD.findall(text.replace("'s", "s").replace("’s", "s").casefold())
    return tuple(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words)


@functools.cache
def synonyms() -> dict[Key, tuple[str, ...]]:
    """By each name the names that mean the same, itself included. Raises ValueError if two lines have one name."""
    found: dict[Key, tuple[str, ...]] = {}
    for names in load(Path(__file__).with_name("synonyms.yml"), Each(Each(str))):
        for key in {_key(name) for name in names}:
            if key in found:
                raise ValueError(f"synonyms.yml: {' '.join(key)!r} stands in two lines: {found[key]} and {names}")
            found[key] = tuple(names)
    return found


@functools.cache
def _longest() -> int:
    return max(map(len, synonyms()))


def pieces(q: str) -> list[Piece]:
    """The parts of what was typed that have a word."""
    found = []
    for match in PIECE.finditer(q.translate(PLAIN)):
        text = match["bare"] or match["quoted"] or ""
        if WORD.search(text):
            found.append(Piece(text, match["bare"] is None))
    return found


def _runs(found: list[Piece]) -> Iterator[tuple[list[Piece], tuple[str, ...]]]:
    """The parts in their order, the longest that name something together, with the names that mean the same."""
    at = 0
    while at < len(found):
        for end in range(min(len(found), at + _longest()), at, -1):
            run = found[at:end]
            if not any(one.is_exact for one in run):
                names = synonyms().get(_key(" ".join(one.text for one in run)))
                if names:
                    yield run, names
                    at = end
                    break
        else:
            yield [found[at]], ()
            at += 1


def _others(run: list[Piece], names: tuple[str, ...]) -> list[str]:
    """The names that were not typed themselves."""
    typed = _key(" ".join(one.text for one in run))
    return [name for name in names if _key(name) != typed]


def _phrase(text: str) -> str:
    return f'"{text}"'


def search_words(q: str | None) -> str | None:
    """The FTS5 expression for what was typed: `audit CSE` gives `"audit" AND ("CSE" OR "child sexual exploitation" …)`.

    Text without a word gives an expression that finds nothing.
    """
    if q is None:
        return None
    parts = []
    for run, names in _runs(pieces(q)):
        own = " AND ".join(_phrase(one.text) for one in run)
        others = [_phrase(name) for name in _others(run, names)]
        if others:
            parts.append(f"({' OR '.join([f'({own})' if len(run) > 1 else own, *others])})")
        else:
            parts.append(own)
    return " AND ".join(parts) or NOTHING


def also_searched(q: str | None) -> str | None:
    """The names that a search looks for besides those typed, as a JSON array of [what was typed, its other name]."""
    if q is None:
        return None
    return json.dumps(
        [[" ".join(one.text for one in run), name] for run, names in _runs(pieces(q)) for name in _others(run, names)],
        ensure_ascii=False,
    )
