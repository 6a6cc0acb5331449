"""`/search?q=`: the statements and the paragraphs that contain some words, best match first."""

from __future__ import annotations

import dataclasses
import difflib
import re
import sqlite3
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from datasette.app import Datasette
from datasette.utils.asgi import Request

from web import address, boards, canned, highlights, matches
from web.page import SitePage

ADDRESS = r"^/search$"
QUERIES = {"statements": "statements_matching", "paragraphs": "paragraphs_matching"}
FILTERS = ("polarity", "theme", "practice", "grade", "board", "section", "region", "year")
SIZE = 20
# More words than a person types; SQLite's search takes some hundred words.
LONGEST = 500
# How many words of a search without hits are looked for one by one.
MOST_WORDS = 6
# how close a word's spelling must be for it to be proposed, from 0 to 1; as difflib measures it
NEAR = 0.75
EXAMPLES = ("training", '"child sexual exploitation"', "thresholds", "private fostering", '"section 11" audit', "chair")
CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")
# '"child sexual exploitation" training' is two: what is in quotes is looked for as one
TERM = re.compile(r'"[^"]*\w[^"]*"|[^\s"]*\w[^\s"]*')


@dataclasses.dataclass(frozen=True)
class SearchRequest:
    """What an address asks for; every link of the page is one with something changed."""

    values: Mapping[str, str]
    of: str
    page: int

    def address(self, **changed: str) -> str:
        """The page's address with some parameters changed; it opens at the first page unless another is named."""
        words = {**self.values, "in": self.of, "page": "", **changed}
        if words["in"] == "statements":
            words["in"] = ""
        return "search?" + urlencode({name: value for name, value in words.items() if value})

    @property
    def filters(self) -> dict[str, str]:
        """The filters that are set and apply to what is listed."""
        return {
            name: self.values[name]
            for name in FILTERS
            if self.values[name] and (name != "section" or self.of == "paragraphs")
        }


async def _read_request(datasette: Datasette, request: Request) -> SearchRequest:
    """What is asked for; raises ParameterError if it makes no sense."""
    values = await canned.read_parameters(datasette, request, "search_counts")
    request.scope[address.NOTED] |= {"in": {"default": "statements"}, "page": {"default": "1"}}
    values["q"] = CONTROL.sub(" ", values["q"]).strip()
    of, page = request.args.get("in") or "statements", request.args.get("page") or "1"
    problems = []
    if len(values["q"]) > LONGEST:
        problems.append(f"q may have at most {LONGEST} characters; it has {len(values['q'])}.")
    if of not in QUERIES:
        problems.append(f"in must be one of {', '.join(QUERIES)}; it is {of!r}.")
    if not re.fullmatch("[1-9][0-9]{0,3}", page):
        problems.append(f"page must be a number from 1; it is {page!r}.")
    if problems:
        raise canned.ParameterError(problems)
    return SearchRequest(values, of, int(page))


def counts_of(counts: canned.Answer) -> dict[str, dict[str, dict[str, Mapping[str, Any]]]]:
    """The counts by what is counted (statements, paragraphs), facet and value."""
    found: dict[str, dict[str, dict[str, Mapping[str, Any]]]] = {what: {} for what in QUERIES}
    for row in counts:
        found[row["what"]].setdefault(row["facet"], {})[row["value"]] = row
    return found


def total(counts: canned.Answer, of: str) -> int:
    """How many statements or paragraphs match."""
    return sum(row["hits"] for row in counts if row["what"] == of and row["facet"] == "all")


async def _suggest(datasette: Datasette, asked: SearchRequest) -> dict[str, Any]:
    """What to try if nothing matches: without the filters, with fewer words, with words of similar spelling."""

    async def hits(words: str) -> int:
        return total(await canned.ask(datasette, "search_counts", {"q": words}), asked.of)

    q = asked.values["q"]
    terms = list(dict.fromkeys(TERM.findall(q)))[:MOST_WORDS]
    alone, alike = {}, {}
    for term in terms:
        alone[term] = await hits(term)
        if alone[term] or term.startswith('"'):
            continue
        known = await canned.ask(datasette, "words_beginning", {"q": term})
        for word in difflib.get_close_matches(term.casefold(), [row["ngram"] for row in known], n=2, cutoff=NEAR):
            # In its place among the other words, or alone if that finds nothing either.
            for words in (q.replace(term, word), word):
                if found := await hits(words):
                    alike[words] = found
                    break
    return {
        "unfiltered": await hits(q) if asked.filters else 0,
        "alone": alone if len(terms) > 1 else {},
        "alike": alike,
    }


async def page(datasette: Datasette, request: Request) -> SitePage:
    """The page of a search; without words, it says what can be searched."""
    asked = await _read_request(datasette, request)
    queries = canned.queries(datasette)
    known = await canned.read_choices(datasette)
    context: dict[str, Any] = {
        "asked": asked,
        "parameters": queries["search_counts"]["parameters"],
        "filters": FILTERS,
        "examples": EXAMPLES,
        "names": {kind: known[kind] for kind in ("theme", "practice", "board")},
        "highlight": highlights.highlight,
    }
    text = "Search every sentence and paragraph in which inspectors reviewed a Local Safeguarding Children Board."
    q = asked.values["q"]
    if not TERM.search(q):
        return SitePage("search.html", "Search", text, {**context, "hits": None})
    try:
        hits = await canned.ask(datasette, QUERIES[asked.of], asked.values)
        counts = await canned.ask(datasette, "search_counts", asked.values)
    except sqlite3.OperationalError as error:
        raise canned.ParameterError([f"q cannot be searched for: {error}."]) from error
    also = await canned.ask(datasette, "also_searched", asked.values)
    every, listed = await boards.ask_all(datasette, ""), await canned.ask(datasette, "practices_listed")
    pages = max(1, -(-len(hits) // SIZE))
    if asked.page > pages:
        raise canned.ParameterError([f"page must be a number from 1 to {pages}; it is {asked.page}."])
    first = (asked.page - 1) * SIZE
    context |= {
        "also": also,
        "matches": matches.find([q, *(row["name"] for row in also)], every.rows, listed.rows),
        "hits": hits,
        "shown": hits.rows[first : first + SIZE],
        "first": first + 1,
        "pages": pages,
        "counts": counts,
        "facets": counts_of(counts)[asked.of],
        "totals": {of: total(counts, of) for of in QUERIES},
        "instead": {} if hits else await _suggest(datasette, asked),
    }
    return SitePage("search.html", f"Search: {q}", text, context)
