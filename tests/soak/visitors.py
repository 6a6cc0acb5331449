"""Visitors of the site: those who ask and read, those who ask much and read little, and those who never ask whole."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import time

LONGEST_WAIT = 120.0  # seconds for an answer
SLOW_READ, SLOW_PAUSE = 2_000, 0.5  # bytes that a slow reader takes, and seconds between


@dataclasses.dataclass(frozen=True)
class Told:
    """What became of a request: its kind, the status (0: no answer), the seconds until it had arrived whole."""

    kind: str
    status: int
    seconds: float
    address: str


async def _connect(port: int, address: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 16)
    writer.write(f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode())
    return reader, writer


def status_of(head: bytes) -> int:
    """The status that an answer begins with (`HTTP/1.1 200 OK`); 0 if it is none."""
    words = head.split(b" ", 2)
    return int(words[1]) if len(words) > 1 and words[1].isdigit() else 0


async def ask(port: int, kind: str, address: str) -> Told:
    """Ask and read the whole answer."""
    start, status, writer = time.perf_counter(), 0, None
    try:
        async with asyncio.timeout(LONGEST_WAIT):
            reader, writer = await _connect(port, address)
            status = status_of(await reader.readline())
            while await reader.read(1 << 16):
                pass
    except (OSError, TimeoutError):
        status = 0
    finally:
        if writer:
            writer.close()
    return Told(kind, status, time.perf_counter() - start, address)


async def read_slowly(port: int, address: str, until: float) -> None:
    """Ask for something large and read on a little at a time, until the clock of the loop stands at `until`."""
    loop = asyncio.get_running_loop()
    with contextlib.suppress(OSError):
        reader, writer = await _connect(port, address)
        with contextlib.closing(writer):
            while loop.time() < until and await reader.read(SLOW_READ):
                await asyncio.sleep(SLOW_PAUSE)


async def never_ask(port: int, until: float) -> bool:
    """Send half a request and wait, until `until` at most; whether the server has ended the connection."""
    loop = asyncio.get_running_loop()
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        with contextlib.closing(writer):
            writer.write(b"GET / HTTP/1.1\r\nHost: a\r\n")
            async with asyncio.timeout_at(until):
                return not await reader.read(1)
    except TimeoutError:
        return False
    except OSError:
        return loop.time() < until


async def leave_early(port: int, address: str) -> None:
    """Ask, and leave before the answer."""
    with contextlib.suppress(OSError):
        _, writer = await _connect(port, address)
        await asyncio.sleep(0.2)
        writer.close()
