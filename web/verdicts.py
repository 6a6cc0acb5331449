"""What the queries `threads` and `practice_threads` find, in words and sorted: the result of each row."""

from __future__ import annotations

import dataclasses
import math
import statistics
from collections.abc import Mapping, Sequence
from typing import Any

from web import groups

# A difference counts as clear below this q.
SURE = 0.05
# A share of this many boards or fewer says little.
FEW = 10
# Of the group: at least so many are as asked on a common thread (the query `threads`).
HALF = 0.5

Row = Mapping[str, Any]


@dataclasses.dataclass(frozen=True)
class SortedThreads:
    """The rows of the thread table by kind; gaps without their sign, in percentage points.

    `apart` are the rows that clearly separate the two sides, the widest gap first; `unclear` those that do not.
    """

    common: Sequence[Row]
    ground: Sequence[Row]
    apart: Sequence[Row]
    unclear: Sequence[Row]
    median_gap: float | None

    @property
    def widest(self) -> Sequence[Row]:
        """The row that separates the two sides most, or those that share the widest gap."""
        return [
            row
            for row in self.apart
            if math.isclose(abs(row["difference_points"]), abs(self.apart[0]["difference_points"]))
        ]

    @property
    def less(self) -> Sequence[Row]:
        """The rows on which clearly fewer boards of the group than of the rest are as asked."""
        return [row for row in self.apart if row["difference_points"] < 0]

    @property
    def short(self) -> Sequence[Row]:
        """Rows on which clearly more boards of the group are as asked, yet fewer than half of them."""
        return [row for row in self.apart if is_more(row) and row["group_share"] < HALF]

    @property
    def partly(self) -> Sequence[Row]:
        """Rows on which half of the group, clearly more than the rest, are as asked, but not in every way counted."""
        return [row for row in self.apart if is_more(row) and row["group_share"] >= HALF]


def is_more(row: Row) -> bool:
    """Whether more boards of the group than of the rest are as asked in a row that is no common thread."""
    return bool(row["difference_points"] > 0) and row["verdict"] != groups.THREAD


def sort_threads(threads: Sequence[Row]) -> SortedThreads:
    """The threads' rows by kind. Without two sides to compare no row is apart or unclear."""
    compared = [row for row in threads if row["q"] is not None]
    apart = sorted((row for row in compared if row["q"] < SURE), key=lambda row: -abs(row["difference_points"]))
    return SortedThreads(
        common=[row for row in threads if row["verdict"] == groups.THREAD],
        ground=[row for row in threads if row["verdict"] == groups.GROUND],
        apart=apart,
        unclear=[row for row in compared if row["q"] >= SURE],
        median_gap=statistics.median(abs(row["difference_points"]) for row in compared) if compared else None,
    )


def sort_common(threads: Sequence[Row]) -> list[Row]:
    """The rows that are common threads, the widest gap first."""
    return sorted(
        (row for row in threads if row["verdict"] == groups.THREAD), key=lambda row: -row["difference_points"]
    )


def verdict(row: Row) -> str:
    """The result of a row of the table, in words."""
    if row["verdict"] or row["q"] is None:
        return str(row["verdict"] or "–")
    if row["q"] >= SURE:
        return "no clear difference"
    if row["difference_points"] < 0:
        return "less often than the others"
    if row["group_share"] < HALF:
        return "clear gap, but fewer than half"
    return "clear gap, too few boards to say" if row["is_small"] else f"clear gap in {row['ways_apart']} of 6 ways"
