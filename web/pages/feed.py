"""`/feed.atom`: the reviews by the date they became public, newest first, for feed readers."""

from __future__ import annotations

import uuid

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from web import address, canned
from web.grades import GRADES

ADDRESS = r"^/feed\.atom$"
# An entry's id must stay the same wherever the site stands and however its addresses change, so it is made of this and
# of Ofsted's number for the report; fictional numbers have a space of their own.
SPACE = uuid.UUID("83f2eb9d-9bb5-4cfa-a7a6-96bd6a528f64")


def entry_id(review_id: str, is_fictional: bool) -> str:
    """The id of a review's entry; that of the feed itself for an empty `review_id`."""
    return uuid.uuid5(uuid.uuid5(SPACE, "fictional") if is_fictional else SPACE, review_id).urn


def moment(day: str) -> str:
    """An ISO date as the moment that RFC 3339 asks for: midnight, UTC."""
    return f"{day}T00:00:00Z"


async def page(datasette: Datasette, request: Request) -> Response:
    """The feed."""
    reviews = await canned.ask(datasette, "feed")
    context = {
        "reviews": reviews,
        "entry_id": entry_id,
        "moment": moment,
        "grades": GRADES,
        "updated": moment(reviews.rows[0]["public_on"] if reviews.rows else "2013-11-01"),
        "here": address.absolute(datasette, request, "/feed.atom"),
        "home": address.absolute(datasette, request, "/"),
    }
    text = await datasette.render_template("feed.xml", context, request)
    return Response(text, content_type="application/atom+xml; charset=utf-8")
