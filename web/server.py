"""`python -m web.server`: the site over one build, on a socket that `web.supervisor` holds; nobody starts it by hand.

It takes the build up, asks itself for some pages, says `ready` and waits for `serve`. At `drain` it accepts no further
connection, ends each at its next answer, and ends itself when the last has gone. When its supervisor is gone, likewise.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import logging
import signal
import socket
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import uvicorn
from datasette.app import Datasette

from db import builds, metadata
from web import connections, request_log, taken
from web.__main__ import open_site

Application = Callable[[Any, Any, Any], Awaitable[None]]

# What must be answered before a build is shown to anyone.
ASKED_FIRST = ("/-/data.json", "/", "/boards", "/search", "/methods", f"/{metadata.DATABASE}")
# An idle connection is kept for so long, and so long may the last answers take while another build is served already.
KEEP_ALIVE_SECONDS = 5
DRAIN_SECONDS = 300
# The same when everything ends.
END_SECONDS = 5


class SiteServer(uvicorn.Server):
    """One that can stop accepting before it ends, so that no request meets a closed door."""

    is_draining = False

    async def drain(self) -> None:
        """Leave new connections to others; end when those that are open have been answered, or have long been idle."""
        self.is_draining = True
        self.config.timeout_graceful_shutdown = DRAIN_SECONDS
        # Not `one.close()`: asyncio resets a connection that it has accepted and not yet handed over when it closes.
        for one in self.servers:
            for listening in one.sockets:
                asyncio.get_running_loop().remove_reader(listening.fileno())
        # Until then an idle connection may still bring a request; afterwards it would be closed by any server.
        for _ in range(2 * (KEEP_ALIVE_SECONDS + 1)):
            await asyncio.sleep(0.5)
            if not self.server_state.connections:
                break
        self.should_exit = True

    def wrap(self, app: Application) -> Application:
        """While draining, each answer says that it is the last of its connection."""

        async def answer(scope: Any, receive: Any, send: Any) -> None:
            async def send_last(event: Any) -> None:
                if self.is_draining and event["type"] == "http.response.start":
                    event = event | {"headers": [*event.get("headers", ()), (b"connection", b"close")]}
                await send(event)

            await app(scope, receive, send_last)

        return answer


async def demand_answers(site: Datasette) -> None:
    """Raise BuildError unless the site answers what everyone asks first."""
    await site.invoke_startup()
    for address in ASKED_FIRST:
        answer = await site.client.get(address)
        if answer.status_code != 200:
            raise builds.BuildError(f"{address} is answered with status {answer.status_code}")


async def serve(site: Datasette, listening: socket.socket, control: socket.socket) -> None:
    """Serve a site until told to end."""
    control.setblocking(False)
    reader, writer = await asyncio.open_connection(sock=control)
    await demand_answers(site)
    writer.write(json.dumps({"ready": True}).encode() + b"\n")
    if (await reader.readline()).strip() != b"serve":
        return
    config = uvicorn.Config(
        site.app(),
        log_level="warning",
        lifespan="on",
        access_log=False,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=END_SECONDS,
        **connections.LIMITS,
    )
    config.load()
    server = SiteServer(config)
    config.loaded_app = request_log.wrap(server.wrap(config.loaded_app))

    async def listen_to_supervisor() -> None:
        while word := (await reader.readline()).strip():
            if word == b"drain":
                await server.drain()
        server.should_exit = True

    listener = asyncio.create_task(listen_to_supervisor())
    await server.serve(sockets=[listening])
    listener.cancel()


def main() -> int:
    """Take a build up and serve it; 1 with the reason said to the supervisor if it is refused."""
    parser = argparse.ArgumentParser(prog="python -m web.server", description=__doc__)
    parser.add_argument("--listen", type=int, required=True, help="the listening socket, a descriptor")
    parser.add_argument("--control", type=int, required=True, help="the socket to the supervisor, a descriptor")
    parser.add_argument("--build", type=Path, required=True, help="the folder of what is to be served")
    parser.add_argument("--data", type=Path, required=True, help="the folder of the products, for the reports' PDFs")
    parser.add_argument("--copy", type=Path, required=True, help="a folder of this process's own")
    options = parser.parse_args()
    request_log.set_up()
    connections.allow_files()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of the terminal: the supervisor ends this process
    control = socket.socket(fileno=options.control)
    try:
        database = taken.take(options.build, options.data, options.copy)
        asyncio.run(serve(open_site(database), socket.socket(fileno=options.listen), control))
    except builds.BuildError as refused:
        with contextlib.suppress(OSError):
            control.sendall(json.dumps({"refused": str(refused)}).encode() + b"\n")
        return 1
    except (BrokenPipeError, ConnectionResetError):  # the supervisor is gone
        logging.getLogger("web").warning("Nobody holds this server any longer; it ends")
    return 0


if __name__ == "__main__":
    sys.exit(main())
