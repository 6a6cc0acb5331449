"""The commands: the name and version of each, and the console scripts of the package.

A console script imports its room only when it is called, so that one whose extra was not installed can say so.
"""

from __future__ import annotations

import argparse
import dataclasses
import importlib
import importlib.util
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from common.version import __version__


@dataclasses.dataclass(frozen=True)
class Script:
    """A console script: the room whose `main` it runs, the extra of the package, and a module that the extra brings."""

    room: str
    extra: str
    module: str


SCRIPTS = {
    "lscb-scrape": Script("scraper", "crawl", "scrapy"),
    "lscb-extract": Script("extract", "extract", "pdfplumber"),
    "lscb-db": Script("db", "load", "sqlite_utils"),
    "lscb-serve": Script("web", "serve", "datasette"),
    "lscb-demo": Script("demo", "demo", "reportlab"),
}


VERSION = f"lscb-reviews {__version__}"


def name(room: str) -> str:
    """The name that a room's command was called by: `lscb-db` if it was started that way, otherwise `python -m db`."""
    called = Path(sys.argv[0]).name
    return called if called in SCRIPTS else f"python -m {room}"


def add_version(parser: argparse.ArgumentParser) -> None:
    """Give a command the option `--version`."""
    parser.add_argument("--version", action="version", version=VERSION, help="print the version and exit")


def run(main: Callable[[], int]) -> int:
    """Run a command; gives its exit status, and for one that Ctrl-C ends says so in a line, as 130.

    What it was building beside its place stays there until the next run sweeps it away.
    """
    try:
        return main()
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped: what was there before stays as it was; run it again to go on\n")
        return 128 + signal.SIGINT


def with_place(error: OSError, folder: Path) -> str:
    """An error of the system in words that name a file or, where it names none, the folder that was worked in."""
    return str(error) if error.filename else f"{error}: in {folder}"


def run_script() -> int:
    """Run the console script that this process was started as; gives its exit status."""
    called = Path(sys.argv[0]).name
    script = SCRIPTS[called]
    if sys.argv[1:] == ["--version"]:  # needs no extra
        sys.stdout.write(f"{VERSION}\n")
        return 0
    if importlib.util.find_spec(script.module) is None:
        sys.stderr.write(
            f"{called} needs the extra {script.extra!r} (the module {script.module} is missing): "
            f'pip install "lscb-reviews[{script.extra}]"\n'
        )
        return 1
    return run(importlib.import_module(f"{script.room}.__main__").main)
