"""Reads Ofsted's search and provider pages. Pure: text and its address in, what it says out.

The address patterns `/provider/44/<urn>` and `/v1/file/<id>` carry more weight than class names, which are
looked at only where an address cannot tell.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from urllib.parse import urljoin, urlsplit

from parsel import Selector

from common.dates import find_date

# https://reports.ofsted.gov.uk/provider/44/80427
PROVIDER = re.compile(r"/provider/44/(?P<urn>\d+)/?(?=[?#]|$)")
# https://files.ofsted.gov.uk/v1/file/50004386
FILE = re.compile(r"/v1/file/(?P<file_id>[0-9A-Za-z_-]{1,64})/?(?=[?#]|$)")
# 98 results; 1 to 100 of 1,024 results
RESULTS = re.compile(r"(?P<count>\d[\d,]*)\s+results?\b", re.IGNORECASE)
# 98; 1,024
NUMBER = re.compile(r"(?P<count>\d[\d,]*)")
# Children's services inspection, pdf - 01 September 2014; , pdf – 01 September 2014
# The title ends before blanks and commas, so that a long run of them is read once and not in every way.
LINK_TEXT = re.compile(
    r"^(?P<title>(?:.*?[^\s,])??)[\s,]*+(?:\b(?:as )?pdf)?[\s,]*+[-–—]\s*+(?P<date>[^-–—]*\d{4})$", re.IGNORECASE
)
# what a file name must not contain
UNSAFE = re.compile(r"[^0-9A-Za-z_-]+")
# Of an id that we make from an address, characters.
LONGEST_ID = 120
# What an authority's name may have on one page and lack on another.
OFFICE = frozenset(
    {"council", "county", "city", "borough", "metropolitan", "district", "unitary", "authority", "london", "royal"}
    | {"of", "the", "and", "upon", "on", "with", "local"}
)
WHITESPACE = re.compile(r"\s+")
# Elements that hold the whole timeline: a date found that far up may be another document's.
WHOLE_LISTS = ("ol", "ul", "table", "tbody", "main", "body")


@dataclasses.dataclass(frozen=True)
class Authority:
    """A local authority as the site names it; `urn` is Ofsted's number for it."""

    urn: str
    name: str


@dataclasses.dataclass(frozen=True)
class SearchPage:
    """One page of search results. `results` is the count that the site prints for the whole search."""

    authorities: tuple[Authority, ...]
    results: int | None
    next_url: str | None


@dataclasses.dataclass(frozen=True)
class Document:
    """A document that a provider page lists. `note` says what could not be read as usual in its entry.

    Where the address has no file id, `has_file_id` is false and `file_id` is made from the address, so
    that the document can be accounted for.
    """

    file_id: str
    title: str
    listed_on: datetime.date | None
    url: str
    note: str | None = None
    has_file_id: bool = True


@dataclasses.dataclass(frozen=True)
class ProviderPage:
    """The page of one authority. `names_urn` is whether the page names the URN that was asked for."""

    name: str | None
    documents: tuple[Document, ...]
    names_urn: bool


def parse_search(html: str, url: str) -> SearchPage:
    """Read a page of search results that was fetched from `url`."""
    page = Selector(html)
    names: dict[str, str] = {}
    for link in page.xpath("//a[@href]"):
        if match := PROVIDER.search(link.attrib["href"].strip()):
            names[match["urn"]] = names.get(match["urn"]) or _text(link)
    return SearchPage(
        tuple(Authority(urn, name) for urn, name in names.items()), _results_count(page), _next_url(page, url)
    )


def parse_provider(html: str, url: str, urn: str) -> ProviderPage:
    """Read the page of the authority `urn` that was fetched from `url`, its documents in the page's order."""
    page = Selector(html)
    documents = []
    for link in page.xpath("//a[@href]"):
        address = urljoin(url, link.attrib["href"].strip())
        if FILE.search(address) or "publication-link" in link.attrib.get("class", "").split():
            documents.append(_document(link, address))
    heading = page.xpath("(//h1)[1]")
    name = _text(heading[0]) if heading else ""
    names_urn = re.search(rf"(?<!\d){urn}(?!\d)", _text(page)) is not None
    return ProviderPage(name or None, tuple(documents), names_urn)


def may_be_same(name: str | None, other: str | None) -> bool:
    """Whether two names may be of one authority: they share a word that names a place, or one of them has none."""
    places = [set(re.findall(r"\w+", (one or "").casefold())) - OFFICE for one in (name, other)]
    return not all(places) or not places[0].isdisjoint(places[1])


def _results_count(page: Selector) -> int | None:
    counts = [NUMBER.search(text) for text in page.css(".results-count").xpath("string()").getall()]
    counts.append(RESULTS.search(_text(page)))
    return next((int(found["count"].replace(",", "")) for found in counts if found), None)


def _next_url(page: Selector, url: str) -> str | None:
    for link in page.xpath("//a[@href]"):
        is_next = "pagination__next" in link.attrib.get("class", "") or "next" in link.attrib.get("rel", "").split()
        if is_next or _text(link).lower() in ("next", "next page"):
            return urljoin(url, link.attrib["href"].strip())
    return None


def _document(link: Selector, address: str) -> Document:
    title, link_date = _title_and_date(link)
    timeline_date = _timeline_date(link)
    notes = []
    if not link_date and not timeline_date:
        notes.append("the page gives no date that can be read")
    elif link_date and timeline_date and link_date != timeline_date:
        notes.append(f"the link says {link_date}, the timeline {timeline_date}")
    match = FILE.search(address)
    if not match:
        notes.append("its address is not of the form /v1/file/<id>")
    return Document(
        match["file_id"] if match else UNSAFE.sub("-", urlsplit(address).path).strip("-")[:LONGEST_ID] or "no-address",
        title,
        link_date or timeline_date,
        address,
        "; ".join(notes) or None,
        match is not None,
    )


def _title_and_date(link: Selector) -> tuple[str, datetime.date | None]:
    """The title as a reader sees it, and the date from the text that only screen readers see.

    That text stands in an element inside the link, with or without the title before it; where there is no
    such element, the link's whole text may have its form.
    """
    seen, hidden, date = [], "", None
    for node in link.xpath("./node()[not(self::comment())]"):
        text = _text(node)
        match = LINK_TEXT.match(text)
        found = find_date(match["date"]) if match else None
        if match and found:
            hidden, date = match["title"].strip(" ,"), found
        elif text:
            seen.append(text)
    return " ".join(seen) or hidden, date


def _timeline_date(link: Selector) -> datetime.date | None:
    """The date in the smallest part of the list around the link that has one; None if that part has several."""
    for part in reversed(link.xpath("ancestor::*")):
        if part.root.tag in WHOLE_LISTS:
            break
        texts = part.xpath("descendant::time/@datetime | descendant::time | descendant::*[contains(@class, 'date')]")
        dates = {date for text in texts if (date := find_date(_text(text)))}
        if dates:
            return dates.pop() if len(dates) == 1 else None
    return None


def _text(node: Selector) -> str:
    """All text in an element, or a text or attribute itself, with one space between words."""
    text = node.root if isinstance(node.root, str) else node.xpath("string()").get("")
    return WHITESPACE.sub(" ", text).strip()
