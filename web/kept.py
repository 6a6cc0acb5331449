"""What is made once and kept while there is room: bounded by bytes, for anything of any length may be asked for."""

from __future__ import annotations

import sys
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from typing import Generic, TypeVar

Value = TypeVar("Value")


def weigh(value: object) -> int:
    """About how many bytes of memory a value takes with all that it holds; what it holds twice counts twice."""
    size = sys.getsizeof(value)
    if isinstance(value, Mapping):
        return size + sum(weigh(held) for held in value.values())  # rows share their columns' names
    if isinstance(value, list | tuple):
        return size + sum(map(weigh, value))
    return size


class BoundedCache(Generic[Value]):
    """Values under their keys, `most` bytes of them; those that were not asked for longest go first."""

    def __init__(self, most: int) -> None:
        self.most, self.size = most, 0
        self._held: OrderedDict[Hashable, tuple[Value, int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._held)

    def get(self, key: Hashable) -> Value | None:
        """What is kept under a key; None if nothing is."""
        if key not in self._held:
            return None
        self._held.move_to_end(key)
        return self._held[key][0]

    def put(self, key: Hashable, value: Value, size: int) -> None:
        """Keep a value of some bytes; one that is larger than all the room is not kept."""
        size += weigh(key)
        if size > self.most:
            return
        if key in self._held:
            self.size -= self._held.pop(key)[1]
        self._held[key] = (value, size)
        self.size += size
        while self.size > self.most:
            self.size -= self._held.popitem(last=False)[1][1]
