"""What a board has or does, by a statement: the practices of `practices.yml`."""

from __future__ import annotations

from common.record import ShownPractice
from extract import classes
from extract.classes import ClassEntry


def vocabulary() -> tuple[ClassEntry, ...]:
    """The practices, in the order of the vocabulary file."""
    return classes.vocabulary("practices").entries


def practices(text: str, previous: str | None = None) -> tuple[ShownPractice, ...]:
    """The practices of `text`, one statement, up to three, each with the words that showed it.

    `previous` is the statement before it in the same paragraph, if any.
    """
    found = classes.classify("practices", classes.observe(text, previous))
    return tuple(ShownPractice(one.id, one.phrase) for one in found)
