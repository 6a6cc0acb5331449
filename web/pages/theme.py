"""`/themes/<theme>`: what a theme covers, its figures by grade, good practice, what goes wrong, and the boards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from datasette.app import Datasette
from datasette.utils.asgi import Request

from web import accuracy, canned, groups
from web.grades import DOING_WELL, GRADES, OTHERS
from web.page import SitePage, UnknownError
from web.parameters import find_near

ADDRESS = r"^/themes/(?P<theme>[^/]+)$"

# How many quotes, boards and phrases stand on the page; all are in the data.
QUOTES, BOARDS, PHRASES = 10, 10, 12
# How a review may come out on a theme, as the chart divides its bars: the letter in the bar, words, whether it is dark.
SHOWS = {
    "strength": ("P", "praised", True),
    "even": ("E", "even", False),
    "weakness": ("C", "criticised", True),
    "not_raised": ("N", "not raised", False),
}
# How wide a part of the bar must be, as a share of the whole, to have room for letter and count, or the letter alone.
ROOM_FOR_BOTH, ROOM_FOR_LETTER = 0.07, 0.03

Row = Mapping[str, Any]


def label(letter: str, k: int, n: int) -> str:
    """What stands in the part of a bar for `k` of `n` boards: `P 24`, `P` where that is too wide; may be empty."""
    if k >= ROOM_FOR_BOTH * n:
        return f"{letter} {k}"
    return letter if k >= ROOM_FOR_LETTER * n else ""


def bars(by_grade: Sequence[Row]) -> list[dict[str, Any]]:
    """The chart's rows: the parts of each grade's bar, `from` and `to` as shares of it, with letter and count.

    A grade without boards has one row, of no width, that says so.
    """
    parts = []
    for row in by_grade:
        n, end = row["reviews"], 0
        words = f"{GRADES[row['grade']]}: {n or 'no'} board{'' if n == 1 else 's'}"
        empty = {"grade": row["grade"], "from": 0, "to": 0, "middle": 0, "label": "", "dark": False}
        if not n:
            parts.append(empty | {"shows": "P praised", "words": words, "is_first": True})
        for shows, (letter, in_words, is_dark) in SHOWS.items():
            if not row[shows]:
                continue
            begin, end = end, end + row[shows]
            parts.append(
                {
                    "grade": row["grade"],
                    "shows": f"{letter} {in_words}",
                    "from": begin / n,
                    "to": end / n,
                    "middle": (begin + end) / 2 / n,
                    "label": label(letter, row[shows], n),
                    "dark": is_dark,
                    "words": words,
                    "is_first": not begin,
                }
            )
    return parts


def describe(by_grade: Sequence[Row]) -> str:
    """The chart in words, for those who cannot see it."""
    return " ".join(
        f"{GRADES[row['grade']]}: of {row['reviews']} boards {row['strength']} praised more often than criticised, "
        f"{row['weakness']} criticised more often than praised, {row['even']} even, {row['not_raised']} not raised."
        for row in by_grade
    )


def share_of(by_grade: Sequence[Row], grades: Sequence[str], shows: str) -> tuple[int, int]:
    """Of the boards with these grades, how many come out so on the theme, and how many there are."""
    rows = [row for row in by_grade if row["grade"] in grades]
    return sum(row[shows] for row in rows), sum(row["reviews"] for row in rows)


def neighbours(theme_id: str, order: Sequence[str]) -> tuple[str | None, str | None]:
    """The theme before and the theme after another, in the order of the themes; None at the ends."""
    at = order.index(theme_id)
    return (order[at - 1] if at else None), (order[at + 1] if at + 1 < len(order) else None)


async def page(datasette: Datasette, request: Request) -> SitePage:
    """The page of the theme that the address names. Raises UnknownError if there is no such theme."""
    themes = {row["theme_id"]: row for row in await canned.ask(datasette, "themes_shown")}
    theme_id = unquote(request.url_vars["theme"])
    path = datasette.urls.path("themes")
    if theme_id not in themes:
        labels = {one: row["theme"] for one, row in themes.items()}
        suggested = {f"{path}/{one}": label for one, label in find_near(theme_id, labels).items()}
        raise UnknownError(f"There is no theme {theme_id!r}.", suggested or {path: "All themes"})
    theme = themes[theme_id]
    asked = await canned.read_parameters(datasette, request, "themes_shown") | {"theme": theme_id}

    async def answer(query: str, **values: str) -> canned.Answer:
        return await canned.ask(datasette, query, asked | values)

    by_grade = await answer("themes_by_grade")
    before, after = neighbours(theme_id, list(themes))
    known = await canned.read_choices(datasette)
    own = {name: asked[name] for name in ("as_at", "region")}
    context = {
        "asked": asked,
        "theme": theme,
        "by_grade": by_grade,
        "bars": bars(by_grade.rows),
        "described": describe(by_grade.rows),
        "good": share_of(by_grade.rows, DOING_WELL, "strength"),
        "others": share_of(by_grade.rows, OTHERS, "strength"),
        "shows": {name: words for name, (_, words, _) in SHOWS.items()},
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
        "before": themes[before] if before else None,
        "after": themes[after] if after else None,
        "most_quotes": QUOTES,
        "most_boards": BOARDS,
        "most_phrases": PHRASES,
    }
    name = theme["theme"]
    text = f"{name} in reviews of safeguarding boards: what good boards do, what goes wrong, and which boards."
    return SitePage("theme.html", name, text, context, chosen=groups.when(asked))
