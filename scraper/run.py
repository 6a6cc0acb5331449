"""Runs one crawl from options to exit status. The only place where the stages of a crawl meet."""

from __future__ import annotations

import datetime
import logging
import sys
from collections import Counter
from collections.abc import Sequence

from scrapy import signals
from scrapy.crawler import CrawlerProcess
from twisted.python.failure import Failure

from common.command import with_place
from scraper.crawl import Crawl, all_failed, incomplete
from scraper.listing import NAME, ListingError, ListingLine, assemble, counts, read_listing, write_listing
from scraper.options import Options
from scraper.pages import Authority
from scraper.reference import ReferenceTableError, read_authorities
from scraper.scope import read_rules
from scraper.settings import scrapy_settings
from scraper.spider import OfstedSpider
from scraper.store import Store, StoreError

logger = logging.getLogger(__name__)

LOOPBACK = ("localhost", "127.0.0.1", "::1")


def run(options: Options) -> int:
    """Crawl, and replace the listing if the crawl finished.

    Returns the exit status: 0, or 1 if it did not, or if not one document could be had.
    """
    began = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    path = options.reports / NAME
    try:
        with Store(options.reports) as store:
            former = read_listing(path)
            reference = read_authorities(options.reference)
            store.recover()
            return _crawl_and_list(options, reference, store, former, began)
    except (StoreError, ListingError, ReferenceTableError) as error:
        logger.error("The crawl did not finish: %s", error)
        return 1
    except OSError as error:
        logger.error("The crawl did not finish: %s", with_place(error, options.reports))
        return 1


def _crawl_and_list(
    options: Options, reference: list[Authority], store: Store, former: list[ListingLine], began: str
) -> int:
    if not options.contact and options.host not in LOOPBACK:
        logger.warning("No contact address is set: give --contact or CONTACT so that the site's owner can reach you")
    crawl = Crawl()
    _crawl(options, reference, store, crawl)
    _log_oddities(crawl)
    path = options.reports / NAME
    if reasons := incomplete(crawl):
        logger.error(
            "The crawl is incomplete, so %s stays as it was. What arrived whole is kept; run it again to go on.\n%s",
            path,
            "\n".join(f"  - {reason}" for reason in reasons),
        )
        return 1
    file_ids = {entry.document.file_id for entry in crawl.listed} | {line.file_id for line in former}
    held = {file_id: store.find_copy(file_id) for file_id in file_ids}
    lines = assemble(crawl.listed, crawl.verdicts, held, former, began)
    write_listing(path, lines)
    sys.stdout.write(summary(crawl, lines))
    if count := all_failed(crawl):
        logger.error("Not one of %d documents in scope could be downloaded: has the site changed?", count)
        return 1
    return 0


def summary(crawl: Crawl, lines: Sequence[ListingLine]) -> str:
    """The counts of a finished crawl, and each document that failed or was withdrawn, with its reason."""
    seen = {entry.key for entry in crawl.listed}
    listed = [line for line in lines if line.key in seen]
    rows: dict[str, int] = {"authorities": crawl.authorities, "listed": len(listed)}
    rows.update({str(status): count for status, count in counts(listed).items()})
    text = "".join(f"{name:<12} {count:>5}\n" for name, count in rows.items())
    if gone := len(lines) - len(listed):
        text += f"{gone} more were listed in an earlier crawl and are not listed now\n"
    text += f"{crawl.downloaded} files were downloaded\n"
    for line in lines:
        if line.status in ("failed", "withdrawn"):
            what = f"{line.file_id}, {line.authority}, {line.listed_on or 'no date'}"
            text += f"{line.status}: {what}: {line.reason}\n"
    return text


def _crawl(options: Options, reference: list[Authority], store: Store, crawl: Crawl) -> None:
    """Run Scrapy to its end; whatever goes wrong in it goes among the crawl's problems."""
    process = CrawlerProcess(scrapy_settings(options))
    crawler = process.create_crawler(OfstedSpider)

    def note_fault(failure: Failure) -> None:
        crawl.problems.append(f"a fault in the crawler itself: {failure.value!r}")

    def note_end(reason: str) -> None:
        if reason != "finished":
            crawl.problems.append(f"it was stopped before its end ({reason})")
        has_ended.append(reason)

    has_ended: list[str] = []
    crawler.signals.connect(note_fault, signals.spider_error)
    crawler.signals.connect(note_end, signals.spider_closed)
    process.crawl(crawler, options=options, reference=reference, rules=read_rules(), store=store, crawl=crawl)
    process.start()
    if not has_ended:
        crawl.problems.append("Scrapy did not start")


def _log_oddities(crawl: Crawl) -> None:
    """Warn of whatever a crawl met that did not stop it."""
    if crawl.absent:
        logger.info(
            "%d authorities of the reference table have no page on the site: URN %s",
            len(crawl.absent),
            ", ".join(sorted(crawl.absent)),
        )
    if crawl.extra:
        logger.info("%d authorities have a page, but the search does not show them", len(crawl.extra))
    for title in sorted({entry.document.title for entry in crawl.listed if not entry.scope.is_known}):
        logger.warning("No rule names the title %r, so its documents are not downloaded: see scraper/titles.yml", title)
    if bare := sorted(crawl.read - {entry.authority.urn for entry in crawl.listed}):
        logger.warning("The pages of %d authorities list no document: URN %s", len(bare), ", ".join(bare))
    refusals = Counter(entry.refusal for entry in crawl.listed if entry.scope.is_wanted and entry.refusal)
    for refusal, count in sorted(refusals.items()):
        logger.warning("%d documents in scope were not requested: %s", count, refusal)
    for entry in crawl.listed:
        if entry.document.note:
            logger.warning("%s, %s: %s", entry.authority.name, entry.document.file_id, entry.document.note)
