"""The charts that a page draws. Under each stand its picture to take away and its citation, without a page asking.

A page is rendered within `note_charts(…)`, which notes what it draws. The picture's address is the page's own with
`charts/<name>.svg` or `.png` after it: asked for it, the site makes the page again and takes the chart from there, so
that the picture has the page's own rows and nothing of it comes from the address but the page's checked parameters.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from contextvars import ContextVar
from typing import Any

from markupsafe import Markup

from web import charts

FORMS = ("svg", "png")


@dataclasses.dataclass(frozen=True)
class ChartOnPage:
    """A chart on a page: its specification, and the name that tells it from the page's others (`by-grade-2`)."""

    chart: str
    name: str
    title: str
    svg: Markup


@dataclasses.dataclass(frozen=True)
class PageCharts:
    """A page while it is rendered: its path on this host, its query string, its whole address, the citation's end."""

    path: str
    query: str
    address: str
    source: str
    charts: list[ChartOnPage] = dataclasses.field(default_factory=list)

    def picture(self, name: str, form: str) -> str:
        """The address of a chart as a picture."""
        return f"{self.path.rstrip('/')}/charts/{name}.{form}" + (f"?{self.query}" if self.query else "")

    def cite(self, title: str) -> str:
        """The citation of a chart."""
        return f"{title.rstrip('.')}. {self.address}. {self.source}"


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
    before = sum(one.chart == name for one in page.charts)
    called = f"{name}-{before + 1}" if before else name
    page.charts.append(ChartOnPage(name, called, title, svg))
    links = Markup(", ").join(
        LINK.format(address=page.picture(called, form), form=form.upper(), title=title) for form in FORMS
    )
    return svg + TAKE.format(links=links, citation=page.cite(title))
