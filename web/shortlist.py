"""The short list as pages show it: its practices with a quotation each, the chart's rows, and boards by how many."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from datasette.app import Datasette

from web import canned
from web.figures import points
from web.grades import GRADES

# A group's side in the rows of the query, and what is left of it without its name.
SIDES = ("group", "rest")
# Without a short list: how many of the widest gaps stand in its place.
WIDEST = 5

Row = Mapping[str, Any]


@dataclasses.dataclass(frozen=True)
class ShortList:
    """The answers of the short list's queries for one choice of boards.

    `shown` are its rows, or those of the widest gaps where there is no list; `quotes` is the praise of the group that
    tells others most, by practice.
    """

    listed: canned.Answer
    threads: canned.Answer
    by_grade: canned.Answer
    tells: canned.Answer
    shown: Sequence[Row]
    quotes: Mapping[str, Row]


async def ask(datasette: Datasette, asked: Mapping[str, str]) -> ShortList:
    """The short list for the grades, date, region and period that are asked for."""
    listed, threads, by_grade, tells = [
        await canned.ask(datasette, name, asked)
        for name in ("short_list", "practice_threads", "short_list_by_grade", "short_list_tells")
    ]
    shown = listed.rows or widest(threads.rows)
    quotes = {}
    for row in shown:
        found = await canned.ask(datasette, "practice_examples", {**asked, "practice": row["practice_id"]})
        if found.rows:
            quotes[row["practice_id"]] = found.rows[0]
    return ShortList(listed, threads, by_grade, tells, shown, quotes)


def widest(threads: Sequence[Row], most: int = WIDEST) -> list[Row]:
    """The practices with the widest gaps in favour of the group, widest first; none without both sides."""
    compared = [row for row in threads if row["difference_points"] is not None and row["difference_points"] > 0]
    return sorted(compared, key=lambda row: -float(row["difference_points"]))[:most]


def chart_rows(rows: Sequence[Row]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The chart's data sets: a row for each practice and side that has boards (in per cent), and one a practice."""
    names = [
        {"place": place, "name": row["practice"], "difference": points(row["difference_points"])}
        for place, row in enumerate(rows)
    ]
    return share_rows(rows), names


def share_rows(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """A chart's row for each side that has boards, in per cent, with its interval and the place of its row."""
    return [
        {
            "place": place,
            "side": side,
            **{end: round(100 * row[f"{side}_{end}"], 1) for end in ("share", "low", "high")},
        }
        for place, row in enumerate(rows)
        for side in SIDES
        if row[f"{side}_n"]
    ]


def plot_rows(rows: Sequence[Row], name: str) -> list[dict[str, Any]]:
    """The rows of the chart of many shares: each side that has boards, under what the column `name` calls it."""
    return [{**one, "name": rows[one["place"]][name]} for one in share_rows(rows)]


def describe(rows: Sequence[Row]) -> str:
    """The chart in words, for those who cannot see it."""
    if not rows:
        return "Nothing to compare."
    gaps = "; ".join(
        f"{row['practice']}: {100 * row['group_share']:.0f} per cent of {row['group_n']} against "
        f"{100 * row['rest_share']:.0f} of {row['rest_n']}"
        for row in rows
    )
    return f"{gaps}."


def by_count(by_grade: Sequence[Row]) -> list[dict[str, Any]]:
    """The table of boards by how many of the list they are credited with: a row for each grade that has boards.

    `boards` are the numbers of boards with none, one, … all of the list; `mean` is what one has on average.
    """
    return [
        {
            "grade": grade,
            "boards": [row["boards"] for row in by_grade if row["grade"] == grade],
            "of_boards": next(row["of_boards"] for row in by_grade if row["grade"] == grade),
            "mean": next(row["mean_credited"] for row in by_grade if row["grade"] == grade),
        }
        for grade in GRADES
        if any(row["of_boards"] for row in by_grade if row["grade"] == grade)
    ]
