"""`/threads`: do the boards of some grades share a common thread? The sizes first, then the chart and its table."""

from __future__ import annotations

import dataclasses
import math
import statistics
from collections.abc import Mapping, Sequence
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request

from web import accuracy, canned, figures, groups
from web.figures import chance, points
from web.page import SitePage
from web.parameters import split_list

ADDRESS = r"^/threads$"
QUERIES = ("threads", "theme_pairs", "distinctive_phrases")
# A difference counts as clear below this q.
SURE = 0.05
# A share of this many boards or fewer says little.
FEW = 10
# How many of the widest gaps, pairs and phrases are on the page; all are in the data.
WIDEST, PAIRS, PHRASES = 5, 5, 20
# The groups that are one click away; others by the form.
GRADES = {
    "": "good and outstanding",
    "outstanding": "outstanding alone",
    "inadequate": "inadequate alone",
    "requires improvement,inadequate": "requires improvement and inadequate",
}
SHOWS = {"": "more praise", "weakness": "more criticism"}
# What such boards are.
LEANS = {"strength": "praised more often than criticised", "weakness": "criticised more often than praised"}
# What the form calls each parameter, in its order.
FIELDS = {
    "grades": "Boards of these grades, against all others",
    "as_at": "As at",
    "region": "Region",
    "from": "Reviews public from",
    "to": "Reviews public until",
    "shows": "Boards that get more",
}
# Of the group: at least so many are as asked on a common thread (the query `threads`).
HALF = 0.5
# A group's side in the rows of the query, and what is left of it without its name.
SIDES = ("group", "rest")

Row = Mapping[str, Any]


@dataclasses.dataclass(frozen=True)
class SortedThreads:
    """The rows of the thread table by kind; gaps without their sign, in percentage points.

    `apart` are the themes that clearly separate the two sides, the widest gap first; `unclear` those that do not.
    """

    common: Sequence[Row]
    ground: Sequence[Row]
    apart: Sequence[Row]
    unclear: Sequence[Row]
    median_gap: float | None

    @property
    def widest(self) -> Sequence[Row]:
        """The theme that separates the two sides most, or those that share the widest gap."""
        return [
            row
            for row in self.apart
            if math.isclose(abs(row["difference_points"]), abs(self.apart[0]["difference_points"]))
        ]

    @property
    def less(self) -> Sequence[Row]:
        """The themes on which clearly fewer boards of the group than of the rest are as asked."""
        return [row for row in self.apart if row["difference_points"] < 0]

    @property
    def short(self) -> Sequence[Row]:
        """Themes on which clearly more boards of the group are as asked, yet fewer than half of them."""
        return [row for row in self.apart if is_more(row) and row["group_share"] < HALF]

    @property
    def partly(self) -> Sequence[Row]:
        """Themes on which half of the group, clearly more than the rest, are as asked, but not in every way counted."""
        return [row for row in self.apart if is_more(row) and row["group_share"] >= HALF]


def is_more(row: Row) -> bool:
    """Whether more boards of the group than of the rest are as asked on a theme that is no common thread."""
    return bool(row["difference_points"] > 0) and row["verdict"] != groups.THREAD


def sort_threads(threads: Sequence[Row]) -> SortedThreads:
    """The threads' rows by kind. Without two sides to compare no theme is apart or unclear."""
    compared = [row for row in threads if row["q"] is not None]
    apart = sorted((row for row in compared if row["q"] < SURE), key=lambda row: -abs(row["difference_points"]))
    return SortedThreads(
        common=[row for row in threads if row["verdict"] == groups.THREAD],
        ground=[row for row in threads if row["verdict"] == groups.GROUND],
        apart=apart,
        unclear=[row for row in compared if row["q"] >= SURE],
        median_gap=statistics.median(abs(row["difference_points"]) for row in compared) if compared else None,
    )


def verdict(row: Row) -> str:
    """The result of a row of the table, in words."""
    if row["verdict"] or row["q"] is None:
        return str(row["verdict"] or "–")
    if row["q"] >= SURE:
        return "no clear difference"
    if row["difference_points"] < 0:
        return "less often than the others"
    if row["group_share"] < HALF:
        return "apart, but under half"
    return "apart, too few to say" if row["is_small"] else f"apart in {row['ways_apart']} of 6 ways"


def difference(row: Row) -> str:
    """How far the group is above the rest, as the chart prints it: `+45 points, q 0.003`; empty without a rest."""
    if row["difference_points"] is None or row["q"] is None:
        return ""
    return f"{points(row['difference_points'])} points, q {chance(row['q'])}"


def chart_rows(threads: Sequence[Row]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The chart's data sets: a row for each theme and side that has boards (in per cent), and a row for each theme."""
    shares = [
        {
            "place": place,
            "side": side,
            **{end: round(100 * row[f"{side}_{end}"], 1) for end in ("share", "low", "high")},
        }
        for place, row in enumerate(threads)
        for side in SIDES
        if row[f"{side}_n"]
    ]
    themes = [
        {"place": place, "theme": row["theme"], "difference": difference(row)} for place, row in enumerate(threads)
    ]
    return shares, themes


def describe(found: SortedThreads, first: Row, names: Mapping[str, str]) -> str:
    """The chart in words, for those who cannot see it: how many boards there are, and the widest gaps."""
    gaps = "; ".join(
        f"{row['theme']} {100 * row['group_share']:.0f} per cent against {100 * row['rest_share']:.0f}"
        for row in found.apart
    )
    counts = f"{names['group'].capitalize()}: {first['group_n']}; {names['rest']}: {first['rest_n']}."
    return f"{counts} Separated by: {gaps}." if gaps else f"{counts} No theme separates them."


def pairs_together(pairs: Sequence[Row]) -> list[Row]:
    """The pairs of themes found together more often than independence would give, the clearest first."""
    return [row for row in pairs if row["p"] is not None and row["ratio"] > 1]


async def page(datasette: Datasette, request: Request) -> SitePage:
    """The page for the group, date, region and period of its address."""
    asked = await canned.read_parameters(datasette, request, *QUERIES)
    threads, pairs, words = [await canned.ask(datasette, name, asked) for name in QUERIES]
    chosen = groups.read_grades(asked["grades"])
    names = {"group": groups.boards(chosen), "rest": "the others"}
    found = sort_threads(threads.rows)
    shares, themes = chart_rows(threads.rows)
    path = datasette.urls.path("threads")
    about = canned.queries(datasette)["threads"]["parameters"]
    values = await canned.read_choices(datasette)
    together = pairs_together(pairs.rows)
    context = {
        "asked": asked,
        "fields": {name: {**about[name], "about": label} for name, label in FIELDS.items()},
        "threads": threads,
        "found": found,
        "verdict": verdict,
        "group": names["group"],
        # The same for that number of boards, and as a judgement.
        "of_group": groups.boards(chosen, threads.rows[0]["group_n"]),
        "judged": figures.join_words(chosen, "or"),
        "when": groups.when(asked),
        "is_few": 0 < min(threads.rows[0]["group_n"], threads.rows[0]["rest_n"]) <= FEW,
        "choices": {
            "Boards": groups.choices(
                path, asked, "grades", GRADES, lambda value: set(split_list(value) or split_list(groups.DEFAULT))
            ),
            "With": groups.choices(path, asked, "shows", SHOWS, lambda value: value or "strength"),
            "Reviews": groups.times(path, asked),
            "Region": groups.regions(path, asked, values["region"]),
        },
        "passed_on": groups.address("", {name: asked[name] for name in ("as_at", "region")}),
        "pairs": pairs,
        "together": together,
        "sure_pairs": [row for row in together if row["q"] < SURE],
        "words": words,
        "shares": shares,
        "themes": themes,
        "described": describe(found, threads.rows[0], names),
        "readings": accuracy.accuracy().comparisons[accuracy.SECOND],
        "leans": LEANS[asked["shows"] or "strength"],
        "widest": WIDEST,
        "most_pairs": PAIRS,
        "most_phrases": PHRASES,
    }
    text = f"What {names['group']} are praised for more often than others, theme by theme, and how sure that is."
    told_of = [
        names["group"] if asked["grades"] else "",
        SHOWS["weakness"] if asked["shows"] == "weakness" else "",
        groups.when(asked),
    ]
    return SitePage("threads.html", "Common threads", text, context, chosen=", ".join(filter(None, told_of)))
