"""`python -m tests.bench.pages`: how fast the site's pages answer, beside Datasette's own page of a table, and how big.

Goals: with 20 requests in flight no page takes more than twice as long as `/lscb/reviews`, and none (with its CSS and
SVG, uncompressed) is over 200 kB. The site is that of DATA where it has a database, else of the real reports beside the
repo (built once into build/bench), else of the demo.
"""

from __future__ import annotations

import concurrent.futures
import contextlib
import dataclasses
import http.client
import itertools
import json
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.conftest import CORPUS, REPO, make_data

IN_FLIGHT = 20
ROUNDS = 3
REQUESTS = 40  # of each page in each round
SEED = 20141112
REFERENCE = "/lscb/reviews"
SLOWEST, LARGEST = 2.0, 200_000
WORDS = (
    *(
        "training",
        "challenge",
        "audit",
        "children",
        "partners",
        "chair",
        "data",
        "exploitation",
        "thresholds",
        "police",
    ),
    *("neglect", "schools", "plan", "health", "learning", "scrutiny", "attendance", "care", "risk", "voice"),
)

HEADING = f"""Pages over {{about}}: {IN_FLIGHT} requests in flight, {{rounds}} rounds of {{requests}} of each page.
Median and 95th percentile in ms, and over those of {REFERENCE} (table) measured beside them.
first: addresses not asked before; again: the same address. kB: HTML, CSS and SVG, uncompressed.
*: over {SLOWEST:g} times or {LARGEST / 1000:g} kB.
"""
COLUMNS = (
    f"{'page':18} |{'first':>8} {'p95':>6} {'ratio':>6} {'p95':>5} |{'again':>8} {'p95':>6} {'ratio':>6} {'p95':>5}"
    f" |{'table':>8} {'p95':>6} |{'kB':>6}\n"
)


@dataclasses.dataclass(frozen=True)
class Known:
    """What there is to ask for, shuffled into an order that is the same each time."""

    boards: list[str]
    reviews: list[str]
    themes: list[str]
    practices: list[str]
    days: Iterator[str]


def pages(known: Known) -> dict[str, Callable[[], str]]:
    """Each page, and how to draw an address of it. Where it has parameters or many rows, no two draws are the same."""
    boards, reviews, themes, practices = (
        itertools.cycle(one) for one in (known.boards, known.reviews, known.themes, known.practices)
    )
    pairs = itertools.combinations(known.boards, 2)
    words = (f"{one}+{other}" if one != other else one for one in WORDS for other in WORDS)
    day = known.days.__next__
    return {
        "/": lambda: f"/?as_at={day()}",
        "/threads": lambda: f"/threads?as_at={day()}",
        "/briefing": lambda: f"/briefing?as_at={day()}",
        "/practices": lambda: f"/practices?as_at={day()}",
        "/practices/<id>": lambda: f"/practices/{next(practices)}?as_at={day()}",
        "/themes": lambda: f"/themes?as_at={day()}",
        "/themes/<theme>": lambda: f"/themes/{next(themes)}?as_at={day()}",
        "/boards": lambda: f"/boards?as_at={day()}",
        "/boards/<board>": lambda: f"/boards/{next(boards)}?as_at={day()}",
        "/compare": lambda: "/compare?board={}&board={}".format(*next(pairs)),
        "/search": lambda: f"/search?q={next(words)}",
        "/timeline": lambda: f"/timeline?as_at={day()}",
        "/map": lambda: f"/map?as_at={day()}",
        "/reviews/<id>": lambda: f"/reviews/{next(reviews)}",
        "/methods": lambda: "/methods",
        "/data": lambda: "/data",
        "/api": lambda: "/api",
    }


def known_of(client: Client) -> Known:
    """What the site holds, from its own JSON."""

    def column(table: str, name: str) -> list[str]:
        found = json.loads(client.get(f"/lscb/{table}.json?_shape=objects&_size=max&_sort={name}").body)["rows"]
        return [row[name] for row in found]

    die = random.Random(SEED)
    reviewed = sorted(set(column("reviews", "board_id")))
    reviews = column("reviews", "review_id")
    days = [
        f"{year}-{month:02}-{day:02}" for year in range(2014, 2018) for month in range(1, 13) for day in range(1, 29)
    ]
    for drawn in (reviewed, reviews, days):
        die.shuffle(drawn)
    themes, practices = column("themes", "theme_id"), column("practices", "practice_id")
    return Known(reviewed, reviews, themes, practices, iter(days))


@dataclasses.dataclass(frozen=True)
class Answer:
    """A page's answer: how long it took to arrive whole, in seconds, its status and its bytes."""

    seconds: float
    status: int
    body: bytes


@dataclasses.dataclass(frozen=True)
class Client:
    """Asks the site on a port, each time like a browser that has nothing of it yet."""

    port: int

    def get(self, address: str) -> Answer:
        """Ask for an address and wait for the whole answer."""
        start = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request("GET", address)
            answer = connection.getresponse()
            body = answer.read()
        finally:
            connection.close()
        return Answer(time.perf_counter() - start, answer.status, body)


@contextlib.contextmanager
def served(data: Path) -> Iterator[int]:
    """The site over `data`, as `make serve` runs it; gives its port."""
    with running(data) as (port, _):
        yield port


@contextlib.contextmanager
def running(data: Path) -> Iterator[tuple[int, int]]:
    """The site over `data`, as `make serve` runs it; gives its port and the number of its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "web", "--data", str(data), "--port", str(port)]
    process = subprocess.Popen(command, cwd=REPO, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with contextlib.suppress(OSError):
                Client(port).get("/-/data.json")
                break
            if process.poll() is not None:
                raise SystemExit(f"the site over {data} has ended: python -m web --data {data} says why")
            time.sleep(0.1)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(30)


def some_data() -> tuple[str, Path]:
    """What the site is measured on, in words and as a folder; built if it is not there yet."""
    named, build = Path(os.environ.get("DATA", "data")), REPO / "build" / "bench"
    if (named / "lscb.db").is_file():
        return str(named), named
    if (CORPUS / "ofsted" / "serve.py").is_file():
        data = build / "corpus"
        if not (data / "lscb.db").is_file():
            command = [sys.executable, str(CORPUS / "ofsted" / "serve.py"), "--port", "0"]
            with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
                try:
                    assert server.stdout is not None
                    make_data(server.stdout.readline().strip(), data)
                finally:
                    server.terminate()
        return "the real reports", data
    data = build / "demo"
    if not (data / "lscb.db").is_file():
        command = [sys.executable, "-m", "demo", "--build-only", "--folder", str(build / "ofsted"), "--data", str(data)]
        subprocess.run(command, cwd=REPO, check=True)
    return "the demo's reports", data


def styles(client: Client, html: bytes) -> int:
    """How many bytes of CSS and of SVG files a page asks for besides itself."""
    found = re.findall(rb'<link rel="stylesheet" href="([^"]+)"', html) + re.findall(
        rb'<img[^>]* src="([^"]+\.svg)"', html
    )
    return sum(len(client.get(urllib.parse.unquote(address.decode())).body) for address in found)


@dataclasses.dataclass
class Measured:
    """A page's times in seconds and those of the reference beside it, and the bytes of its largest answer."""

    first: list[float] = dataclasses.field(default_factory=list)
    again: list[float] = dataclasses.field(default_factory=list)
    reference: list[float] = dataclasses.field(default_factory=list)
    bytes: int = 0
    status: int = 200


def measure(client: Client, rounds: int, requests: int) -> dict[str, Measured]:
    """Ask for all pages in turn, round by round, each time with the reference beside it."""
    found: dict[str, Measured] = {}
    with concurrent.futures.ThreadPoolExecutor(IN_FLIGHT) as pool:

        def times(addresses: Sequence[str]) -> list[Answer]:
            return list(pool.map(client.get, addresses))

        draws = pages(known_of(client))
        times([REFERENCE] * IN_FLIGHT)  # what is loaded once is loaded now
        for _ in range(rounds):
            for name, draw in draws.items():
                one = found.setdefault(name, Measured())
                if one.status != 200:
                    continue
                addresses = [draw() for _ in range(requests)]
                first = times(addresses)
                one.status = max(answer.status for answer in first)
                if one.status != 200:
                    continue
                one.first += [answer.seconds for answer in first]
                one.again += [answer.seconds for answer in times(addresses[-1:] * requests)]
                one.reference += [answer.seconds for answer in times([REFERENCE] * requests)]
                largest = max((answer.body for answer in first), key=len)
                one.bytes = max(one.bytes, len(largest) + styles(client, largest))
    return found


def late(seconds: Sequence[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(seconds, n=20)[-1]


def line(name: str, one: Measured) -> str:
    """A page's line: milliseconds and, against the reference, ratios; a star where it is over a goal."""
    if one.status != 200:
        return f"{name:18} answers {one.status}\n"
    cells, over = [f"{name:18}"], one.bytes > LARGEST
    for seconds in (one.first, one.again):
        middle, end = statistics.median(seconds), late(seconds)
        ratios = middle / statistics.median(one.reference), end / late(one.reference)
        over = over or max(ratios) > SLOWEST
        cells.append(f"{1000 * middle:8.0f} {1000 * end:6.0f} {ratios[0]:6.2f} {ratios[1]:5.2f}")
    cells.append(f"{1000 * statistics.median(one.reference):8.0f} {1000 * late(one.reference):6.0f}")
    return " |".join([*cells, f"{one.bytes / 1000:6.0f}"]) + (" *" if over else "") + "\n"


def main(rounds: int = ROUNDS, requests: int = REQUESTS) -> None:
    """Print what was measured."""
    about, data = some_data()
    with served(data) as port:
        found = measure(Client(port), rounds, requests)
    sys.stdout.write(HEADING.format(about=about, rounds=rounds, requests=requests) + COLUMNS)
    for name, one in found.items():
        sys.stdout.write(line(name, one))


if __name__ == "__main__":
    main()
