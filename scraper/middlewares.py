"""Our part of Scrapy's downloader: waiting before a request is tried again, and staying on known hosts."""

from __future__ import annotations

import asyncio
import datetime
import email.utils
import logging
import re
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from scraper.faults import DROPPED, is_lasting

logger = logging.getLogger(__name__)

# '120'; not '²', which is a digit too
SECONDS = re.compile(r"[0-9]{1,9}")


def waiting_time(tries: int, first: float, longest: float, retry_after: str | None, now: datetime.datetime) -> float:
    """Seconds to wait after try number `tries`: doubling from `first`, up to `longest`.

    Not less than the site asks for in Retry-After, which is seconds or a date (RFC 9110, section 10.2.3),
    even where that is longer than `longest`.
    """
    wait = min(first * 2.0 ** (tries - 1), longest)
    return max(wait, _seconds_asked_for(retry_after.strip(), now)) if retry_after else wait


def _seconds_asked_for(retry_after: str, now: datetime.datetime) -> float:
    if SECONDS.fullmatch(retry_after):
        return float(retry_after)
    try:
        then = email.utils.parsedate_to_datetime(retry_after)
    except ValueError:
        logger.warning("Retry-After is neither seconds nor a date: %r", retry_after)
        return 0.0
    if then.tzinfo is None:
        then = then.replace(tzinfo=datetime.UTC)
    return (then - now).total_seconds()


class BackOffMiddleware:
    """Tries again after 429, 5xx, a dropped connection or a truncated answer, in place of Scrapy's RetryMiddleware.

    Scrapy 2.19 tries again at once and does not read Retry-After. The crawl makes one request at a time, so
    while this waits nothing else is sent.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.codes = {int(code) for code in crawler.settings.getlist("RETRY_HTTP_CODES")}
        self.first = crawler.settings.getfloat("BACK_OFF_FIRST")
        self.longest = crawler.settings.getfloat("BACK_OFF_LONGEST")
        self.patience = crawler.settings.getfloat("RETRY_AFTER_LONGEST")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> BackOffMiddleware:
        """Made by Scrapy."""
        return cls(crawler)

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        """Wait and try again, or pass the answer on for the spider to judge."""
        if response.status in self.codes:
            reason = f"status {response.status}"
        elif "dataloss" in response.flags:
            reason = "truncated answer"
        else:
            return response
        retry_after = response.headers.get("Retry-After")
        return await self._again(request, reason, retry_after.decode("latin-1") if retry_after else None) or response

    async def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """Wait and try again after a dropped connection; leave alone what the next try would meet too."""
        if not isinstance(exception, tuple(DROPPED)) or is_lasting(exception):
            return None
        return await self._again(request, type(exception).__name__, None)

    async def _again(self, request: Request, reason: str, retry_after: str | None) -> Request | None:
        assert self.crawler.spider
        tries = request.meta.get("retry_times", 0) + 1
        now = datetime.datetime.now(datetime.UTC)
        wait = waiting_time(tries, self.first, self.longest, retry_after, now)
        if wait > self.patience:
            logger.warning("%s: %s, and it asks us to wait %.0f s: given up", request.url, reason, wait)
            return None
        again = get_retry_request(request, spider=self.crawler.spider, reason=reason, give_up_log_level="DEBUG")
        if again:
            logger.debug("%s: %s, tried again in %.1f s", request.url, reason, wait)
            await asyncio.sleep(wait)
        return again


class UnknownHost(IgnoreRequest):
    """A request to a host that the crawl has no business with."""


def host_refusal(url: str, hosts: frozenset[str]) -> str | None:
    """Why an address is not requested, or None when its host is one of `hosts`."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return f"its address cannot be requested over HTTP: {url}"
    if parts.hostname not in hosts:
        return f"its host {parts.hostname} is not one of Ofsted's that we know, so it was not followed"
    return None


class KnownHostsMiddleware:
    """Refuses a request to any host but those of the HOSTS setting, even where a redirect leads there."""

    def __init__(self, crawler: Crawler) -> None:
        self.hosts = frozenset(crawler.settings.getlist("HOSTS"))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> KnownHostsMiddleware:
        """Made by Scrapy."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises UnknownHost."""
        if refusal := host_refusal(request.url, self.hosts):
            raise UnknownHost(refusal)
