"""A chart to take away: the page's own rows, whole in itself, as SVG and PNG, with its citation under the chart."""

import html
import re
import xml.etree.ElementTree as ET

import pytest

from web import chart_pictures, charts, drawn

SVG = "{http://www.w3.org/2000/svg}"
# A page that draws each specification, in the demo's world.
DRAWN = {
    "short-list": "/",
    "grades": "/",
    "timeline": "/timeline",
    "shares": "/timeline",
    "by-grade": "/practices/multi-agency-audits",
    "years": "/practices/multi-agency-audits",
}


def words_of(svg):
    return " ".join("".join(text.itertext()) for text in ET.fromstring(svg).iter(f"{SVG}text"))


def test_every_specification_is_tried():
    assert set(DRAWN) == {path.name.removesuffix(".vl.json") for path in charts.FOLDER.glob("*.vl.json")}


@pytest.mark.parametrize("name", DRAWN)
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
