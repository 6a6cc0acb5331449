"""`/themes`: the themes of reviews, what each covers, and on which of them boards are praised or criticised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request

from web import canned, figures, groups
from web.page import SitePage

ADDRESS = r"^/themes$"
# How many of the themes that share a place are named.
MOST_NAMES = 3


def most(themes: Sequence[Mapping[str, Any]], shows: str) -> str:
    """The theme on which most boards come out so, or those that tie: `Training and Audit (3 boards each)`."""
    count = max(row[shows] for row in themes)
    names = [row["theme"] for row in themes if row[shows] == count]
    if not count:
        return "none"
    in_words = figures.join_words(
        names if len(names) <= MOST_NAMES else [*names[: MOST_NAMES - 1], f"{len(names) - MOST_NAMES + 1} more"]
    )
    return f"{in_words} ({count} board{'' if count == 1 else 's'}{' each' if len(names) > 1 else ''})"


async def page(datasette: Datasette, request: Request) -> SitePage:
    """The list of themes as at the date, and in the region, of its address."""
    asked = await canned.read_parameters(datasette, request, "themes_shown")
    themes = await canned.ask(datasette, "themes_shown", asked)
    values = await canned.read_choices(datasette)
    path = datasette.urls.path("themes")
    context = {
        "themes": themes,
        "boards": themes.rows[0]["boards"],
        "when": groups.when(asked),
        "choices": {
            "Reviews": groups.times(path, asked),
            "Region": groups.regions(path, asked, values["region"]),
        },
        "passed_on": groups.address("", asked),
        "most": {shows: most(themes.rows, shows) for shows in ("strength", "weakness")},
    }
    text = (
        f"The {len(themes)} themes of reviews of safeguarding boards, and how many boards are mostly praised or "
        "criticised on each."
    )
    return SitePage("themes.html", "Themes", text, context, chosen=groups.when(asked))
