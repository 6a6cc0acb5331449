"""One line a request, of what a site's keeper needs and nothing of who asked.

    INFO web.request: GET /lscb/statements.json?_search&_size 200 14210 bytes 31 ms

No address, no browser, no referrer and no cookie is written. Of a query string only the names of the site's own
parameters stay: what someone searches for may say who they are or whom they look for. A path is written to its 200th
character, as it was sent, so that it is one line.
"""

from __future__ import annotations

import logging
import re
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any

log = logging.getLogger("web.request")
Application = Callable[[Any, Any, Any], Awaitable[None]]
LONGEST_PATH = 200
# 'as_at', '_search', 'q', 'region': a name that a parameter of ours could have; a searched word may stand in its place
NAME = re.compile(rb"_?[a-z][a-z_]{0,30}(?:__[a-z]{1,12})?")
MOST_NAMES = 8
# What must not stand in a line as it is: all but the printed characters of ASCII.
UNPRINTED = re.compile(rb"[^!-~]")


def set_up() -> None:
    """Log lines to the standard error, each with its level and its source."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    for loud in ("httpx", "httpcore"):  # the site's questions to itself, with their addresses
        logging.getLogger(loud).setLevel(logging.WARNING)


def describe(path: bytes, query: bytes) -> str:
    """The address of a request without what was asked in it: `/search?q&in`."""
    plain = UNPRINTED.sub(lambda met: b"%%%02X" % met[0][0], path.partition(b"?")[0])[:LONGEST_PATH].decode("ascii")
    pairs = [part.partition(b"=") for part in query.split(b"&")]
    names = dict.fromkeys(name.decode() for name, equals, _ in pairs if equals and NAME.fullmatch(name))
    return f"{plain}?{'&'.join(list(names)[:MOST_NAMES])}" if names else plain


def wrap(app: Application) -> Application:
    """Write a line when an answer has ended, or when it was broken off (`gone`)."""

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        began, status, size, is_whole = time.monotonic(), 0, 0, False

        async def count(event: Any) -> None:
            nonlocal status, size, is_whole
            if event["type"] == "http.response.start":
                status = event["status"]
            elif event["type"] == "http.response.body":
                size += len(event.get("body", b""))
                is_whole = not event.get("more_body")
            await send(event)

        try:
            await app(scope, receive, count)
        finally:
            address = describe(scope.get("raw_path") or scope["path"].encode(), scope.get("query_string", b""))
            took = round((time.monotonic() - began) * 1000)
            end = "" if is_whole else " gone"
            log.info("%s %s %s %d bytes %d ms%s", scope["method"], address, status, size, took, end)

    return answer
