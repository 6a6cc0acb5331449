"""Serve the made-up Ofsted: search, provider and file pages in the markup of the real site, on this machine only.

A document that is listed but was never drawn answers as a withdrawn report does: status 200 with an HTML page.
"""

from __future__ import annotations

import datetime
import email.utils
import functools
import hashlib
import html
import threading
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

from demo.model import FictionalAuthority, FictionalDocument, authorities, listing

MOST_ROWS = 100


def long_date(day: datetime.date) -> str:
    """A date as the site prints it: `01 September 2014`."""
    return f"{day:%d %B %Y}"


def page(title: str, body: str) -> str:
    """A whole page of the site around `body`."""
    return f"""<!DOCTYPE html>
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


NOT_FOUND = page(
    "Report not found",
    '<h1 class="heading--title title-block__heading">Report not found</h1>'
    "<p>Sorry, the document you requested no longer exists.</p>",
)


def search_page(listed: Sequence[FictionalDocument], names: Sequence[FictionalAuthority], start: int, rows: int) -> str:
    """The page of search results from `start`, with a link to the next where there are more."""
    shown = sorted((one for one in names if one.urn), key=lambda one: one.name)
    rows = max(1, min(rows, MOST_ROWS))
    items = []
    for one in shown[start : start + rows]:
        latest = max((document.listed_on for document in listed if document.urn == one.urn), default=None)
        when = f"<li>Latest report: <strong><time>{long_date(latest)}</time></strong></li>" if latest else ""
        items.append(
            f'<li class="search-result">\n<h3 class="search-result__title heading--sub">'
            f'<a href="/provider/44/{one.urn}">{html.escape(one.name)}</a></h3>\n'
            f'<ul class="search-result__provider-info list-inline">'
            f"<li>Category: <strong>Local FictionalAuthority Children&#039;s Services</strong></li>\n"
            f"{when}<li>URN: <strong>{one.urn}</strong></li></ul>\n</li>"
        )
    more = ""
    if start + rows < len(shown):
        asked = {"q": "", "location": "", "lat": "", "lon": "", "radius": ""}
        kind = {"level_1_types": 3, "level_2_types[]": 12}
        query = urlencode({**asked, **kind, "start": start + rows, "rows": rows})
        more = f'<a class="pagination__next" href="/search?{html.escape(query)}">Next</a>'
    pages = -(-len(shown) // rows)
    return page(
        "Search results",
        f'<div class="search-results">\n<div class="search-results__heading">'
        f'<strong class="results-count">{len(shown)}</strong> results</div>\n'
        f'<ul class="results-list list-unstyled">{"".join(items)}</ul>\n'
        f'<div class="pagination"><span class="pagination__numbers">{start // rows + 1} of {pages}</span>'
        f"{more}</div></div>",
    )


def provider_page(one: FictionalAuthority, listed: Sequence[FictionalDocument], base: str) -> str:
    """The timeline of one authority's documents, newest first; `base` is the address of this server."""
    days = []
    for document in sorted(listed, key=lambda document: document.listed_on, reverse=True):
        when, title = long_date(document.listed_on), html.escape(document.title)
        days.append(
            f'<li class="timeline__day">\n<p class="timeline__date">'
            f'<time datetime="{document.listed_on.isoformat()}">{when}</time></p>\n'
            f'<div class="event"><span class="event__title heading--sub">'
            f'<a class="publication-link" href="{base}/v1/file/{document.file_id}" target="_blank">{title}'
            f'<span class="nonvisual">{title}, pdf - {when}</span></a></span></div>\n</li>'
        )
    return page(
        one.name,
        f'<div class="title-block"><h1 class="heading--title title-block__heading">{html.escape(one.name)}</h1>\n'
        f'<address class="title-block__address">Town Hall</address>\n<p>URN: <strong>{one.urn}</strong></p></div>\n'
        f'<h2>All reports</h2><ol class="timeline">{"".join(days)}</ol>',
    )


class Site:
    """What the server answers from: the listing and the folder of drawn PDFs."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.listed = {document.file_id: document for document in listing()}
        self.authorities = {one.urn: one for one in authorities() if one.urn}

    def provider(self, urn: str, base: str) -> str | None:
        """An authority's page, None where there is no such authority."""
        if urn not in self.authorities:
            return None
        documents = [document for document in self.listed.values() if document.urn == urn]
        return provider_page(self.authorities[urn], documents, base)

    def file(self, file_id: str) -> tuple[bytes, str, str] | None:
        """A PDF with its ETag and Last-Modified; None for a report that is not, or no longer, there."""
        document = self.listed.get(file_id)
        if document is None or document.kind != "drawn":
            return None
        data = (self.folder / f"{file_id}.pdf").read_bytes()
        noon = datetime.datetime.combine(document.listed_on, datetime.time(12), datetime.UTC)
        etag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
        return data, etag, email.utils.format_datetime(noon, usegmt=True)


class Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"

    def __init__(self, site: Site, *args: object):
        self.site = site
        super().__init__(*args)  # type: ignore[arg-type]

    def log_message(self, *args: object) -> None:
        """Say nothing: the crawl tells what it fetched."""

    def answer(self, status: int, body: bytes | str, kind: str = "text/html; charset=UTF-8", **headers: str) -> None:
        """Send one answer; names of headers have `_` for `-`."""
        data = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if status != 304:
            self.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD" and status != 304:
            self.wfile.write(data)

    def send_file(self, file_id: str) -> None:
        """A PDF, 304 where the asker has it, or the page that says there is none."""
        found = self.site.file(file_id)
        if found is None:
            return self.answer(200, NOT_FOUND)
        data, etag, modified = found
        asked = self.headers.get("If-None-Match")
        same = etag in asked if asked else self.headers.get("If-Modified-Since") == modified
        headers = {"ETag": etag, "Last_Modified": modified}
        return self.answer(304 if same else 200, b"" if same else data, "application/pdf", **headers)

    def do_GET(self) -> None:
        """Answer a GET."""
        url = urlsplit(self.path)
        match url.path.strip("/").split("/"):
            case ["robots.txt"]:
                self.answer(200, "User-agent: *\nDisallow: /feedback\n", "text/plain")
            case ["search"]:
                query = parse_qs(url.query)
                numbers = [query.get(name, [default])[0] for name, default in (("start", "0"), ("rows", "10"))]
                if not all(number.isdecimal() for number in numbers):
                    return self.answer(400, page("Bad request", "<h1>start and rows are numbers</h1>"))
                start, rows = map(int, numbers)
                listed = list(self.site.listed.values())
                self.answer(200, search_page(listed, list(self.site.authorities.values()), start, rows))
            case ["provider", "44", urn]:
                body = self.site.provider(urn, f"http://{self.headers['Host']}")
                self.answer(200, body) if body else self.answer(404, NOT_FOUND)
            case ["v1", "file", file_id]:
                self.send_file(file_id)
            case _:
                self.answer(404, page("Page not found", "<h1>Page not found</h1>"))

    do_HEAD = do_GET  # noqa: N815


class Server(ThreadingHTTPServer):
    """The made-up Ofsted on 127.0.0.1. Raises OSError where the port is taken; port 0 takes a free one."""

    daemon_threads = True
    # On Linux a second server may otherwise share the address of one that has just ended; a live one is refused.
    allow_reuse_address = True

    def __init__(self, folder: Path, port: int):
        super().__init__(("127.0.0.1", port), functools.partial(Handler, Site(folder)))

    @property
    def url(self) -> str:
        """Where it answers, without a slash at the end."""
        return f"http://127.0.0.1:{self.server_port}"

    def run_beside(self) -> threading.Thread:
        """Serve in a thread until `shutdown`."""
        thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        thread.start()
        return thread
