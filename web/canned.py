"""Asks the canned queries of `metadata.yml`, and says where the same answer is as JSON, as CSV and as SQL.

Pages get every number, list and chart from here, so that whoever reads one can take it away and check it.
"""

from __future__ import annotations

import dataclasses
import weakref
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlencode

from datasette.app import Datasette
from datasette.utils.asgi import Request

from web import address, parameters

DATABASE = "lscb"
# The database does not change while it is served, so an answer once given holds. Answers of so many rows in all are
# kept: a search may have a thousand of 3 kB each.
KEPT_ROWS = 20_000


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


_ANSWERS: weakref.WeakKeyDictionary[Datasette, OrderedDict[tuple[object, ...], Answer]] = weakref.WeakKeyDictionary()


async def answer(datasette: Datasette, query: str, values: Mapping[str, str] | None = None) -> Answer:
    """A canned query's answer. Values of parameters that the query does not have are left out.

    Raises KeyError for a query that metadata.yml does not have. An answer of more rows than the site gives at once
    (`max_returned_rows`) is cut there and says so, as its JSON does.
    """
    about = queries(datasette)[query]
    own = {name: (values or {}).get(name, "") for name in about.get("parameters", {})}
    kept = _ANSWERS.setdefault(datasette, OrderedDict())
    key = (query, *own.items())
    if key in kept:
        kept.move_to_end(key)
        return kept[key]
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
    kept[key] = made
    while len(kept) > 1 and sum(1 + len(one) for one in kept.values()) > KEPT_ROWS:
        kept.popitem(last=False)
    return made


_KNOWN: weakref.WeakKeyDictionary[Datasette, dict[str, tuple[str, ...]]] = weakref.WeakKeyDictionary()
# The values that a parameter of each kind may have, where only the data know them.
KNOWN_SQL = {
    "board": "select board_id from boards order by name",
    "region": "select distinct region from reviews where region is not null order by region",
    "year": "select distinct substr(public_on, 1, 4) from reviews where public_on is not null order by 1",
    "review": "select review_id from reviews order by review_id",
}


async def known(datasette: Datasette) -> dict[str, tuple[str, ...]]:
    """The boards, regions and years that a parameter may name."""
    if datasette not in _KNOWN:
        database = datasette.get_database(DATABASE)
        found = {kind: await database.execute(sql) for kind, sql in KNOWN_SQL.items()}
        _KNOWN[datasette] = {kind: tuple(str(row[0]) for row in rows) for kind, rows in found.items()}
    return _KNOWN[datasette]


async def asked(datasette: Datasette, request: Request, *names: str) -> dict[str, str]:
    """The values that a page's address gives for the parameters of some canned queries.

    Raises ParameterError where one is wrong. Notes on the request what may be asked, for the page's own address.
    """
    about: dict[str, Any] = {}
    for name in names:
        about |= queries(datasette)[name].get("parameters", {})
    request.scope[address.NOTED] = about
    values = parameters.given(parse_qs(request.query_string, keep_blank_values=True), about)
    found = parameters.problems(about, values, await known(datasette))
    if found:
        raise ParameterError(found)
    return values
