"""`python -m scraper`: find and fetch."""

from __future__ import annotations

import logging
import os
import sys

from common import command
from scraper.options import parse_options
from scraper.progress import BesideTheBar
from scraper.run import run


def main() -> int:
    """Read the command line, crawl, and return the exit status."""
    options = parse_options(sys.argv[1:], os.environ)
    handler = BesideTheBar()
    logging.basicConfig(handlers=[handler], level=logging.INFO, format="%(levelname)s: %(message)s")
    return run(options)


if __name__ == "__main__":
    sys.exit(command.run(main))
