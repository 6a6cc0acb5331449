"""The site's own pages for Datasette: web/pages/ under their addresses, and their error responses."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from types import ModuleType

import jinja2
from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from web import canned, charts, figures, pages
from web.page import SitePage, UnknownError
from web.refusals import NOT_UNDERSTOOD, form_of, refusal

View = Callable[..., Awaitable[Response]]


def view(module: ModuleType) -> View:
    """A module of web/pages/ as a view of Datasette's."""

    async def answer(datasette: Datasette, request: Request) -> Response:
        try:
            made = await module.page(datasette, request)
        except UnknownError as unknown:
            return await refusal(datasette, form_of(request.path), 404, "Not found", str(unknown), dict(unknown.near))
        except canned.ParameterError as wrong:
            return await refusal(datasette, form_of(request.path), 400, NOT_UNDERSTOOD, str(wrong))
        if not isinstance(made, SitePage):
            return made
        context = {"page": made, **made.context}
        html = await datasette.render_template(f"own/{made.template}", context, request)
        return Response.html(html, status=made.status)

    return answer


@hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
def register_routes() -> list[tuple[str, View]]:
    """Datasette's hook for pages of our own."""
    return [(module.ADDRESS, view(module)) for module in pages.ALL]


@hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
def prepare_jinja2_environment(env: jinja2.Environment) -> None:
    """For templates: `draw(name, title, description, rows=…)`, a chart, and figures as people read them."""
    env.globals.update(
        draw=charts.draw,
        per_cent=figures.per_cent,
        points=figures.points,
        chance=figures.chance,
        times_over=figures.times_over,
        with_long_dates=figures.with_long_dates,
    )


@hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
def startup() -> None:
    """Draw a chart now: the first takes half a second, the later ones a tenth of it."""
    charts.draw("grades", "", "", rows=[{"grade": "good", "reviews": 1, "words": "Good: 1"}])
