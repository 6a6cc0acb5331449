"""What a request may be: which addresses of Datasette's own are open, how long one may be, and a condition as one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode

from web.canned import DATABASE

METHODS = ("GET", "HEAD", "OPTIONS")
# Bytes of path and query together; the longest that a page of ours links to has some hundred.
LONGEST = 8_000
# Of Datasette's own addresses below /-/ those that the site needs. The others tell of the machine, or write messages.
OPEN = ("-/static/", "-/data", "-/data.json")
# Databases that Datasette keeps for itself.
OTHERS = ("_internal", "_memory", ":memory:")
# '/lscb', '/lscb/reviews.json', '/lscb/reviews/101': what Datasette answers of the data, as it stands in the address
OF_DATA = re.compile(rf"/{DATABASE}(?:/(?P<name>[^/.]+)(?:/(?P<row>[^/]+?))?)?(?:\.(?P<form>\w+))?")
FORMS = (None, "json", "jsono", "csv", "xlsx")
# Where a quotation in SQL ends that begins with the character.
QUOTES = {"'": "'", '"': '"', "`": "`", "[": "]"}
# Said with every answer. Pages set widths in style attributes and tables have a style of their own; no page holds a
# script, and nothing is fetched from elsewhere.
HEADERS = (
    (
        b"content-security-policy",
        b"default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; script-src 'self'; "
        b"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
)


def is_closed(path: str, base: str) -> bool:
    """Whether a path is one of Datasette's own that the site does not offer; `base` is where the site begins (`/`)."""
    below = path.removeprefix(base)
    return below.startswith(OTHERS) or (below.startswith("-/") and not below.startswith(OPEN))


def is_form(name: str | None, row: str | None, form: str | None) -> bool:
    """Whether the data are there in a form, by the parts of `OF_DATA`.

    Datasette answers any other ending with the page, and reads a name with `~72` for `r`, past what is checked here.
    """
    if name is None:
        return form in (*FORMS, "db")
    return form in FORMS and "~" not in name and not (row and form == "xlsx")


def _depths(condition: str) -> Iterator[int]:
    """How many brackets are open after each character of SQL, none counted within quotes.

    It ends with -1 where a bracket closes that none opened, where a comment begins, and where a quotation never ends.
    """
    depth, quote = 0, ""
    for at, character in enumerate(condition):
        if quote:
            quote = "" if character == quote else quote
        elif character in QUOTES:
            quote = QUOTES[character]
        elif condition.startswith(("--", "/*"), at):
            yield -1
            return
        else:
            depth += (character == "(") - (character == ")")
        yield depth
        if depth < 0:
            return
    if quote:
        yield -1


def is_whole(condition: str) -> bool:
    """Whether a condition in SQL ends nothing that stands around it, and leaves nothing open after it."""
    return [0, *_depths(condition)][-1] == 0


def is_one(condition: str) -> bool:
    """Whether a condition in SQL stands in brackets as a whole: `(a or b)`, but not `(a) or (b)`."""
    depths = list(_depths(condition))
    return condition.startswith("(") and 0 not in depths[:-1] and depths[-1] == 0


def bracket_conditions(query: str) -> str:
    """A query string in which each `_where` is one condition.

    Datasette joins conditions with `and`, the place of the next page among them: after `a or b` that would bind to `b`
    alone, and a table's rows would come round without end. An empty one is left out.
    """
    pairs = parse_qsl(query, keep_blank_values=True)
    if not any(name == "_where" for name, _ in pairs):
        return query
    return urlencode(
        [
            (name, f"({value})" if name == "_where" and not is_one(value) else value)
            for name, value in pairs
            if name != "_where" or value.strip()
        ]
    )
