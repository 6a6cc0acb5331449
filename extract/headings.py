"""What a heading of the LSCB part opens: `headings.yml`, compiled."""

from __future__ import annotations

import functools
import pathlib
import re
from typing import Final, Literal, get_args

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
def patterns() -> tuple[tuple[Role, re.Pattern[str]], ...]:
    """Each role with a pattern for its headings, in the order of the file."""
    roles: dict[Role, list[str]] = load(VOCABULARY, Keys(dict.fromkeys(get_args(Role), Each(str))))
    return tuple(
        (role, re.compile(CAPITALS.sub(lambda met: STANDS_FOR[met[0]], written)))
        for role, patterns_of_role in roles.items()
        for written in patterns_of_role
    )


def plain(heading: str) -> str:
    """A heading in lower case with straight apostrophes and no punctuation at its end."""
    return heading.lower().replace("’", "'").replace("‘", "'").strip(" .:?;,")


def role_of(heading: str) -> Role | None:
    """What a heading opens or says; None for a sub-heading that is in no list."""
    text = plain(heading)
    return next((role for role, pattern in patterns() if pattern.fullmatch(text)), None)
