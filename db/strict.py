"""Refuses a key that nothing reads: a slip of the pen in a YAML file would otherwise change nothing, in silence."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable

from db.errors import DatabaseError


def refuse_unknown(where: str, met: Iterable[str], known: Collection[str]) -> None:
    """Raise `DatabaseError` for the first word met that is not known, with the nearest that is; `where` begins it."""
    for word in met:
        if word not in known:
            near = difflib.get_close_matches(str(word), known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(sorted(known))}"
            raise DatabaseError(f"{where}: {word!r} is not known; {hint}")
