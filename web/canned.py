"""Asks the canned queries of `db/queries/`, and says where the same answer is as JSON, CSV, a workbook and SQL.

Pages get every number, list and chart from here, so that any reader can take them away and check them.
"""

from __future__ import annotations

import collections
import dataclasses
import weakref
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlencode

from datasette.app import Datasette
from datasette.utils.asgi import Request

from web import address, kept, parameters

DATABASE = "lscb"
# The database does not change while it is served, so an answer once given stays right. As many bytes of answers are
# kept: a search may have a thousand rows of 3 kB each.
KEPT_BYTES = 64_000_000


@dataclasses.dataclass(frozen=True)
class Answer:
    """The rows of a canned query for some values of its parameters, and the addresses of the same."""

    query: str
    title: str
    values: Mapping[str, str]
    rows: tuple[Mapping[str, Any], ...]
    is_truncated: bool
    json: str
    csv: str
    page: str

    @property
    def sql(self) -> str:
        """The query's page, opened at its SQL."""
        return f"{self.page}#sql"

    @property
    def xlsx(self) -> str:
        """The same as a workbook, for people."""
        return self.csv.replace(".csv", ".xlsx", 1)

    def __iter__(self) -> Any:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


class ParameterError(ValueError):
    """Parameters that make no sense; each problem is a sentence."""

    def __init__(self, found: list[str]) -> None:
        super().__init__(" ".join(found))
        self.problems = found


def queries(datasette: Datasette) -> dict[str, dict[str, Any]]:
    """All canned queries of the metadata, by name."""
    return datasette.metadata("queries", database=DATABASE, fallback=False) or {}


def listed_queries(datasette: Datasette) -> dict[str, dict[str, Any]]:
    """The canned queries that answer a reader's question, by name: not those with `hide`, which only pages ask."""
    return {name: about for name, about in queries(datasette).items() if not about.get("hide")}


_ANSWERS: weakref.WeakKeyDictionary[Datasette, kept.BoundedCache[Answer]] = weakref.WeakKeyDictionary()


async def ask(datasette: Datasette, query: str, values: Mapping[str, str] | None = None) -> Answer:
    """A canned query's answer. Values of parameters that the query does not have are left out.

    Raises KeyError for an unknown query. An answer of more rows than the site gives at once
    (`max_returned_rows`) is cut there and says so, as its JSON does.
    """
    about = queries(datasette)[query]
    own = {name: (values or {}).get(name, "") for name in about.get("parameters", {})}
    if datasette not in _ANSWERS:
        _ANSWERS[datasette] = kept.BoundedCache(KEPT_BYTES)
    key = (query, *own.values())
    known = _ANSWERS[datasette].get(key)
    if known:
        return known
    found = await datasette.get_database(DATABASE).execute(about["sql"], own, truncate=True)
    path = datasette.urls.query(DATABASE, query)
    words = urlencode({name: value for name, value in own.items() if value})
    made = Answer(
        query=query,
        title=about["title"],
        values=own,
        rows=tuple(dict(row) for row in found.rows),
        is_truncated=found.truncated,
        json=f"{path}.json?_shape=objects" + (f"&{words}" if words else ""),
        csv=f"{path}.csv" + (f"?{words}" if words else ""),
        page=path + (f"?{words}" if words else ""),
    )
    # What is not there may be asked for by any number of names: it is not kept.
    if made.rows or not any(own.values()):
        _ANSWERS[datasette].put(key, made, kept.weigh(made.rows) + 4 * len(made.page) + 1_000)
    return made


async def ask_build(datasette: Datasette) -> Mapping[str, Any]:
    """The row of the table `build`: which data these are."""
    (build,) = await ask(datasette, "this_build")
    row: Mapping[str, Any] = build
    return row


async def read_choices(datasette: Datasette) -> dict[str, dict[str, str]]:
    """What a parameter of each kind may be: its values in the order of the forms, and what the forms call each.

    From the query `choices`, so that what a form offers is what an address may give.
    """
    found: dict[str, dict[str, str]] = collections.defaultdict(dict)
    for row in await ask(datasette, "choices"):
        found[row["kind"]][row["value"]] = row["label"]
    return found


async def read_parameters(datasette: Datasette, request: Request, *names: str) -> dict[str, str]:
    """The values that a page's address gives for the parameters of some canned queries.

    Raises ParameterError if one is wrong. Notes on the request what may be asked, for the page's own address.
    """
    about: dict[str, Any] = {}
    for name in names:
        about |= queries(datasette)[name].get("parameters", {})
    request.scope[address.NOTED] = about
    values = parameters.read_values(parse_qs(request.query_string, keep_blank_values=True), about)
    found = parameters.problems(about, values, await read_choices(datasette))
    if found:
        raise ParameterError(found)
    return values
