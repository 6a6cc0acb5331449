"""`/themes`: the themes that reviews raise, what each covers, and how many boards show it as what."""

from __future__ import annotations

from datasette.app import Datasette
from datasette.utils.asgi import Request

from web import canned, groups
from web.page import Page

ADDRESS = r"^/themes$"


async def page(datasette: Datasette, request: Request) -> Page:
    """The list of themes as at the date, and in the region, of its address."""
    asked = await canned.asked(datasette, request, "themes_shown")
    themes = await canned.answer(datasette, "themes_shown", asked)
    known = await canned.known(datasette)
    path = datasette.urls.path("themes")
    context = {
        "themes": themes,
        "boards": themes.rows[0]["boards"],
        "when": groups.when(asked),
        "choices": {
            "Reviews": groups.times(path, asked),
            "Region": groups.regions(path, asked, known["region"]),
        },
        "passed_on": groups.address("", asked),
        "most": max(themes, key=lambda row: row["strength"]),
        "least": max(themes, key=lambda row: row["weakness"]),
    }
    text = f"The {len(themes)} themes of reviews of safeguarding boards, and how many boards show each as what."
    return Page("themes.html", "Themes", text, context)
