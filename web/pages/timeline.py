"""`/timeline`: the reviews by quarter or month and grade since November 2013, and the grades' running shares."""

from __future__ import annotations

import datetime
import itertools
import math
from collections.abc import Mapping, Sequence
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request

from web import canned, groups, tiles
from web.figures import count_grades, long_date
from web.grades import GRADES, LETTERS
from web.page import SitePage

ADDRESS = r"^/timeline$"
QUERIES = ("reviews_by_grade", "reviews_by_month", "running_shares", "feed")
# How far apart labels at the end of the lines stand, in per cent.
LABEL_GAP = 4.5

Row = Mapping[str, Any]


def period_name(begins_on: str, ends_on: str) -> str:
    """A period as people read it: `October to December 2014`, `November 2014`."""
    first, last = datetime.date.fromisoformat(begins_on), datetime.date.fromisoformat(ends_on)
    return f"{last:%B %Y}" if first.month == last.month else f"{first:%B} to {last:%B %Y}"


def periods(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The rows of reviews_by_month as a table has them: one for each period, with its counts by grade."""
    return [
        {
            "name": period_name(of_period[0]["begins_on"], of_period[0]["ends_on"]),
            "begins_on": of_period[0]["begins_on"],
            "ends_on": of_period[0]["ends_on"],
            "of_reviews": of_period[0]["of_reviews"],
            "reviews": {row["grade"]: row["reviews"] for row in of_period},
            "later": {row["grade"]: row["later_reviews"] for row in of_period},
        }
        for _, group in itertools.groupby(rows, key=lambda row: row["begins_on"])
        for of_period in [list(group)]
    ]


def segments(table: Sequence[Row], is_wide: bool) -> list[dict[str, Any]]:
    """The columns of the chart: a segment for each period and grade, the best grade on top, later reviews above all.

    A segment says its letter and, where columns are wide, its number: `G3`.
    """
    made = []
    for place, period in enumerate(table):
        height = 0
        for kind in ("reviews", "later"):
            for grade in reversed(GRADES):
                reviews = period[kind][grade]
                if reviews:
                    words = f"{LETTERS[grade]}{reviews}" if is_wide else LETTERS[grade]
                    made.append(
                        {
                            "left": place + 0.05,
                            "right": place + 0.95,
                            "middle": place + 0.5,
                            "low": height,
                            "high": height + reviews,
                            "height": height + reviews / 2,
                            "grade": grade,
                            "is_later": kind == "later",
                            "words": words,
                        }
                    )
                height += reviews
    return made


def day_place(table: Sequence[Row], as_at: str) -> list[dict[str, Any]]:
    """Where the line of the date stands among the periods, as the chart counts them; nothing if it is outside them."""
    for place, period in enumerate(table):
        if as_at and period["begins_on"] <= as_at <= period["ends_on"]:
            first, day, last = map(datetime.date.fromisoformat, (period["begins_on"], as_at, period["ends_on"]))
            at = place + ((day - first).days + 1) / ((last - first).days + 1)
            return [{"place": at, "words": long_date(as_at), "is_right": at > len(table) / 2}]
    return []


def years(table: Sequence[Row]) -> list[dict[str, Any]]:
    """The marks of the chart's time axis: where each year begins."""
    return [
        {"place": place, "year": period["begins_on"][:4]}
        for place, period in enumerate(table)
        if period["begins_on"][5:7] == "01"
    ]


def space_out(heights: Sequence[float], gap: float) -> list[float]:
    """Heights moved upwards, the lowest least, so that any two are at least `gap` apart."""
    moved = dict.fromkeys(range(len(heights)), 0.0)
    floor = -math.inf
    for at in sorted(moved, key=lambda at: heights[at]):
        floor = moved[at] = max(heights[at], floor + gap)
    return list(moved.values())


def shares(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The points of the second chart, in per cent, none before the first review; the last ones have labels."""
    places = {period: place for place, period in enumerate(dict.fromkeys(row["period"] for row in rows), 1)}
    made = [
        {"place": places[row["period"]], "grade": row["grade"], "share": 100 * row["share"]}
        for row in rows
        if row["share"] is not None
    ]
    last = [one for one in made if one["place"] == len(places)]
    for one, label in zip(last, space_out([one["share"] for one in last], LABEL_GAP), strict=True):
        one |= {"label": label, "words": f"{LETTERS[one['grade']]} {one['share']:.0f}%"}
    return made


def share_table(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The rows of running_shares as a table has them: one for each date, with boards and shares by grade."""
    return [
        {
            "counted_on": counted_on,
            "of_boards": of_date[0]["of_boards"],
            "by_grade": {row["grade"]: row for row in of_date},
        }
        for counted_on, group in itertools.groupby(rows, key=lambda row: row["counted_on"])
        for of_date in [list(group)]
    ]


def by_year(reviews: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """The reviews of each year, both newest first."""
    return [(year, list(group)) for year, group in itertools.groupby(reviews, key=lambda row: row["public_on"][:4])]


async def page(datasette: Datasette, request: Request) -> SitePage:
    """The page as at the date of its address, by default as at today."""
    asked = await canned.read_parameters(datasette, request, *QUERIES)
    by_grade, by_month, running, listed = [await canned.ask(datasette, name, asked) for name in QUERIES]
    coverage = await canned.ask(datasette, "coverage_summary")
    table = periods(by_month.rows)
    share_rows = share_table(running.rows)
    of_grade = {row["grade"]: row["reviews"] for row in by_grade}
    reviews = by_grade.rows[0]["of_reviews"]
    is_wide = asked["by"] != "month"
    context = {
        "asked": asked,
        "parameters": canned.queries(datasette)["reviews_by_month"]["parameters"],
        "times": groups.times(datasette.urls.path("timeline"), asked),
        "grades": GRADES,
        "by_grade": by_grade,
        "reviews": reviews,
        "counts": count_grades(of_grade),
        "legend": tiles.grade_key(of_grade),
        "boards": share_rows[-1]["of_boards"] if share_rows else 0,
        "by_month": by_month,
        "table": table,
        "later": sum(row["later_reviews"] for row in by_month),
        "segments": segments(table, is_wide),
        "line": day_place(table, asked["as_at"]),
        "years": years(table),
        "span": [{"place": 0}, {"place": len(table)}],
        "running": running,
        "shares": shares(running.rows),
        "share_rows": share_rows,
        "listed": listed,
        "listed_by_year": by_year(listed.rows),
        "coverage": coverage,
    }
    when = f"As at {long_date(asked['as_at'])}: " if asked["as_at"] else ""
    text = f"{when}{reviews} reviews of Local Safeguarding Children Boards, {context['counts']}; month by month."
    return SitePage("timeline.html", "Timeline", text, context, chosen=groups.when(asked))
