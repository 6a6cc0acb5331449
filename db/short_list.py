"""The short list of practices that good boards share: chosen, chosen without each board, chosen from boards redrawn.

Boards come as a JSON array of objects `{"board": …, "in_group": 1, "credited": {practice: ways}}`; `ways` has a bit for
each of the six ways of counting in which the board is credited, the default way first. Practices come as a JSON array
of ids in the order of names, which settles ties. A practice is a common thread where the query `practice_threads` says
so by default: credited in at least half of the group in the default way, and in each way by more of the group than of
the rest at q below 0.05, by Fisher's exact test over all practices. Where either side has fewer than `FEWEST` boards
none is.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import random
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from db.statistics import ImpossibleCountError

Array = NDArray[Any]
WAYS = 6
MOST = 7  # practices on the short list
FEWEST = 5  # boards on either side; with fewer, nothing is told apart from chance
SURE = 0.05  # q of a difference that is clear
DRAWS, SEED = 1000, 2014
# How often a practice is on the short list of boards redrawn, and what that is called; below the last it is outside.
BANDS = {0.95: "sure", 0.5: "likely", 0.05: "possible"}
# What a caller may ask of us: about twice the boards and practices that there are.
MOST_BOARDS, MOST_PRACTICES, LONGEST = 400, 200, 2_000_000


@dataclasses.dataclass(frozen=True)
class Boards:
    """Who is in the group, and `credited[way, board, practice]`, 1 or 0; boards and practices by name beside it."""

    names: tuple[str, ...]
    practices: tuple[str, ...]
    in_group: Array
    credited: Array


def _demand(is_good: bool, said: str) -> None:
    if not is_good:
        raise ImpossibleCountError(said)


@functools.lru_cache(4)
def _read(boards: str, practices: str) -> Boards:
    _demand(len(boards) + len(practices) <= LONGEST, f"boards and practices have at most {LONGEST:,} characters")
    rows, ids = json.loads(boards), json.loads(practices)
    _demand(isinstance(rows, list) and isinstance(ids, list), "boards and practices must come as JSON arrays")
    _demand(len(rows) <= MOST_BOARDS, f"at most {MOST_BOARDS} boards, not {len(rows)}")
    _demand(len(ids) <= MOST_PRACTICES, f"at most {MOST_PRACTICES} practices, not {len(ids)}")
    place = {practice: at for at, practice in enumerate(ids)}
    ways = np.zeros((len(rows), len(ids)), dtype=np.int64)
    for at, row in enumerate(rows):
        for practice, bits in row["credited"].items():
            _demand(practice in place, f"practice {practice!r} is not among the practices")
            _demand(isinstance(bits, int) and 0 <= bits < 1 << WAYS, f"ways are six bits, not {bits!r}")
            ways[at, place[practice]] = bits
    return Boards(
        names=tuple(str(row["board"]) for row in rows),
        practices=tuple(ids),
        in_group=np.array([bool(row["in_group"]) for row in rows], dtype=bool),
        credited=(ways[None] >> np.arange(WAYS)[:, None, None] & 1).astype(np.int64),
    )


@functools.lru_cache(16)
def _fisher_table(group_n: int, rest_n: int) -> Array:
    """Fisher's two-sided p for every pair of counts: `[k of group_n, k of rest_n]`."""
    ones, others = np.arange(group_n + 1), np.arange(rest_n + 1)

    def log_ways(n: int, k: Array) -> Array:
        found: Array = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
        return found

    logs = log_ways(group_n, ones)[:, None] + log_ways(rest_n, others)[None]
    totals = ones[:, None] + others[None]
    table = np.ones_like(logs)
    for total in range(group_n + rest_n + 1):
        same = totals == total  # the tables with these margins
        chances = np.exp(logs[same] - logs[same].max())
        order = np.argsort(chances)
        # As likely but for the last digits is no less likely.
        last = np.searchsorted(chances[order], chances * (1 + 1e-9), side="right")
        table[same] = np.cumsum(chances[order])[last - 1] / chances.sum()
    return table


def _adjust(p: Array) -> Array:
    """Benjamini and Hochberg's q along the last axis."""
    order = np.argsort(p, axis=-1)
    places = np.arange(1, p.shape[-1] + 1)
    stepped = np.take_along_axis(p, order, axis=-1) * p.shape[-1] / places
    q = np.empty_like(p)
    np.put_along_axis(q, order, np.minimum.accumulate(stepped[..., ::-1], axis=-1)[..., ::-1], axis=-1)
    return q


def _find(group_k: Array, group_n: int, rest_k: Array, rest_n: int) -> tuple[Array, Array]:
    """Which practices are common threads, and all of them by gap, the widest first.

    The counts are `[…, way, practice]`; both answers are `[…, practice]`.
    """
    gaps = group_k[..., 0, :] * rest_n - rest_k[..., 0, :] * group_n
    order = np.lexsort((np.broadcast_to(np.arange(gaps.shape[-1]), gaps.shape), -group_k[..., 0, :], -gaps))
    if min(group_n, rest_n) < FEWEST:
        return np.zeros(gaps.shape, dtype=bool), order
    q = _adjust(_fisher_table(group_n, rest_n)[group_k, rest_k])
    more = (q < SURE) & (group_k * rest_n > rest_k * group_n)
    return more.all(axis=-2) & (2 * group_k[..., 0, :] >= group_n), order


def _list(is_thread: Array, order: Array) -> Array:
    """Which practices `[…, practice]` are on the short list: the first `MOST` common threads."""
    threads = np.take_along_axis(is_thread, order, axis=-1)
    first = threads & (np.cumsum(threads, axis=-1) <= MOST)
    listed = np.zeros_like(is_thread)
    np.put_along_axis(listed, order, first, axis=-1)
    return listed


def short_list(boards: str | None, practices: str | None) -> str | None:
    """The ids of the practices on the short list as a JSON array, the widest gap first: at most seven."""
    if boards is None or practices is None:
        return None
    found = _read(boards, practices)
    sides = [found.credited[:, found.in_group == side].sum(axis=1) for side in (True, False)]
    is_thread, order = _find(sides[0], int(found.in_group.sum()), sides[1], int((~found.in_group).sum()))
    return json.dumps([found.practices[at] for at in order if is_thread[at]][:MOST])


def left_out_credits(boards: str | None, practices: str | None) -> str | None:
    """For each board the short list chosen from all others: a JSON object `{board: [credited, listed]}`.

    How many practices of it the board is credited with in the default way, of how many.
    """
    if boards is None or practices is None:
        return None
    found = _read(boards, practices)
    group_k, rest_k = (found.credited[:, found.in_group == side].sum(axis=1) for side in (True, False))
    sizes = int(found.in_group.sum()), int((~found.in_group).sum())
    credits: dict[str, list[int]] = {}
    for side, (group_left, rest_left) in {True: (1, 0), False: (0, 1)}.items():
        at = np.flatnonzero(found.in_group == side)
        own = found.credited[:, at].transpose(1, 0, 2)  # [board, way, practice]
        is_thread, order = _find(
            group_k - group_left * own, sizes[0] - group_left, rest_k - rest_left * own, sizes[1] - rest_left
        )
        listed = _list(is_thread, order)
        of_list = (listed & (own[:, 0] > 0)).sum(axis=-1)
        for place, board in enumerate(at):
            credits[found.names[board]] = [int(of_list[place]), int(listed[place].sum())]
    return json.dumps(credits)


def short_list_bands(boards: str | None, practices: str | None) -> str | None:
    """How far each practice's place is to be trusted, as a JSON array of objects, the widest gap first.

    Boards are redrawn with replacement within group and rest, `DRAWS` times by a die of a fixed seed; in each draw all
    is found anew. `rank` is a practice's place among all by its gap, `rank_low` to `rank_high` where it stands in 95 %
    of the draws; `thread_share` and `listed_share` say in what share of them it is a common thread and on the short
    list, `band` what that is called. Empty where either side has no board.
    """
    if boards is None or practices is None:
        return None
    found = _read(boards, practices)
    sides = [found.credited[:, found.in_group == side] for side in (True, False)]
    sizes = [side.shape[1] for side in sides]
    if not (all(sizes) and found.practices):
        return "[]"
    _, order = _find(sides[0].sum(axis=1), sizes[0], sides[1].sum(axis=1), sizes[1])
    die = random.Random(SEED)
    counts = [np.empty((DRAWS, WAYS, len(found.practices)), dtype=np.int64) for _ in sides]
    for draw in range(DRAWS):
        for side, into in zip(sides, counts, strict=True):
            drawn = die.choices(range(side.shape[1]), k=side.shape[1])
            times = np.bincount(drawn, minlength=side.shape[1])
            into[draw] = np.einsum("wbp,b->wp", side, times)
    is_thread, orders = _find(counts[0], sizes[0], counts[1], sizes[1])
    listed = _list(is_thread, orders).mean(axis=0)
    threads = is_thread.mean(axis=0)
    ranks = np.sort(np.argsort(orders, axis=-1) + 1, axis=0)
    cut = DRAWS // 40  # 2.5 % at either end
    return json.dumps(
        [
            {
                "practice_id": found.practices[at],
                "rank": rank,
                "rank_low": int(ranks[cut, at]),
                "rank_high": int(ranks[-cut - 1, at]),
                "thread_share": float(threads[at]),
                "listed_share": float(listed[at]),
                "band": next((band for least, band in BANDS.items() if listed[at] >= least), "outside"),
            }
            for rank, at in enumerate(order, 1)
        ]
    )
