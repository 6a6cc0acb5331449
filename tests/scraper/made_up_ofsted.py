"""A small Ofsted of ours on localhost: two pages of search, a page for each authority, PDFs, and faults to order."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import html
import threading
import time
from collections import defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

MODIFIED = "Mon, 01 Sep 2014 00:00:00 GMT"
GONE = b"<!DOCTYPE html><html><body><h1>Report not found</h1></body></html>"


def pdf(text: str) -> bytes:
    """Bytes that pass for a PDF."""
    return b"%PDF-1.4\n" + text.encode() * 50 + b"\n%%EOF\n"


@dataclasses.dataclass(frozen=True)
class Answer:
    """An answer to order. `length` is what Content-Length says; `drops` hangs up without a word."""

    status: int = 200
    body: bytes = GONE
    kind: str = "text/html; charset=UTF-8"
    headers: dict[str, str] = dataclasses.field(default_factory=dict)
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


class Site:
    """The site's content and its faults; change them between or during crawls.

    `once[path]` are answers for the next requests of a path, `always[path]` one for all of them. At the file
    `hold_at` the site sends half of the body and then nothing more until `go_on` is set.
    """

    def __init__(self) -> None:
        self.authorities = {
            "90001": "Brackendale Council",
            "90002": "Marlowshire County Council",
            "90003": "Port Ellery",
        }
        title = "Children's services inspection"
        self.documents = {
            "90001": [("7001", title, "01 September 2014"), ("7002", "Area SEND full inspection", "14 November 2017")],
            "90002": [("7003", title, "24 December 2013"), ("7004", title, "12 July 2012")],
            "90003": [("7005", title, "29 June 2018"), ("7006", "Review of the LSCB", "05 March 2015")],
        }
        self.files = {file_id: pdf(file_id) for file_id in ("7001", "7003", "7004", "7005", "7006")}
        self.hidden: set[str] = set()
        self.count: int | None = None
        self.robots = b"User-agent: *\nDisallow: /feedback\n"
        self.links: dict[str, str] = {}
        self.once: dict[str, list[Answer]] = defaultdict(list)
        self.always: dict[str, Answer] = {}
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

    def answer(self, address: str, headers: dict[str, str]) -> Answer:
        """What the site says to a request."""
        url = urlsplit(address)
        if self.once[url.path]:
            return self.once[url.path].pop(0)
        if url.path in self.always:
            return self.always[url.path]
        kind, _, name = url.path.strip("/").rpartition("/")
        if url.path == "/robots.txt":
            return Answer(body=self.robots, kind="text/plain")
        if url.path == "/search":
            return Answer(body=self.search(int(parse_qs(url.query)["start"][0])).encode())
        if kind == "provider/44" and name in self.documents:
            return Answer(body=self.provider(name).encode())
        if kind == "v1/file" and name in self.files:
            return self.file(self.files[name], headers)
        return Answer(404)

    def search(self, start: int) -> str:
        """Two results a page."""
        shown = [urn for urn in self.authorities if urn not in self.hidden]
        items = "".join(
            f'<li><a href="/provider/44/{urn}">{self.authorities[urn]}</a></li>' for urn in shown[start : start + 2]
        )
        more = f'<a class="pagination__next" href="/search?start={start + 2}&amp;rows=2">Next</a>'
        count = len(shown) if self.count is None else self.count
        return (
            f'<html><body><strong class="results-count">{count}</strong> results<ul>{items}</ul>'
            f"{more if start + 2 < len(shown) else ''}</body></html>"
        )

    def provider(self, urn: str) -> str:
        """The timeline of one authority."""
        days = "".join(
            f'<li><p class="timeline__date"><time>{day}</time></p><a class="publication-link" '
            f'href="{html.escape(self.links.get(file_id, f"/v1/file/{file_id}"))}">{html.escape(title)}'
            f'<span class="nonvisual">{html.escape(title)}, pdf - {day}</span></a></li>'
            for file_id, title, day in self.documents[urn]
        )
        name = self.authorities[urn]
        return f"<html><body><h1>{name}</h1><p>URN: {urn}</p><ol>{days}</ol></body></html>"

    def file(self, body: bytes, headers: dict[str, str]) -> Answer:
        """A PDF, or 304 for the one that the crawler holds."""
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        named = {"ETag": etag, "Last-Modified": MODIFIED}
        if headers.get("If-None-Match") == etag:
            return Answer(304, b"", "application/pdf", named)
        return Answer(200, body, "application/pdf", named)


def handler(site: Site) -> type[BaseHTTPRequestHandler]:
    """A request handler that speaks for `site`."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            headers = dict(self.headers.items())
            answer = site.answer(self.path, headers)
            length = len(answer.body) if answer.length is None else answer.length
            is_held = site.hold_at is not None and self.path == f"/v1/file/{site.hold_at}"
            body = answer.body[: length // 2] if is_held else answer.body
            whole = len(body) if len(body) == length else 0
            site.seen.append(Seen(self.path, answer.status, whole, headers, time.monotonic()))
            if answer.drops:
                self.close_connection = True
                return
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(length))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            with contextlib.suppress(ConnectionError):
                self.wfile.write(body)
                self.wfile.flush()
            if is_held:
                site.held.set()
                site.go_on.wait(20)
            if len(body) != length:
                self.close_connection = True

    return Handler


@contextlib.contextmanager
def serving(site: Site):
    """Serve `site` on a free port of localhost; its address is in `site.url`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(site))
    server.daemon_threads = True
    site.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield site
    finally:
        site.go_on.set()
        server.shutdown()
        thread.join()
        server.server_close()
