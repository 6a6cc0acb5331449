"""`/practices/<practice>`: what a practice covers, who is credited with it, what it looks like, and what goes wrong."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from datasette.app import Datasette
from datasette.utils.asgi import Request

from web import by_grade as by_grades
from web import canned, groups, named, verdicts
from web.boards import ask_all
from web.figures import group
from web.grades import DOING_WELL, GRADES, OTHERS
from web.page import SitePage

ADDRESS = r"^/practices/(?P<practice>[^/]+)$"
# Paragraphs that stand open, and those behind a fold; all are in the data.
OPEN, FOLDED = 3, 17
# Practices that go with it, at most.
PAIRS = 5

Row = Mapping[str, Any]


def years_drawn(years: Sequence[Row]) -> list[dict[str, Any]]:
    """The chart's rows: each year's share and interval in per cent, and its counts in words."""
    return [
        {
            "year": str(row["year"]),
            "share": round(100 * row["share"], 1),
            "low": round(100 * row["low"], 1),
            "high": round(100 * row["high"], 1),
            "words": f"{row['credited']} of {row['reviews']}",
        }
        for row in years
    ]


def describe_years(years: Sequence[Row]) -> str:
    """The chart in words: `2014: 12 of 33 reviews; …`"""
    return "; ".join(f"{row['year']}: {row['credited']} of {row['reviews']} reviews" for row in years) + "."


def by_board_grade(rows: Sequence[Row], shows: str, areas: Mapping[str, str]) -> dict[str, list[dict[str, str]]]:
    """The boards whose reviews show the practice so, under their grade, each with the areas that it serves."""
    found = group((row for row in rows if row["shows"] == shows), "lscb_grade")
    named_by = {
        grade: [{"board_id": row["board_id"], "areas": areas[row["board_id"]]} for row in of]
        for grade, of in found.items()
    }
    return {grade: sorted(named_by[grade], key=lambda one: one["areas"]) for grade in GRADES if grade in named_by}


def change(years: Sequence[Row]) -> str:
    """Whether the share of reviews that credit the practice changed over the years, in a sentence."""
    tested = next((row for row in years if row["q"] is not None), None)
    if tested is None:
        return "There are too few years to say whether that changed."
    if tested["q"] >= verdicts.SURE:
        return "No clear change over the years: the differences may be chance."
    return f"The share clearly {'rose' if tested['z'] > 0 else 'fell'} over the years."


def quoted_grades(path: str, asked: Mapping[str, str]) -> list[groups.Choice]:
    """Links to the same page with quotations about boards of one grade alone, at the place where they stand."""
    every = {"": "praise of good and outstanding boards, criticism of any"}
    links = groups.choices(path, asked, "grade", every | {grade: f"{GRADES[grade].lower()} alone" for grade in GRADES})
    return [dataclasses.replace(one, address=f"{one.address}#practice") for one in links]


async def page(datasette: Datasette, request: Request) -> SitePage:
    """The page of the practice that the address names. Raises UnknownError if there is no such practice."""
    practice_id, path = unquote(request.url_vars["practice"]), datasette.urls.path("practices")
    listed = await canned.ask(datasette, "practices_listed")
    practice, before, after = named.find(listed.rows, "practice", practice_id, path)
    asked = await canned.read_parameters(datasette, request, "statements_on_practice")
    own = {name: asked[name] for name in ("as_at", "region")}
    grade = asked["grade"]
    values = own | {"practice": practice_id}

    async def answer(query: str, **more: str) -> canned.Answer:
        return await canned.ask(datasette, query, values | more)

    by_grade, boards, years, pairs = [
        await answer(query) for query in ("practices_by_grade", "practice_boards", "practice_years", "practice_pairs")
    ]
    threads = await canned.ask(datasette, "practice_threads", own)
    criticism = await answer("practice_examples", shows="weakness", grades=grade or ",".join((*DOING_WELL, *OTHERS)))
    earlier = await answer("statements_on_practice", polarity="weakness", grade=grade)
    known = await canned.read_choices(datasette)
    areas = {row["board_id"]: row["areas"] for row in await ask_all(datasette, own["as_at"])}
    context = {
        "asked": own,
        "practice": practice,
        "by_grade": by_grade,
        "bars": by_grades.bars(by_grade.rows, by_grades.OF_PRACTICES),
        "described": by_grades.describe(by_grade.rows, by_grades.OF_PRACTICES),
        "outcomes": by_grades.OF_PRACTICES,
        "good": by_grades.count(by_grade.rows, DOING_WELL, "credited"),
        "others": by_grades.count(by_grade.rows, OTHERS, "credited"),
        "thread": next(row for row in threads if row["practice_id"] == practice_id),
        "threads": threads,
        "verdict": verdicts.verdict,
        "when": groups.when(own),
        "praise": await answer("practice_examples", shows="strength", grades=grade or groups.DEFAULT),
        "criticism": criticism,
        "earlier": [row for row in earlier if row["is_earlier"]],
        "boards": boards,
        "shown": {shows: by_board_grade(boards.rows, shows, areas) for shows in ("credited", "faulted")},
        "years": years,
        "years_drawn": years_drawn(years.rows),
        "years_described": describe_years(years.rows),
        "change": change(years.rows),
        "pairs": pairs,
        "together": [row for row in pairs if row["q"] is not None and row["odds_ratio"] > 1][:PAIRS],
        "sure": verdicts.SURE,
        "choices": {
            "Reviews": groups.times(f"{path}/{practice_id}", own),
            "Region": groups.regions(f"{path}/{practice_id}", own, known["region"]),
        },
        "of_praised": groups.boards(groups.read_grades(grade)),
        "of_criticised": groups.boards([grade]) if grade else "boards of any grade",
        "quoted": {"Quotations": quoted_grades(f"{path}/{practice_id}", own | {"grade": grade})},
        "passed_on": groups.address("", own),
        "before": before,
        "after": after,
        "open": OPEN,
        "folded": FOLDED,
    }
    name = practice["practice"]
    text = f"{name} in reviews of safeguarding boards: what it looks like, what goes wrong, and who is credited."
    return SitePage("practice.html", name, text, context, chosen=groups.when(own))
