"""The spider: finds authorities and their documents, requests the files, and tells the crawl what it met."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from functools import partial
from typing import Any

from scrapy import Request, Spider
from scrapy.exceptions import CloseSpider
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from common.command import with_place
from scraper.crawl import Crawl, Listed
from scraper.faults import in_words
from scraper.middlewares import host_refusal
from scraper.options import Options
from scraper.pages import Authority, Document, may_be_same, parse_provider, parse_search
from scraper.scope import TitleRules, decide
from scraper.settings import hosts
from scraper.store import Store
from scraper.verify_download import DownloadVerdict, headers_in_text, judge, page_problem

# The site shows at most 100 results a page. 3 and 12: local authorities' children's services.
SEARCH = "/search?q=&location=&lat=&lon=&radius=&level_1_types=3&level_2_types[]=12&start=0&rows=100"
PROVIDER = "/provider/44/{urn}"
# The search first, so that the number of authorities is known early; then a page and its files, before the next page,
# so that even a crawl that is stopped again and again gets further each time.
SEARCH_PRIORITY, FILE_PRIORITY, PROVIDER_PRIORITY = 20, 10, 0


# After so many pages that are not the one asked for, the fault is not one page's.
MOST_MISANSWERED = 5


class OfstedSpider(Spider):
    """Walks from the search to the authorities' pages to the files."""

    name = "ofsted"

    def __init__(
        self, options: Options, reference: Sequence[Authority], rules: TitleRules, store: Store, crawl: Crawl
    ) -> None:
        super().__init__()
        self.options, self.reference, self.rules, self.store, self.crawl = (
            options,
            reference,
            rules,
            store,
            crawl,
        )
        self.hosts = hosts(options)
        self.asked: set[str] = set()

    async def start(self) -> AsyncIterator[Any]:
        """Begin with the first page of the search."""
        yield self.page(self.options.url + SEARCH, self.parse_search, SEARCH_PRIORITY)

    def parse_search(self, response: Response) -> Iterator[Request]:
        """Request each authority's page and the next results; after the last, those of the reference table."""
        self.crawl.answered += 1
        if (html := self.html_of(response)) is None:
            return
        page = parse_search(html, response.url)
        self.crawl.results |= {page.results} if page.results is not None else set()
        for authority in page.authorities:
            if authority.urn not in self.crawl.shown:
                self.crawl.shown[authority.urn] = authority
                yield self.provider(authority)
        if page.next_url is None:
            yield from (self.provider(known) for known in self.reference if known.urn not in self.crawl.shown)
        elif page.next_url in self.asked:
            self.crawl.problems.append(f"the search goes round in a circle: {response.url} to {page.next_url}")
        else:
            yield self.page(page.next_url, self.parse_search, SEARCH_PRIORITY)

    def parse_provider(self, response: Response, authority: Authority) -> Iterator[Request]:
        """List an authority's documents, and request those in scope."""
        self.crawl.answered += 1
        is_shown = authority.urn in self.crawl.shown
        if response.status == 404 and not is_shown:
            self.crawl.absent.append(authority.urn)
            return
        if (html := self.html_of(response)) is None:
            return
        page = parse_provider(html, response.url, authority.urn)
        # A proxy, a cache or a page about maintenance may answer for any address.
        if not page.names_urn or (is_shown and not may_be_same(page.name, authority.name)):
            met = f"{page.name!r}, and {authority.name} was asked for"
            self.crawl.problems.append(f"{response.url} is not the page of URN {authority.urn}: {met}")
            self.crawl.misanswered += 1
            if self.crawl.misanswered >= MOST_MISANSWERED:
                raise CloseSpider("page after page is not the one that was asked for")
            return
        named = Authority(authority.urn, (authority.name if is_shown else None) or page.name or authority.name)
        if not is_shown:
            self.crawl.extra[named.urn] = named
        self.crawl.read.add(named.urn)
        for document in page.documents:
            scope = decide(self.rules, document.title, document.listed_on, self.options.everything)
            refusal = host_refusal(document.url, self.hosts) if document.has_file_id else "it was not requested"
            entry = Listed(named, document, scope, refusal)
            self.crawl.listed.append(entry)
            if entry.is_asked_for and document.file_id not in self.asked:
                yield self.file(document)

    def parse_file(self, response: Response, file_id: str) -> None:
        """Judge a download and keep it if it is whole."""
        self.crawl.answered += 1
        headers = headers_in_text(response.headers)
        is_held = self.store.find_copy(file_id) is not None
        verdict = judge(response.status, headers, response.body, is_cut="dataloss" in response.flags, is_held=is_held)
        if verdict.outcome == "whole":
            try:
                self.store.keep(file_id, response.body, headers.get("etag"), headers.get("last-modified"))
            except OSError as error:
                self.crawl.problems.append(f"{file_id} could not be written: {with_place(error, self.store.folder)}")
                raise CloseSpider("the reports cannot be written") from error
            self.crawl.downloaded += 1
        self.crawl.verdicts[file_id] = verdict

    def page(self, url: str, callback: Callable[..., Any], priority: int, **arguments: Any) -> Request:
        """A request for a page; if it fails, the crawl is incomplete."""
        self.asked.add(url)
        self.crawl.asked += 1
        failed = partial(self.note_page_failure, url)
        return Request(url, callback, errback=failed, cb_kwargs=arguments, priority=priority, dont_filter=True)

    def provider(self, authority: Authority) -> Request:
        """A request for the page of an authority."""
        url = self.options.url + PROVIDER.format(urn=authority.urn)
        return self.page(url, self.parse_provider, PROVIDER_PRIORITY, authority=authority)

    def file(self, document: Document) -> Request:
        """A request for a PDF, unless it is still the one that we hold."""
        self.asked.add(document.file_id)
        self.crawl.asked += 1
        held = self.store.find_copy(document.file_id)
        return Request(
            document.url,
            self.parse_file,
            errback=partial(self.note_file_failure, document.file_id),
            cb_kwargs={"file_id": document.file_id},
            headers={"Accept-Encoding": "identity", **(held.conditions if held else {})},
            priority=FILE_PRIORITY,
            dont_filter=True,
        )

    def html_of(self, response: Response) -> str | None:
        """The text of a page; None, with the problem noted, when it did not arrive as it should."""
        if problem := page_problem(response.status, "dataloss" in response.flags):
            self.crawl.problems.append(f"{response.url} {problem}")
            return None
        is_text = isinstance(response, TextResponse)
        return response.text if is_text else response.body.decode("utf-8", "replace")

    def note_page_failure(self, url: str, failure: Failure) -> None:
        """Note that robots.txt forbids a page, or that the connection kept failing."""
        self.crawl.answered += 1
        self.crawl.problems.append(f"{url} could not be fetched: {in_words(failure.value)}")

    def note_file_failure(self, file_id: str, failure: Failure) -> None:
        """Note that a file could not be fetched."""
        self.crawl.answered += 1
        self.crawl.verdicts[file_id] = DownloadVerdict("failed", in_words(failure.value))
