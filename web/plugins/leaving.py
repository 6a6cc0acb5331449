"""Ends the work for a visitor who leaves before the answer: the rows of a stream, and a question in SQL.

The server says that a visitor has left to those who ask it; Datasette does not ask, and works on to the end.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any

from datasette import hookimpl

Application = Callable[[Any, Any, Any], Any]


async def until_left(receive: Any) -> None:
    """Wait until the visitor has left. Nothing else is to be received: the site reads no body."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def nobody_sends() -> dict[str, Any]:
    """What the application receives: a request without a body."""
    return {"type": "http.request", "body": b"", "more_body": False}


@hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
def asgi_wrapper() -> Callable[[Application], Application]:
    """Datasette's hook around the whole site."""

    def wrap(app: Application) -> Application:
        async def answer(scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            answering = asyncio.ensure_future(app(scope, nobody_sends, send))
            leaving = asyncio.ensure_future(until_left(receive))
            try:
                await asyncio.wait((answering, leaving), return_when=asyncio.FIRST_COMPLETED)
            finally:
                leaving.cancel()
                if not answering.done():
                    answering.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await answering

        return answer

    return wrap
