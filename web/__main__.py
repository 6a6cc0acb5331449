"""`python -m web`: serves DATA/lscb.db with Datasette."""

from __future__ import annotations

import argparse
import logging
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from common import command
from db import metadata

log = logging.getLogger("web")
WEB = Path(__file__).parent
# 'corrections_to: Jo Bloggs <jo@boards.example>', at the top of the published metadata.yml
CORRECTIONS_TO = re.compile(r"^corrections_to: *\S", re.MULTILINE)
# SQL may take 1 s, a page has at most 1,000 rows, CSV streams whole tables; the file may be downloaded.
SETTINGS = {
    "sql_time_limit_ms": 1000,
    "max_returned_rows": 1000,
    "default_page_size": 100,
    "default_facet_size": 12,
    "facet_time_limit_ms": 500,
    "suggest_facets": "off",
    "allow_csv_stream": "on",
    "max_csv_mb": 0,
    "allow_download": "on",
    "default_cache_ttl": 300,
    "truncate_cells_html": 0,
}


def arguments_for(database: Path, host: str, port: int) -> list[str]:
    """Datasette's command line for a database: immutable, open to other sites' scripts, sane limits."""
    settings = [word for name, value in SETTINGS.items() for word in ("--setting", name, str(value))]
    return [
        *("serve", "-i", str(database), "--host", host, "--port", str(port), "--cors"),
        *("--metadata", str(database.with_name(metadata.NAME)), "--template-dir", str(WEB / "templates")),
        *("--plugins-dir", str(WEB / "plugins"), "--static", f"assets:{WEB / 'static'}"),
        *settings,
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Replace this process with Datasette; 1 if there is none to serve, or a public one without a contact."""
    parser = argparse.ArgumentParser(prog=command.name("web"), description="Serve DATA/lscb.db with Datasette.")
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
    if os.environ.get("SITE_URL") and not CORRECTIONS_TO.search(database.with_name(metadata.NAME).read_text("utf-8")):
        log.error(
            "A public site (SITE_URL is set) must name someone to tell of mistakes, and %s names nobody: publish again "
            "with CORRECTIONS_TO set to a name and an address, such as 'Jo Bloggs <jo@boards.example>'",
            database.with_name(metadata.NAME),
        )
        return 1
    words = arguments_for(database, options.host, options.port)
    os.execv(sys.executable, [sys.executable, "-m", "web.connections", *words])
    return 0  # not reached: the server has taken this process


if __name__ == "__main__":
    sys.exit(main())
