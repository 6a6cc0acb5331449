"""`python -m tests.bench.load`: what visitors' slow SQL costs those who read pages.

Goal: beside 20 questions that run until they are stopped, the pages' 99th percentile is at most twice what it is
alone. Both are measured in turn, round by round, at addresses that were not asked before.
"""

from __future__ import annotations

import concurrent.futures
import contextlib
import itertools
import statistics
import sys
import threading
import time
import urllib.parse
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from tests.bench.pages import Client, known_of, pages, served, some_data

QUESTIONS = 20  # slow ones in flight
READERS = 4  # pages in flight
ROUNDS = 4
REQUESTS = 12  # of each page in each round
MOST = 2.0

# Each costs what a question may, in another way: it runs until it is stopped, in SQLite's steps or within one, fills
# the memory that it may have, or has as much to give back as an answer may hold.
SLOW = {
    "recursive": "with recursive n(i) as (select {n} union all select i + 1 from n) select max(i) from n",
    "cross join": (
        "select count(*) from statements a, statements b, statements c where a.text < b.text || c.text || {n}"
    ),
    "long text": (
        "with recursive n(i) as (select {n} union all select i + 1 from n) "
        "select sum(instr(printf('%.*c', 200000, 'x'), printf('%.*cy', 100000, 'x') || i)) from n"
    ),
    "sort": (
        "select a.text, b.text from statements a, statements b where b.rowid < 400 order by a.text || b.text || {n} "
        "limit 5"
    ),
    "our functions": "select sum(fisher_p(a.rowid % 500, b.rowid % 500, 90, {n} % 70)) from statements a, statements b",
    "many rows": (
        "with recursive n(i) as (select {n} union all select i + 1 from n limit 90000) select i, i, i, i, i, i from n"
    ),
    "much text": (
        "with recursive n(i) as (select {n} union all select i + 1 from n) "
        "select printf('%.*c', 15000, 'x') || i from n"
    ),
}
HEADING = f"""
Pages over {{about}} beside {QUESTIONS} slow questions in SQL:
{READERS} pages in flight, {{rounds}} rounds of {{requests}} of each.
99th percentile in ms and its ratio, beside / alone; at most {MOST:g} is wanted. *: over it.
"""


def slow_addresses() -> Iterator[str]:
    """Addresses of slow questions, of all kinds in turn, as pages, JSON and CSV; no two are the same."""
    forms = itertools.cycle(("", ".json", ".csv"))
    for n in itertools.count(1):
        for sql in SLOW.values():
            yield f"/lscb{next(forms)}?{urllib.parse.urlencode({'sql': sql.format(n=n)})}"


@contextlib.contextmanager
def slow_questions(port: int, statuses: Counter[int], questions: int = QUESTIONS) -> Iterator[None]:
    """Within it, so many slow questions are always in flight; their answers' statuses are counted."""
    addresses, lock, over = slow_addresses(), threading.Lock(), threading.Event()

    def ask() -> None:
        while not over.is_set():
            with lock:
                address = next(addresses)
            status = Client(port).get(address).status
            with lock:
                statuses[status] += 1

    with concurrent.futures.ThreadPoolExecutor(questions) as pool:
        asking = [pool.submit(ask) for _ in range(questions)]
        try:
            yield
        finally:
            over.set()
        for one in asking:
            one.result()


def percentile(seconds: Sequence[float], part: float) -> float:
    """The value below which a part of them lies, between the two nearest."""
    ordered = sorted(seconds)
    at = part * (len(ordered) - 1)
    low = int(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (at - low) * (ordered[high] - ordered[low])


def read(client: Client, draws: dict[str, Callable[[], str]], requests: int) -> list[float]:
    """How long each page took, so many of each, mixed; in seconds. Raises AssertionError for one that failed."""
    addresses = [draw() for _ in range(requests) for draw in draws.values()]
    with concurrent.futures.ThreadPoolExecutor(READERS) as pool:
        found = list(pool.map(client.get, addresses))
    for address, answer in zip(addresses, found, strict=True):
        assert answer.status == 200, f"{address}: {answer.status}"
    return [answer.seconds for answer in found]


def measure(
    port: int, rounds: int = ROUNDS, requests: int = REQUESTS
) -> tuple[list[float], list[float], list[float], Counter[int]]:
    """Seconds of all pages alone and beside slow questions; each round's ratio; what the questions were answered."""
    client, statuses = Client(port), Counter[int]()
    draws = pages(known_of(client))
    read(client, draws, 2)  # what is loaded once is loaded now
    alone: list[float] = []
    beside: list[float] = []
    ratios = []
    for turn in range(rounds):
        # In turn first and second: what pages share, such as a chart, is drawn for the first alone.
        one = [] if turn % 2 else read(client, draws, requests)
        with slow_questions(port, statuses):
            time.sleep(2)  # until they wait for each other
            other = read(client, draws, requests)
        one = one or read(client, draws, requests)
        alone += one
        beside += other
        ratios.append(percentile(other, 0.99) / percentile(one, 0.99))
    return alone, beside, ratios, statuses


def main(rounds: int = ROUNDS, requests: int = REQUESTS) -> None:
    """Print what was measured."""
    about, data = some_data()
    with served(data) as port:
        alone, beside, ratios, statuses = measure(port, rounds, requests)
    sys.stdout.write(HEADING.format(about=about, rounds=rounds, requests=requests))
    for name, part in (("median", 0.5), ("95th percentile", 0.95), ("99th percentile", 0.99)):
        one, other = (percentile(seconds, part) for seconds in (alone, beside))
        sys.stdout.write(f"{name:18} {1000 * one:8.0f} {1000 * other:8.0f} {other / one:6.2f}\n")
    middle = statistics.median(ratios)
    star = " *" if middle > MOST else ""
    sys.stdout.write(f"99th percentile, by round: {min(ratios):.2f} {middle:.2f} {max(ratios):.2f}{star}\n")
    told = ", ".join(f"{count} × {status}" for status, count in sorted(statuses.items()))
    sys.stdout.write(f"the questions were answered {told}\n")


if __name__ == "__main__":
    main()
