"""The charts that a page draws. Under each stand its picture to take away and its citation, without a page asking.

A figure that the page shows in HTML, a map of tiles or a table with a plot in each row, has a picture too: the page
says from what, and it is drawn when somebody asks for it.

A page is rendered within `note_charts(…)`, which notes what it draws. The picture's address is the page's own with
`charts/<name>.svg` or `.png` after it: asked for it, the site makes the page again and takes the chart from there, so
that the picture has the page's own rows and nothing of it comes from the address but the page's checked parameters.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from typing import Any

from markupsafe import Markup

from web import charts, tiles

FORMS = ("svg", "png")


@dataclasses.dataclass(frozen=True)
class ChartOnPage:
    """A chart on a page, and the name that tells it from the page's others (`by-grade-2`).

    `key` says what its marks mean; `make` draws it, as `charts.draw` does.
    """

    chart: str
    name: str
    title: str
    key: str
    make: Callable[[], str]


@dataclasses.dataclass(frozen=True)
class PageCharts:
    """A page while it is rendered: its path on this host, its query string, its whole address, the citation's end.

    `chosen` is the group, region and time that the address chose, in words; it may be empty.
    """

    path: str
    query: str
    address: str
    source: str
    chosen: str = ""
    charts: list[ChartOnPage] = dataclasses.field(default_factory=list)

    def picture(self, name: str, form: str) -> str:
        """The address of a chart as a picture."""
        return f"{self.path.rstrip('/')}/charts/{name}.{form}" + (f"?{self.query}" if self.query else "")

    def cite(self, title: str) -> str:
        """The citation of a chart or page: what it shows and of whom, its address, its source and date."""
        chosen = f"{self.chosen[0].upper()}{self.chosen[1:]}. " if self.chosen and self.chosen not in title else ""
        return f"{title.rstrip('.')}. {chosen}{self.address}. {self.source}"

    def note(self, chart: str, title: str, key: str, make: Callable[[], str]) -> Markup:
        """Note a chart as this page's; gives the links to its picture, and its citation."""
        before = sum(one.chart == chart for one in self.charts)
        called = f"{chart}-{before + 1}" if before else chart
        self.charts.append(ChartOnPage(chart, called, title, key, make))
        links = Markup(", ").join(
            LINK.format(address=self.picture(called, form), form=form.upper(), title=title) for form in FORMS
        )
        return TAKE.format(links=links, citation=self.cite(title))


_CURRENT: ContextVar[PageCharts | None] = ContextVar("drawing", default=None)

TAKE = Markup(
    '<div class="take-chart export-links"><p>This chart as {links}</p>'
    "<details><summary>Cite this chart</summary><p>{citation}</p></details></div>"
)
LINK = Markup('<a href="{address}">{form}<span class="unseen"> of {title}</span></a>')


@contextlib.contextmanager
def note_charts(page: PageCharts) -> Iterator[PageCharts]:
    """Within it, charts that are drawn are noted as this page's."""
    token = _CURRENT.set(page)
    try:
        yield page
    finally:
        _CURRENT.reset(token)


def draw(name: str, title: str, description: str, **datasets: Iterable[Mapping[str, Any]]) -> Markup:
    """The chart as `charts.draw` draws it; on a page, with its picture to take and its citation below it."""
    svg = charts.draw(name, title, description, **datasets)
    page = _CURRENT.get()
    if page is None:
        return svg
    return svg + page.note(name, title, charts.key_of(name), lambda: svg)


def take_chart(name: str, title: str, **datasets: Sequence[Mapping[str, Any]]) -> Markup:
    """Picture and citation of a figure in HTML; the picture is a chart of `web/charts/`, not drawn until asked for."""
    page = _CURRENT.get()
    if page is None:
        return Markup()
    return page.note(name, title, charts.key_of(name), lambda: charts.draw(name, title, "", **datasets))


def take_map(placed: Sequence[Mapping[str, Any]], legend: Sequence[Mapping[str, Any]], title: str) -> Markup:
    """Picture and citation of a map of tiles (`tiles.place_tiles`, `tiles.legend`)."""
    page = _CURRENT.get()
    if page is None:
        return Markup()
    return page.note("map", title, tiles.key_of(legend), lambda: tiles.as_svg(placed))


def cite(title: str) -> str:
    """The citation of the page that is rendered."""
    page = _CURRENT.get()
    return page.cite(title) if page else title
