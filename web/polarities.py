"""What a statement says of the board, in words for people; the data say strength, weakness, mixed, neutral."""

from __future__ import annotations

import dataclasses


@dataclasses.dataclass(frozen=True)
class PolarityWords:
    """What a polarity is called: of one statement, of several (`3 praise`), and by a letter beside a sentence."""

    one: str
    several: str
    letter: str


# Colour only helps: the word or the letter is always there. Forms have the same words from db/queries/choices.sql.
POLARITIES = {
    "strength": PolarityWords("praise", "praise", "P"),
    "weakness": PolarityWords("criticism", "criticism", "C"),
    "mixed": PolarityWords("praise and criticism", "both", "B"),
    "neutral": PolarityWords("plain fact", "plain fact", "F"),
}


def count_sides(praise: int, criticism: int) -> str:
    """How much praise and criticism there is: `76 sentences of praise and 29 of criticism`."""
    return f"{praise} sentence{'' if praise == 1 else 's'} of praise and {criticism} of criticism"
