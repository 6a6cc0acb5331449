"""`/lscb.db` and `/data/downloads/<file>`: the files that a publication makes, and no other file."""

from __future__ import annotations

import dataclasses
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, asgi_send_file

from db import downloads
from web import files
from web.page import UnknownError

ADDRESS = r"^/(?:lscb\.db|data/downloads/(?P<name>[^/]+))$"
CONTENT_TYPES = {
    ".db": "application/vnd.sqlite3",
    ".duckdb": "application/octet-stream",
    ".json": "application/json",
    ".parquet": "application/vnd.apache.parquet",
    ".zip": "application/zip",
}
CHUNK = 1 << 18


@dataclasses.dataclass(frozen=True)
class Download:
    """A file as an answer, sent in pieces under its own name, with its length."""

    path: Path

    async def asgi_send(self, send: Callable[[Any], Awaitable[None]]) -> None:
        """What Datasette calls to send an answer."""
        await asgi_send_file(send, self.path, self.path.name, CONTENT_TYPES[self.path.suffix], CHUNK)


async def page(datasette: Datasette, request: Request) -> Download:
    """The file; UnknownError for any name but those of the publication's own files, and for one that is not there."""
    name = request.url_vars["name"]
    if name is None:
        return Download(files.database(datasette))
    held = files.download_sizes(datasette)
    if name not in held:
        near = {datasette.urls.path(f"data/downloads/{one}"): one for one in held if one.endswith(Path(name).suffix)}
        missing = "was not made when these data were published" if name in downloads.names() else "is not a download"
        raise UnknownError(f"{name} {missing}.", near)
    return Download(files.download(datasette, name))
