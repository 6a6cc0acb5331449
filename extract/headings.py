"""What a heading of the LSCB part opens: `headings.yml`, compiled."""

from __future__ import annotations

import functools
import pathlib
import re
from typing import Final, Literal

import yaml

Role = Literal["title", "summary", "recommendation", "strength", "finding", "grade", "end"]

VOCABULARY: Final = pathlib.Path(__file__).with_name("headings.yml")
# 'the LSCB', 'The Local Safeguarding Children Board (LSCB)', 'Barnsley LSCB', 'SSCB', 'the Board', 'the LSCB's'
BOARD: Final = (
    r"(?:the )?(?:[\w&' -]{0,60}?\b(?:(?:local )?safeguarding children(?:'s)? board(?: \(\w+\))?|[a-z&]*scb[a-z]?)"
    r"|(?:safeguarding )?board)(?:'s|s')?"
)


@functools.cache
def patterns() -> tuple[tuple[Role, re.Pattern[str]], ...]:
    """Each role with a pattern for its headings, in the order of the file."""
    roles: dict[Role, list[str]] = yaml.safe_load(VOCABULARY.read_text(encoding="utf-8"))
    return tuple((role, re.compile(p.replace("BOARD", BOARD))) for role, ps in roles.items() for p in ps)


def plain(heading: str) -> str:
    """A heading in lower case with straight apostrophes and no punctuation at its end."""
    return heading.lower().replace("’", "'").replace("‘", "'").strip(" .:?;,")


def role_of(heading: str) -> Role | None:
    """What a heading opens or says; None for a sub-heading that is in no list."""
    text = plain(heading)
    return next((role for role, pattern in patterns() if pattern.fullmatch(text)), None)
