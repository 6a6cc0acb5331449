"""A small Ofsted of ours on localhost: demo/server.py's, with two results a page of search, and faults to order."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from email.message import Message
from urllib.parse import urlsplit

from demo import server
from demo.server import ListedDocument, Reply

INSPECTION = "Children's services inspection"


def pdf(text: str) -> bytes:
    """Bytes that pass for a PDF."""
    return b"%PDF-1.4\n" + text.encode() * 50 + b"\n%%EOF\n"


@dataclasses.dataclass(frozen=True)
class Fault(Reply):
    """An answer that goes wrong. `length` is what Content-Length says; `drops` hangs up without a word."""

    length: int | None = None
    drops: bool = False


@dataclasses.dataclass(frozen=True)
class Seen:
    """A request that came in, and how it was answered. `at` is seconds of a clock."""

    path: str
    status: int
    bytes: int
    headers: dict[str, str]
    at: float


def listed(file_id: str, day: str | None, title: str = INSPECTION, address: str | None = None) -> ListedDocument:
    """A document on a timeline; `day` is an ISO date."""
    return ListedDocument(file_id, title, datetime.date.fromisoformat(day) if day else None, address)


class FaultySite(server.Site):
    """The site's content and its faults; change them between or during crawls.

    `once[path]` are answers for the next requests of a path, `always[path]` one for all of them. At the file
    `hold_at` the site sends half of the body and then nothing more until `go_on` is set. Authorities that are `hidden`
    are found by no search.
    """

    most_rows = 2

    def __init__(self) -> None:
        names = {"90001": "Brackendale Council", "90002": "Marlowshire County Council", "90003": "Port Ellery"}
        documents = {
            "90001": [listed("7001", "2014-09-01"), listed("7002", "2017-11-14", "Area SEND full inspection")],
            "90002": [listed("7003", "2013-12-24"), listed("7004", "2012-07-12")],
            "90003": [listed("7005", "2018-06-29"), listed("7006", "2015-03-05", "Review of the LSCB")],
        }
        super().__init__(names, documents, {name: pdf(name) for name in ("7001", "7003", "7004", "7005", "7006")})
        self.hidden: set[str] = set()
        self.once: dict[str, list[Reply]] = defaultdict(list)
        self.always: dict[str, Reply] = {}
        self.hold_at: str | None = None
        self.held, self.go_on = threading.Event(), threading.Event()
        self.seen: list[Seen] = []
        self.url = ""

    def downloads(self) -> list[str]:
        """The file ids whose PDFs were sent whole, in order."""
        return [
            seen.path.rpartition("/")[2]
            for seen in self.seen
            if seen.path.startswith("/v1/file/") and seen.status == 200 and seen.bytes
        ]

    def asked(self, path: str) -> list[Seen]:
        """The requests for a path."""
        return [seen for seen in self.seen if seen.path == path]

    def found(self) -> list[str]:
        return [urn for urn in super().found() if urn not in self.hidden]

    def answer(self, address: str, headers: Message) -> Reply:
        path = urlsplit(address).path
        if self.once[path]:
            return self.once[path].pop(0)
        return self.always.get(path) or super().answer(address, headers)


class FaultyHandler(server.Handler):
    """A handler that notes each request and goes wrong where it is told to."""

    site: FaultySite

    def send(self, reply: Reply) -> None:
        fault = reply if isinstance(reply, Fault) else Fault()
        length = len(reply.body) if fault.length is None else fault.length
        is_held = self.site.hold_at is not None and self.path == f"/v1/file/{self.site.hold_at}"
        body = reply.body[: length // 2] if is_held else reply.body
        is_whole = len(body) == length
        sent = len(body) if is_whole else 0
        self.site.seen.append(Seen(self.path, reply.status, sent, dict(self.headers.items()), time.monotonic()))
        self.close_connection = self.close_connection or fault.drops or not is_whole
        if fault.drops:
            return
        self.send_head(reply, length)
        with contextlib.suppress(ConnectionError):
            self.wfile.write(body)
            self.wfile.flush()
        if is_held:
            self.site.held.set()
            self.site.go_on.wait(20)


@contextlib.contextmanager
def serving(site: FaultySite) -> Iterator[FaultySite]:
    """Serve `site` on a free port of localhost; its address is in `site.url`."""
    with server.Server(site, handler=FaultyHandler) as running:
        site.url = running.url
        try:
            yield site
        finally:
            site.go_on.set()
