"""Scrapy's settings for a crawl: polite, one request at a time, nothing that we do not use."""

from __future__ import annotations

from typing import Any

from scraper.options import Options

PROJECT = "lscb-reviews"
# Where Ofsted's pages link to PDFs, now and formerly.
FILE_HOSTS = ("files.ofsted.gov.uk", "files.api.ofsted.gov.uk")


def user_agent(contact: str) -> str:
    """Who we are, and how to reach us."""
    return f"{PROJECT} (+{contact})" if contact else f"{PROJECT} (no contact address set)"


def hosts(options: Options) -> frozenset[str]:
    """The hosts that a crawl may send requests to."""
    return frozenset({options.host, *FILE_HOSTS})


def scrapy_settings(options: Options) -> dict[str, Any]:
    """All that differs from Scrapy's own defaults."""
    return {
        "BOT_NAME": PROJECT,
        "USER_AGENT": user_agent(options.contact),
        "HOSTS": sorted(hosts(options)),
        # Politeness. One request at a time in all, and so to each host; the delay is never cut short (no jitter
        # below it), and AutoThrottle lengthens it to the site's own pace; a local copy
        # (delay 0) is asked as fast as it answers.
        "ROBOTSTXT_OBEY": False,  # by our own middleware, below
        "ROBOTSTXT_USER_AGENT": PROJECT,
        "CONCURRENT_REQUESTS": 1,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": options.delay,
        "DOWNLOAD_DELAY_JITTER": 0,
        "AUTOTHROTTLE_ENABLED": options.delay > 0,
        "AUTOTHROTTLE_START_DELAY": options.delay,
        "AUTOTHROTTLE_TARGET_CONCURRENCY": 1.0,
        # Trying again: six requests in all, waiting longer each time; with a local copy, not for long.
        "RETRY_ENABLED": False,
        "RETRY_TIMES": 5,
        "RETRY_HTTP_CODES": [408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 524],
        "RETRY_PRIORITY_ADJUST": 0,
        "BACK_OFF_FIRST": max(2 * options.delay, 0.05),
        "BACK_OFF_LONGEST": 60.0,
        "RETRY_AFTER_LONGEST": 600.0,
        "DOWNLOADER_MIDDLEWARES": {
            "scraper.middlewares.KnownHostsMiddleware": 90,
            "scraper.robots.RobotsMiddleware": 100,
            "scraper.middlewares.BackOffMiddleware": 550,
        },
        "EXTENSIONS": {"scraper.progress.Progress": 500},
        # The spider judges every answer itself, truncated and unsuccessful ones too.
        "HTTPERROR_ALLOW_ALL": True,
        "DOWNLOAD_FAIL_ON_DATALOSS": False,
        "DOWNLOAD_MAXSIZE": 200 * 1024 * 1024,
        "DOWNLOAD_TIMEOUT": 120,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "REDIRECT_MAX_TIMES": 5,
        "METAREFRESH_ENABLED": False,
        "COOKIES_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "MEMUSAGE_ENABLED": False,
        "LOG_INSTALL_ROOT_HANDLER": False,
        "LOGSTATS_INTERVAL": 0,
        "STATS_DUMP": False,
    }
