import hashlib
import html as entities
import io
import re

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from db.load import load
from db.publish import publish
from tests.worlds.building import day
from tests.worlds.tiny import record, tiny
from web import pictures, reports

# Invented findings all have this box, see tests/worlds/building.py.
BOX = pictures.Place(70, 100, 500, 140)
# What the drawn PDF has on page 9 and, further right, on page 10: a black bar inside the box, from the page's top left.
BARS = {9: (100, 110, 200, 130), 10: (300, 110, 400, 130)}


def report(pages=12, turned=False):
    """A PDF with a black bar on pages 9 and 10."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1)
    for page in range(1, pages + 1):
        canvas.drawString(70, 40, f"page {page}")
        if page in BARS:
            x0, top, x1, bottom = BARS[page]
            canvas.rect(x0, A4[1] - bottom, x1 - x0, bottom - top, stroke=0, fill=1)
        if turned:
            canvas.setPageRotation(90)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """The fictional world with the PDFs of two reviews: 101's is the one that was read, 102's is another."""
    world = tiny()
    pdf = report()
    world.records[3] = record(
        "104", "London Borough of Coldharbour", published_on=day("2016-01-05"),
        inspected_from=day("2015-10-01"), inspected_to=day("2015-10-24"),
    )  # fmt: skip
    world.records[0]["sha256"] = world.listing[0]["sha256"] = hashlib.sha256(pdf).hexdigest()
    folder, reference = world.write(tmp_path_factory.mktemp("reviewed"))
    (folder / "reports" / "101.pdf").write_bytes(pdf)
    (folder / "reports" / "102.pdf").write_bytes(pdf)
    load(folder, reference)
    publish(folder)
    return folder


@pytest.fixture(scope="module")
def ask(data, serve):
    return serve(data / "lscb.db")


def words(html):
    return re.sub(r"\s+", " ", entities.unescape(re.sub(r"<[^>]+>", " ", html)))


def picture(answer):
    assert answer.status_code == 200 and answer.headers["content-type"] == "image/png", answer.text
    return Image.open(io.BytesIO(answer.content)).convert("RGB")


def dark(image, x0, top, x1, bottom):
    """Whether a picture is black at the corners, just inside, of a box in pixels."""
    return all(max(image.getpixel((x, y))) < 60 for x in (x0 + 2, x1 - 3) for y in (top + 2, bottom - 3))


def test_paragraphs_stand_in_order_each_with_its_pages_and_its_own_address(ask):
    page = ask("/reviews/101").text
    rows = ask("/lscb/report_paragraphs.json?_shape=objects&review=101").json()["rows"]
    found = re.findall(r'<article class="paragraph" id="([\d-]+)".*?</article>', page, re.DOTALL)
    assert found == [row["paragraph_id"] for row in rows] == ["101-001", "101-002", "101-003"]
    printed = [
        re.sub(r"<small.*?</small>|<[^>]+>", "", one)
        for one in re.findall(r'<p class="printed">(.*?)</p>', page, re.DOTALL)
    ]
    assert printed == [f"{row['number'] or ''} {row['text']}".strip() for row in rows]
    assert [row["number"] for row in rows] == [None, "82", "83"]
    proof = [
        re.findall(r'file/101#page=(\d+)">report, page', one)
        for one in re.findall(r'<div class="proof"><p>(.*?)</p>', page)
    ]
    assert proof == [["8"], ["8"], ["9", "10"]]
    assert re.findall(r"<h3 class=\"section\">(.*?)</h3>", page) == ["Summary", "Recommendations", "Findings"]
    assert [row["last_page"] for row in rows] == [8, 8, 10]


def test_each_sentence_shows_its_class_and_on_demand_why(ask):
    page = ask("/reviews/101").text
    assert re.findall(r'aria-label="([\w ]+)" role="img">(\w)</small>', page) == [
        ("plain fact", "F"), ("criticism", "C"), ("praise", "P"),
    ]  # fmt: skip
    last = words(page[page.index('id="101-003"') : page.index("</article>", page.index('id="101-003"'))])
    assert "1 sentence: 1 praise Safeguarding of lanterns is strong, … praise (matched words: “strong”), on" in last
    assert 'href="/lscb/statements/101-003-01"' in page and 'href="/themes/partnership">Partnership working<' in page


def test_warnings_stand_at_the_top_and_at_the_paragraph_on_their_page(ask):
    page = ask("/reviews/103").text
    top, paragraphs = page.split('<h2 id="paragraphs">')
    assert "paragraph 83 follows paragraph 81" in top and "page 1 is dated 9 June 2014" in top
    assert paragraphs.count("paragraph 83 follows paragraph 81") == 1
    assert paragraphs.index('id="103-003"') < paragraphs.index("paragraph 83 follows paragraph 81")


def test_the_report_is_described_with_its_grade_as_printed(ask, data):
    page = words(ask("/reviews/101").text)
    sha256 = hashlib.sha256((data / "reports" / "101.pdf").read_bytes()).hexdigest()
    for said in (
        "judged Aldermoor and Brackwater Safeguarding Children Board Good ( report, page 8 )",
        "Grade as printed “is good”, report, page 8",
        "Inspected 1 April 2014 to 24 April 2014",
        "Lead inspector Ada Lund",
        "12 pages, of which 8 to 10 review the board",
        f"SHA-256 of the file {sha256}",
        "extractor 1 , as layout B",
        "Overall effectiveness of the authority: Requires improvement report, page 1",
        "Ofsted, report on Aldermoor, 10 June 2014, review of Aldermoor and Brackwater Safeguarding Children Board,",
        "Read as data at http://localhost/reviews/101,",
    ):
        assert said in page


def test_a_joint_boards_review_says_which_report_counts(ask):
    first, second = words(ask("/reviews/101").text), words(ask("/reviews/102").text)
    assert "the same review stands in the report on Brackwater, City of (10 June 2014)" in first
    assert "Figures count it once: as here." in first
    assert "Figures count it once: as in the report on Aldermoor, not as here." in second
    assert 'href="/reviews/101">Aldermoor</a>' in ask("/reviews/102").text


def test_a_board_reviewed_twice_leads_to_the_other_review(ask):
    page = ask("/reviews/103").text
    assert "The board was also reviewed at another time" in page and 'href="/reviews/104">5 January 2016</a>' in page
    assert "as at a date from 5 January 2016 on count the later one" in words(page)
    assert "count the later one" not in words(ask("/reviews/104").text)


def test_a_paragraphs_picture_is_its_place_on_the_page_framed(ask):
    page = ask("/reviews/101").text
    sources = re.findall(r'<img src="([^"]+)" width="(\d+)" height="(\d+)" loading="lazy" alt="([^"]+)"', page)
    assert [one[0].split("/pages/")[1] for one in sources] == [
        "8.png?paragraph=101-001", "8.png?paragraph=101-002", "9.png?paragraph=101-003", "10.png?paragraph=101-003",
    ]  # fmt: skip
    for source, width, height, _ in sources[2:]:
        image = picture(ask(source))
        assert image.size == (int(width), int(height)) == BOX.size
        number = int(re.search(r"/(\d+)\.png", source)[1])
        left, top, *_ = BOX.pixels(pictures.AROUND)
        bar = [round(at * pictures.SCALE) for at in BARS[number]]
        inside = (bar[0] - left, bar[1] - top, bar[2] - left, bar[3] - top)
        assert dark(image, *inside)
        other = [round(at * pictures.SCALE) for at in BARS[19 - number]]
        assert not dark(image, other[0] - left, other[1] - top, other[2] - left, other[3] - top)
        x0, y0, x1, y1 = BOX.pixels(pictures.AIR)
        for at in ((x0 - left + 1, y0 - top + 20), (x1 - left - 1, y0 - top + 20), (x0 - left + 20, y1 - top - 1)):
            red, green, blue = image.getpixel(at)
            assert red > 100 and green < 80 and blue < 80, at


def test_a_whole_page_has_all_its_paragraphs_framed(ask):
    image = picture(ask("/reviews/101/pages/9.png"))
    assert image.size == (893, 1263)  # A4 at one and a half pixels a point
    assert dark(image, *(round(at * pictures.SCALE) for at in BARS[9]))
    red, green, blue = image.getpixel((BOX.pixels(pictures.AIR)[0] + 1, 190))
    assert red > 100 and green < 80 and blue < 80


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/reviews/102/pages/9.png", "is not the one that was read: its SHA-256 differs"),
        ("/reviews/103/pages/9.png", "The PDF is not at hand"),
        ("/reviews/101/pages/13.png", "The report has 12 pages, so no page 13"),
        ("/reviews/101/pages/8.png?paragraph=101-003", "Page 8 has no part of a paragraph"),
        ("/reviews/101/pages/9.png?paragraph=102-003", "Page 9 has no part of a paragraph"),
        ("/reviews/999/pages/9.png", "There is no review"),
    ],
)
def test_there_is_a_picture_only_of_the_file_that_was_read(ask, address, said):
    answer = ask(address)
    assert answer.status_code == 404 and said in answer.text


@pytest.mark.parametrize(("review", "why"), [("102", "its SHA-256 differs"), ("103", "The PDF is not at hand")])
def test_without_the_pdf_there_are_links_alone_and_the_reason(ask, review, why):
    page = ask(f"/reviews/{review}").text
    assert why in page and "<img" not in page and ".png" not in page
    assert page.count(f"/v1/file/{review}#page=9") >= 1


def test_a_pdf_replaced_while_the_site_runs_is_seen(ask, data, tmp_path):
    place = data / "reports" / "101.pdf"
    kept = place.read_bytes()
    before = ask("/reviews/101/pages/10.png")
    assert before.content.startswith(b"\x89PNG")
    try:
        place.write_bytes(report(pages=11))
        answer = ask("/reviews/101/pages/10.png")
        assert answer.status_code == 404 and "is not the one that was read" in answer.text
    finally:
        place.write_bytes(kept)
    assert ask("/reviews/101/pages/10.png").content == before.content


def test_a_turned_page_has_no_picture(tmp_path):
    (tmp_path / "turned.pdf").write_bytes(report(turned=True))
    with pytest.raises(pictures.PictureError, match="Page 9 is turned or cropped"):
        pictures.draw(tmp_path / "turned.pdf", 9, [BOX])


@pytest.mark.parametrize(
    ("address", "said", "link"),
    [
        ("/reviews/1011", "There is no review", "/reviews/101"),
        ("/reviews/coldharbour", "There is no review", "/reviews/103"),
        ("/reviews/aldermoor-and-brackwater", "There is no review", "/reviews/102"),
        ("/reviews/105", "What it is: out of scope: published in 2022.", "/lscb/documents/105"),
        ("/reviews/107", "What it is: unreadable: page 1 has no text.", "http://127.0.0.1/v1/file/107"),
    ],
)
def test_an_id_that_names_no_review_is_explained(ask, address, said, link):
    answer = ask(address)
    assert answer.status_code == 404
    assert said in words(answer.text) and f'href="{link}"' in answer.text


def test_the_list_of_reviews_is_the_table(ask):
    answer = ask("/reviews")
    assert answer.status_code == 301 and answer.headers["location"] == "/lscb/reviews"


def test_every_part_of_the_page_can_be_taken_away(ask):
    page = ask("/reviews/103").text
    for name in (
        "report",
        *(f"report_{one}" for one in ("judgements", "paragraphs", "statements", "paragraph_pages", "warnings")),
    ):
        assert f'href="/lscb/{name}.json?_shape=objects&amp;review=103"' in page, name
        assert ask(f"/lscb/{name}.json?_shape=objects&review=103").json()["rows"]


def test_pieces_keep_every_word_of_the_paragraph():
    def said(start, text, polarity="strength"):
        return {"start": start, "text": text, "polarity": polarity}

    text = "One bell. Two bells. Three."
    parted = reports.pieces(text, [said(0, "One bell."), said(10, "Two bells.", "mixed"), said(21, "Three.")])
    assert [(one.text, one.polarity) for one in parted] == [
        ("One bell.", "strength"), (" ", ""), ("Two bells.", "mixed"), (" ", ""), ("Three.", "strength"),
    ]  # fmt: skip
    for odd in ([said(5, "bells")], [said(0, "One bell. Two"), said(4, "bell.")], []):
        assert "".join(one.text for one in reports.pieces(text, odd)) == text
    assert [one.polarity for one in reports.pieces(text, [said(5, "bells")])] == [""]
