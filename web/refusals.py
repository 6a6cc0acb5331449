"""Error responses in the form that was asked for: JSON, text or a page."""

from __future__ import annotations

from collections.abc import Mapping

from datasette.app import Datasette
from datasette.utils.asgi import Response

NOT_UNDERSTOOD = "Parameters not understood"


def form_of(path: str) -> str:
    """The form that an address asks for: json, csv or html."""
    return next((form for form in ("json", "csv") if path.endswith(f".{form}")), "html")


async def refusal(
    datasette: Datasette, form: str, status: int, title: str, reason: str, near: Mapping[str, str] | None = None
) -> Response:
    """JSON, text (csv) or a page that says what was wrong; `near` are addresses and names of what may be meant."""
    if form == "json":
        body = {"ok": False, "error": reason, "status": status, "title": title}
        return Response.json(body | ({"near": list(near)} if near else {}), status=status)
    if form == "csv":
        return Response.text("\n".join([reason, *(near or ())]) + "\n", status=status)
    # Without the request: outside a view it has no token for forms, and this page has no form.
    about = {"title": title, "status": status, "error": reason, "near": near or {}}
    return Response.html(await datasette.render_template([f"{status}.html", "error.html"], about), status=status)
