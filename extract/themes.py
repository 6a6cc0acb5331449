"""What a statement is about: the themes of `themes.yml`."""

from __future__ import annotations

from common.record import ShownTheme
from extract import classes
from extract.classes import ClassEntry


def vocabulary() -> tuple[ClassEntry, ...]:
    """The themes, in the order of the vocabulary file."""
    return classes.vocabulary("themes").entries


def themes(text: str, previous: str | None = None) -> tuple[ShownTheme, ...]:
    """What `text`, one statement, is about: up to three themes, each with the words that showed it.

    `previous` is the statement before it in the same paragraph, if any.
    """
    return tuple(ShownTheme(one.id, one.phrase) for one in classes.classify("themes", classes.observe(text, previous)))
