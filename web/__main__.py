"""`python -m web`: serves the current build of DATA with Datasette, and takes up each new one (web/supervisor.py)."""

from __future__ import annotations

import argparse
import logging
import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from datasette.app import Datasette

from common import command
from db import metadata
from web import supervisor

log = logging.getLogger("web")
WEB = Path(__file__).parent
# SQL may take 1 s, a page has at most 1,000 rows, CSV streams whole tables; the file may be downloaded.
SETTINGS: dict[str, Any] = {
    "sql_time_limit_ms": 1000,
    "max_returned_rows": 1000,
    "default_page_size": 100,
    "default_facet_size": 12,
    "facet_time_limit_ms": 500,
    "suggest_facets": False,
    "allow_csv_stream": True,
    "max_csv_mb": 0,
    "allow_download": True,
    "default_cache_ttl": 300,
    "truncate_cells_html": 0,
}


def open_site(database: Path) -> Datasette:
    """Datasette over a database: immutable, open to other sites' scripts, sane limits.

    Its metadata stand beside the database.
    """
    return Datasette(
        immutables=[str(database)],
        metadata=yaml.safe_load(database.with_name(metadata.NAME).read_text(encoding="utf-8")),
        template_dir=str(WEB / "templates"),
        plugins_dir=str(WEB / "plugins"),
        static_mounts=[("assets", str(WEB / "static"))],
        settings=SETTINGS,
        cors=True,
    )


def bind(host: str, port: int) -> socket.socket:
    """The socket that the site is asked on; raises OSError if it is not to be had.

    The first server listens on it: until there is one, who asks is refused and need not wait.
    """
    bound = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
    except OSError:
        bound.close()
        raise
    return bound


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until ended; 1 if there is nothing to serve, or it is refused."""
    parser = argparse.ArgumentParser(prog=command.name("web"), description="Serve the current build of DATA.")
    command.add_version(parser)
    parser.add_argument(
        "--data",
        type=Path,
        default=Path(os.environ.get("DATA", "data")),
        help="the folder of the products (default: $DATA or data)",
    )
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8001, help="the port to listen on (default: 8001)")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    database = options.data / "lscb.db"
    for path in (database, database.with_name(metadata.NAME)):
        if not path.exists():
            log.error("%s is missing: run `make data`, or `python -m db load` and `python -m db publish`", path)
            return 1
    try:
        listening = bind(options.host, options.port)
    except OSError as problem:
        log.error("Port %d of %s is not available (%s); name another with --port", options.port, options.host, problem)
        return 1
    with listening, supervisor.folder_for_copies() as copies:
        log.info("The site is coming up on http://%s:%d", options.host, listening.getsockname()[1])
        return supervisor.Supervisor(options.data, listening, copies).run()


if __name__ == "__main__":
    sys.exit(main())
