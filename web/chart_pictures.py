"""A chart as a picture that stands alone: on white, title and key above it, its source, date and licence below it."""

from __future__ import annotations

import hashlib
import re
import textwrap

import vl_convert
from markupsafe import Markup, escape

from web.kept import BoundedCache

# '<svg xmlns="http://www.w3.org/2000/svg" class="chart" … viewBox="0 0 392 756" style="…">'
ROOT = re.compile(r'^<svg[^>]* viewBox="0 0 (?P<width>[\d.]+) (?P<height>[\d.]+)"[^>]*>')
NARROWEST = 360.0
MARGIN = 12.0
FONT = "system-ui, Helvetica, Arial, sans-serif"
INK, FAINT = "#1a1a1a", "#505a5f"
# Size of letters, height of a line and the mean width of a letter, in pixels.
TITLE = (16.0, 21.0, 9.2)
KEY = (12.0, 16.0, 6.3)
SOURCE = (10.5, 14.0, 5.5)
KEPT_BYTES = 16_000_000  # of PNGs
SCALE = 2  # a PNG's pixels for each of the SVG's, so that it is sharp in print


def _wrap(text: str, width: float, letter: float) -> list[str]:
    return textwrap.wrap(text, max(20, int(width / letter)), break_on_hyphens=False)


def _lines(lines: list[str], top: float, size: float, height: float, more: str) -> Markup:
    """Lines of text below `top`, each a `<text>`."""
    line = Markup('<text x="{x}" y="{y}" font-family="{font}" font-size="{size}" {more}>{text}</text>')
    return Markup("").join(
        line.format(x=MARGIN, y=f"{top + at * height + size:.1f}", font=FONT, size=size, more=Markup(more), text=text)
        for at, text in enumerate(lines)
    )


def as_svg(svg: str, title: str, key: str, source: str) -> str:
    """The picture of a chart that `charts.draw` gave; `key` says what its marks mean. ValueError for other SVG."""
    root = ROOT.match(svg)
    if not root:
        raise ValueError(f"no chart of ours: {svg[:80]}")
    drawn_width, drawn_height = float(root["width"]), float(root["height"])
    width = max(NARROWEST, drawn_width + 2 * MARGIN)
    inner = width - 2 * MARGIN
    title_size, title_height, title_letter = TITLE
    size, height, letter = SOURCE
    key_size, key_height, key_letter = KEY
    heading, meaning = _wrap(title, inner, title_letter), _wrap(key, inner, key_letter)
    foot = _wrap(source, inner, letter)
    below_title = MARGIN + title_height * len(heading) + 4
    top = below_title + key_height * len(meaning) + 6
    below = top + drawn_height + 8
    whole = below + height * len(foot) + MARGIN
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width:g}" height="{whole:g}" '
        f'viewBox="0 0 {width:g} {whole:g}" aria-label="{escape(title)}">'
        f'<rect width="{width:g}" height="{whole:g}" fill="#ffffff"/>'
    )
    chart = (
        f'<svg x="{MARGIN:g}" y="{top:g}" width="{drawn_width:g}" height="{drawn_height:g}" '
        f'viewBox="0 0 {drawn_width:g} {drawn_height:g}">{svg[root.end() :]}'
    )
    above = _lines(heading, MARGIN, title_size, title_height, f'font-weight="bold" fill="{INK}"')
    above += _lines(meaning, below_title, key_size, key_height, f'fill="{INK}"')
    below_it = _lines(foot, below, size, height, f'fill="{FAINT}"')
    return f"{opening}{above}{chart}{below_it}</svg>\n"


_PNGS: BoundedCache[bytes] = BoundedCache(KEPT_BYTES)


def as_png(picture: str) -> bytes:
    """The picture that `as_svg` gave as PNG; made once while it is kept."""
    key = hashlib.sha256(picture.encode()).digest()
    made = _PNGS.get(key)
    if made is None:
        made = vl_convert.svg_to_png(picture, scale=SCALE)
        _PNGS.put(key, made, len(made))
    return made
