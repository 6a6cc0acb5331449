"""A group of boards in words, and the address of the same page for another group, date or region."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping

from web.address import with_parameters
from web.figures import join_words, long_date
from web.grades import DOING_WELL, GRADES
from web.parameters import split_list

# The day on which the Children's Minister asked what good boards have in common.
MINISTERS_DAY = "2014-11-12"
# Without a choice the group is the boards that do well.
DEFAULT = ",".join(DOING_WELL)
REQUIRES = "requires improvement"
# What forms call the parameters that choose a group and a rest, in their order.
FIELDS = {
    "grades": "Compare boards judged:",
    "as_at": "As at",
    "region": "Region",
    "from": "Reviews public from",
    "to": "Reviews public until",
}
# What the query `threads` says of a theme, in its own words.
THREAD, GROUND = "common thread", "common ground"
# Regions that take no article: `in London`; the others do: `in the North East`.
WITHOUT_ARTICLE = ("London", "Yorkshire")


def read_grades(grades: str) -> list[str]:
    """The grades of the group that a page's address asks for, in Ofsted's order."""
    asked = split_list(grades) or split_list(DEFAULT)
    return [grade for grade in GRADES if grade in asked]


def boards(grades: Iterable[str], n: int = 2) -> str:
    """What to call `n` boards of some grades: `good and outstanding boards`, `inadequate board`.

    'requires improvement' is not an adjective, so with it they are `boards judged requires improvement or inadequate`.
    """
    one = list(grades)
    noun = "board" if n == 1 else "boards"
    if REQUIRES in one:
        return f"{noun} judged {join_words(one, 'or')}"
    return f"{join_words(reversed(one), 'or' if n == 1 else 'and')} {noun}"


def in_region(region: str) -> str:
    """A region as a place: `in London`, `in the North East`."""
    return f"in {'' if region.startswith(WITHOUT_ARTICLE) else 'the '}{region}"


def when(asked: Mapping[str, str]) -> str:
    """The region and time that were chosen, to stand after a count: `in London, as at 1 May 2015`; may be empty.

    A review belongs to the time when its report was published, which may be months after the inspectors came.
    """
    first, last, as_at = (long_date(asked.get(name, "")) for name in ("from", "to", "as_at"))
    parts = [in_region(asked["region"])] if asked.get("region") else []
    parts += [f"as at {as_at}"] if as_at else []
    if first or last:
        parts.append(
            f"counting reviews published from {first} to {last}"
            if first and last
            else f"counting reviews published {'from' if first else 'up to'} {first or last}"
        )
    return ", ".join(parts)


@dataclasses.dataclass(frozen=True)
class Choice:
    """A link to the page with one other choice; `is_here` if that is what the page already shows."""

    text: str
    address: str
    is_here: bool


def address(path: str, values: Mapping[str, str]) -> str:
    """A page's address with those of its parameters that are not empty."""
    return with_parameters(path, [(name, value) for name, value in values.items() if value])


def choices(
    path: str,
    asked: Mapping[str, str],
    name: str,
    values: Mapping[str, str],
    same: Callable[[str], object] = str,
) -> list[Choice]:
    """Links for each value (with its text) of the parameter `name`, all else on the page as it is.

    `same` gives what two values must share to be the same choice.
    """
    return [
        Choice(text, address(path, {**asked, name: value}), same(asked.get(name, "")) == same(value))
        for value, text in values.items()
    ]


def times(path: str, asked: Mapping[str, str]) -> list[Choice]:
    """Links to all reviews and to those of the Minister's day."""
    return choices(path, asked, "as_at", {"": "all to date", MINISTERS_DAY: f"as at {long_date(MINISTERS_DAY)}"})


def regions(path: str, asked: Mapping[str, str], names: Iterable[str]) -> list[Choice]:
    """Links to all regions and to each."""
    return choices(path, asked, "region", {"": "all of England", **{region: region for region in names}})
