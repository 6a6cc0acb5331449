"""`python -m tests.soak`: minutes of pages, searches, API calls and slow SQL, 50 in flight; then a crowd of 500.

The site is that of DATA where it has a database, as for `tests.bench.pages`. Exit status 1 when something is over its
bound: an answer of 5xx but for the 503 that slow SQL may get, memory that grows, a connection that is held for ever.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import random
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench import load, pages
from tests.soak import report, visitors
from tests.soak.report import Memory
from tests.soak.visitors import Told

IN_FLIGHT, CROWD, SLOW_READERS, HALF_OPEN, LEAVING = 50, 500, 100, 100, 50
AFTER_SECONDS = 60.0  # that slow readers and half-open connections are given
# How often each kind is asked, and the API's addresses; the API's names stand in docs/api.md.
WEIGHTS = {"page": 10, "search": 3, "api": 4, "slow sql": 3}
API = (
    "/lscb/reviews_by_grade.json?_shape=objects",
    "/lscb/statements.json?_shape=objects&_size=100&polarity=strength",
    "/lscb/statements.csv?_search=audit",
    "/lscb/reviews.csv",
    "/lscb.json?sql=select+count(*)+from+statements&_shape=objects",
    "/lscb/short_list.json?_shape=objects",
    "/-/data.json",
)
LARGE = "/lscb/statements.csv"


def resident(pid: int) -> int:
    """The resident memory of a process in bytes; 0 if it is gone."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize()
    except (OSError, IndexError):
        return 0


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()] + [
            int(one)
            for task in Path(f"/proc/{pid}/task").iterdir()
            if task.name != str(pid)
            for one in (task / "children").read_text(encoding="ascii").split()
        ]
    except OSError:
        return []


def draws(known: pages.Known) -> dict[str, Callable[[], str]]:
    """For each kind, how to draw an address of it."""
    own = pages.pages(known)
    searches = own.pop("/search")
    turn, slow, api = itertools.cycle(own), load.slow_addresses(), itertools.cycle(API)
    return {
        "page": lambda: own[next(turn)](),
        "search": searches,
        "api": lambda: next(api),
        "slow sql": lambda: next(slow),
    }


async def watch(pid: int, samples: list[Memory]) -> None:
    """Note the memory every two seconds, until cancelled."""
    start = time.monotonic()
    while True:
        workers = sum(map(resident, children(pid)))
        samples.append(Memory(time.monotonic() - start, resident(pid), workers))
        await asyncio.sleep(2)


async def steady(port: int, drawn: dict[str, Callable[[], str]], seconds: float) -> list[Told]:
    """So many in flight all the time; gives what became of each."""
    told: list[Told] = []
    end, die = time.monotonic() + seconds, random.Random(pages.SEED)
    again = [f"/?as_at=2016-01-{day:02}" for day in range(1, 29)]  # when no new addresses are left

    async def visit() -> None:
        while time.monotonic() < end:
            (kind,) = die.choices(list(WEIGHTS), list(WEIGHTS.values()))
            try:
                address = drawn[kind]()
            except StopIteration:
                address = die.choice(again)
            told.append(await visitors.ask(port, kind, address))

    await asyncio.gather(*(visit() for _ in range(IN_FLIGHT)))
    return told


async def crowd(port: int, drawn: dict[str, Callable[[], str]]) -> tuple[list[Told], list[bool]]:
    """Five hundred at once beside slow readers, half-open connections and some that leave; what became of them."""
    until = asyncio.get_running_loop().time() + AFTER_SECONDS
    slow = [asyncio.ensure_future(visitors.read_slowly(port, LARGE, until)) for _ in range(SLOW_READERS)]
    half = [asyncio.ensure_future(visitors.never_ask(port, until)) for _ in range(HALF_OPEN)]
    await asyncio.gather(*(visitors.leave_early(port, drawn["slow sql"]()) for _ in range(LEAVING)))
    asked = [f"/boards?as_at=2017-{1 + n % 12:02}-{1 + n // 12 % 28:02}" for n in range(CROWD)]
    told = await asyncio.gather(*(visitors.ask(port, "crowd", address) for address in asked))
    await asyncio.gather(*slow)
    closed = await asyncio.gather(*half)
    told += [await visitors.ask(port, "after", address) for address in ("/", "/lscb/reviews", API[0])]
    return list(told), list(closed)


async def soak(port: int, pid: int, minutes: float) -> tuple[list[Told], list[Memory], list[bool]]:
    """All of it: what became of the requests, the memory in the steady part, and whether half-open ones were ended."""
    drawn, samples = draws(pages.known_of(pages.Client(port))), list[Memory]()
    watching = asyncio.ensure_future(watch(pid, samples))
    told = await steady(port, drawn, 60 * minutes)
    watching.cancel()
    more, half_open = await crowd(port, drawn)
    sys.stdout.write(f"after the crowd: server {resident(pid) / 1e6:.0f} MB\n")
    return told + more, samples, half_open


def main() -> int:
    """Print what was found; 1 if something is over its bound."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description="Ask the site for minutes, all at once.")
    parser.add_argument("--minutes", type=float, default=10, help="of the steady part (default: 10)")
    minutes = parser.parse_args().minutes
    about, data = pages.some_data()
    with pages.running(data) as (port, supervisor):
        pid = children(supervisor)[0]  # the server; what holds its socket does nothing else
        told, samples, half_open = asyncio.run(soak(port, pid, minutes))
    sys.stdout.write(f"{minutes:g} minutes over {about}, {IN_FLIGHT} in flight, then {CROWD}\n")
    sys.stdout.write(report.lines(told, samples))
    found = report.problems(told, samples, half_open)
    for problem in found:
        sys.stdout.write(f"OVER ITS BOUND: {problem}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
