"""Remembers results of short arguments alone: a visitor's may be a text of any length, and each another."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


def remember_short(most: int, longest: int) -> Callable[[Callable[[str], Result]], Callable[[str], Result]]:
    """Remember the `most` last results of a function of one text, where that has `longest` characters at most."""

    def decorate(function: Callable[[str], Result]) -> Callable[[str], Result]:
        remembered = functools.lru_cache(most)(function)

        @functools.wraps(function)
        def call(text: str) -> Result:
            return remembered(text) if len(text) <= longest else function(text)

        # As of `functools.lru_cache`, for those who measure.
        call.cache_clear, call.cache_info = remembered.cache_clear, remembered.cache_info  # type: ignore[attr-defined]
        return call

    return decorate
