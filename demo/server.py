"""A made-up Ofsted: search, provider and file pages in the markup of the real site, on this machine only.

What it shows is up to a `Site`: the demonstration's, or a test's with faults to order.
A document that is listed but was never drawn answers as a withdrawn report does: status 200 with an HTML page.
"""

from __future__ import annotations

import dataclasses
import datetime
import email.utils
import functools
import hashlib
import html
import threading
from collections.abc import Mapping, Sequence
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

from demo.model import authorities, listing

HTML, PDF = "text/html; charset=UTF-8", "application/pdf"


@dataclasses.dataclass(frozen=True)
class ListedDocument:
    """A document on an authority's page. `address` is where its link leads if not to the usual place."""

    file_id: str
    title: str
    listed_on: datetime.date | None
    address: str | None = None


@dataclasses.dataclass(frozen=True)
class Reply:
    """What is sent in answer to one request."""

    status: int = 200
    body: bytes = b""
    kind: str = HTML
    headers: Mapping[str, str] = dataclasses.field(default_factory=dict)


def long_date(day: datetime.date) -> str:
    """A date as the site prints it: `01 September 2014`."""
    return f"{day:%d %B %Y}"


def page(title: str, body: str, status: int = 200) -> Reply:
    """A whole page of the site around `body`."""
    text = f"""<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"/><title>{html.escape(title)} - Find an Inspection Report - A made-up Ofsted</title></head>
<body>
<div class="main-content">
<header class="header"><div class="container"><a class="header__home-link" href="/">
<span class="nonvisual">A made-up Ofsted: every place and report is fictional</span></a></div></header>
<div class="container"><main id="main" tabindex="-1">
{body}
</main></div>
</div>
</body></html>
"""
    return Reply(status, text.encode())


def not_found(status: int) -> Reply:
    """The page for what does not exist, or no longer exists; for a withdrawn report it has status 200."""
    heading = '<h1 class="heading--title title-block__heading">Report not found</h1>'
    return page("Report not found", f"{heading}<p>Sorry, the document you requested no longer exists.</p>", status)


def search_page(
    found: Sequence[tuple[str, str, Sequence[ListedDocument]]], start: int, rows: int, printed_count: int | None = None
) -> Reply:
    """The results of a search from `start`, as (URN, name, documents), with a link to the next where there are more.

    `printed_count` is how many the page claims there are, if that is not true.
    """
    items = []
    for urn, name, documents in found[start : start + rows]:
        latest = max((one.listed_on for one in documents if one.listed_on), default=None)
        when = f"<li>Latest report: <strong><time>{long_date(latest)}</time></strong></li>" if latest else ""
        items.append(
            f'<li class="search-result">\n<h3 class="search-result__title heading--sub">'
            f'<a href="/provider/44/{urn}">{html.escape(name)}</a></h3>\n'
            f'<ul class="search-result__provider-info list-inline">'
            f"<li>Category: <strong>Local Authority Children&#039;s Services</strong></li>\n"
            f"{when}<li>URN: <strong>{urn}</strong></li></ul>\n</li>"
        )
    more = ""
    if start + rows < len(found):
        asked = {"q": "", "location": "", "lat": "", "lon": "", "radius": ""}
        kind = {"level_1_types": 3, "level_2_types[]": 12}
        query = urlencode({**asked, **kind, "start": start + rows, "rows": rows})
        more = f'<a class="pagination__next" href="/search?{html.escape(query)}">Next</a>'
    count = len(found) if printed_count is None else printed_count
    return page(
        "Search results",
        f'<div class="search-results">\n<div class="search-results__heading">'
        f'<strong class="results-count">{count}</strong> results</div>\n'
        f'<ul class="results-list list-unstyled">{"".join(items)}</ul>\n'
        f'<div class="pagination"><span class="pagination__numbers">{start // rows + 1} of {-(-len(found) // rows)}'
        f"</span>{more}</div></div>",
    )


def provider_page(urn: str, name: str, documents: Sequence[ListedDocument], base: str) -> Reply:
    """The timeline of one authority's documents, newest first; `base` is the address of this server."""
    days = []
    for one in sorted(documents, key=lambda one: one.listed_on or datetime.date.min, reverse=True):
        when = long_date(one.listed_on) if one.listed_on else "some day"
        attribute = f' datetime="{one.listed_on.isoformat()}"' if one.listed_on else ""
        title, address = html.escape(one.title), html.escape(one.address or f"{base}/v1/file/{one.file_id}")
        days.append(
            f'<li class="timeline__day">\n<p class="timeline__date"><time{attribute}>{when}</time></p>\n'
            f'<div class="event"><span class="event__title heading--sub">'
            f'<a class="publication-link" href="{address}" target="_blank">{title}'
            f'<span class="nonvisual">{title}, pdf - {when}</span></a></span></div>\n</li>'
        )
    return page(
        name,
        f'<div class="title-block"><h1 class="heading--title title-block__heading">{html.escape(name)}</h1>\n'
        f'<address class="title-block__address">Town Hall</address>\n<p>URN: <strong>{urn}</strong></p></div>\n'
        f'<h2>All reports</h2><ol class="timeline">{"".join(days)}</ol>',
    )


class Site:
    """What the server answers from: authorities' names and documents by URN, and the files by id."""

    most_rows = 100
    printed_count: int | None = None
    robots = "User-agent: *\nDisallow: /feedback\n"

    def __init__(self, names: dict[str, str], documents: dict[str, list[ListedDocument]], files: dict[str, bytes]):
        self.names, self.documents, self.files = names, documents, files

    def found(self) -> list[str]:
        """The URNs that a search finds, in the order of their names."""
        return sorted(self.names, key=self.names.__getitem__)

    def search(self, query: Mapping[str, Sequence[str]]) -> Reply:
        """A page of search results, or the one that refuses a query without numbers."""
        numbers = [query.get(name, [default])[0] for name, default in (("start", "0"), ("rows", "10"))]
        if not all(number.isdecimal() for number in numbers):
            return page("Bad request", "<h1>start and rows are numbers</h1>", 400)
        start, rows = map(int, numbers)
        results = [(urn, self.names[urn], self.documents.get(urn, [])) for urn in self.found()]
        return search_page(results, start, max(1, min(rows, self.most_rows)), self.printed_count)

    def file(self, file_id: str, headers: Message) -> Reply:
        """A PDF, 304 if the client has it, or the page that says there is none."""
        if file_id not in self.files:
            return not_found(200)
        body = self.files[file_id]
        own = {"ETag": f'"{hashlib.sha256(body).hexdigest()[:16]}"'}
        days = (one.listed_on for documents in self.documents.values() for one in documents if one.file_id == file_id)
        day = next(days, None)
        if day:
            noon = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
            own["Last-Modified"] = email.utils.format_datetime(noon, usegmt=True)
        asked = headers.get("If-None-Match")
        since = headers.get("If-Modified-Since")
        is_held = own["ETag"] in asked if asked else since is not None and since == own.get("Last-Modified")
        return Reply(304, b"", PDF, own) if is_held else Reply(200, body, PDF, own)

    def answer(self, address: str, headers: Message) -> Reply:
        """What the site says to a request."""
        url = urlsplit(address)
        match url.path.strip("/").split("/"):
            case ["robots.txt"]:
                return Reply(body=self.robots.encode(), kind="text/plain")
            case ["search"]:
                return self.search(parse_qs(url.query))
            case ["provider", "44", urn] if urn in self.names:
                return provider_page(urn, self.names[urn], self.documents.get(urn, []), f"http://{headers['Host']}")
            case ["provider", "44", _]:
                return not_found(404)
            case ["v1", "file", file_id]:
                return self.file(file_id, headers)
            case _:
                return page("Page not found", "<h1>Page not found</h1>", 404)


def demo_site(folder: Path) -> Site:
    """The demonstration's site, with the PDFs drawn into `folder`. Raises FileNotFoundError if one is missing."""
    documents: dict[str, list[ListedDocument]] = {}
    for one in listing():
        documents.setdefault(one.urn, []).append(ListedDocument(one.file_id, one.title, one.listed_on))
    files = {one.file_id: (folder / f"{one.file_id}.pdf").read_bytes() for one in listing() if one.kind == "drawn"}
    return Site({one.urn: one.name for one in authorities() if one.urn}, documents, files)


class Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def __init__(self, site: Site, *args: object):
        self.site = site
        super().__init__(*args)  # type: ignore[arg-type]

    def log_message(self, *args: object) -> None:
        """Say nothing: the crawl says what it fetched."""

    def send(self, reply: Reply) -> None:
        """Send one reply."""
        self.send_head(reply, len(reply.body))
        if self.command != "HEAD":
            self.wfile.write(reply.body)

    def send_head(self, reply: Reply, length: int) -> None:
        """Send the status and headers, among them the `length` of its body in bytes."""
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.kind)
        if reply.status != 304:
            self.send_header("Content-Length", str(length))
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()

    def do_GET(self) -> None:
        """Answer a GET."""
        self.send(self.site.answer(self.path, self.headers))

    do_HEAD = do_GET  # noqa: N815


class Server(ThreadingHTTPServer):
    """A made-up Ofsted on 127.0.0.1. Raises OSError if the port is taken; port 0 takes a free one."""

    daemon_threads = True
    # On Linux a second server may otherwise share the address of one that has just ended; a live one is refused.
    allow_reuse_address = True

    def __init__(self, site: Site, port: int = 0, handler: type[Handler] = Handler):
        super().__init__(("127.0.0.1", port), functools.partial(handler, site))

    @property
    def url(self) -> str:
        """The address it answers on, without a slash at the end."""
        return f"http://127.0.0.1:{self.server_port}"

    def __enter__(self) -> Server:
        """Serve in a thread until the end of the `with`."""
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self._thread.join()
        self.server_close()
