"""What a parameter of a canned query may be, and what is wrong with one that makes no sense.

Each query's `parameters` in `metadata.yml` give a kind, a default and a description for every one. Pages and canned
queries are held to the same rules: a value that makes no sense is refused with the reason.
"""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Collection, Mapping, Sequence
from typing import Any, get_args

from common.grades import GradeName
from common.record import Polarity, Section
from extract.themes import vocabulary
from web.figures import ISO_DATE

CHOICES: dict[str, tuple[str, ...]] = {
    "grade": get_args(GradeName),
    "section": get_args(Section),
    "polarity": get_args(Polarity),
    "theme": tuple(theme.id for theme in vocabulary()),
}
# Kinds whose values only the data know; see `known` below.
OF_THE_DATA = ("board", "region", "year", "review")
# Kinds of several values in one, parted by commas.
SEVERAL = ("grades", "boards")
# how far a name may be from another and still be taken for a slip of it, from 0 to 1; as difflib measures it
NEAR = 0.6


def near(met: str, names: Mapping[str, str], most: int = 5) -> dict[str, str]:
    """The ids whose id or name is nearest to what was met, best first, with their names; empty where none is near."""
    spoken = {name.casefold(): one for one, name in names.items()} | {one.casefold(): one for one in names}
    found = difflib.get_close_matches(met.casefold().replace("-", " ").strip(), spoken, n=2 * most, cutoff=NEAR)
    found += [word for word in spoken if met.strip() and met.casefold() in word]
    ids = dict.fromkeys(spoken[word] for word in found)
    return {one: names[one] for one in list(ids)[:most]}


def parted(several: str) -> list[str]:
    """The grades or boards of a list parted by commas: `good, outstanding` gives both."""
    return [one for one in several.replace(", ", ",").split(",") if one]


def _not_among(name: str, value: str, choices: Collection[str]) -> str | None:
    """The sentence for a value that is none of the choices, with the nearest of them where there are many."""
    if value in choices:
        return None
    shown = list(choices) if len(choices) <= 25 else difflib.get_close_matches(value, choices, n=3, cutoff=NEAR)
    return f"{name} must be one of {', '.join(shown)}; it is {value!r}." if shown else f"{name} {value!r} is unknown."


def wrong_with(
    name: str, parameter: Mapping[str, Any], value: str, known: Mapping[str, Collection[str]] | None = None
) -> str | None:
    """What is wrong with one parameter's value, in a sentence; None when nothing is. Empty is the default.

    `known` gives the boards, regions and years of the data; a kind that is missing there is not checked.
    """
    kind = parameter["kind"]
    if "\0" in value:
        return f"{name} has a character (NUL) that no text has."
    if not value or kind == "text":
        return None
    if kind in SEVERAL and not parted(value):
        return f"{name} names none: {value!r}."
    if kind == "date":
        try:
            good = bool(ISO_DATE.fullmatch(value)) and bool(datetime.date.fromisoformat(value))
        except ValueError:
            good = False
        return None if good else f"{name} must be a date such as 2014-11-12, it is {value!r}."
    if kind == "grades":
        odd = [one for one in parted(value) if one not in CHOICES["grade"]]
        grades = ", ".join(CHOICES["grade"])
        return f"{name} must be grades parted by commas, of {grades}; met {odd[0]!r}." if odd else None
    if kind == "boards":
        said = (_not_among(name, one, known["board"]) for one in parted(value)) if known and "board" in known else ()
        return next(filter(None, said), None)
    if kind in OF_THE_DATA:
        return _not_among(name, value, known[kind]) if known and kind in known else None
    return _not_among(name, value, parameter["choices"] if kind == "choice" else CHOICES[kind])


def problems(
    parameters: Mapping[str, Mapping[str, Any]],
    values: Mapping[str, str],
    known: Mapping[str, Collection[str]] | None = None,
) -> list[str]:
    """Everything that is wrong with the values given for a query's parameters, a sentence each."""
    said = (wrong_with(name, parameter, values.get(name, ""), known) for name, parameter in parameters.items())
    found = [sentence for sentence in said if sentence]
    if not found and {"from", "to"} <= parameters.keys():
        first, last = values.get("from", ""), values.get("to", "")
        if first and last and first > last:
            found.append(f"from ({first}) is after to ({last}).")
    return found


def given(arguments: Mapping[str, Sequence[str]], parameters: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """The values that an address gives for parameters, empty where it gives none.

    A parameter of several grades or boards may be repeated, as tick boxes do: `grades=good&grades=outstanding`.
    """
    values = {}
    for name, parameter in parameters.items():
        several = [one.strip() for one in arguments.get(name, ())]
        values[name] = ",".join(filter(None, several)) if parameter["kind"] in SEVERAL else "".join(several[:1])
    return values
