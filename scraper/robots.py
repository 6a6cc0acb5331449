"""Keeps to a host's robots.txt as RFC 9309 asks, in place of Scrapy's RobotsTxtMiddleware.

Scrapy 2.19 takes a robots.txt that it cannot have for one that allows everything, whatever the cause, and does not
keep the Crawl-delay that it reads.
"""

from __future__ import annotations

import dataclasses
import logging
import math
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from scraper.faults import in_words
from scraper.verify_download import HTML

logger = logging.getLogger(__name__)

# As much of a robots.txt as a crawler has to read (RFC 9309, 2.5), bytes.
MOST_READ = 512 * 1024
# Tries after the first: a site without robots.txt is soon said to be so, and not after a minute.
TRIES_AGAIN = 2
IS_ROBOTS = "is_robots_txt"


class ForbiddenByRobots(IgnoreRequest):
    """A request that a rule of robots.txt forbids."""


class RobotsUnavailable(IgnoreRequest):
    """A request to a host whose robots.txt cannot be had, so that nothing of it may be requested."""


@dataclasses.dataclass(frozen=True)
class Robots:
    """What the answer for a robots.txt comes to.

    `rules` are None where there are none, and everything is allowed; `refusal` says why nothing is. `remark` is
    for whoever runs the crawl. `delay` is in seconds, between two requests.
    """

    rules: Protego | None = None
    refusal: str | None = None
    remark: str | None = None
    delay: float = 0.0


def read_robots(status: int, body: bytes, agent: str, is_cut: bool = False) -> Robots:
    """Read an answer for a robots.txt, as `agent`: 4xx is none, 5xx forbids everything (RFC 9309, 2.3.1)."""
    if is_cut:
        return Robots(refusal="arrived only in part")
    if status >= 500:
        return Robots(refusal=f"answers with status {status}")
    if status != 200:
        return Robots()
    if HTML.match(body):
        return Robots(remark="is an HTML page and has no rules: taken as if there were none")
    rules = Protego.parse(body[:MOST_READ].decode("utf-8-sig", errors="ignore"))
    delay = rules.crawl_delay(agent) or 0.0
    return Robots(rules, delay=float(delay) if math.isfinite(delay) and delay > 0 else 0.0)


class RobotsMiddleware:
    """Asks each host for its robots.txt before anything else, and refuses what that forbids."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.agent = str(crawler.settings["ROBOTSTXT_USER_AGENT"])
        self.delay = crawler.settings.getfloat("DOWNLOAD_DELAY")
        self._read: dict[str, Robots] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RobotsMiddleware:
        """Made by Scrapy."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raises ForbiddenByRobots or RobotsUnavailable."""
        if request.meta.get(IS_ROBOTS):
            return
        parts = urlsplit(request.url)
        url = f"{parts.scheme}://{parts.netloc}/robots.txt"
        if url not in self._read:
            self._read[url] = await self._ask(url)
        robots = self._read[url]
        if robots.refusal:
            raise RobotsUnavailable(
                f"{url} {robots.refusal}, and without it nothing may be requested (RFC 9309): look whether the "
                f"address is right and the site answers at all"
            )
        if robots.rules is not None and not robots.rules.can_fetch(request.url, self.agent):
            raise ForbiddenByRobots("forbidden by robots.txt")
        if robots.delay > self.delay:
            self._slow_down(parts.hostname or "", robots.delay)

    async def _ask(self, url: str) -> Robots:
        meta = {IS_ROBOTS: True, "max_retry_times": TRIES_AGAIN}
        try:
            response: Response = await self.crawler.engine.download_async(
                Request(url, callback=NO_CALLBACK, meta=meta, dont_filter=True)
            )
        except IgnoreRequest as refused:
            # Redirected for ever or to another host: as good as none (RFC 9309, 2.3.1.2), but odd.
            robots = Robots(remark=f"leads nowhere ({in_words(refused)}): taken as if there were none")
        except Exception as error:
            robots = Robots(refusal=f"could not be fetched ({in_words(error)})")
        else:
            robots = read_robots(response.status, response.body, self.agent, "dataloss" in response.flags)
        if robots.remark:
            logger.warning("%s %s", url, robots.remark)
        if robots.delay > self.delay:
            logger.info("%s asks for %g s between two requests, so that is kept to", url, robots.delay)
        return robots

    def _slow_down(self, host: str, delay: float) -> None:
        """Keep `delay` in the host's slot, which AutoThrottle may have set lower and Scrapy makes anew when idle."""
        downloader = self.crawler.engine.downloader
        downloader.per_slot_settings[host] = {"delay": delay}
        if host in downloader.slots:
            downloader.slots[host].delay = max(downloader.slots[host].delay, delay)
