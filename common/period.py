"""When Ofsted published reviews of LSCBs, from `period.yml`."""

from __future__ import annotations

import dataclasses
import datetime
import functools
from pathlib import Path
from typing import Final

from common.strict_yaml import Keys, load

VOCABULARY: Final = Path(__file__).with_name("period.yml")


@dataclasses.dataclass(frozen=True)
class Period:
    """The days from `first` to `last`, both included."""

    first: datetime.date
    last: datetime.date

    def holds(self, day: datetime.date) -> bool:
        """Whether a day is among them."""
        return self.first <= day <= self.last


@functools.cache
def period() -> Period:
    """The time in which reviews of LSCBs were published."""
    return Period(**load(VOCABULARY, Keys(dict.fromkeys(("first", "last"), datetime.date))))
