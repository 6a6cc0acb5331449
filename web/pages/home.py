"""`/`: the answer first. What good boards share, in figures and quotations; then counts, map, search, gaps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request

from web import answer, canned, groups, shortlist, tiles
from web.figures import count_grades, long_date
from web.grades import DOING_WELL, GRADES
from web.page import SitePage

ADDRESS = r"^/$"
QUERIES = ("reviews_by_grade", "coverage_summary", "counts_agree", "map_tiles")

Row = Mapping[str, Any]


def bars(by_grade: canned.Answer) -> list[dict[str, Any]]:
    """The chart's rows: grade, its number of reviews, and what stands over the bar (`Good: 8`)."""
    return [
        {
            "grade": row["grade"],
            "reviews": row["reviews"],
            "words": f"{GRADES[row['grade']]}: {row['reviews'] or 'none'}",
        }
        for row in by_grade
    ]


def counts_of_others(row: Row, whose: str = "") -> str:
    """The counts by grade in a row of counts_agree, in words; those held here for `held_`.

    A grade that the others did not count is left out of both.
    """
    columns = {grade: grade.replace(" ", "_") for grade in GRADES}
    return count_grades({grade: row[whose + one] for grade, one in columns.items() if row[one] is not None})


async def page(datasette: Datasette, request: Request) -> SitePage:
    """The front page as at the date of its address, by default as at today."""
    asked = await canned.read_parameters(datasette, request, "reviews_by_grade")
    by_grade, coverage, counts, places = [await canned.ask(datasette, name, asked) for name in QUERIES]
    found = await shortlist.ask(datasette, asked)
    first = found.threads.rows[0]
    reviews = by_grade.rows[0]["of_reviews"]
    grades = count_grades({row["grade"]: row["reviews"] for row in by_grade})
    context = {
        "asked": asked,
        "times": groups.times(datasette.urls.path("/"), asked),
        "sentences": answer.short_answer(
            found.shown, bool(found.listed), found.threads.rows[0], DOING_WELL, groups.when(asked)
        ),
        "found": found,
        "first": first,
        "number": answer.number,
        "chart_rows": shortlist.chart_rows,
        "describe": shortlist.describe,
        "by_count": shortlist.by_count(found.by_grade.rows),
        "by_grade": by_grade,
        "reviews": reviews,
        "bars": bars(by_grade),
        "counts": grades,
        "places": places,
        "tiles": tiles.place_tiles(places.rows),
        "legend": tiles.legend(places.rows),
        "coverage": coverage,
        "published_counts": counts,
        "counts_of_others": counts_of_others,
        "of_that_day": [row for row in counts if row["as_at"] == asked["as_at"] and row["area"] == "lscb"],
    }
    when = f"As at {long_date(asked['as_at'])}: " if asked["as_at"] else ""
    text = f"{when}{reviews} reviews of Local Safeguarding Children Boards: {grades}."
    return SitePage(
        "home.html", "What do good safeguarding boards have in common?", text, context, chosen=groups.when(asked)
    )
