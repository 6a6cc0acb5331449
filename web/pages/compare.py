"""`/compare?board=…&board=…`: two to four boards side by side, the themes on which they differ most first."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs, urlencode

from datasette.app import Datasette
from datasette.utils.asgi import Request

from web import boards, canned, groups, parameters
from web.figures import join_words
from web.page import SitePage

ADDRESS = r"^/compare$"
QUERIES = ("boards_compared", "boards_compared_quotes")
LEAST, MOST = 2, 4
# Quotes of each board on each theme: as many as a page of so many boards has room for.
QUOTES = {2: 3, 3: 2, 4: 2}

Row = Mapping[str, Any]


@dataclasses.dataclass(frozen=True)
class BoardSide:
    """What one board's review says on a theme: its counts (None if it has no review) and some quotes."""

    board: Row
    counts: Row | None
    quotes: Sequence[Row]


@dataclasses.dataclass(frozen=True)
class ComparedTheme:
    """A theme with a side for each board, in the order in which they were asked for."""

    theme_id: str
    label: str
    spread: float
    sides: Sequence[BoardSide]


def wrong_choice(chosen: Sequence[str]) -> str | None:
    """What is wrong with a choice of boards, in a sentence; None when nothing is."""
    twice = next((one for one in chosen if chosen.count(one) > 1), None)
    if twice:
        return f"{twice} is named twice: choose {LEAST} to {MOST} different boards."
    if not LEAST <= len(chosen) <= MOST:
        return (
            f"Choose {LEAST} to {MOST} boards to compare; {len(chosen)} {'is' if len(chosen) == 1 else 'are'} chosen."
        )
    return None


def by_theme(chosen: Sequence[Row], counts: Iterable[Row], quotes: Iterable[Row]) -> list[ComparedTheme]:
    """The themes in the order of the counts, each with a side for each chosen board.

    A theme that no board's review raises is left out.
    """
    most = QUOTES[len(chosen)]
    quoted: dict[tuple[str, str], list[Row]] = {}
    for row in quotes:
        if row["rank"] <= most:
            quoted.setdefault((row["theme_id"], row["board_id"]), []).append(row)
    counted: dict[str, dict[str, Row]] = {}
    for row in counts:
        counted.setdefault(row["theme_id"], {})[row["board_id"]] = row
    return [
        ComparedTheme(
            theme_id,
            next(iter(of_boards.values()))["theme"],
            next(iter(of_boards.values()))["spread"],
            [
                BoardSide(board, of_boards.get(board["board_id"]), quoted.get((theme_id, board["board_id"]), []))
                for board in chosen
            ],
        )
        for theme_id, of_boards in counted.items()
        if any(row["shows"] != "not raised" for row in of_boards.values())
    ]


def practice_rows(of_boards: Sequence[Sequence[Row]]) -> list[tuple[str, list[tuple[Row, list[str]]]]]:
    """The practices that some board's review raises, under their themes: each with how every board comes out on it.

    `of_boards` are the answers of `board_practices`, a list of practices in the same order for each board; a board
    without a review has none, and comes out as ''.
    """
    longest = max(of_boards, key=len, default=[])
    found: dict[str, list[tuple[Row, list[str]]]] = {}
    for at, row in enumerate(longest):
        shows = [str(rows[at]["shows"]) if rows else "" for rows in of_boards]
        if set(shows) - {"", "not raised"}:
            found.setdefault(row["theme"], []).append((row, shows))
    return list(found.items())


async def page(datasette: Datasette, request: Request) -> SitePage:
    """The page for the boards and the date of its address; if they are not two to four, the form to choose them."""
    given = parse_qs(request.query_string)
    ids = [one for several in given.get("board", []) for one in parameters.split_list(several)]
    path = datasette.urls.path("compare")
    date = [("as_at", value) for value in given.get("as_at", [])]

    def instead(of: str) -> Callable[[str], str]:
        """The address of this page with one board replaced by another."""
        return lambda near: f"{path}?{urlencode([*(('board', near if one == of else one) for one in ids), *date])}"

    latest = await boards.ask_all(datasette, "")
    for one in ids:
        boards.find_board(latest, one, instead(one))
    as_at = (await canned.read_parameters(datasette, request, *QUERIES))["as_at"]
    every = await boards.ask_all(datasette, as_at)
    of_board = {row["board_id"]: row for row in every}
    chosen = [of_board[one] for one in ids]
    context: dict[str, Any] = {
        "as_at": as_at,
        "about_as_at": canned.queries(datasette)["boards_compared"]["parameters"]["as_at"],
        # The boards that have a review by the date, and those asked for.
        "choices": sorted(
            (row for row in every if row["state"] == "reviewed" or row["board_id"] in ids),
            key=lambda row: str(row["areas"]),
        ),
        "every": every,
        "chosen": chosen,
        "most": MOST,
        "wrong": wrong_choice(ids),
        "themes": [],
    }
    title = "Compare boards"
    if context["wrong"]:
        text = "Two to four boards side by side, theme by theme, in the words of their reviews."
        return SitePage("compare.html", title, text, context, status=400 if ids else 200)
    values = {"board": ",".join(ids), "as_at": as_at}
    counts, quotes = [await canned.ask(datasette, name, values) for name in QUERIES]
    practices = [await canned.ask(datasette, "board_practices", {"board": one, "as_at": as_at}) for one in ids]
    context |= {"counts": counts, "quotes": quotes, "themes": by_theme(chosen, counts, quotes)}
    context |= {"practices": practices, "grid": practice_rows([one.rows for one in practices])}
    names = join_words(board["areas"] for board in chosen)
    text = f"{names} side by side, theme by theme, in the words of their reviews."
    return SitePage("compare.html", f"{title}: {names}", text, context, chosen=groups.when({"as_at": as_at}))
