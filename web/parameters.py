"""What a parameter of a canned query may be, and what is wrong with one that makes no sense.

Each query's `parameters` in `db/queries/` give a kind, a default and a description for every one. Pages and canned
queries follow the same rules: a value that makes no sense is refused with the reason. The data say what the values
of a kind are (`web.canned.read_choices`).
"""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from web.figures import ISO_DATE

# Kinds of several values in one, separated by commas.
SEVERAL = ("grades", "boards")
# how close a name must be to another to be taken for a misspelling of it, from 0 to 1; as difflib measures it
NEAR = 0.6


def find_near(met: str, names: Mapping[str, str], most: int = 5) -> dict[str, str]:
    """The ids whose id or name is nearest to what was met, best first, with their names; empty if none is near."""
    spoken = {name.casefold(): one for one, name in names.items()} | {one.casefold(): one for one in names}
    found = difflib.get_close_matches(met.casefold().replace("-", " ").strip(), spoken, n=2 * most, cutoff=NEAR)
    found += [word for word in spoken if met.strip() and met.casefold() in word]
    ids = dict.fromkeys(spoken[word] for word in found)
    return {one: names[one] for one in list(ids)[:most]}


def split_list(several: str) -> list[str]:
    """The grades or boards of a list separated by commas: `good, outstanding` gives both."""
    return [one for one in several.replace(", ", ",").split(",") if one]


def _problem_of_choice(name: str, value: str, choices: Collection[str]) -> str | None:
    """The sentence for a value that is not among the choices, with the nearest of them if there are many."""
    if value in choices:
        return None
    shown = list(choices) if len(choices) <= 25 else difflib.get_close_matches(value, choices, n=3, cutoff=NEAR)
    return f"{name} must be one of {', '.join(shown)}; it is {value!r}." if shown else f"{name} {value!r} is unknown."


def problem_with(
    name: str, parameter: Mapping[str, Any], value: str, choices: Mapping[str, Collection[str]]
) -> str | None:
    """What is wrong with one parameter's value, in a sentence; None if nothing is. Empty means the default.

    `choices` gives the values of each kind that has a list of them.
    """
    kind = parameter["kind"]
    if "\0" in value:
        return f"{name} has a character (NUL) that no text has."
    if not value or kind == "text":
        return None
    if kind in SEVERAL and not split_list(value):
        return f"{name} names no value: {value!r}."
    if kind == "date":
        try:
            good = bool(ISO_DATE.fullmatch(value)) and bool(datetime.date.fromisoformat(value))
        except ValueError:
            good = False
        return None if good else f"{name} must be a date such as 2014-11-12, it is {value!r}."
    if kind == "grades":
        odd = [one for one in split_list(value) if one not in choices["grade"]]
        if not odd:
            return None
        grades = ", ".join(choices["grade"])
        return f"{name} must be one or more of {grades}, separated by commas; {odd[0]!r} is not one of them."
    if kind == "boards":
        found = (_problem_of_choice(name, one, choices["board"]) for one in split_list(value))
        return next(filter(None, found), None)
    return _problem_of_choice(name, value, parameter["choices"] if kind == "choice" else choices[kind])


def problems(
    parameters: Mapping[str, Mapping[str, Any]], values: Mapping[str, str], choices: Mapping[str, Collection[str]]
) -> list[str]:
    """Everything that is wrong with the values given for a query's parameters, a sentence each."""
    met = (problem_with(name, parameter, values.get(name, ""), choices) for name, parameter in parameters.items())
    found = [sentence for sentence in met if sentence]
    if not found and {"from", "to"} <= parameters.keys():
        first, last = values.get("from", ""), values.get("to", "")
        if first and last and first > last:
            found.append(f"from ({first}) is after to ({last}).")
    return found


def read_values(arguments: Mapping[str, Sequence[str]], parameters: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """The values that an address gives for parameters, empty where it gives none.

    A parameter of several grades or boards may be repeated, as by tick boxes: `grades=good&grades=outstanding`.
    """
    values = {}
    for name, parameter in parameters.items():
        several = [one.strip() for one in arguments.get(name, ())]
        values[name] = ",".join(filter(None, several)) if parameter["kind"] in SEVERAL else "".join(several[:1])
    return values
