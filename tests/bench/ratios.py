"""Two ways measured in turn, and the line that reports them."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence

ROUNDS = 5
HEADING = f"{'ratio of times':58} {'least':>7} {'median':>7} {'most':>7}\n"


def ratios(one: Callable[[], object], other: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Time of `one` over time of `other`, measured in turn, after a warm-up of `other` first."""

    def seconds(call: Callable[[], object]) -> float:
        start = time.perf_counter()
        call()
        return time.perf_counter() - start

    other(), one()
    return [seconds(one) / seconds(other) for _ in range(rounds)]


def line(name: str, measured: Sequence[float]) -> str:
    """A measure's line: least, median and most."""
    middle = statistics.median(measured)
    return f"{name:58} {min(measured):7.3f} {middle:7.3f} {max(measured):7.3f}\n"
