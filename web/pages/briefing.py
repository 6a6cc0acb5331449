"""`/briefing`: a note of one printed page for a minister, on any group, date and region."""

from __future__ import annotations

from datasette.app import Datasette
from datasette.utils.asgi import Request

from web import answer, canned, groups, shortlist, version
from web.page import SitePage

ADDRESS = r"^/briefing$"
# As many quotations as a page has room for, and none longer than this, in characters.
QUOTES, LONGEST = 3, 320


def quotes_of(found: shortlist.ShortList) -> list[tuple[str, shortlist.Row]]:
    """Up to three quotations with the name of their practice, in the order of the list; long ones only if need be."""
    told = [
        (row["practice"], found.quotes[row["practice_id"]]) for row in found.shown if row["practice_id"] in found.quotes
    ]
    short = [one for one in told if len(one[1]["text"]) <= LONGEST]
    return (short + [one for one in told if one not in short])[:QUOTES]


async def page(datasette: Datasette, request: Request) -> SitePage:
    """The note for the group, date, region and period of its address."""
    asked = await canned.read_parameters(datasette, request, "short_list")
    found = await shortlist.ask(datasette, asked)
    coverage = await canned.ask(datasette, "coverage_summary")
    chosen = groups.read_grades(asked["grades"])
    first = found.threads.rows[0]
    when = groups.when(asked)
    about = canned.queries(datasette)["short_list"]["parameters"]
    context = {
        "asked": asked,
        "fields": {name: {**about[name], "about": label} for name, label in groups.FIELDS.items()},
        "found": found,
        "first": first,
        "group": groups.boards(chosen),
        "sentences": answer.short_answer(found.shown, bool(found.listed), first, chosen, when),
        "when": when,
        "quotes": quotes_of(found),
        "held": next((row for row in coverage if row["state"] == "held"), None),
        "built_on": version.published_at(datasette)[:10],
        "passed_on": groups.address("", {name: asked[name] for name in ("as_at", "region")}),
        "threads_at": groups.address(datasette.urls.path("threads"), asked),
    }
    whole = groups.boards(chosen)
    title = f"Briefing: what {whole} share"
    text = f"A one-page note on what {whole} share, with figures, quotations and what they do not show."
    return SitePage("briefing.html", title, text, context, chosen=when)
