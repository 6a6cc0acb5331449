"""`/themes/<theme>`: what a theme covers, its figures by grade, good practice, what goes wrong, and the boards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from datasette.app import Datasette
from datasette.utils.asgi import Request

from web import accuracy, canned, groups, named, verdicts
from web import by_grade as by_grades
from web.grades import DOING_WELL, OTHERS
from web.page import SitePage

ADDRESS = r"^/themes/(?P<theme>[^/]+)$"

# How many quotes, boards and phrases stand on the page; all are in the data.
QUOTES, BOARDS, PHRASES = 10, 10, 12

Row = Mapping[str, Any]


def count_common(told: Sequence[Row]) -> str:
    """How many of a theme's practices are common threads, in a heading: `1 of its 5 practices is a common thread`."""
    common, n = len(verdicts.sort_common(told)), len(told)
    if n == 1:
        return "Its one practice" + (" is a common thread of good boards" if common else "")
    if not common:
        return f"Its {n} practices"
    return (
        f"{common} of its {n} practices {'is a common thread' if common == 1 else 'are common threads'} of good boards"
    )


async def page(datasette: Datasette, request: Request) -> SitePage:
    """The page of the theme that the address names. Raises UnknownError if there is no such theme."""
    theme_id, path = unquote(request.url_vars["theme"]), datasette.urls.path("themes")
    theme, before, after = named.find((await canned.ask(datasette, "themes_shown")).rows, "theme", theme_id, path)
    asked = await canned.read_parameters(datasette, request, "themes_shown") | {"theme": theme_id}

    async def answer(query: str, **values: str) -> canned.Answer:
        return await canned.ask(datasette, query, asked | values)

    by_grade = await answer("themes_by_grade")
    known = await canned.read_choices(datasette)
    own = {name: asked[name] for name in ("as_at", "region")}
    threads = await canned.ask(datasette, "practice_threads", own)
    told = {row["practice_id"]: row for row in threads if row["theme_id"] == theme_id}
    listed = await canned.ask(datasette, "practices_listed")
    context = {
        "asked": asked,
        "theme": theme,
        "practices": [(row, told[row["practice_id"]]) for row in listed if row["theme_id"] == theme_id],
        "threads": threads,
        "common": count_common(list(told.values())),
        "verdict": verdicts.verdict,
        "by_grade": by_grade,
        "bars": by_grades.bars(by_grade.rows, by_grades.OF_THEMES),
        "described": by_grades.describe(by_grade.rows, by_grades.OF_THEMES),
        "good": by_grades.count(by_grade.rows, DOING_WELL, "strength"),
        "others": by_grades.count(by_grade.rows, OTHERS, "strength"),
        "outcomes": by_grades.OF_THEMES,
        "when": groups.when(asked),
        "strengths": await answer("theme_examples", shows="strength", grades=groups.DEFAULT),
        "weaknesses": await answer("theme_examples", shows="weakness", grades="inadequate"),
        "boards": {shows: await answer("theme_boards", shows=shows) for shows in ("strength", "weakness")},
        "phrases": await answer("theme_phrases"),
        "readings": accuracy.accuracy().comparisons[accuracy.SECOND].classes["themes"].get(theme_id),
        "choices": {
            "Reviews": groups.times(f"{path}/{theme_id}", own),
            "Region": groups.regions(f"{path}/{theme_id}", own, known["region"]),
        },
        "passed_on": groups.address("", own),
        "before": before,
        "after": after,
        "most_quotes": QUOTES,
        "most_boards": BOARDS,
        "most_phrases": PHRASES,
    }
    name = theme["theme"]
    text = f"{name} in reviews of safeguarding boards: what good boards do, what goes wrong, and which boards."
    return SitePage("theme.html", name, text, context, chosen=groups.when(asked))
