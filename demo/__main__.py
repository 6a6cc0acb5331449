"""Run the whole project on a made-up Ofsted, or only that Ofsted: `python -m demo`, `python -m demo ofsted`."""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType

from common import command
from demo.build import draw_all
from demo.server import Server, demo_site

log = logging.getLogger("demo")

BUILD = Path("build/demo")
# The extraction's exit status if some reports could not be read; they are published as `unreadable`.
SOME_UNREADABLE = 3


class DemoError(Exception):
    """A stage failed; the message says which, and what to do."""


class Stopped(BaseException):
    """SIGTERM or SIGINT arrived. No `Exception`: logging, where it may arrive, goes on after any of those."""


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopped(signal.Signals(number).name)


def parser() -> argparse.ArgumentParser:
    """The command line."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--folder", type=Path, default=BUILD / "ofsted", help="where the PDFs are drawn (default: %(default)s)"
    )
    top = argparse.ArgumentParser(prog=command.name("demo"), description=__doc__, parents=[common])
    command.add_version(top)
    top.add_argument("--port", type=int, default=8001, help="port of the site (default: %(default)s)")
    top.add_argument("--ofsted-port", type=int, default=8002, help="port of the made-up Ofsted (default: %(default)s)")
    top.add_argument("--build-only", action="store_true", help="end after the pipeline, without serving the site")
    top.add_argument(
        "--data", type=Path, default=BUILD / "data", help="where every product goes (default: %(default)s)"
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    ofsted = commands.add_parser(
        "ofsted", parents=[common], help="draw the reports and serve them, nothing more", description="Draw and serve."
    )
    ofsted.add_argument("--port", type=int, default=8002, help="port of the made-up Ofsted (default: %(default)s)")
    return top


@contextlib.contextmanager
def made_up_ofsted(folder: Path, port: int, option: str) -> Iterator[Server]:
    """The server running on `port` with the reports drawn into `folder`. Raises DemoError if the port is taken."""
    truths = draw_all(folder)
    log.info("Drew %d reviews and the other reports into %s.", len(truths), folder)
    site = demo_site(folder)
    try:
        server = Server(site, port)
    except OSError as error:
        raise DemoError(
            f"Port {port} of 127.0.0.1 is not available ({error.strerror}); name another with {option}."
        ) from error
    with server:
        log.info("The made-up Ofsted is up on %s", server.url)
        yield server


def run(words: Sequence[str], stage: str, env: dict[str, str], also_good: int = 0) -> None:
    """Run a child process to its end, and end it with us. Raises DemoError with the stage if it fails."""
    child = subprocess.Popen(words, env=env)
    try:
        status = child.wait()
    except BaseException:
        child.terminate()
        try:
            child.wait(timeout=20)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        raise
    if status not in (0, also_good):
        raise DemoError(
            f"{stage} failed with exit status {status}; the reason stands above. Command: {' '.join(words)}"
        )


def settings(url: str, data: Path) -> dict[str, str]:
    """The variables that control the stages, for the made-up Ofsted at `url`."""
    return {
        "OFSTED_URL": url,
        "DATA": str(data),
        "REFERENCE": str(Path(__file__).parent / "reference"),
        "CRAWL_DELAY": "0",
        "CORRECTIONS_TO": "Ada Lund <corrections@lscb-reviews.example>",
    }


def stages(data: Path) -> tuple[tuple[str, ...], ...]:
    """What `make data` runs, each as the words after `python -m`: an installed package has no Makefile."""
    return (
        ("scraper",),
        ("extract", f"{data}/reports", "-o", f"{data}/extracted"),
        ("db", "load"),
        ("db", "publish"),
    )


def demo(options: argparse.Namespace) -> None:
    """Draw and serve the made-up Ofsted, run the pipeline on it, and serve the site while it stays up."""
    with made_up_ofsted(options.folder, options.ofsted_port, "--ofsted-port") as server:
        chosen = settings(server.url, options.data)
        env = {**os.environ, **chosen}
        for words in stages(options.data):
            also_good = SOME_UNREADABLE if words[0] == "extract" else 0
            run([sys.executable, "-m", *words], f"The pipeline's stage `{words[0]}`", env, also_good)
        if options.build_only:
            log.info("Built %s.", options.data / "lscb.db")
            return
        log.info("The site is coming up on http://127.0.0.1:%d (Ctrl-C ends it).", options.port)
        run([sys.executable, "-m", "web", "--port", str(options.port)], "The site", env)


def ofsted(options: argparse.Namespace) -> None:
    """Draw and serve the made-up Ofsted until stopped."""
    with made_up_ofsted(options.folder, options.port, "--port"):
        while True:  # not one endless pause: it would sleep through a signal that comes just before it
            time.sleep(1)


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0 if all went well or someone stopped us, 1 if a stage failed."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    options = parser().parse_args(arguments)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _stop)
    try:
        ofsted(options) if options.command == "ofsted" else demo(options)
    except Stopped as stopped:
        log.info("Stopped (%s).", stopped)
    except DemoError as error:
        log.error("%s", error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
