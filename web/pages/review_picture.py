"""`/reviews/<id>/pages/<n>.png`: a picture of a report's page, the paragraphs on it framed.

With `?paragraph=<paragraph_id>`, only what is around that paragraph's part of the page.
"""

from __future__ import annotations

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from web import canned, files, pictures
from web.page import UnknownError

ADDRESS = r"^/reviews/(?P<review>[^/.]+)/pages/(?P<number>[0-9]{1,4})\.png$"


async def page(datasette: Datasette, request: Request) -> Response:
    """The picture as PNG; raises UnknownError with the reason if there is none."""
    review, number = request.url_vars["review"], int(request.url_vars["number"])
    paragraph = request.args.get("paragraph")
    near = {datasette.urls.path("lscb/reviews"): "All reviews"}
    if review not in (await canned.read_choices(datasette))["review"]:
        raise UnknownError(f"There is no review {review!r}.", near)
    near = {datasette.urls.path(f"reviews/{review}"): "The review"}
    (report,) = await canned.ask(datasette, "report", {"review": review})
    rows = [
        row
        for row in await canned.ask(datasette, "report_paragraph_pages", {"review": review})
        if row["page"] == number
    ]
    if paragraph:
        rows = [row for row in rows if row["paragraph_id"] == paragraph]
        if not rows:
            raise UnknownError(f"Page {number} has no part of a paragraph {paragraph!r}.", near)
    places = tuple(pictures.Place(row["x0"], row["top"], row["x1"], row["bottom"]) for row in rows)
    try:
        made = await pictures.picture(
            files.report(datasette, review), report["sha256"], number, places, places[0] if paragraph else None
        )
    except pictures.PictureError as reason:
        raise UnknownError(str(reason), near) from reason
    return Response(made, content_type="image/png")
