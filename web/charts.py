"""Draws charts: a Vega-Lite specification of web/charts/ over the rows of a canned query, as SVG.

vl-convert draws them on the server. Its SVG has no name that a screen reader could read out, so its root gets a title
and a description here. A specification names its data sets, and says `"scale": "grades"` for the colours of the grades.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import vl_convert
from markupsafe import Markup, escape

from web.grades import COLOURS
from web.kept import BoundedCache

FOLDER = Path(__file__).parent / "charts"
VEGA_LITE = "v5.21"
# Of charts that were drawn before.
KEPT_BYTES = 16_000_000
# Charts are drawn narrow, for phones; on a wide screen they grow by at most this factor.
LARGEST = 1.5
# '<svg xmlns="http://www.w3.org/2000/svg" … width="392" height="756" viewBox="0 0 392 756">'
ROOT = re.compile(r'^<svg[^>]*? width="(?P<width>[\d.]+)" height="(?P<height>[\d.]+)"[^>]*>')
# Vega measures each text that it draws, at 0.1 ms a letter, which made up most of a chart's time. The fields that a
# specification names under `usermeta.labels` are drawn as stand-ins of two letters ('¦Ā', '¦ā', …), and the texts put
# in their place afterwards. This is for labels inside the plot, where nothing is laid out by their length.
STAND_IN = re.compile(r"¦(.)")
FIRST = 0x100  # the stand-in's second letter counts from here, among letters that every font has
# Scales by the name that a specification gives in place of one.
SCALES = {"grades": {"domain": list(COLOURS), "range": list(COLOURS.values())}}
# The roles and labels of single marks: the chart is one picture, its figures stand in the table beside it.
INNER_ROLES = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')


@functools.cache
def _style() -> dict[str, Any]:
    """What all charts share: `config` of Vega-Lite."""
    style: dict[str, Any] = json.loads((FOLDER / "style.json").read_text(encoding="utf-8"))
    return style


def _with_scales(part: Any) -> Any:
    """A specification in which a scale's name stands for the scale itself."""
    if isinstance(part, dict):
        return {
            name: SCALES[value] if name == "scale" and isinstance(value, str) else _with_scales(value)
            for name, value in part.items()
        }
    if isinstance(part, list):
        return [_with_scales(one) for one in part]
    return part


@functools.cache
def specification(name: str) -> dict[str, Any]:
    """The specification in web/charts/<name>.vl.json, its named scales filled in."""
    spec: dict[str, Any] = _with_scales(json.loads((FOLDER / f"{name}.vl.json").read_text(encoding="utf-8")))
    return spec | {"config": _style()["config"]}


@functools.cache
def data_names(name: str) -> frozenset[str]:
    """The data sets that a specification is drawn from."""

    def find(part: Any) -> Iterator[str]:
        if isinstance(part, dict):
            data = part.get("data")
            if isinstance(data, dict) and "name" in data:
                yield data["name"]
            for inner in part.values():
                yield from find(inner)
        elif isinstance(part, list):
            for inner in part:
                yield from find(inner)

    return frozenset(find(specification(name)))


def key_of(name: str) -> str:
    """What marks, letters and units of a chart mean, in words: for a picture that stands without its page."""
    said: str = specification(name)["usermeta"]["key"]
    return said


def _put_stand_ins(datasets: Any, fields: Iterable[str]) -> tuple[Any, list[str]]:
    """Data sets with a stand-in for each text of these fields, and the texts in the stand-ins' order."""
    found = [row[field] for rows in datasets.values() for row in rows for field in fields if row.get(field)]
    labels = list(dict.fromkeys(found))
    short = {label: f"¦{chr(FIRST + at)}" for at, label in enumerate(labels)}
    stood_in = {
        key: [row | {field: short[row[field]] for field in fields if row.get(field)} for row in rows]
        for key, rows in datasets.items()
    }
    return stood_in, labels


_DRAWN: BoundedCache[str] = BoundedCache(KEPT_BYTES)


def _draw_svg(name: str, data: str) -> str:
    """The SVG of a specification over data sets given as JSON; drawn once while it is kept."""
    key = (name, hashlib.sha256(data.encode()).digest())
    drawn = _DRAWN.get(key)
    if drawn is None:
        drawn = _draw_afresh(name, data)
        _DRAWN.put(key, drawn, len(drawn))
    return drawn


def _draw_afresh(name: str, data: str) -> str:
    spec = specification(name)
    datasets, labels = _put_stand_ins(json.loads(data), spec.get("usermeta", {}).get("labels", ()))
    svg = vl_convert.vegalite_to_svg(spec | {"datasets": datasets}, vl_version=VEGA_LITE, allowed_base_urls=[])
    return STAND_IN.sub(lambda met: str(escape(labels[ord(met[1]) - FIRST])), svg)


def draw(name: str, title: str, description: str, **datasets: Iterable[Mapping[str, Any]]) -> Markup:
    """The chart `name` as an `<svg>` that scales with its place and carries its title and description.

    `datasets` are rows by the name that the specification gives them, mostly `rows`. Raises FileNotFoundError for a
    chart that is not there and ValueError where the specification cannot be drawn, or names other data sets.
    """
    if datasets.keys() != (named := data_names(name)):
        raise ValueError(f"chart {name} is of {sorted(named)}, given were {sorted(datasets)}")
    svg = _draw_svg(name, json.dumps({key: [dict(row) for row in rows] for key, rows in datasets.items()}))
    root = ROOT.match(svg)
    if not root:
        raise ValueError(f"chart {name}: vl-convert gave no SVG root with a width and a height: {svg[:100]}")
    opening = Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" aria-labelledby="{name}-title {name}-text" '
        'viewBox="0 0 {width} {height}" style="max-width: {most}px">'
        '<title id="{name}-title">{title}</title><desc id="{name}-text">{description}</desc>'
    ).format(
        name=name,
        title=title,
        description=description,
        width=root["width"],
        height=root["height"],
        most=round(LARGEST * float(root["width"])),
    )
    return opening + Markup(INNER_ROLES.sub("", svg[root.end() :]))
