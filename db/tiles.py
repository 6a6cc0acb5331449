"""A map of equal tiles: for each authority a place on a grid, near its neighbours and in their direction.

A city's boroughs are as large on it as a county. First every pair of neighbours (of the Delaunay triangulation) is put
about one tile apart, in the direction in which they lie on the ground: a system of linear equations, solved by least
squares. Then each authority gets a cell of the grid so that the sum of the squared distances moved is least. Both steps
are exact and leave nothing to chance, so the same authorities give the same map.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

# 0 puts all neighbours equally far apart, 1 as far as they are on the ground. A little of the ground keeps the outline;
# of 0 to 0.4 this kept most neighbours of the 152 authorities together.
GROUND = 0.2
# How wide the map is, as a multiple of the side of a square that holds all tiles.
WIDTH = 1.14
# Free cells around all tiles, so that those at the edge may move outwards.
MARGIN = 2


def _ground(places: Sequence[tuple[float, float]]) -> Points:
    """Latitude and longitude (degrees) on a plane: x to the east, y to the south."""
    latitude, longitude = np.array(places, dtype=float).T
    return np.column_stack([longitude * math.cos(math.radians(latitude.mean())), -latitude])


def neighbours(points: Points) -> list[tuple[int, int]]:
    """The pairs of points that a triangulation joins; all pairs if they are too few for one or on one line."""
    # Here and not at the top: only a load needs them.
    from scipy.spatial import Delaunay, QhullError

    try:
        triangles = Delaunay(points).simplices
    except (QhullError, ValueError):
        return list(itertools.combinations(range(len(points)), 2))
    joined = itertools.chain.from_iterable(itertools.combinations(sorted(map(int, one)), 2) for one in triangles)
    return sorted(set(joined))


def _even_out(points: Points, pairs: Sequence[tuple[int, int]]) -> Points:
    """The points moved so that neighbours are about equally far apart, in their direction on the ground."""
    apart = np.array([points[other] - points[one] for one, other in pairs])
    lengths = np.maximum(np.hypot(*apart.T), 1e-9)
    usual = lengths / np.median(lengths)
    wanted = apart / lengths[:, None] * usual[:, None] ** GROUND
    # Neighbours far apart, over an estuary or round the edge, hold each other less strongly.
    weights = 1 / np.maximum(usual, 1) ** 2
    # The normal equations; the first point stays where it is, since only differences are asked for.
    left = np.zeros((len(points), len(points)))
    right = np.zeros((len(points), 2))
    for (one, other), vector, weight in zip(pairs, wanted, weights, strict=True):
        left[[one, other], [one, other]] += weight
        left[[one, other], [other, one]] -= weight
        right[other] += weight * vector
        right[one] -= weight * vector
    left[0, 0] += 1
    moved: Points = np.linalg.solve(left, right).astype(np.float64)
    return moved


def arrange(places: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    """For each latitude and longitude a column and row, both from 0, row 0 in the north; no two share a tile."""
    from scipy.optimize import linear_sum_assignment
    from scipy.spatial.distance import cdist

    if len(places) < 2:
        return [(0, 0) for _ in places]
    ground = _ground(places)
    points = _even_out(ground, neighbours(ground))
    extent = float(np.ptp(points, axis=0).max() if len(places) < 3 else np.ptp(points[:, 0])) or 1.0
    tiles_wide = max(round(WIDTH * math.sqrt(len(places))) - 1, 1)
    # Rounded, so that the last bit of one machine's arithmetic moves no tile.
    points = np.round((points - points.min(axis=0)) / extent * tiles_wide, 6) + MARGIN
    columns, rows = (int(most) + MARGIN + 1 for most in np.ceil(points.max(axis=0)))
    cells = np.array(list(itertools.product(range(columns), range(rows))))
    _, chosen = linear_sum_assignment(cdist(points, cells, "sqeuclidean"))
    taken = cells[chosen] - cells[chosen].min(axis=0)
    return [(int(column), int(row)) for column, row in taken]


def tiles(reference: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[dict[str, Any]]:
    """A tile for each authority of the reference tables that a board served; none if its place is not known."""
    served = {row["la_code"] for row in reference["board_authorities"]}
    placed = sorted(
        (row["la_code"], float(row["latitude"]), float(row["longitude"]))
        for row in reference["authorities"]
        if row["la_code"] in served and row["latitude"] and row["longitude"]
    )
    found = arrange([(latitude, longitude) for _, latitude, longitude in placed])
    return [
        {"la_code": la_code, "tile_column": column + 1, "tile_row": row + 1}
        for (la_code, _, _), (column, row) in zip(placed, found, strict=True)
    ]
