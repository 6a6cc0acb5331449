"""How an official, a chair and a journalist find their way through the demo, in Debian's chromium without scripts.

Each checks what it reads against the data that it takes away, and one way is walked by keyboard alone.
"""

import csv
import io
import json
import re
from urllib.parse import quote_plus

import pypdfium2
import pytest
from chromium import MARKS, at, fetch

from web.figures import points

pytestmark = MARKS

LIMIT = 120  # presses of the Tab key before the way counts as lost


def answered(site, path):
    """A JSON answer of the site."""
    _, body = fetch(site + path)
    return json.loads(body)


def taken(site, link):
    """What a link to JSON or CSV under a figure gives: rows as dicts."""
    address = link.get_attribute("href")
    _, body = fetch(site + address)
    if ".csv" in address:
        return list(csv.DictReader(io.StringIO(body.decode())))
    return json.loads(body)["rows"]


def test_an_official_compares_groups_in_a_region_and_takes_the_figures_away(plain, site):
    regions = [row["region"] for row in answered(site, "/lscb/grades_by_region.json?_shape=array")]
    asked = {
        region: answered(site, f"/lscb/threads.json?_shape=array&as_at=2017-06-30&region={region.replace(' ', '+')}")
        for region in regions
    }
    region = next(name for name, rows in asked.items() if rows[0]["group_n"] and rows[0]["rest_n"])

    plain.goto("/")
    plain.get_by_label("As at").fill("2017-06-30")
    plain.get_by_role("button", name="Show").click()
    counts = taken(site, plain.get_by_role("link", name="CSV of Reviews by grade"))
    heading = plain.locator("#grades").inner_text()
    assert heading.startswith(f"{sum(int(row['reviews']) for row in counts)} reviews by 30 June 2017")
    assert f"{counts[1]['reviews']} good" in heading

    plain.get_by_role("link", name="All practices, and how sure that is").click()
    assert at(plain) == "/threads?as_at=2017-06-30"
    plain.get_by_text("Other grades, dates or regions").click()
    assert plain.get_by_label("As at").input_value() == "2017-06-30"
    plain.get_by_label("Region", exact=True).select_option(region)
    plain.get_by_role("button", name="Show").click()
    assert f"region={region.replace(' ', '+')}" in at(plain)

    table = plain.locator("section", has=plain.locator("h2#themes"))
    rows = taken(site, table.get_by_role("link", name="CSV of Common threads"))
    assert [dict(row)["theme_id"] for row in rows] == [row["theme_id"] for row in asked[region]]
    shown = table.locator("tbody tr").all()
    assert len(shown) == len(rows) > 10
    for line, row in zip(shown, rows, strict=True):
        assert row["theme"] in line.locator("th").inner_text()
        cells = line.locator("td").all_inner_texts()
        assert cells[1].split() == [row["group_k"], f"{100 * float(row['group_share']):.0f}%"]
        assert cells[2].split() == [row["rest_k"], f"{100 * float(row['rest_share']):.0f}%"]
        assert cells[3].startswith(points(float(row["difference_points"])))

    first = rows[0]
    table.get_by_role("link", name=first["theme"], exact=True).click()
    assert at(plain).startswith(f"/themes/{first['theme_id']}?")
    assert plain.locator("h1").inner_text() == first["theme"]


def test_a_chair_sets_a_board_beside_a_neighbour_and_reads_a_quote_on_its_page(plain, site, ofsted, tmp_path):
    plain.goto("/boards")
    row = plain.locator("tbody tr", has=plain.locator("td .grade-good")).first
    name = row.locator("th").inner_text().split("\n")[0]
    row.locator("th a").click()
    assert plain.locator("h1").inner_text() == name
    assert "Good" in plain.locator("p.lead").inner_text()

    assert plain.get_by_role("heading", name="Whom to learn from").is_visible()
    plain.locator("summary", has_text="Statistical neighbours").click()
    plain.get_by_role("link", name=re.compile("^compare with ")).first.click()
    boards = re.findall(r"board=([\w-]+)", at(plain))
    assert at(plain).startswith("/compare?") and len(boards) == 2
    plain.locator("details.fold summary").first.click()
    known = {row["board_id"]: row for row in answered(site, "/lscb/boards_reviewed.json?_shape=array")}
    heads = plain.locator("main .grade")
    assert heads.nth(0).inner_text().lower() == known[boards[0]]["lscb_grade"]
    assert name == known[boards[0]]["board"]

    quote = plain.locator("main li", has=plain.locator("q")).first
    words = quote.locator("q").inner_text()
    link = quote.get_by_role("link", name="report, page").get_attribute("href")
    (said,) = [
        one
        for one in answered(site, "/lscb/statements.json?_shape=array&_size=max&_labels=off&text=" + quote_plus(words))
        if one["page_url"] == link
    ]
    reviews = {row["review_id"]: row["board_id"] for row in answered(site, "/lscb/reviews.json?_shape=array&_size=max")}
    assert reviews[said["review_id"]] in boards
    headers, pdf = fetch(link.split("#")[0])
    assert headers["Content-Type"] == "application/pdf"
    page = pypdfium2.PdfDocument(pdf)[int(link.split("#page=")[1]) - 1]
    printed = re.sub(r"[\s\ufffe-]+", "", page.get_textpage().get_text_range())
    assert re.sub(r"[\s-]+", "", words)[:60] in printed


def test_a_journalist_finds_a_sentence_checks_it_and_takes_it_as_json(plain, site):
    plain.goto("/")
    plain.get_by_label("Words to find").fill("training")
    plain.get_by_role("button", name="Search").click()
    assert at(plain) == "/search?q=training"
    plain.get_by_text("Narrow down").click()
    plain.get_by_label("What the statement says of the board").select_option("strength")
    plain.locator("details.narrow").get_by_role("button").or_(plain.get_by_role("button", name="Search")).first.click()
    assert "polarity=strength" in at(plain)

    hits = plain.locator("main li", has=plain.locator("q mark"))
    first = hits.first
    words = first.locator("q").inner_text()
    assert all("train" in mark.lower() for mark in first.locator("mark").all_inner_texts())
    assert "praise" in first.inner_text()
    rows = taken(site, plain.get_by_role("link", name="JSON of Statements"))
    assert rows[0]["text"] == words and rows[0]["polarity"] == "strength"
    assert rows[0]["board"] in first.inner_text()

    first.get_by_role("link", name="this sentence").click()
    assert at(plain) == f"/lscb/statements/{rows[0]['statement_id']}"
    assert plain.locator("blockquote.said").inner_text() == words
    cited = plain.locator("blockquote.said + .cite").inner_text()
    assert rows[0]["board"] in cited and re.search(r"\d{1,2} [A-Z][a-z]+ 201\d", cited)
    assert plain.locator("mark").inner_text() == words
    (row,) = answered(site, at(plain) + ".json?_shape=objects")["rows"]
    assert (row["text"], row["page_url"]) == (words, rows[0]["page_url"])

    plain.locator("blockquote.said + .cite").get_by_role("link").first.click()
    assert at(plain) == f"/reviews/{row['review_id']}"
    paragraph = plain.locator(f"[id='{row['paragraph_id']}']")
    assert words[:40] in re.sub(r"\s+", " ", paragraph.inner_text())
    paragraph.get_by_text("See it on page").click()
    picture = paragraph.locator("img").first.get_attribute("src")
    headers, image = fetch(site + picture)
    assert headers["Content-Type"].startswith("image/") and len(image) > 1000


def tab_to(page, locator):
    """Press the Tab key until an element has the focus; it must show that it has it."""
    for _ in range(LIMIT):
        page.keyboard.press("Tab")
        if locator.evaluate("e => e === document.activeElement"):
            outline = locator.evaluate("e => getComputedStyle(e).outlineStyle + getComputedStyle(e).outlineWidth")
            assert outline not in ("none0px", "none"), locator
            return
    pytest.fail(f"{LIMIT} presses did not reach {locator}")


def test_by_keyboard_alone_from_the_front_page_to_a_practice_and_to_two_boards_compared(page):
    page.goto("/")
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    assert skip.evaluate("e => e === document.activeElement")
    assert skip.bounding_box()["x"] >= 0  # it shows itself
    page.keyboard.press("Enter")
    assert page.locator("main").evaluate("e => e === document.activeElement")
    tab_to(page, page.get_by_role("link", name="All practices, and how sure that is"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/threads")

    tab_to(page, page.locator("section.chooser summary"))
    page.keyboard.press("Enter")
    tab_to(page, page.locator("input[name=grades][value=good]"))
    page.keyboard.press("Space")  # off: outstanding alone
    tab_to(page, page.get_by_role("button", name="Show"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/threads?grades=outstanding&**")
    practice = page.locator("section:has(h2#table) tbody th[scope=row] a").first
    name = practice.inner_text()
    tab_to(page, practice)
    page.keyboard.press("Enter")
    page.wait_for_url("**/practices/**")
    assert page.locator("h1").inner_text() == name

    page.goto("/boards")
    ticks = page.locator("tbody input[name=board]")
    for at_row in (0, 1):
        tab_to(page, ticks.nth(at_row))
        page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare?**")
    chosen = re.findall(r"board=([\w-]+)", at(page))
    assert len(chosen) == 2


def test_the_search_takes_its_words_by_keyboard(page):
    page.goto("/")
    tab_to(page, page.locator("#q"))
    page.keyboard.type("challenge")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=challenge")
    assert page.locator("main q mark").count() > 0


def test_a_review_shows_its_warnings_and_its_paragraphs_in_order(page, site):
    first = answered(site, "/lscb/reviews_with_warnings.json?_shape=array")[0]
    page.goto(f"/reviews/{first['review_id']}")
    said = re.sub(r"\d{1,2} [A-Z][a-z]+ \d{4}", "…", page.locator("section.warnings").first.inner_text())
    assert re.sub(r"\d{4}-\d\d-\d\d", "…", first["message"]) in said
    paragraphs = answered(
        site, f"/lscb/paragraphs.json?_shape=array&_size=max&_sort=position&review_id={first['review_id']}"
    )
    shown = page.evaluate("[...document.querySelectorAll('main [id]')].map(e => e.id)")
    assert [one for one in shown if one in {row["paragraph_id"] for row in paragraphs}] == [
        row["paragraph_id"] for row in paragraphs
    ]
