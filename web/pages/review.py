"""`/reviews/<id>`: one report as extracted, in order, each paragraph beside its place on the page."""

from __future__ import annotations

from urllib.parse import unquote

from datasette.app import Datasette
from datasette.utils import tilde_encode
from datasette.utils.asgi import Request

from web import canned, files, parameters, pictures, reports
from web.figures import long_date
from web.grades import GRADES
from web.page import SitePage, UnknownError

ADDRESS = r"^/reviews/(?P<review>[^/.]+)$"
LISTS = ("report_judgements", "report_paragraphs", "report_statements", "report_paragraph_pages", "report_warnings")


async def _unknown(datasette: Datasette, met: str) -> UnknownError:
    """What to say of an id that names no review: what the document is, or which reviews may be meant."""
    listed = await canned.ask(datasette, "document_status", {"file": met})
    if not listed.rows:
        reviews = await canned.ask(datasette, "feed")
        names = {
            row["review_id"]: f"{row['board']}, {row['authority']}, {long_date(row['public_on'])}" for row in reviews
        }
        of_board = [row["review_id"] for row in reviews if row["board_id"] == met]
        near = {one: names[one] for one in of_board} or parameters.find_near(met, names)
        addresses = {datasette.urls.path(f"reviews/{one}"): name for one, name in near.items()}
        return UnknownError(f"There is no review {met!r}.", addresses)
    (one,) = listed.rows
    day = f", {long_date(one['listed_on'])}" if one["listed_on"] else ""
    reason = f": {one['reason']}" if one["reason"] else ""
    return UnknownError(
        f"{met} is not a review of a board. Ofsted lists it as “{one['title']}” ({one['authority']}{day}). "
        f"What it is: {one['status']}{reason}.",
        {
            datasette.urls.row("lscb", "documents", tilde_encode(met)): "all that is known of this document",
            one["url"]: "the document on Ofsted's site",
        },
    )


async def page(datasette: Datasette, request: Request) -> SitePage:
    """The page of a review; raises UnknownError for any other id."""
    review = unquote(request.url_vars["review"])
    if review not in (await canned.read_choices(datasette))["review"]:
        raise await _unknown(datasette, review)
    asked = {"review": review}
    report = await canned.ask(datasette, "report", asked)
    (one,) = report.rows
    lists = {name.removeprefix("report_"): await canned.ask(datasette, name, asked) for name in LISTS}
    others = await canned.ask(datasette, "report_others", asked)
    found = reports.paragraphs(lists["paragraphs"], lists["statements"], lists["paragraph_pages"], lists["warnings"])
    pages = sorted({part.page for paragraph in found for part in paragraph.parts})
    context = {
        "report": report,
        "one": one,
        "others": others,
        "sections": reports.sections(found),
        "page_numbers": pages,
        "no_pictures": await pictures.why_none(files.report(datasette, review), one["sha256"]),
        **lists,
    }
    day = long_date(one["public_on"] or "without a date")
    text = (
        f"Ofsted's review of {one['board']}, judged {GRADES.get(one['lscb_grade'], 'without a grade').lower()}: "
        "each paragraph as extracted, beside its place on the page."
    )
    # The reports of a joint board's review share board and day, so each is named by its authority, too.
    which = f", report on {one['authority']}" if any(row["is_same_review"] for row in others) else ""
    return SitePage("review.html", f"{one['board']}{which}, {day}", text, context)
