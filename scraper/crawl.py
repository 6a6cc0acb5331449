"""What a crawl has met so far, and whether it is complete."""

from __future__ import annotations

import dataclasses

from scraper.pages import Authority, Document
from scraper.scope import Scope
from scraper.verify_download import DownloadVerdict


@dataclasses.dataclass(frozen=True)
class Listed:
    """A document on an authority's page, and whether it is to be downloaded.

    `refusal` says why its file is not requested although it is wanted.
    """

    authority: Authority
    document: Document
    scope: Scope
    refusal: str | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What is unique to a line of the listing: URN and file id. A file may stand on two pages."""
        return self.authority.urn, self.document.file_id

    @property
    def is_asked_for(self) -> bool:
        """Whether the crawl requests this document's file."""
        return self.scope.is_wanted and self.refusal is None


@dataclasses.dataclass
class Crawl:
    """The tally of one crawl, filled by the spider.

    `shown` are the authorities of the search, by URN, and `results` every count that its pages printed;
    `extra` those of the reference table that only have a page of their own, `absent` those that have none.
    `read` are the URNs whose pages were read; `verdicts` has one for each file requested, by file id.
    `misanswered` counts pages that were not the one asked for. `problems` say in words what kept the crawl from
    finishing.
    """

    shown: dict[str, Authority] = dataclasses.field(default_factory=dict)
    results: set[int] = dataclasses.field(default_factory=set)
    extra: dict[str, Authority] = dataclasses.field(default_factory=dict)
    absent: list[str] = dataclasses.field(default_factory=list)
    read: set[str] = dataclasses.field(default_factory=set)
    listed: list[Listed] = dataclasses.field(default_factory=list)
    verdicts: dict[str, DownloadVerdict] = dataclasses.field(default_factory=dict)
    problems: list[str] = dataclasses.field(default_factory=list)
    misanswered: int = 0
    asked: int = 0
    answered: int = 0
    downloaded: int = 0

    @property
    def authorities(self) -> int:
        """How many authorities were met, in the search or on a page of their own."""
        return len(self.shown) + len(self.extra)


def incomplete(crawl: Crawl) -> list[str]:
    """Why a crawl is not complete, each reason in words; empty when it is complete.

    The site prints how many authorities its search finds; just as many must have been met in it. Those
    that only the reference table knows come on top.
    """
    reasons = list(crawl.problems)
    if not crawl.results and reasons:
        return reasons  # the search could not be read, so there is nothing more to say
    if not crawl.results:
        reasons.append("the search printed no count of results, so it is not known whether it was read whole")
    elif len(crawl.results) > 1:
        counts = ", ".join(map(str, sorted(crawl.results)))
        reasons.append(f"the pages of the search printed different counts of results: {counts}")
    elif crawl.results != {len(crawl.shown)}:
        count = next(iter(crawl.results))
        reasons.append(f"the search printed {count} results, but {len(crawl.shown)} authorities were met in it")
    if not crawl.authorities:
        reasons.append("no authority was met")
    elif not crawl.listed:
        reasons.append("no document was met")
    if unread := sorted(crawl.shown.keys() - crawl.read):
        reasons.append(f"the pages of {len(unread)} authorities were not read: URN {', '.join(unread)}")
    wanted = {entry.document.file_id for entry in crawl.listed if entry.is_asked_for}
    if unasked := wanted - crawl.verdicts.keys():
        reasons.append(f"{len(unasked)} files were not requested, or not answered, before the crawl ended")
    return reasons


def all_failed(crawl: Crawl) -> int:
    """How many documents in scope there are if not one of them could be downloaded, else 0."""
    wanted = {entry.document.file_id for entry in crawl.listed if entry.scope.is_wanted}
    verdicts = [crawl.verdicts.get(file_id) for file_id in wanted]
    is_any_had = any(verdict and verdict.outcome in ("whole", "not modified") for verdict in verdicts)
    return 0 if is_any_had else len(wanted)
