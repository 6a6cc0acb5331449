"""`/map`: the authorities in their places, each a tile with the letter of its board's grade, and the same as a list."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request

from web import canned, groups, tiles
from web.figures import long_date
from web.page import SitePage

ADDRESS = r"^/map$"
Row = Mapping[str, Any]


def by_region(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """The authorities of each region; the rows are in the order of regions."""
    return [(region, list(group)) for region, group in itertools.groupby(rows, key=lambda row: row["region"])]


async def page(datasette: Datasette, request: Request) -> SitePage:
    """The page as at the date, and of the region, of its address."""
    asked = await canned.read_parameters(datasette, request, "map_tiles")
    found = await canned.ask(datasette, "map_tiles", asked)
    context = {
        "asked": asked,
        "parameters": canned.queries(datasette)["map_tiles"]["parameters"],
        "times": groups.times(datasette.urls.path("map"), asked),
        "in_region": groups.in_region(asked["region"]),
        "found": found,
        "tiles": tiles.place_tiles(found.rows),
        "legend": tiles.legend(found.rows),
        "by_region": by_region(found.rows),
    }
    when = f"As at {long_date(asked['as_at'])}, the" if asked["as_at"] else "The"
    text = f"{when} grade of each authority’s Local Safeguarding Children Board, on a map of equal tiles and as a list."
    return SitePage("map.html", "Map", text, context, chosen=groups.when(asked))
