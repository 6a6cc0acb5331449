"""What a board has or does, as a statement tells it: the practices of `practices.yml`."""

from __future__ import annotations

from extract import classes
from extract.classes import Entry, Told


def vocabulary() -> tuple[Entry, ...]:
    """The practices, in the order of the vocabulary file."""
    return classes.vocabulary("practices").entries


def practices(text: str, previous: str | None = None) -> tuple[Told, ...]:
    """The practices that `text`, one statement, tells, up to three, each with the words that showed it.

    `previous` is the statement before it in the same paragraph, if any.
    """
    return classes.classify("practices", classes.observe(text, previous))
