"""The answer to the Minister in words: what the boards of a group share, and how sure that is, from the short list."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from common.strict_yaml import Named, load
from web import groups
from web.figures import chance, join_words
from web.verdicts import SURE

CLAUSES = Path(__file__).with_name("clauses.yml")
# A group or a rest of fewer boards than this has no short list (the query `short_list`).
LEAST = 5
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven")

Row = Mapping[str, Any]


@functools.cache
def clauses() -> dict[str, str]:
    """What a board does that is credited with a practice, by the practice's id: `hold partners to account`."""
    read: dict[str, str] = load(CLAUSES, Named(str))
    return read


def number(count: int) -> str:
    """A count as a word where it is small: `seven`, `12`."""
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def short_answer(shown: Sequence[Row], is_list: bool, sizes: Row, grades: Sequence[str], when: str) -> list[str]:
    """The answer in two sentences, or one where there is nothing to compare.

    `shown` are the rows of `short_list`, or where that is empty (`is_list` is false) those of `practice_threads` with
    the widest gaps; `sizes` has `group_n` and `rest_n`; `when` is the region and time chosen, in words.
    """
    n, m = sizes["group_n"], sizes["rest_n"]
    where = f" {when}" if when else ""
    group = groups.boards(grades, n)
    if not n and not m:
        return [f"No board has a review here{where}."]
    if not n or not m:
        of = n + m
        whose = f"{'All' if n else 'None of the'} {of} board{'' if of == 1 else 's'}"
        return [f"{whose} with a review here{where} {'was' if not n else 'were'} judged {join_words(grades, 'or')}: "
                "there is nothing to compare."]  # fmt: skip
    if is_list:
        does = join_words([clauses()[row["practice_id"]] for row in shown])
        whole = groups.boards(grades)
        return [
            f"{whole[0].upper()}{whole[1:]} {does}.",
            f"{'This practice is' if len(shown) == 1 else f'Each of these {number(len(shown))} practices is'} "
            f"praised more often than criticised in the reviews of at least half of the {n} {group}, and of clearly "
            f"fewer of the {m} other{'' if m == 1 else 's'}{where}, in each of six ways of counting.",
        ]
    few = min(n, m) < LEAST
    first = (
        f"With {n} {group} and {m} other{'' if m == 1 else 's'}{where}, {'too few to tell, ' if few else ''}"
        "no practice can be called a common thread."
    )
    if not shown:
        return [first]
    row = shown[0]
    sure = "that is more than chance" if row["q"] < SURE else f"that may be chance (q {chance(row['q'])})"
    return [
        first,
        f"The widest gap is “{row['practice']}”: {row['group_k']} of {n} {group} and {row['rest_k']} of {m} "
        f"other{'' if m == 1 else 's'} are credited with it; {sure}.",
    ]
