"""What stderr shows while a crawl runs: a progress bar with counts, and the log beside it."""

from __future__ import annotations

import logging
import sys
from typing import NoReturn

from scrapy import signals
from scrapy.crawler import Crawler
from tqdm import tqdm

from scraper.crawl import Crawl


class BesideTheBar(logging.Handler):
    """Writes the log to stderr without breaking the bar.

    Scrapy logs each of its steps; whatever matters of those is among the crawl's problems and in the
    listing, so only the errors of Scrapy and Twisted are written.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether to write a record."""
        is_theirs = record.name.startswith(("scrapy", "twisted", "py.warnings"))
        return record.levelno >= (logging.ERROR if is_theirs else logging.INFO)

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record."""
        tqdm.write(self.format(record), file=sys.stderr)


class Progress:
    """A Scrapy extension that draws the spider's `crawl`: often on a terminal, every ten seconds in a log."""

    def __init__(self) -> None:
        self.bar: tqdm[NoReturn] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Progress:
        """Made by Scrapy."""
        progress = cls()
        crawler.signals.connect(progress.open_bar, signals.spider_opened)
        crawler.signals.connect(progress.redraw, signals.response_received)
        crawler.signals.connect(progress.close_bar, signals.spider_closed)
        return progress

    def open_bar(self) -> None:
        """Draw the empty bar."""
        interval = 0.2 if sys.stderr.isatty() else 10.0
        self.bar = tqdm(desc="crawl", unit="page", file=sys.stderr, mininterval=interval, dynamic_ncols=True)

    def redraw(self, spider: object) -> None:
        """Redraw the bar after an answer."""
        crawl = getattr(spider, "crawl", None)
        if self.bar is not None and isinstance(crawl, Crawl):
            self.bar.total = crawl.asked
            self.bar.set_postfix_str(counts_so_far(crawl), refresh=False)
            self.bar.update(crawl.answered - self.bar.n)

    def close_bar(self, spider: object) -> None:
        """Draw the bar one last time and leave it there."""
        if self.bar is not None:
            self.redraw(spider)
            self.bar.close()


def counts_so_far(crawl: Crawl) -> str:
    """The counts beside the bar."""
    outcomes = [verdict.outcome for verdict in crawl.verdicts.values()]
    return (
        f"{crawl.authorities} authorities, {len(crawl.listed)} listed, {crawl.downloaded} downloaded, "
        f"{outcomes.count('not modified')} unchanged, {outcomes.count('withdrawn')} withdrawn, "
        f"{outcomes.count('failed')} failed"
    )
