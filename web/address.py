"""The one address of a page: absolute, and without the parameters that change nothing.

Search engines, feeds and anyone who shares a page see this address. Without `SITE_URL` it is made from the request,
whose host a proxy must then pass on; with it, the host that a visitor names does not count.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from datasette.app import Datasette
from datasette.utils.asgi import Request

from web import parameters
from web.grades import GRADES

# Those of Datasette's own parameters that choose rows; the others only change how rows are shown.
CHOOSING = ("_search", "_where", "_next")
# Where `canned.read_parameters` notes what a page's address may ask for.
NOTED = "lscb.parameters"


def _plain(value: str, about: Mapping[str, Any]) -> str:
    """A parameter's value as it is always written: grades in their order; empty where it is the default."""

    def put_in_order(value: str) -> str:
        if about.get("kind") != "grades":
            return value
        grades = parameters.split_list(value)
        return ",".join(grade for grade in GRADES if grade in grades) or value

    return "" if put_in_order(value) == put_in_order(str(about.get("default", ""))) else put_in_order(value)


def page_parameters(
    pairs: Sequence[tuple[str, str]], about: Mapping[str, Mapping[str, Any]], names: Collection[str]
) -> list[tuple[str, str]]:
    """The parameters of an address that change what a page of ours shows, by name; repeated ones in their order.

    `about` describes the page's parameters as `metadata.yml` does; `names` are those that any page has. Others, such as
    those that mailing lists add, are dropped.
    """
    joined: dict[str, list[str]] = {}
    for name, value in pairs:
        if value.strip() and (name in about or name in names):
            joined.setdefault(name, []).append(value.strip())
    found = []
    for name, values in sorted(joined.items()):
        if about.get(name, {}).get("kind") == "grades":
            values = [",".join(values)]
        found += [(name, plain) for value in values if (plain := _plain(value, about.get(name, {})))]
    return found


def table_parameters(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The parameters that change which rows a table of Datasette's shows."""
    return [(name, value) for name, value in pairs if value and (not name.startswith("_") or name in CHOOSING)]


def path_of(datasette: Datasette, request: Request) -> str:
    """The path of a request below the site's own address, whether or not a proxy has taken `base_url` off it."""
    base = datasette.setting("base_url")
    path: str = request.path
    return "/" + path[len(base) :] if base != "/" and path.startswith(base) else path


def absolute(datasette: Datasette, request: Request, path: str) -> str:
    """A path of the site (`/boards`, without `base_url`) as an absolute address.

    `SITE_URL` is the address of the site's first page, with any folder below which it is served.
    """
    site = os.environ.get("SITE_URL", "").rstrip("/")
    if site:
        return site + path
    found: str = datasette.absolute_url(request, str(datasette.urls.path(path)))
    return found


def with_parameters(address: str, pairs: Sequence[tuple[str, str]]) -> str:
    """An address with parameters."""
    return address + ("?" + urlencode(pairs) if pairs else "")
