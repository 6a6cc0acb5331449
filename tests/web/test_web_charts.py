"""Charts: drawn as specified, named for those who cannot see them, their labels put in after the drawing."""

import re

import pytest

from web import charts
from web.__main__ import WEB

TEMPLATES = WEB / "templates" / "own"
ROWS = [
    {"grade": "good", "reviews": 8, "words": "Good: 8 <of 9> & more"},
    {"grade": "inadequate", "reviews": 4, "words": "Inadequate: 4"},
]


def test_a_chart_has_a_role_a_title_and_a_description_that_are_escaped():
    svg = charts.draw("grades", "Reviews <by> grade", "8 good & 4 inadequate", rows=ROWS)
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" ')
    assert 'aria-labelledby="grades-title grades-text"' in svg
    assert '<title id="grades-title">Reviews &lt;by&gt; grade</title>' in svg
    assert '<desc id="grades-text">8 good &amp; 4 inadequate</desc>' in svg
    assert svg.count("role=") == 1  # the marks inside are one picture


def test_its_labels_stand_in_the_drawing_as_text_and_escaped():
    svg = charts.draw("grades", "t", "d", rows=ROWS)
    assert re.findall(r">([^<]+)</text>", svg) == ["Good: 8 &lt;of 9&gt; &amp; more", "Inadequate: 4"]
    assert not charts.STAND_IN.search(svg)


def test_a_grade_has_its_colour_and_its_length():
    svg = charts.draw("grades", "t", "d", rows=ROWS)
    widths = {colour: float(width) for width, colour in re.findall(r'd="M0,\d+h([\d.]+)v18[^"]*" fill="(#\w+)"', svg)}
    assert set(widths) == {"#00703c", "#942514"}
    assert widths["#00703c"] == pytest.approx(2 * widths["#942514"])


def test_a_chart_grows_with_its_place_and_no_further_than_is_said():
    svg = charts.draw("grades", "t", "d", rows=ROWS)
    width = float(re.search(r'viewBox="0 0 ([\d.]+) ', svg)[1])
    assert f"max-width: {round(1.5 * width)}px" in svg


def test_a_chart_that_is_not_there_is_an_error():
    with pytest.raises(FileNotFoundError, match=r"no-such-chart\.vl\.json"):
        charts.draw("no-such-chart", "t", "d", rows=[])


def test_a_chart_is_given_the_data_that_it_names():
    with pytest.raises(ValueError, match=r"chart grades is of \['rows'\], given were \['row'\]"):
        charts.draw("grades", "t", "d", row=ROWS)


def pieces_of(template):
    """The texts of the pieces that a template imports."""
    names = re.findall(r'{% import "(_\w+\.html)"', template)
    return [(TEMPLATES.parent / name).read_text(encoding="utf-8") for name in names]


@pytest.mark.parametrize("path", sorted(charts.FOLDER.glob("*.vl.json")), ids=lambda path: path.name)
def test_every_specification_says_what_it_shows_and_stands_on_a_page_with_its_figures(path):
    name = path.name.removesuffix(".vl.json")
    assert charts.specification(name)["description"].endswith(".")
    pages = [page.read_text(encoding="utf-8") for page in TEMPLATES.glob("*.html")]
    whole = [text + "".join(pieces_of(text)) for text in pages]
    using = [text for text in whole if f'draw("{name}"' in text or f'take_chart("{name}"' in text]
    assert using
    assert all("<table" in text and "data.take(" in text for text in using)
