"""How long the server waits for a visitor, and for how many at once: settings of uvicorn, and a protocol that looks.

uvicorn itself ends only a connection that is idle after an answer. One that never asks, or asks for much and does not
read, would be held for ever, with what is to be sent to it.
"""

from __future__ import annotations

import asyncio
import resource
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

# A connection has this long for a whole request, from its beginning or from the end of the answer before.
REQUEST_SECONDS = 15.0
# A reader who has not taken this many bytes in as many seconds, while more wait for them, is not waited for.
READ_SECONDS, LEAST_READ = 20.0, 10_000
LOOK_SECONDS = 5.0  # between two looks at a connection
MOST_CONNECTIONS = 1_000
FILES = 4_096  # that the process may have open: one for each connection, and its own


class PatientProtocol(H11Protocol):
    """uvicorn's protocol, which ends a connection that keeps it waiting."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's
        """Begin to look at the connection."""
        super().connection_made(transport)
        now = self.loop.time()
        self._idle_since, self._read_at, self._waited = now, now, 0
        self._look_again = self.loop.call_later(LOOK_SECONDS, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop looking."""
        self._look_again.cancel()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """From here on the next request is waited for."""
        self._idle_since = self.loop.time()
        super().on_response_complete()

    def _is_idle(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _look(self) -> None:
        now, waiting = self.loop.time(), self.transport.get_write_buffer_size()
        # A stream goes on only once its reader has taken most of what waits, so it is not paused for long.
        if not waiting or not self.flow.write_paused or waiting <= self._waited - LEAST_READ or not self._waited:
            self._read_at, self._waited = now, waiting
        if not self._is_idle() or (waiting and self.flow.write_paused):
            self._idle_since = now
        if now - self._idle_since > REQUEST_SECONDS or now - self._read_at > READ_SECONDS:
            self.transport.abort()
            return
        self._look_again = self.loop.call_later(LOOK_SECONDS, self._look)


LIMITS: dict[str, Any] = {
    "http": PatientProtocol,
    "ws": "none",
    "limit_concurrency": MOST_CONNECTIONS,
    "backlog": 2048,
    "h11_max_incomplete_event_size": 16_384,  # an address of 8,000 characters, and headers
}


def allow_files() -> None:
    """Let this process have as many files open as its connections need, where the system allows it."""
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if most == resource.RLIM_INFINITY else min(FILES, most)
    if now != resource.RLIM_INFINITY and now < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
