"""What a heading of the LSCB part opens: `headings.yml`, compiled."""

from __future__ import annotations

import functools
import pathlib
import re
from typing import Final, Literal, cast, get_args

from common.grades import grades
from common.strict_yaml import Each, Keys, load
from extract import boards

Role = Literal["title", "summary", "recommendation", "strength", "finding", "grade", "end"]

VOCABULARY: Final = pathlib.Path(__file__).with_name("headings.yml")
# What the words in capitals stand for in the patterns of the file.
STANDS_FOR: Final = {
    "FULL_NAME": boards.FULL_NAME,
    "BOARD": boards.IN_HEADING,
    "GRADE": f"(?:{'|'.join(grade.id for grade in grades())})",
}
# 'BOARD', 'FULL_NAME'
CAPITALS: Final = re.compile("|".join(STANDS_FOR))


@functools.cache
def pattern() -> re.Pattern[str]:
    """A pattern for the headings of all roles: a group `<role>_<number>` for each line of the file, in its order."""
    roles: dict[Role, list[str]] = load(VOCABULARY, Keys(dict.fromkeys(get_args(Role), Each(str))))
    every = [(role, written) for role, patterns_of_role in roles.items() for written in patterns_of_role]
    return re.compile(
        "|".join(
            f"(?P<{role}_{number}>{CAPITALS.sub(lambda met: STANDS_FOR[met[0]], written)})"
            for number, (role, written) in enumerate(every)
        )
    )


def plain(heading: str) -> str:
    """A heading in lower case with straight apostrophes and no punctuation at its end."""
    return heading.lower().replace("’", "'").replace("‘", "'").strip(" .:?;,")


def role_of(heading: str) -> Role | None:
    """What a heading opens or says; None for a sub-heading that is in no list."""
    met = pattern().fullmatch(plain(heading))
    return cast("Role", str(met.lastgroup).partition("_")[0]) if met else None
