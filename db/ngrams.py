"""The n-grams of a statement: one to three words that follow each other, without names, numbers and months.

A word is letters, with hyphens and apostrophes between them (`multi-agency`, `children's`), in lower case. An n-gram
does not run over punctuation, nor over anything left out: words of the names given (authorities, boards), the short
name of a board (`LSCB`, `KSCB`), months, whatever has a digit, single letters. It neither begins nor ends with a
function word. The lists are in `ngrams.yml`.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from common.strict_yaml import Keys, load
from db.remembering import remember_short

LONGEST = 3  # words
LONGEST_TEXT = 250_000  # characters; a statement has some hundred
# 'multi-agency', "children’s", 'S11', 'A2'; it matches whatever is written together, so that no part of it is a word
WORD = re.compile(r"[^\W_]+(?:['’‑-][^\W_]+)*")
# 'kscb', 'lscbs'
BOARD_IN_SHORT = re.compile(r"[a-z]*scbs?")
VOCABULARY: dict[str, str] = load(
    Path(__file__).with_name("ngrams.yml"),
    Keys(dict.fromkeys(("function_words", "ordinary_words", "months", "judging_words"), str)),
)
FUNCTION_WORDS = frozenset(VOCABULARY["function_words"].split())
ORDINARY_WORDS = frozenset(VOCABULARY["ordinary_words"].split())
MONTHS = frozenset(VOCABULARY["months"].split())
JUDGING_WORDS = frozenset(VOCABULARY["judging_words"].split())


def _plain(word: str) -> str:
    return word.replace("’", "'").replace("‑", "-")


def _owner(word: str) -> str:
    """`kent` of `kent's`."""
    return word.removesuffix("'s")


@functools.lru_cache(8)
def name_words(names: str) -> frozenset[str]:
    """The words that make a name, from a text that holds all the names: `Isle of Wight` gives `isle` and `wight`."""
    words = {part for match in WORD.finditer(_plain(names)) for part in match[0].lower().split("-")}
    return frozenset(words - FUNCTION_WORDS - ORDINARY_WORDS)


def _is_left_out(word: str, names: frozenset[str]) -> bool:
    lower = _owner(word.lower())
    return (
        len(lower) == 1
        or any(character.isdigit() for character in lower)
        or lower in MONTHS
        or BOARD_IN_SHORT.fullmatch(lower) is not None
        # 'Stockton-on-Tees' and 'Aldermoor-wide' go with their parts.
        or any(part in names for part in lower.split("-"))
    )


@functools.lru_cache(4)
def _leaves_out(names: frozenset[str]) -> Callable[[str], bool]:
    """What tells for each word whether it is left out; it remembers the words: the reviews have some 9,000."""
    return remember_short(1 << 14, 40)(lambda word: _is_left_out(word, names))


def _runs(text: str, names: frozenset[str]) -> Iterator[list[str]]:
    """The words of a text in lower case, in runs separated only by spaces."""
    leaves_out = _leaves_out(names)
    run: list[str] = []
    end = 0
    for match in WORD.finditer(text):
        word = _plain(match[0])
        if text[end : match.start()].strip():
            yield run
            run = []
        end = match.end()
        if leaves_out(word):
            yield run
            run = []
        else:
            run.append(word.lower())
    yield run


def _of_run(run: list[str]) -> Iterator[str]:
    for start, first in enumerate(run):
        if first in FUNCTION_WORDS:
            continue
        for end in range(start + 1, min(start + LONGEST, len(run)) + 1):
            if run[end - 1] not in FUNCTION_WORDS:
                yield " ".join(run[start:end])


def _demand_text(text: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"a text may have {LONGEST_TEXT:,} characters, not {len(text):,}")


def ngrams_in(text: str | None, names: str | None) -> str | None:
    """Every n-gram of a text in the order of reading, as a JSON array; one met twice is in it twice.

    `names` holds all names of authorities and boards, whose words are left out.
    """
    if text is None or names is None:
        return None
    _demand_text(text)
    left_out = name_words(names)
    return json.dumps([ngram for run in _runs(text, left_out) for ngram in _of_run(run)])


def has_ngram(text: str | None, ngram: str | None) -> int | None:
    """1 if the words of the n-gram follow each other in the text as in `ngrams_in`, else 0."""
    if text is None or ngram is None:
        return None
    _demand_text(text)
    # Names do not separate words here: an n-gram has none, so it lies in one run whatever the names are.
    return int(any(f" {ngram} " in f" {' '.join(run)} " for run in _runs(text, frozenset())))


def is_judging(ngram: str | None) -> int | None:
    """1 if an n-gram says no more than that something is good or bad ('highly effective'), else 0."""
    return None if ngram is None else int(all(word in JUDGING_WORDS | FUNCTION_WORDS for word in ngram.split()))
