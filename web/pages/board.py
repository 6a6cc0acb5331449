"""`/boards/<board>`: one board's review in the board's own themes, its history, and the boards to compare it with."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote, unquote

from datasette.app import Datasette
from datasette.utils.asgi import Request

from web import answer, boards, canned, groups, version
from web.figures import join_words, long_date
from web.grades import GRADES
from web.page import SitePage
from web.polarities import count_sides

ADDRESS = r"^/boards/(?P<board>[^/]+)$"
QUERIES = (
    "board_themes",
    "board_quotes",
    "board_recommendations",
    "board_judgements",
    "board_reports",
    "board_alike",
    "board_neighbours",
    "board_practices",
    "learn_from",
    "short_list",
    "short_list_boards",
)
SIDES = ("strength", "weakness")
# How many words of a statement are given where it is only referred to.
OPENING = 12
# Recommendations, criticisms and practices to learn that stand open; the rest is behind a fold.
OPEN, LESSONS = 3, 2
# How a review may come out on a practice: the letter in the grid, and words.
SHOWS = {
    "credited": ("C", "credited"),
    "faulted": ("F", "faulted"),
    "even": ("E", "even"),
    "not raised": ("", "not raised"),
}

Row = Mapping[str, Any]


@dataclasses.dataclass(frozen=True)
class PlacedStatement:
    """A statement under a theme; `shown_under` is the earlier theme that has it in full, None if this one does."""

    statement: Row
    shown_under: str | None


@dataclasses.dataclass(frozen=True)
class BoardTheme:
    """A theme of the review: its counts, and the statements on it for and against the board."""

    counts: Row
    strengths: Sequence[PlacedStatement]
    weaknesses: Sequence[PlacedStatement]


def opening(text: str) -> str:
    """The first words of a statement, with … where there are more."""
    words = text.split()
    return text if len(words) <= OPENING else " ".join(words[:OPENING]).rstrip(",;:") + " …"


def by_theme(themes: Iterable[Row], quotes: Iterable[Row]) -> tuple[list[BoardTheme], list[Row]]:
    """The praise and criticism of a review under its themes, and the statements that are on none.

    Themes keep the order in which they are given; one with neither praise nor criticism is left out. A statement
    on several themes stands in full only under the first of them.
    """
    judged = [row for row in quotes if row["polarity"] in SIDES]
    shown = [row for row in themes if row["strengths"] + row["weaknesses"]]
    placed: dict[str, str] = {}
    made = []
    for theme in shown:
        sides: dict[str, list[PlacedStatement]] = {side: [] for side in SIDES}
        for statement in judged:
            if theme["theme_id"] in (statement["theme_ids"] or "").split():
                under = placed.setdefault(statement["statement_id"], theme["theme"])
                elsewhere = None if under == theme["theme"] else under
                sides[statement["polarity"]].append(PlacedStatement(statement, elsewhere))
        made.append(BoardTheme(theme, sides["strength"], sides["weakness"]))
    return made, [row for row in judged if row["statement_id"] not in placed]


def on_list(listed: Iterable[Row], own: Row | None) -> list[tuple[Row, str]]:
    """The practices of the short list, each with how the board's review comes out on it; `own` is its row."""
    if own is None:
        return []
    credited, faulted = (set((own[name] or "").split()) for name in ("credited_ids", "faulted_ids"))
    return [
        (row, "credited" if (one := row["practice_id"]) in credited else "faulted" if one in faulted else "neither")
        for row in listed
    ]


def criticism(quotes: Iterable[Row]) -> tuple[list[Row], list[Row]]:
    """The criticism among the findings, and that of a state that had changed by the time of the review."""
    found = [row for row in quotes if row["polarity"] == "weakness" and row["section"] != "recommendation"]
    return [row for row in found if not row["is_earlier"]], [row for row in found if row["is_earlier"]]


def under_themes(practices: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """The practices under the names of their themes, in the order in which those are first met."""
    found: dict[str, list[Row]] = {}
    for row in practices:
        found.setdefault(row["theme"], []).append(row)
    return list(found.items())


def lessons(rows: Iterable[Row]) -> list[list[Row]]:
    """The boards to learn from, practice by practice, in the order of the query."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["practice_id"], []).append(row)
    return list(found.values())


def bars(themes: Iterable[BoardTheme]) -> list[dict[str, Any]]:
    """The chart's rows: two for each theme, criticism to the left of zero."""
    return [
        {"theme": theme.counts["theme"], "kind": kind, "to": sign * theme.counts[kind], "n": theme.counts[kind]}
        for theme in themes
        for kind, sign in (("strengths", 1), ("weaknesses", -1))
    ]


def most(themes: Sequence[BoardTheme], kind: str) -> str:
    """The themes with most praise or criticism: `Training (7)`, `Training, Audit and 2 more (3 each)`, `none`."""
    count = max(int(theme.counts[kind]) for theme in themes)
    if not count:
        return "none"
    names = [theme.counts["theme"] for theme in themes if theme.counts[kind] == count]
    if len(names) == 1:
        return f"{names[0]} ({count})"
    shown = names if len(names) <= 3 else [*names[:2], f"{len(names) - 2} more"]
    return f"{join_words(shown)} ({count} each)"


def describe(themes: Sequence[BoardTheme]) -> str:
    """What the chart shows, in words."""
    return f"Most praise: {most(themes, 'strengths')}. Most criticism: {most(themes, 'weaknesses')}."


def neighbours_of(neighbours: Iterable[Row], board_id: str) -> list[tuple[str, list[Row]]]:
    """The statistical neighbours, by name, under each authority that the board serves, without those it serves itself.

    Ranks are left out: in the edition that the page shows they do not mean nearness.
    """
    made: dict[str, list[Row]] = {}
    for row in sorted(neighbours, key=lambda row: (str(row["authority"]), str(row["neighbour"]))):
        if row["neighbour_board_id"] != board_id:
            made.setdefault(row["authority"], []).append(row)
    return list(made.items())


def nearest(neighbours: Iterable[Row], board_id: str, count: int = 2) -> list[Row]:
    """The nearest neighbours whose boards have a review as at the date, each board once, this board left out.

    They must be from the current edition: the one before lists neighbours by name.
    """
    found: dict[str, Row] = {}
    for row in sorted(neighbours, key=lambda row: int(row["rank"])):
        if row["review_id"] and row["neighbour_board_id"] != board_id:
            found.setdefault(row["neighbour_board_id"], row)
    return list(found.values())[:count]


def describe_page(board: Row) -> str:
    """The page's description: `Judged good by Ofsted, 12 June 2014: 24 sentences of praise and …`"""
    if board["state"] != "reviewed":
        return f"{board['board']}: what is known of its review by Ofsted, and what is missing."
    return (
        f"Judged {GRADES[board['lscb_grade']].lower()} by Ofsted, {long_date(board['public_on'])}: "
        f"{count_sides(board['strengths'], board['weaknesses'])} by theme, each with its page."
    )


async def page(datasette: Datasette, request: Request) -> SitePage:
    """The page of the board that its address names, as at the date that it asks for."""
    as_at = (await canned.read_parameters(datasette, request, "board_themes"))["as_at"]
    board_id = unquote(request.url_vars["board"])
    every = await boards.ask_all(datasette, as_at)
    board = boards.find_board(every, board_id, lambda one: datasette.urls.path(f"boards/{quote(one)}"))
    values = {"board": board_id, "as_at": as_at}
    answers = {name: await canned.ask(datasette, name, values) for name in QUERIES}
    current = await canned.ask(datasette, "board_neighbours", {**values, "edition": "current"})
    reports = answers["board_reports"].rows
    themes, on_none = by_theme(answers["board_themes"], answers["board_quotes"])
    own = next((row for row in answers["short_list_boards"] if row["board_id"] == board_id), None)
    criticised, earlier = criticism(answers["board_quotes"])
    context = {
        "on_list": on_list(answers["short_list"], own),
        "criticised": criticised,
        "earlier": earlier,
        "grid": under_themes(answers["board_practices"]),
        "shows": SHOWS,
        "lessons": lessons(answers["learn_from"]),
        "open": OPEN,
        "open_lessons": LESSONS,
        "number": answer.number,
        "as_at": as_at,
        "board": board,
        "every": every,
        "answers": answers,
        "warnings": await canned.ask(datasette, "report_warnings", {"review": board["review_id"]})
        if board["review_id"]
        else (),
        "themes": themes,
        "aside": {
            "mixed": [row for row in answers["board_quotes"] if row["polarity"] == "mixed"],
            "neutral": [row for row in answers["board_quotes"] if row["polarity"] == "neutral"],
            "on no theme": on_none,
        },
        "labels": {row["theme_id"]: row["theme"] for row in answers["board_themes"]},
        "bars": bars(themes),
        "described": describe(themes) if themes else "",
        "count_sides": count_sides,
        # The reports of the review that counts, its source first.
        "unit": [row for row in reports if board["review_id"] and row["unit_id"] == board["review_id"]],
        "neighbours": neighbours_of(answers["board_neighbours"], board_id),
        "current": current,
        "nearest": nearest(current, board_id),
        "built_on": version.published_at(datasette)[:10],
        "opening": opening,
    }
    return SitePage("board.html", board["board"], describe_page(board), context, chosen=groups.when({"as_at": as_at}))
