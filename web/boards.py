"""What the pages about boards share: the list of all boards, and the error for one that is not in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from datasette.app import Datasette

from web import canned, parameters
from web.page import UnknownError


async def ask_all(datasette: Datasette, as_at: str) -> canned.Answer:
    """All boards as at a date (the latest where it is empty), from the query `boards_reviewed`."""
    return await canned.ask(datasette, "boards_reviewed", {"as_at": as_at})


def find_board(boards: canned.Answer, board_id: str, address: Callable[[str], str]) -> Mapping[str, Any]:
    """The row of one board.

    Raises UnknownError if none has that id; `address` gives the page to offer for each id that is near.
    """
    for row in boards:
        if row["board_id"] == board_id:
            found: Mapping[str, Any] = row
            return found
    names = {row["board_id"]: row["board"] for row in boards}
    near = {address(one): name for one, name in parameters.find_near(board_id, names).items()}
    raise UnknownError(f"No board is called {board_id!r}.", near)
