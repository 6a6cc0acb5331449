"""`/threads`: do the boards of some grades share a common thread? The chart, its table, and the choice of group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request

from web import canned
from web.page import Page

ADDRESS = r"^/threads$"
QUERIES = ("threads", "theme_pairs", "words_apart")


SIDES = {"group": "the group", "rest": "the rest"}


def difference(row: Mapping[str, Any]) -> str:
    """How far the group stands above the rest, as the chart prints it: `+45 points, q 0.003`; empty without a rest."""
    if row["difference_points"] is None:
        return ""
    return f"{row['difference_points']:+.0f} points, q {'< 0.001' if row['q'] < 0.001 else format(row['q'], '.3f')}"


def chart_rows(threads: canned.Answer) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The chart's data sets: a row for each theme and side (shares in per cent), and a row for each theme."""
    shares = [
        {
            "place": place,
            "group": name,
            "share": 100 * row[f"{side}_share"],
            "low": 100 * row[f"{side}_low"],
            "high": 100 * row[f"{side}_high"],
        }
        for place, row in enumerate(threads)
        for side, name in SIDES.items()
        if row[f"{side}_n"]
    ]
    themes = [
        {"place": place, "theme": row["theme"], "difference": difference(row)} for place, row in enumerate(threads)
    ]
    return shares, themes


def described(threads: canned.Answer) -> str:
    """The chart in words, for who does not see it: how many boards there are, and the common threads."""
    first = threads.rows[0]
    common = [row for row in threads if row["verdict"] == "common thread"]
    told = "; ".join(
        f"{row['theme']} {100 * row['group_share']:.0f} per cent against {100 * row['rest_share']:.0f}"
        for row in common
    )
    counts = f"{first['group_n']} boards in the group, {first['rest_n']} in the rest."
    return f"{counts} Common threads: {told}." if told else f"{counts} No theme is a common thread."


async def page(datasette: Datasette, request: Request) -> Page:
    """The page for the group, date, region and period of its address."""
    asked = await canned.asked(datasette, request, *QUERIES)
    threads, pairs, words = [await canned.answer(datasette, name, asked) for name in QUERIES]
    shares, themes = chart_rows(threads)
    context = {
        "asked": asked,
        "parameters": canned.queries(datasette)["threads"]["parameters"],
        "threads": threads,
        "pairs": pairs,
        "words": words,
        "shares": shares,
        "themes": themes,
        "described": described(threads),
    }
    text = "Which themes do good boards show as strengths that others lack, by how much, and how sure is that."
    return Page("threads.html", "Common threads", text, context)
