"""Lets scripts on any site ask, and saves fetching what has not changed again: CORS, ETag, Cache-Control, 304.

The database does not change while it is served, so an answer depends on the program, the data, the address, and the
day (the default of `as_at` is today). Its ETag is made of these alone: an answer can stream, and a reader who still
has it is told so before any SQL runs.
"""

from __future__ import annotations

import contextlib
import datetime
import functools
import hashlib
from collections.abc import Callable, Iterable
from typing import Any

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import Request

from web import version

Application = Callable[[Any, Any, Any], Any]
Headers = list[tuple[bytes, bytes]]

CORS = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-allow-methods", b"GET, HEAD, OPTIONS"),
    (b"access-control-allow-headers", b"Authorization, Content-Type, If-None-Match"),
    (b"access-control-expose-headers", b"ETag, Link"),
    (b"access-control-max-age", b"86400"),
)
# What Datasette says of its own answers; see `personal` for those to whom it does not apply.
VARY = (b"vary", b"Cookie, Authorization")
# Answers that are data: each leads to the version of the data.
DATA_TYPES = (b"application/json", b"text/plain", b"text/csv")


class AnsweredError(BaseException):
    """A HEAD has its headers, and what is inside need not be made: a table's CSV takes seconds.

    No `except Exception` on the way may take it for a fault and answer once more.
    """


def etag(site: str, day: datetime.date, scheme: str, host: str, address: str) -> str:
    """The weak ETag of an address's answer on a day. The host is in it: pages name their own address in full."""
    parts = "\0".join((site, day.isoformat(), scheme, host, address))
    return f'W/"{hashlib.sha256(parts.encode()).hexdigest()[:32]}"'


def matches(asked: str, tag: str) -> bool:
    """Whether an If-None-Match header names the tag; weak and strong tags compare alike (RFC 9110, 8.8.3.2)."""
    return tag.removeprefix("W/") in {one.strip().removeprefix("W/") for one in asked.split(",")}


def personal(request: Request) -> bool:
    """Whether an answer may be meant for one person alone: Datasette then says that nobody may keep it."""
    return bool({"cookie", "authorization"} & request.headers.keys())


def with_headers(headers: Iterable[tuple[bytes, bytes]], status: int, tag: str | None, ttl: int, about: str) -> Headers:
    """A response's headers with CORS, and on 200 with ETag and Cache-Control where it has none.

    `tag` is None for an answer that nobody may keep; `about` is the address of the version of the data.
    """
    kept = [(key.lower(), value) for key, value in headers if not key.lower().startswith(b"access-control-")]
    names = {key for key, _ in kept}
    if tag and status in (200, 304) and b"set-cookie" not in names:
        added = ((b"etag", tag.encode()), (b"cache-control", f"max-age={ttl}".encode()))
        kept += [(key, value) for key, value in added if key not in names]
    if b"vary" not in names:
        kept.append(VARY)
    if dict(kept).get(b"content-type", b"").startswith(DATA_TYPES):
        kept.append((b"link", f'<{about}>; rel="describedby"; type="application/json"'.encode()))
    return [*kept, *CORS]


@hookimpl(trylast=True)  # type: ignore[untyped-decorator]  # Datasette has no types; the last is the outermost
def asgi_wrapper(datasette: Datasette) -> Callable[[Application], Application]:
    """Datasette's hook around the whole site."""
    site = functools.cache(lambda: version.site_hash(datasette))

    def wrap(app: Application) -> Application:
        async def answer(scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            request = Request(scope, receive)
            method, ttl = request.method, datasette.setting("default_cache_ttl")
            about = datasette.urls.path("-/data.json")
            if method == "OPTIONS":
                await send({"type": "http.response.start", "status": 204, "headers": list(CORS)})
                await send({"type": "http.response.body", "body": b""})
                return
            tag = None
            if method in ("GET", "HEAD") and not personal(request):
                today = datetime.datetime.now(datetime.UTC).date()
                tag = etag(site(), today, request.scheme, request.host, request.full_path)
                if matches(request.headers.get("if-none-match", ""), tag):
                    headers = with_headers([], 304, tag, ttl, about)
                    await send({"type": "http.response.start", "status": 304, "headers": headers})
                    await send({"type": "http.response.body", "body": b""})
                    return

            async def send_with_headers(message: Any) -> None:
                if message["type"] == "http.response.start":
                    headers = with_headers(message.get("headers", []), message["status"], tag, ttl, about)
                    message = {**message, "headers": headers}
                await send(message)
                if method == "HEAD" and message["type"] == "http.response.start":
                    await send({"type": "http.response.body", "body": b""})
                    raise AnsweredError

            with contextlib.suppress(AnsweredError):
                await app({**scope, "method": "GET"} if method == "HEAD" else scope, receive, send_with_headers)

        return answer

    return wrap
