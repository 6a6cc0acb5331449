"""What machines read: addresses, descriptions, the data set, the sitemap, robots.txt and the feed."""

import json
import re
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser

import pytest
from datasette.utils.asgi import Request

from web import address
from web.pages import feed

ATOM = {"a": "http://www.w3.org/2005/Atom"}
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
# RFC 3339
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


class Head(HTMLParser):
    """The metadata of a page's head: meta elements by name or property, links by rel, and JSON-LD."""

    def __init__(self, html):
        super().__init__()
        self.meta, self.links, self.data, self._in_data = {}, {}, None, False
        self.feed(html[: html.index("</head>")])

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "meta" and "content" in found:
            self.meta[found.get("name") or found.get("property")] = found["content"]
        if tag == "link":
            self.links[found.get("type") or found["rel"]] = found["href"]
        self._in_data = tag == "script" and found.get("type") == "application/ld+json"

    def handle_data(self, data):
        if self._in_data:
            self.data = json.loads(data)
            self._in_data = False


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("/", "/"),
        ("/threads", "/threads"),
        ("/threads?as_at=&region=", "/threads"),
        ("/threads?as_at=2014-11-12&utm_source=x", "/threads?as_at=2014-11-12"),
        ("/threads?grades=good&grades=outstanding", "/threads"),
        ("/threads?grades=good&as_at=2014-11-12", "/threads?as_at=2014-11-12&grades=good"),
        ("/lscb/threads?grades=inadequate&grades=good", "/lscb/threads?grades=good%2Cinadequate"),
        ("/lscb/reviews_by_grade?as_at=2014-11-12&_trace=1", "/lscb/reviews_by_grade?as_at=2014-11-12"),
        ("/lscb/reviews?_sort=region&_facet=year&lscb_grade=good", "/lscb/reviews?lscb_grade=good"),
        ("/lscb/paragraphs?_search=harbour&_size=20", "/lscb/paragraphs?_search=harbour"),
        ("/lscb?sql=select+1", "/lscb?sql=select+1"),
        ("/timeline?as_at=2014-11-12&by=quarter", "/timeline?as_at=2014-11-12"),
        ("/map?region=North+Vale&as_at=", "/map?region=North+Vale"),
        ("/search?q=harbour&page=1&in=paragraphs", "/search?in=paragraphs&q=harbour"),
        ("/compare?board=coldharbour&board=dunmere", "/compare?board=coldharbour&board=dunmere"),
    ],
)
def test_a_page_has_one_address_without_what_changes_nothing(get, asked, canonical):
    head = Head(get(asked).text)
    assert head.links["canonical"] == head.meta["og:url"] == f"http://localhost{canonical}"


def test_repeated_parameters_keep_their_order_and_defaults_go():
    about = {"polarity": {"kind": "polarity", "default": "strength"}}
    pairs = [("polarity", "strength"), ("board", "b"), ("board", "a"), ("gclid", "1"), ("q", " ")]
    assert address.page_parameters(pairs, about, {"board", "q"}) == [("board", "b"), ("board", "a")]
    assert address.page_parameters([("polarity", "weakness")], about, set()) == [("polarity", "weakness")]


def test_the_sites_own_address_counts_before_the_hosts_that_a_visitor_names(get, monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://boards.example/lscb-reviews/")
    assert Head(get("/threads").text).links["canonical"] == "https://boards.example/lscb-reviews/threads"
    assert "Sitemap: https://boards.example/lscb-reviews/sitemap.xml\n" in get("/robots.txt").text


@pytest.mark.parametrize("path", ["/below/threads", "/threads"])
def test_below_a_folder_the_address_has_it_once(path):
    class Below:
        """As Datasette behaves with `base_url`, where a proxy keeps the folder and where it takes it off."""

        class urls:  # noqa: N801
            @staticmethod
            def path(path):
                return "/below" + path

        @staticmethod
        def setting(name):
            return "/below/"

        @staticmethod
        def absolute_url(request, path):
            return f"{request.scheme}://{request.host}{path}"

    request = Request.fake(path)
    assert address.path_of(Below, request) == "/threads"
    assert address.absolute(Below, request, address.path_of(Below, request)) == "http://localhost/below/threads"


@pytest.mark.parametrize("path", ["/", "/threads", "/methods", "/lscb", "/lscb/reviews", "/lscb/reviews_by_grade"])
def test_every_page_says_what_it_is_to_whoever_shares_it(get, path):
    html = get(path).text
    head = Head(html)
    title = re.search(r"<title>(.*?)</title>", html, re.S)[1]
    assert title.endswith(" (fictional)") and head.meta["og:title"] == title
    assert head.meta["description"] == head.meta["og:description"]
    assert head.meta["description"].startswith("Fictional. ") and len(head.meta["description"]) > 40
    assert head.meta["og:site_name"].endswith("(fictional)")
    assert head.links["application/atom+xml"] == "/feed.atom"


@pytest.mark.parametrize("path", ["/no_such_page", "/lscb/no_such_table", "/threads?as_at=yesterday"])
def test_an_error_is_kept_out_of_search_engines(get, path):
    head = Head(get(path).text)
    assert head.meta["robots"] == "noindex"
    assert "canonical" not in head.links and "og:url" not in head.meta


def test_the_data_set_is_described_where_it_is_offered(get):
    data = Head(get("/").text).data
    assert Head(get("/data").text).data == data
    assert (data["@context"], data["@type"]) == ("https://schema.org", "Dataset")
    assert data["name"].endswith(" (fictional)") and data["description"].startswith("Fictional.")
    assert not {"isBasedOn", "spatialCoverage", "temporalCoverage"} & data.keys()
    assert data["license"] == "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
    kinds = {one["encodingFormat"] for one in data["distribution"]}
    assert {"application/vnd.sqlite3", "application/vnd.apache.parquet", "text/csv", "application/json"} <= kinds
    for one in data["distribution"]:
        assert one["@type"] == "DataDownload"
        assert get(one["contentUrl"].removeprefix("http://localhost")).status_code == 200
    assert Head(get("/threads").text).data is None


def test_real_data_name_their_place_time_and_source(metadata):
    from web import schema

    build = {"title": "Reviews", "corpus_sha256": "ab", "is_fictional": 0, "notice": None}
    made = schema.dataset(metadata, build, lambda path: "https://boards.example" + path, {"reviews.parquet"})
    assert (made["temporalCoverage"], made["spatialCoverage"]["name"]) == ("2013-11/2017-12", "England")
    assert made["isBasedOn"]["url"] == "https://reports.ofsted.gov.uk"
    assert (made["name"], made["url"]) == ("Reviews", "https://boards.example/")
    files = [one["contentUrl"] for one in made["distribution"] if "/data/downloads/" in one["contentUrl"]]
    assert files == ["https://boards.example/data/downloads/reviews.parquet"]


def test_every_address_of_the_sitemap_answers(get):
    response = get("/sitemap.xml")
    assert response.headers["content-type"].startswith("application/xml")
    root = ElementTree.fromstring(response.text)
    found = [one.text for one in root.findall("s:url/s:loc", SITEMAP)]
    assert len(found) == len(set(found)) > 10
    own = (
        "/",
        "/threads",
        "/boards",
        "/timeline",
        "/map",
        "/methods",
        "/codebook",
        "/corrections",
        "/data",
        "/api",
        "/lscb",
    )
    kinds = ("/boards/coldharbour", "/themes/partnership", "/practices/challenge-log", "/reviews/101")
    assert {f"http://localhost{path}" for path in own + kinds} <= set(found)
    for one in found:
        page = get(one.removeprefix("http://localhost"))
        assert page.status_code == 200, one
        assert Head(page.text).links["canonical"] == one


def test_addresses_are_those_of_boards_themes_practices_and_reviews(get):
    rows = get("/lscb/addresses.json?_shape=objects").json()["rows"]
    assert {row["path"] for row in rows if row["of_a"] == "review"} == {
        f"/reviews/{id}" for id in ("101", "102", "103")
    }
    assert "/boards/coldharbour" in {row["path"] for row in rows}
    assert "/themes/partnership" in {row["path"] for row in rows}
    assert {
        "of_a": "practice",
        "id": "challenge-log",
        "name": "Challenge log",
        "path": "/practices/challenge-log",
    } in rows


def test_robots_may_read_everything_but_what_has_no_end(get):
    lines = get("/robots.txt").text.splitlines()
    assert lines[:2] == ["User-agent: *", "Allow: /"]
    assert {"Disallow: /lscb?", "Disallow: /lscb/*?"} <= set(lines)
    assert lines[-1] == "Sitemap: http://localhost/sitemap.xml"


def test_the_feed_has_each_review_newest_first(get):
    response = get("/feed.atom")
    assert response.headers["content-type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(response.text)
    assert root.find("a:title", ATOM).text.endswith("(fictional)")
    entries = root.findall("a:entry", ATOM)
    pages = [one.find("a:link[@rel='alternate']", ATOM).get("href") for one in entries]
    assert pages == [f"http://localhost/reviews/{id}" for id in ("103", "101", "102")]
    first = entries[0]
    assert first.find("a:title", ATOM).text == "Coldharbour Local Safeguarding Children Board: Good"
    assert first.find("a:updated", ATOM).text == "2014-06-12T00:00:00Z"
    assert first.find("a:author/a:name", ATOM).text == "Ofsted (fictional)"
    assert first.find("a:summary", ATOM).text.startswith(
        "Fictional: Ofsted’s report on Coldharbour, public on 12 June 2014"
    )
    moments = [one.text for one in root.iter() if one.tag.rsplit("}")[-1] in ("updated", "published")]
    assert len(moments) == 7 and all(MOMENT.fullmatch(one) for one in moments)
    assert moments[0] == "2014-06-12T00:00:00Z"
    ids = [one.text for one in root.iter("{http://www.w3.org/2005/Atom}id")]
    assert len(set(ids)) == 4 and all(one.startswith("urn:uuid:") for one in ids)


def test_an_entrys_id_never_changes():
    assert feed.entry_id("101", is_fictional=False) == "urn:uuid:03265970-3cf4-5e9f-ae00-fec66a1556d5"
    assert feed.entry_id("101", is_fictional=True) == "urn:uuid:4ceb0c93-cf88-5e03-acb5-446d4e95d237"


@pytest.mark.parametrize(
    ("path", "title"),
    [
        (
            "/threads?grades=inadequate&shows=weakness&region=London",
            "Common threads, inadequate boards, more criticism, in London: ",
        ),
        ("/themes/audit?as_at=2014-11-12", "Audit and quality assurance, as at 12 November 2014: "),
        ("/boards?as_at=2014-11-12", "Boards, as at 12 November 2014: "),
        ("/threads?grades=", "Common threads: "),
    ],
)
def test_a_title_says_what_was_chosen(demo, path, title):
    assert f"<title>{title}" in demo(path).text


def test_the_reports_of_a_joint_board_have_titles_of_their_own(demo):
    joint = demo("/lscb/review_units.json?_shape=array&reports=2").json()
    titles = {re.search("<title>(.*?)</title>", demo(f"/reviews/{row['review_id']}").text)[1] for row in joint}
    assert len(titles) == len(joint) == 2
