"""A chart to take away: the page's own rows, whole in itself, as SVG and PNG, with its citation under the chart."""

import html
import re
import xml.etree.ElementTree as ET

import pytest

from web import chart_pictures, charts, drawn
from web.grades import COLOURS

SVG = "{http://www.w3.org/2000/svg}"
# A page that draws each specification, in the demo's world.
DRAWN = {
    "short-list": "/",
    "grades": "/",
    "timeline": "/timeline",
    "shares": "/timeline",
    "by-grade": "/practices/multi-agency-audits",
    "years": "/practices/multi-agency-audits",
    "plots": "/threads",
}
IN_HTML = {"plots"}  # the page shows them in HTML; only their picture is a chart


def words_of(svg):
    return " ".join("".join(text.itertext()) for text in ET.fromstring(svg).iter(f"{SVG}text"))


def test_every_specification_is_tried():
    assert set(DRAWN) == {path.name.removesuffix(".vl.json") for path in charts.FOLDER.glob("*.vl.json")}


@pytest.mark.parametrize("name", sorted(set(DRAWN) - IN_HTML))
def test_a_chart_has_its_pictures_and_citation_below_it(demo, name):
    page = demo(DRAWN[name]).text
    assert "Cite this chart" in page
    address = html.unescape(re.search(rf'href="([^"]*/charts/{name}\.svg[^"]*)"', page)[1])
    answer = demo(address)
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("image/svg+xml")
    words = words_of(answer.text)
    assert "Fictional. Source: Ofsted" in words and "Open Government Licence" in words and "published" in words
    assert " ".join(charts.key_of(name).split()) in words
    # Every text of the chart on the page is in the picture.
    drawn = re.search(rf'<svg[^>]*aria-labelledby="{name}-title.*?</svg>', page, re.DOTALL)[0]
    texts = [html.unescape(text) for text in re.findall(r"<text[^>]*>([^<]+)</text>", drawn)]
    assert texts and all(text in words for text in texts)
    png = demo(address.replace(".svg", ".png"))
    assert png.headers["content-type"] == "image/png" and png.content.startswith(b"\x89PNG")


@pytest.mark.parametrize("which", [("practice_threads", "practice", "plots"), ("threads", "theme", "plots-2")])
def test_plots_in_the_rows_of_a_table_have_a_picture_of_all_rows(demo, which):
    query, name, chart = which
    words = "grades=outstanding&as_at=2017-12-31"
    rows = demo(f"/lscb/{query}.json?_shape=array&{words}").json()
    page = demo(f"/threads?{words}").text
    address = html.unescape(re.search(rf'href="([^"]*/charts/{chart}\.svg[^"]*)"', page)[1])
    svg = demo(address).text
    said = words_of(svg)
    assert len(rows) > 15 and all(row[name] in said for row in rows)
    sides = sum(bool(row["group_n"]) + bool(row["rest_n"]) for row in rows)
    assert svg.count('stroke-width="3"') == sides  # an interval for each share
    assert "as at 31 December 2017" in said and f"{rows[0]['group_n']} outstanding" in said
    assert "Outstanding boards, as at 31 December 2017. http://localhost/threads?" in html.unescape(page)


@pytest.mark.parametrize("path", ["/", "/map", "/map?region=London", "/map?as_at=2014-12-31"])
def test_the_map_of_tiles_has_a_picture_in_which_each_tile_names_its_authority(demo, path):
    words = path.partition("?")[2]
    rows = demo(f"/lscb/map_tiles.json?_shape=array&{words}").json()
    page = demo(path).text
    address = html.unescape(re.search(r'href="([^"]*/charts/map\.svg[^"]*)"', page)[1])
    svg = demo(address).text
    titles = [one.text for one in ET.fromstring(svg).iter(f"{SVG}title")]
    assert sorted(one.split(":")[0] for one in titles) == sorted(row["authority"] for row in rows)
    places = {(rect.get("x"), rect.get("y")) for rect in ET.fromstring(svg).iter(f"{SVG}rect") if rect.get("x")}
    assert len(places) == len(rows)
    good = sum(row["lscb_grade"] == "good" for row in rows)
    assert f"G good: {good}" in words_of(svg) and svg.count(f'fill="{COLOURS["good"]}"') == good
    assert demo(address.replace(".svg", ".png")).content.startswith(b"\x89PNG")


def test_every_page_of_ours_says_how_to_cite_it(demo):
    page = html.unescape(demo("/timeline?as_at=2014-12-31").text)
    cited = re.search(r"Cite this page</summary><p>([^<]+)</p>", page)[1]
    assert (
        cited.startswith("Timeline")
        and "http://localhost/timeline?as_at=2014-12-31. Fictional. Source: Ofsted" in cited
    )
    assert "31 December 2014" in cited and "published" in cited


def test_a_picture_is_of_the_parameters_and_cites_them(demo):
    early, late = (demo(f"/charts/grades.svg{words}").text for words in ("?as_at=2014-12-31", ""))
    assert early != late and "as_at=2014-12-31" in words_of(early)
    page = demo("/?as_at=2014-12-31").text
    assert 'href="/charts/grades.svg?as_at=2014-12-31"' in page
    assert re.search(r"<p>Reviews by the board’s grade[^<]*http://localhost/\?as_at=2014-12-31\. Fictional\.", page)


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/charts/no-such.svg", 404, "has no chart"),
        ("/charts/grades.svg?as_at=yesterday", 400, "as_at"),
        ("/boards/nowhere/charts/board.svg", 404, "nowhere"),
        ("/methods/charts/grades.svg", 404, "has no chart"),
        ("/nothing/charts/grades.svg", 404, "no page /nothing"),
        ("/charts/charts/grades.svg", 404, "no page /charts"),
        ("/lscb/charts/grades.svg", 404, "Not found"),
    ],
)
def test_what_is_not_there_is_refused(demo, address, status, said):
    answer = demo(address)
    assert answer.status_code == status and said in html.unescape(answer.text)


def test_a_second_chart_of_a_kind_has_a_name_of_its_own():
    rows = [{"grade": "good", "reviews": 1, "words": "Good: 1"}]
    with drawn.note_charts(drawn.PageCharts("/x", "a=1&b=2", "http://h/x?a=1&b=2", "S.")) as page:
        drawn.draw("grades", "One", "d", rows=rows)
        second = drawn.draw("grades", "Two <b>", "d", rows=rows)
    assert [one.name for one in page.charts] == ["grades", "grades-2"]
    assert (
        'href="/x/charts/grades-2.png?a=1&amp;b=2"' in second and "Two &lt;b&gt;. http://h/x?a=1&amp;b=2. S." in second
    )
    assert "take-chart" not in drawn.draw("grades", "One", "d", rows=rows)


def test_texts_are_escaped_and_wrapped():
    svg = charts.draw("grades", "t", "d", rows=[{"grade": "good", "reviews": 1, "words": "Good: 1"}])
    made = chart_pictures.as_svg(svg, "A <title> & more " * 5, "key", "http://h/?a=1&b=2")
    assert "A <title> & more" in words_of(made) and made.count('font-weight="bold"') >= 2
    with pytest.raises(ValueError, match="no chart of ours"):
        chart_pictures.as_svg("<p>", "t", "k", "s")
