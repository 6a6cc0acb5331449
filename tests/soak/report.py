"""What a soak has found: figures by kind, memory over time, and what is over its bound."""

from __future__ import annotations

import dataclasses
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence

from tests.bench.load import percentile
from tests.soak.visitors import Told

# Kinds whose questions may be told to come again: too many of them at once are more than the site answers.
MAY_BE_BUSY = ("slow sql",)
# Memory grows while what is kept fills its room; in the second half of the run by this part of it at most.
MOST_GROWTH = 0.10
MOST_P99 = 30.0  # seconds of a page with 50 in flight; over it a visitor has left


@dataclasses.dataclass(frozen=True)
class Memory:
    """Resident memory in bytes at some seconds from the beginning: of the server, and of its processes for visitors."""

    seconds: float
    server: int
    workers: int


def slope(samples: Sequence[Memory]) -> float:
    """Bytes a minute by which the server's memory grows, as a straight line through the samples."""
    if len(samples) < 2:
        return 0.0
    return 60 * statistics.linear_regression([one.seconds for one in samples], [one.server for one in samples]).slope


def second_half(samples: Sequence[Memory]) -> Sequence[Memory]:
    """The samples after warm-up."""
    end = max((one.seconds for one in samples), default=0)
    return [one for one in samples if one.seconds >= end / 2]


def growth(samples: Sequence[Memory]) -> float:
    """By what part of it the server's memory grows in the second half of the samples, along the line through them."""
    half = second_half(samples)
    if len(half) < 2:
        return 0.0
    minutes = (half[-1].seconds - half[0].seconds) / 60
    return slope(half) * minutes / statistics.fmean(one.server for one in half)


def by_kind(told: Iterable[Told]) -> dict[str, list[Told]]:
    """Requests by kind."""
    found: dict[str, list[Told]] = {}
    for one in told:
        found.setdefault(one.kind, []).append(one)
    return found


def problems(told: Sequence[Told], samples: Sequence[Memory], half_open: Sequence[bool]) -> list[str]:
    """What is over its bound, a sentence each; empty if the site has held."""
    found = []
    for kind, some in by_kind(told).items():
        wrong = [one for one in some if one.status >= 500 or not one.status]
        if kind in MAY_BE_BUSY:
            wrong = [one for one in wrong if one.status != 503]
        if wrong:
            statuses = ", ".join(
                f"{count} × {status}" for status, count in Counter(one.status for one in wrong).items()
            )
            found.append(f"{kind}: {statuses} (0: no answer), such as {wrong[0].address[:100]}")
        late = percentile([one.seconds for one in some], 0.99)
        if late > MOST_P99 and kind != "crowd":
            found.append(f"{kind}: 99th percentile {late:.1f} s, over {MOST_P99:g}")
    if growth(samples) > MOST_GROWTH:
        found.append(f"memory grows by {growth(samples):.0%} in the second half, over {MOST_GROWTH:.0%}")
    if not all(half_open):
        found.append(f"{half_open.count(False)} of {len(half_open)} half-open connections were kept")
    return found


def lines(told: Sequence[Told], samples: Sequence[Memory]) -> str:
    """The figures as text."""
    made = [f"{'kind':12} {'asked':>7} {'median':>8} {'p99':>8}  statuses\n"]
    for kind, some in sorted(by_kind(told).items()):
        seconds = [one.seconds for one in some]
        statuses = ", ".join(f"{status}: {count}" for status, count in sorted(Counter(o.status for o in some).items()))
        middle, late = percentile(seconds, 0.5), percentile(seconds, 0.99)
        made.append(f"{kind:12} {len(some):7,} {middle:6.2f} s {late:6.2f} s  {statuses}\n")
    step = max(1, len(samples) // 8)
    made.append("memory in MB, server + processes for visitors: ")
    made.append(", ".join(f"{o.seconds:.0f} s {o.server / 1e6:.0f} + {o.workers / 1e6:.0f}" for o in samples[::step]))
    made.append(f"\nserver, second half: {slope(second_half(samples)) / 1e6:+.1f} MB a minute\n")
    return "".join(made)
