"""The server waits for a visitor for a while, and not for ever."""

import asyncio

import pytest
import uvicorn
from serving import free_port

from web import connections

BIG = b"x" * 20_000_000


async def app(scope, receive, send):
    """An application with a small answer, a large one, and a stream."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    if scope["path"] == "/stream":
        for _ in range(400):
            await send({"type": "http.response.body", "body": BIG[:50_000], "more_body": True})
    body = BIG if scope["path"] == "/big" else b"small"
    await send({"type": "http.response.body", "body": body})


@pytest.fixture
def impatient(monkeypatch):
    """A tenth of the times."""
    monkeypatch.setattr(connections, "REQUEST_SECONDS", 1.5)
    monkeypatch.setattr(connections, "READ_SECONDS", 2.0)
    monkeypatch.setattr(connections, "LOOK_SECONDS", 0.2)


def visit(visitor):
    """What a visitor (a coroutine of a port) gives; the server runs beside it."""

    async def run():
        port = free_port()
        server = uvicorn.Server(uvicorn.Config(app, port=port, lifespan="off", log_level="error", **connections.LIMITS))
        serving = asyncio.ensure_future(server.serve())
        while not server.started:
            await asyncio.sleep(0.02)
        try:
            return await asyncio.wait_for(visitor(port, server), 60)
        finally:
            server.should_exit = True
            await serving

    return asyncio.run(run())


async def gone(server, most=20):
    """Wait until the server holds no connection; whether that came."""
    for _ in range(most * 10):
        if not server.server_state.connections:
            return True
        await asyncio.sleep(0.1)
    return False


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.1\r\nHost: a\r\n", b"GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HT"])
def test_one_that_does_not_ask_is_not_waited_for(impatient, said):
    async def visitor(port, server):
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(said)
        await asyncio.sleep(0.5)
        assert server.server_state.connections
        return await gone(server)

    assert visit(visitor)


@pytest.mark.parametrize("path", [b"/big", b"/stream"])
def test_one_that_does_not_read_is_not_waited_for(impatient, path):
    async def visitor(port, server):
        _, writer = await asyncio.open_connection("127.0.0.1", port, limit=1_000)
        writer.write(b"GET %s HTTP/1.1\r\nHost: a\r\n\r\n" % path)
        await asyncio.sleep(1)
        assert server.server_state.connections
        return await gone(server)

    assert visit(visitor)


@pytest.mark.parametrize("path", [b"/big", b"/stream"])
def test_a_slow_reader_who_goes_on_reading_gets_all(impatient, path):
    async def visitor(port, server):
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1_000)
        writer.write(b"GET %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" % path)
        taken = 0
        while part := await reader.read(500_000):
            taken += len(part)
            if taken < 5_000_000:
                await asyncio.sleep(0.005)
        return taken

    assert visit(visitor) >= len(BIG)


def test_a_connection_serves_again_and_again(impatient):
    async def visitor(port, server):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(5):
            writer.write(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            assert (await reader.readuntil(b"\r\n")).startswith(b"HTTP/1.1 200")
            await reader.readuntil(b"small\r\n0\r\n\r\n")
            await asyncio.sleep(0.6)
        writer.close()
        return await gone(server)

    assert visit(visitor)
