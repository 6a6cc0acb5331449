"""What a crawl is asked to do: the command line, with defaults from the environment."""

from __future__ import annotations

import argparse
import dataclasses
import pathlib
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from common import command, project
from common.period import period

OFSTED_URL = "https://reports.ofsted.gov.uk"


@dataclasses.dataclass(frozen=True)
class Options:
    """`url` has no slash at its end; `delay` is in seconds, between two requests to one host."""

    url: str
    data: pathlib.Path
    reference: pathlib.Path
    delay: float
    contact: str
    everything: bool = False

    @property
    def reports(self) -> pathlib.Path:
        """Where the PDFs and the listing go."""
        return self.data / "reports"

    @property
    def host(self) -> str:
        """The host name of `url`, without its port."""
        return urlsplit(self.url).hostname or ""


def parse_options(arguments: Sequence[str], environment: Mapping[str, str]) -> Options:
    """Read the command line; what it leaves out comes from the environment, then from our defaults.

    Exits with status 2 and a message on stderr if an argument is not valid, as argparse does.
    """

    def setting(name: str, default: str) -> str:
        # A variable that is set but empty, as make exports it, counts as not set.
        return environment.get(name) or default

    parser = argparse.ArgumentParser(
        prog=command.name("scraper"),
        description="Find the children's services reports that Ofsted lists for local authorities, and "
        "download those that may review a Local Safeguarding Children Board. Writes "
        "DATA/reports/<file id>.pdf and DATA/reports/listing.jsonl, one line for each listed document.",
        epilog="Exit status: 0 the crawl finished (downloads that failed are in the listing and the "
        "summary); 1 it is incomplete, empty or was refused, and the former listing stays; 2 an "
        "argument is not valid. A crawl may be stopped at any moment: started again, it goes on from there.",
    )
    command.add_version(parser)
    parser.add_argument(
        "--all",
        dest="everything",
        action="store_true",
        help="download every children's services inspection, whatever its date "
        f"(default: those published from {period().first:%B %Y} to {period().last:%B %Y})",
    )
    parser.add_argument(
        "--data",
        metavar="DIR",
        type=pathlib.Path,
        default=setting("DATA", "data"),
        help="where the reports go (environment: DATA; now %(default)s)",
    )
    parser.add_argument(
        "--reference",
        metavar="DIR",
        type=pathlib.Path,
        default=setting("REFERENCE", str(project.REFERENCE)),
        help="folder with authorities.csv, whose authorities are requested even if the search does not "
        "show them (environment: REFERENCE; now %(default)s)",
    )
    parser.add_argument(
        "--url",
        type=_site,
        default=setting("OFSTED_URL", OFSTED_URL),
        help="the site to crawl (environment: OFSTED_URL; now %(default)s)",
    )
    parser.add_argument(
        "--delay",
        metavar="S",
        type=_seconds,
        default=setting("CRAWL_DELAY", "1"),
        help="seconds between two requests to one host; 0 suits a local copy "
        "(environment: CRAWL_DELAY; now %(default)s)",
    )
    parser.add_argument(
        "--contact",
        metavar="ADDRESS",
        default=setting("CONTACT", ""),
        help="an e-mail or web address for the site's owner to reach you at, sent in the User-Agent "
        "(environment: CONTACT)",
    )
    return Options(**vars(parser.parse_args(arguments)))


def _site(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise argparse.ArgumentTypeError(f"{text!r} is not the address of a site: it should look like {OFSTED_URL}")
    return text.rstrip("/")


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1
    if not 0 <= seconds < 3600:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds from 0 to 3600")
    return seconds
