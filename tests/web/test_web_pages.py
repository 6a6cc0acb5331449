import html
import itertools
import re
import sqlite3
from html.parser import HTMLParser

import pytest

from common.project import ROOT
from db.dictionary import DICTIONARY, text
from db.tables import published as published_tables
from db.tables import views
from web.__main__ import main, open_site
from web.page import WITH_DATE

PAGES = [
    "/",
    "/lscb",
    "/lscb/reviews",
    "/lscb/reviews/101",
    "/reviews/101",
    "/reviews/no-such",
    "/search",
    "/search?q=lantern",
    "/search?q=lantern&in=paragraphs&section=finding",
    "/search?q=submarine",
    "/lscb/paragraphs?_search=lanterns",
    "/lscb/paragraphs/101-003",
    "/lscb/boards",
    "/lscb/coverage",
    "/lscb/reviews_by_grade",
    "/lscb/paragraphs_matching?q=lanterns",
    "/lscb?sql=select+1",
    "/lscb/no_such_table",
    "/no_such_page",
]
VOID = {"meta", "link", "input", "br", "hr", "img"}


class Page(HTMLParser):
    """What a test asks of a page: elements with their attributes, and whether the tags close."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.open = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in ("p", "li", "option"):
            while self.open and self.open[-1] in ("p", "li", "option") and self.open[-1] != tag:
                self.open.pop()
        assert self.open and self.open.pop() == tag, (tag, self.open)

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.mark.parametrize("address", PAGES)
def test_every_page_says_what_it_is_and_can_be_read_by_all(get, address):
    answer = get(address)
    assert answer.status_code == (404 if "no-such" in address or "no_such" in address else 200)
    html = answer.text
    page = Page(html)
    assert page.open == []
    assert page.all("html") == [{"lang": "en-GB"}]
    assert len(page.all("main")) == len(page.all("h1")) == 1
    assert {"class": "skip", "href": "#main"} in page.all("a")
    assert "Contains public sector information licensed under the Open Government Licence v3.0." in html
    assert "An unofficial site, not made or endorsed by Ofsted" in html
    assert "Found a mistake?" in html
    assert html.count("Nothing here is real.") == 2  # above and in the footer
    assert len(re.findall("<caption>", html)) == len(page.all("table"))
    assert all(attributes.get("scope") for attributes in page.all("th"))
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert all(below <= above + 1 for above, below in itertools.pairwise(levels))
    names = {attributes.get("for") for attributes in page.all("label")}
    fields = [a for tag in ("input", "select", "textarea") for a in page.all(tag)]
    for field in fields:
        if field.get("type") not in ("hidden", "submit"):
            assert field.get("id") in names or field.get("aria-label"), field
    loaded = [a.get("src") or a.get("href") for tag in ("script", "link") for a in page.all(tag)]
    assert not [address for address in loaded if address and "//" in address and "localhost" not in address]


def test_a_row_links_to_the_page_of_the_report_and_shows_dates_in_words(get):
    html = get("/lscb/paragraphs/101-003").text
    assert '<a href="http://127.0.0.1/v1/file/101#page=9">report, page 9</a>' in html
    html = get("/lscb/reviews/101").text
    assert '<time datetime="2014-06-10">10 June 2014</time>' in html
    assert '<span class="grade grade-requires-improvement">Requires improvement</span>' in html


def test_a_review_shows_its_warnings(get):
    html = get("/reviews/103").text
    assert 'file/103#page=9">Page 9</a>: paragraph 83 follows paragraph 81' in html
    assert 'file/103#page=1">Page 1</a>: page 1 is dated 9 June 2014, the site lists the report on 12 June 2014' in html


def test_search_facets_and_labels_are_on(get):
    assert 'name="_search"' in get("/lscb/paragraphs").text
    page = get("/lscb/reviews").text
    for column in ("lscb_grade", "overall_grade", "region", "year"):
        assert f'id="facet-{column}"' in page
    assert "Aldermoor and Brackwater Safeguarding Children Board" in page  # the board's label, not only its id
    hidden = {table["name"] for table in get("/lscb.json").json()["tables"] if table["hidden"]}
    assert {"paragraph_pages", "board_authorities", "paragraphs_fts"} <= hidden


def test_every_published_column_has_its_line_and_no_line_lacks_its_column(published, metadata):
    described = metadata["databases"]["lscb"]["tables"]
    connection = sqlite3.connect(f"file:{published}?immutable=1", uri=True)
    try:
        for table in [*published_tables(), *views()]:
            columns = [row[1] for row in connection.execute(f"pragma table_info({table.name})")]
            about = described[table.name]
            assert list(about["columns"]) == columns, table.name
            assert all(str(line).strip() for line in about["columns"].values())
            assert about["description"] and about["title"]
            assert set(about.get("column_units", {})) <= set(columns)
            assert set(about.get("facets", [])) <= set(columns)
    finally:
        connection.close()
    assert described.keys() == {table.name for table in [*published_tables(), *views()]}


def test_the_data_dictionary_is_fresh(metadata):
    assert DICTIONARY.read_text(encoding="utf-8") == text(metadata), "run python -m db dictionary"


def test_licence_attribution_and_source_are_shown(metadata):
    assert metadata["license_url"] == "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
    assert metadata["source_url"] == "https://reports.ofsted.gov.uk"
    assert metadata["databases"]["lscb"]["license"] == "Open Government Licence v3.0"


def test_the_site_is_served_immutable_with_cors_and_limits(published):
    site = open_site(published)
    assert site.immutables == {str(published)} and site.cors
    assert site.setting("sql_time_limit_ms") == site.setting("max_returned_rows") == 1000
    assert site.setting("allow_csv_stream") is True and site.setting("max_csv_mb") == 0
    assert (ROOT / "web" / "static" / "site.css").exists()


def test_without_a_database_the_command_says_what_to_run(tmp_path, caplog):
    assert main(["--data", str(tmp_path)]) == 1
    assert "lscb.db is missing: run `make data`" in caplog.text


def test_the_date_of_a_page_goes_with_the_links_of_its_head(demo):
    def head(address):
        return demo(address).text.split('<header class="top">')[1].split("</header>")[0]

    dated = head("/boards?as_at=2014-12-31")
    assert "as at 31 December 2014" in dated and 'class="name" href="/?as_at=2014-12-31"' in dated
    for address in WITH_DATE:
        assert f'href="/{address}?as_at=2014-12-31"' in dated
        assert demo(f"/{address}?as_at=2014-12-31").status_code == 200
    assert 'href="/search"' in dated and 'href="/data"' in dated
    assert "as_at" not in head("/boards") and "as_at" not in head("/boards?as_at=%22%3E%3Cb%3E")


@pytest.mark.parametrize("address", ["/", "/threads", "/practices", "/practices/lay-members", "/themes", "/boards"])
def test_every_link_of_a_dated_page_to_a_dated_page_keeps_the_date(demo, address):
    page = demo(f"{address}?as_at=2014-12-31").text.split('<nav class="trail"')[1].split("<footer")[0]
    dated = re.compile(r"/(?:(?:threads|practices|themes|boards|timeline|map|briefing)(?:/[\w-]+)?)?(?:\?.*)?")
    links = [html.unescape(one) for one in re.findall(r'<a [^>]*?href="([^"#]+)"', page)]
    of_date = [one for one in links if dated.fullmatch(one) and "as_at=" not in one]
    # To the same page as at another date, and home from the trail.
    assert not [one for one in of_date if one.split("?")[0] not in (address, "/")], of_date
