"""The tile map: each authority a square near its neighbours, with the letter of its board's grade.

The rows are those of the canned query `map_tiles`; where a tile stands was worked out when the database was built.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from web.figures import long_date
from web.grades import COLOURS, GRADES, LETTERS

# On the tile of an authority whose board has no review held by the date.
NONE_HELD = "–"

Row = Mapping[str, Any]


def describe_tile(row: Row) -> str:
    """What an authority's tile says: `Aldermoor: good, 12 November 2014`, `Dunmere: none held`."""
    if row["lscb_grade"]:
        return f"{row['authority']}: {row['lscb_grade']}, {long_date(row['public_on'])}"
    later = f"none held by then, the first is of {long_date(row['next_on'])}" if row["next_on"] else "none held"
    return f"{row['authority']}: {later}"


def borders(rows: Sequence[Row]) -> dict[str, str]:
    """By la_code the classes of a tile whose neighbour to the north or west is of another region."""
    regions = {(row["tile_column"], row["tile_row"]): row["region"] for row in rows}

    def is_border(row: Row, column: int, line: int) -> bool:
        other = regions.get((row["tile_column"] + column, row["tile_row"] + line), row["region"])
        return bool(other != row["region"])

    return {row["la_code"]: " border-n" * is_border(row, 0, -1) + " border-w" * is_border(row, -1, 0) for row in rows}


def place_tiles(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The tiles with their letter, their words and their place on a map that begins at the first of them."""
    left = min((row["tile_column"] for row in rows), default=1) - 1
    top = min((row["tile_row"] for row in rows), default=1) - 1
    edges = borders(rows)
    return [
        {
            "column": row["tile_column"] - left,
            "row": row["tile_row"] - top,
            "board_id": row["board_id"],
            "grade": row["lscb_grade"],
            "letter": LETTERS.get(row["lscb_grade"], NONE_HELD),
            "edges": edges[row["la_code"]],
            "words": describe_tile(row),
        }
        for row in rows
    ]


def grade_key(counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """The key of the grades, best first: each with its letter, its name and its count."""
    return [{"grade": one, "letter": LETTERS[one], "name": name, "n": counts[one]} for one, name in GRADES.items()]


def legend(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The grades with their letter and the number of authorities that have it, those without a review last."""
    found = Counter(row["lscb_grade"] for row in rows)
    return [*grade_key(found), {"grade": None, "letter": NONE_HELD, "name": "No review held", "n": found[None]}]


# The picture of the map: a tile's side in pixels; colours of one without a review, of letters on dark and on light.
SIDE = 30
NO_GRADE, ON_DARK, ON_LIGHT = "#e4e5e6", "#ffffff", "#1a1a1a"
LIGHT = {None, "requires improvement"}
TILE = Markup(
    '<g><title>{words}</title><rect x="{x}" y="{y}" width="{side}" height="{side}" fill="{fill}" stroke="#ffffff"/>'
    '{lines}<text x="{middle}" y="{base}" text-anchor="middle" font-family="system-ui, Helvetica, Arial, sans-serif" '
    'font-size="15" font-weight="bold" fill="{ink}">{letter}</text></g>'
)
LINE = Markup('<path d="{d}" stroke="#1a1a1a" stroke-width="3"/>')


def as_svg(placed: Sequence[Row]) -> str:
    """The map of tiles that `place_tiles` gave as a picture: each tile's title is what its authority's tile says."""
    made = []
    for one in placed:
        x, y = SIDE * (one["column"] - 1), SIDE * (one["row"] - 1)
        lines = Markup()
        if "border-n" in one["edges"]:
            lines += LINE.format(d=f"M{x} {y}h{SIDE}")
        if "border-w" in one["edges"]:
            lines += LINE.format(d=f"M{x} {y}v{SIDE}")
        made.append(
            TILE.format(
                words=one["words"],
                x=x,
                y=y,
                side=SIDE,
                fill=COLOURS.get(one["grade"], NO_GRADE),
                ink=ON_LIGHT if one["grade"] in LIGHT else ON_DARK,
                lines=lines,
                middle=x + SIDE / 2,
                base=y + SIDE / 2 + 5,
                letter=one["letter"],
            )
        )
    width, height = (SIDE * max((one[side] for one in placed), default=1) for side in ("column", "row"))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">{Markup().join(made)}</svg>'


def key_of(legend: Sequence[Row]) -> str:
    """What the letters of the map mean and how many authorities have each, in words."""
    return "An authority is a tile near its neighbours; lines separate regions. " + ", ".join(
        f"{one['letter']} {one['name'].lower()}: {one['n']}" for one in legend
    )
