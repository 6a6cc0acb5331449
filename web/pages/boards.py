"""`/boards`: every board with grade, area, balance; sorted and filtered by the address, with boxes to compare them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from datasette.app import Datasette
from datasette.utils.asgi import Request

from web import canned, groups
from web.figures import count_grades
from web.grades import GRADES
from web.page import SitePage

ADDRESS = r"^/boards$"
QUERY = "boards_reviewed"
# The columns that can sort: the query's value of `sort`, the heading, and which way up that value is.
COLUMNS = (
    ("name", "Board", "ascending"),
    ("lscb_grade", "Grade", "ascending"),
    ("date", "Published", "descending"),
    ("region", "Region", "ascending"),
    ("overall_grade", "Authority’s own grade", "ascending"),
    ("balance", "Praise and criticism", "descending"),
)
OTHER_WAY = {"ascending": "descending", "descending": "ascending"}


def heads(asked: Mapping[str, str], path: str) -> list[dict[str, str]]:
    """The columns' headings: `label`, the address that sorts by it, and `aria`, how the rows are sorted by it.

    The heading of the column that sorts reverses it; `aria` is empty for the others.
    """
    sort = asked["sort"] or "name"
    made = []
    for name, label, way in COLUMNS:
        now = {name: way, f"{name}-reversed": OTHER_WAY[way]}.get(sort, "")
        words = {**asked, "sort": f"{name}-reversed" if sort == name else name}
        made.append({"label": label, "address": groups.address(path, words), "aria": now})
    return made


async def page(datasette: Datasette, request: Request) -> SitePage:
    """The page for the date, filters and order of its address."""
    asked = await canned.read_parameters(datasette, request, QUERY)
    path = datasette.urls.path("boards")
    boards = await canned.ask(datasette, QUERY, asked)
    every = await canned.ask(datasette, QUERY, {"as_at": asked["as_at"]})
    # A list of one grade has no boards without a grade, of which some may have been given it.
    of_any_grade = await canned.ask(datasette, QUERY, {**asked, "grade": ""}) if asked["grade"] else boards
    grades = Counter(row["lscb_grade"] for row in every if row["lscb_grade"])
    context = {
        "asked": asked,
        "parameters": canned.queries(datasette)[QUERY]["parameters"],
        "times": groups.times(path, asked),
        "boards": boards,
        "unheld": [dict(row) for row in of_any_grade if row["state"] == "not held"] if asked["grade"] else [],
        "every": every,
        "reviewed": grades.total(),
        "counts": count_grades({grade: grades[grade] for grade in GRADES}),
        "states": Counter(row["state"] for row in every),
        "heads": heads(asked, path),
    }
    text = "Every Local Safeguarding Children Board: its grade, area, date, and how much praise and criticism."
    return SitePage("boards.html", "Boards", text, context, chosen=groups.when(asked))
