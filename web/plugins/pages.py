"""The site's own pages for Datasette: web/pages/ under their addresses, and their error responses."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from types import ModuleType

import jinja2
from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from web import address, canned, chart_pictures, charts, drawn, figures, pages, shortlist, version
from web.page import SitePage, UnknownError
from web.refusals import NOT_UNDERSTOOD, form_of, refusal

View = Callable[..., Awaitable[Response]]

# '/charts/short-list.svg', '/practices/audits/charts/years.png': a chart of the page before it
PICTURE = r"^(?P<page>/(?:[^.]*/)?)charts/(?P<chart>[a-z0-9-]{1,60})\.(?P<form>svg|png)$"
# PNGs are made one at a time, beside the pages.
MAKING = ThreadPoolExecutor(max_workers=1, thread_name_prefix="picture")


def view(module: ModuleType) -> View:
    """A module of web/pages/ as a view of Datasette's."""

    async def answer(datasette: Datasette, request: Request) -> Response:
        try:
            made, html, _ = await render(module, datasette, request)
        except UnknownError as unknown:
            return await refusal(datasette, form_of(request.path), 404, "Not found", str(unknown), dict(unknown.near))
        except canned.ParameterError as wrong:
            return await refusal(datasette, form_of(request.path), 400, NOT_UNDERSTOOD, str(wrong))
        return made if html is None else Response.html(html, status=made.status)

    return answer


async def picture(datasette: Datasette, request: Request) -> Response:
    """The view of `<page>/charts/<name>.svg` and `.png`: a chart of a page, with the page's own parameters."""
    path, name, form = (request.url_vars[one] for one in ("page", "chart", "form"))
    path = path.rstrip("/") or "/"
    try:
        found = await charts_of(datasette, request, path)
        chosen = next((one for one in found.charts if one.name == name), None)
        if chosen is None:
            near = {found.picture(one.name, form): one.title for one in found.charts}
            raise UnknownError(f"The page {path} has no chart {name!r} with these parameters.", near)
    except UnknownError as unknown:
        return await refusal(datasette, "html", 404, "Not found", str(unknown), dict(unknown.near))
    except canned.ParameterError as wrong:
        return await refusal(datasette, "html", 400, NOT_UNDERSTOOD, str(wrong))
    source = " ".join(filter(None, (f"{found.chosen}." if found.chosen else "", found.source, found.address)))
    made = chart_pictures.as_svg(chosen.make(), chosen.title, chosen.key, source)
    headers = {"content-disposition": f'inline; filename="{name}.{form}"'}
    if form == "svg":
        return Response(made, 200, headers, "image/svg+xml; charset=utf-8")
    png = await asyncio.get_running_loop().run_in_executor(MAKING, chart_pictures.as_png, made)
    return Response(png, 200, headers, "image/png")


async def charts_of(datasette: Datasette, request: Request, path: str) -> drawn.PageCharts:
    """The charts that the page at a path draws with the request's parameters; raises UnknownError for no page of ours.

    What the page raises passes through.
    """
    for module in pages.ALL:
        met = re.match(module.ADDRESS, path)
        if not met:
            continue
        whole = str(datasette.urls.path(path))
        scope = {**request.scope, "path": whole, "raw_path": whole.encode(), "url_route": {"kwargs": met.groupdict()}}
        _, html, found = await render(module, datasette, Request(scope, request.receive))
        if html is not None:
            return found
    raise UnknownError(f"There is no page {path} with charts.", {})


async def render(
    module: ModuleType, datasette: Datasette, request: Request
) -> tuple[SitePage | Response, str | None, drawn.PageCharts]:
    """What a module of web/pages/ makes, its HTML if it is a page, and the charts that it drew."""
    made = await module.page(datasette, request)
    words = request.query_string
    here = address.absolute(datasette, request, address.path_of(datasette, request)) + (f"?{words}" if words else "")
    site, build = datasette.metadata() or {}, await canned.ask_build(datasette)
    published = figures.long_date(version.published_at(datasette)[:10])
    source = (
        f"{'Fictional. ' if build['is_fictional'] else ''}Source: {site['source']}; {site['license']}. "
        f"{site['title']}, published {published}, build {build['corpus_sha256'][:12]}."
    )
    chosen = made.chosen if isinstance(made, SitePage) else ""
    with drawn.note_charts(drawn.PageCharts(request.path, words, here, source, chosen)) as found:
        if not isinstance(made, SitePage):
            return made, None, found
        html = await datasette.render_template(f"own/{made.template}", {"page": made, **made.context}, request)
    return made, html, found


@hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
def register_routes() -> list[tuple[str, View]]:
    """Datasette's hook for pages of our own."""
    return [(PICTURE, picture), *((module.ADDRESS, view(module)) for module in pages.ALL)]


@hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
def prepare_jinja2_environment(env: jinja2.Environment) -> None:
    """For templates: `draw(name, title, description, rows=…)`, a chart, and figures as people read them."""
    env.globals.update(
        draw=drawn.draw,
        cite=drawn.cite,
        take_chart=drawn.take_chart,
        take_map=drawn.take_map,
        plot_rows=shortlist.plot_rows,
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
