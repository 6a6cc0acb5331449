"""`/boards/<board>`: what a board's review asks of it and credits it with, by practice, and whom to learn from."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote, unquote

from datasette.app import Datasette
from datasette.utils.asgi import Request

from web import answer, boards, canned, groups, version
from web.figures import group, join_words, long_date
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
# Of these as many as go on paper, which two sheets bound; recommendations do all.
ON_PAPER = {"criticisms": 8, "lessons": 4, "praise": 3}
# Praise behind its fold; all of it stands under the themes.
PRAISE = 5
# The findings say in full, with a number, what a summary repeats: they come first.
SECTIONS = ("finding", "strength", "summary")
# Headings above the themes, under which sentences stand in full.
CRITICISED, PRAISED = "What inspectors criticised", "What inspectors praised"
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
    """A statement under a theme; `shown_under` is the earlier heading that has it in full, None if this one does."""

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


def by_theme(
    themes: Iterable[Row], quotes: Iterable[Row], above: Mapping[str, str]
) -> tuple[list[BoardTheme], list[Row]]:
    """The praise and criticism of a review under its themes, and the statements that are on none and not `above`.

    Themes keep the order in which they are given; one with neither praise nor criticism is left out. A statement
    on several themes stands in full only under the first of them, or where it stands `above` them: the heading by
    the statement's id.
    Criticism of an earlier state is not among them, as it is not among the themes' counts.
    """
    judged = [row for row in quotes if row["polarity"] in SIDES and not row["is_earlier"]]
    shown = [row for row in themes if row["strengths"] + row["weaknesses"]]
    placed = dict(above)
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


def on_list(listed: Iterable[Row], practices: Iterable[Row]) -> list[tuple[Row, str]]:
    """The practices of the short list, each with how the board's review comes out on it, as in `board_practices`.

    Empty where the board has no review.
    """
    shows = {row["practice_id"]: row["shows"] for row in practices}
    return [(row, shows[row["practice_id"]]) for row in listed if row["practice_id"] in shows]


def in_order(quotes: Iterable[Row]) -> list[Row]:
    """Statements with those of the findings first, then of listed strengths and the summary, each as it is read."""
    return sorted(quotes, key=lambda row: SECTIONS.index(row["section"]))


def criticism(quotes: Iterable[Row]) -> tuple[list[Row], list[Row]]:
    """The criticism outside of recommendations, and that of a state that had changed by the time of the review."""
    found = in_order(row for row in quotes if row["polarity"] == "weakness" and row["section"] in SECTIONS)
    return [row for row in found if not row["is_earlier"]], [row for row in found if row["is_earlier"]]


def praise(quotes: Iterable[Row]) -> list[Row]:
    """The praise: what another board can learn most from first (`example`), then in the order of criticism."""
    found = in_order(row for row in quotes if row["polarity"] == "strength" and row["section"] in SECTIONS)
    return sorted(found, key=lambda row: -(row["example"] or 0))


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
    """The themes with most praise and with most criticism, in words."""
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
    criticised, earlier = criticism(answers["board_quotes"])
    praised = praise(answers["board_quotes"])
    above = {row["statement_id"]: CRITICISED for row in criticised}
    above |= {row["statement_id"]: PRAISED for row in praised[:PRAISE]}
    themes, on_none = by_theme(answers["board_themes"], answers["board_quotes"], above)
    context = {
        "on_list": on_list(answers["short_list"], answers["board_practices"]),
        "criticised": criticised,
        "praised": praised,
        "headings": {"criticised": CRITICISED, "praised": PRAISED},
        "earlier": earlier,
        "grid": list(group(answers["board_practices"], "theme").items()),
        "shows": SHOWS,
        "lessons": list(group(answers["learn_from"], "practice_id").values()),
        "open": OPEN,
        "open_lessons": LESSONS,
        "on_paper": ON_PAPER,
        "most_praise": PRAISE,
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
