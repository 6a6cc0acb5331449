"""What a request may be: which addresses of Datasette's own are open, how long one may be, and a condition as one."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

METHODS = ("GET", "HEAD", "OPTIONS")
# Bytes of path and query together; the longest that a page of ours links to has some hundred.
LONGEST = 8_000
# Of Datasette's own addresses below /-/ those that the site needs. The others tell of the machine, or write messages.
OPEN = ("-/static/", "-/data", "-/data.json")
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
    return below.startswith("-/") and not below.startswith(OPEN)


def is_one(condition: str) -> bool:
    """Whether a condition in SQL stands in brackets as a whole: `(a or b)`, but not `(a) or (b)`."""
    if not (condition.startswith("(") and condition.endswith(")")):
        return False
    depth, quote = 0, ""
    for at, character in enumerate(condition):
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        elif character == "(":
            depth += 1
        elif character == ")":
            depth -= 1
            if not depth and at < len(condition) - 1:
                return False
    return not depth and not quote


def bracket_conditions(query: str) -> str:
    """A query string in which each `_where` is one condition.

    Datasette joins conditions with `and`, the place of the next page among them: after `a or b` that would bind to `b`
    alone, and a table's rows would come round without end.
    """
    if "_where=" not in query:
        return query
    pairs = parse_qsl(query, keep_blank_values=True)
    return urlencode(
        [
            (name, f"({value})" if name == "_where" and value.strip() and not is_one(value) else value)
            for name, value in pairs
        ]
    )
