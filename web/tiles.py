"""The tile map: each authority a square near its neighbours, with the letter of its board's grade.

The rows are those of the canned query `map_tiles`; where a tile stands was worked out when the database was built.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from web.figures import long_date
from web.grades import GRADES, LETTERS

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
