"""The grades that Ofsted gives, from `grades.yml`: their order, and how each is written and shown."""

from __future__ import annotations

import dataclasses
import functools
from pathlib import Path
from typing import Final, Literal, TypeAlias

from common.strict_yaml import Keys, Named, load

VOCABULARY: Final = Path(__file__).with_name("grades.yml")

# For the type checker; `grades.yml` has the same, and a test makes sure of it.
GradeName: TypeAlias = Literal["outstanding", "good", "requires improvement", "inadequate"]


@dataclasses.dataclass(frozen=True)
class Grade:
    """A grade: `id` is what the data hold, `rank` 1 is the best, `several` says what several boards are or do."""

    id: GradeName
    rank: int
    label: str
    several: str
    letter: str
    colour: str


@functools.cache
def grades() -> tuple[Grade, ...]:
    """The grades, best first."""
    entries = load(VOCABULARY, Named(Keys(dict.fromkeys(("label", "several", "letter", "colour"), str))))
    return tuple(Grade(id=name, rank=rank, **entry) for rank, (name, entry) in enumerate(entries.items(), 1))
