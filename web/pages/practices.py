"""`/practices`: the practices by theme, what each covers, and how many boards are credited with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request

from web import canned, groups, verdicts
from web.figures import group
from web.page import SitePage

ADDRESS = r"^/practices$"

Row = Mapping[str, Any]


def by_theme(listed: Sequence[Row], threads: Sequence[Row]) -> list[tuple[Row, list[tuple[Row, Row]]]]:
    """For each theme (its first practice's row) the practices in order, each with its row of `practice_threads`."""
    of_practice = {row["practice_id"]: row for row in threads}
    return [
        (of[0], [(row, of_practice[row["practice_id"]]) for row in of]) for of in group(listed, "theme_id").values()
    ]


async def page(datasette: Datasette, request: Request) -> SitePage:
    """The list of practices as at the date, and in the region, of its address."""
    asked = await canned.read_parameters(datasette, request, "practices_by_grade")
    asked = {name: asked[name] for name in ("as_at", "region")}
    listed = await canned.ask(datasette, "practices_listed")
    threads = await canned.ask(datasette, "practice_threads", asked)
    values = await canned.read_choices(datasette)
    path = datasette.urls.path("practices")
    context = {
        "listed": listed,
        "themes": by_theme(listed.rows, threads.rows),
        "threads": threads,
        "common": verdicts.sort_common(threads.rows),
        "verdict": verdicts.verdict,
        "when": groups.when(asked),
        "choices": {
            "Reviews": groups.times(path, asked),
            "Region": groups.regions(path, asked, values["region"]),
        },
        "passed_on": groups.address("", asked),
    }
    text = (
        f"The {len(listed)} practices that inspectors praise or criticise in reviews of boards, and how many "
        "boards are credited with each."
    )
    return SitePage("practices.html", "Practices", text, context, chosen=groups.when(asked))
