"""Makes the pages of a table's rows fit together: rows of one value are in the order of their key on the first, too.

Datasette orders the first page by the chosen column alone, and goes on from its last row by the column and the key:
rows of one value that SQLite gave in another order are then left out or come twice.
"""

from __future__ import annotations

import contextvars
import re
from collections.abc import Sequence

from datasette.utils import escape_sqlite

# The table whose rows this request asks for; None for anything else.
TABLE: contextvars.ContextVar[str | None] = contextvars.ContextVar("table", default=None)
# ' order by public_on desc limit 101', the end of Datasette's SQL for a first page; a later one has the key in it
ONE_COLUMN = re.compile(r" order by (?P<column>[^\s,\[\]]+|\[[^\]]+\])(?: desc)?(?= limit \d+$)")


def with_ties(sql: str, keys: Sequence[str]) -> str:
    """Datasette's SQL for a table's first page, ordered by the table's key as well; any other SQL as it is."""
    names = [escape_sqlite(key) for key in keys] or ["rowid"]
    met = ONE_COLUMN.search(sql)
    if not met or names == [met["column"]]:
        return sql
    return f"{sql[: met.end()]}, {', '.join(names)}{sql[met.end() :]}"
