import collections
import datetime
import hashlib
import json

import pytest
from datasette.database import Database

from common.version import __version__
from db import builds
from tests.worlds.tiny import tiny
from web import canned, version
from web.plugins import caching

PAGES = [
    "/",
    "/threads",
    "/methods",
    "/codebook",
    "/lscb/reviews",
    "/lscb/reviews/101",
    "/lscb/reviews_by_grade",
    "/lscb?sql=select+1",
]
DATA = [
    "/lscb/reviews_by_grade.json?_shape=objects",
    "/lscb/reviews_by_grade.csv",
    "/lscb/reviews.json",
    "/lscb/reviews.csv?_stream=1",
    "/lscb.json?sql=select+1",
    "/-/data.json",
]
FILES = ["/assets/site.css", "/lscb.db", "/data/downloads/reviews.parquet"]


@pytest.mark.parametrize("address", [*PAGES, *DATA, *FILES])
def test_what_a_reader_still_has_is_not_sent_again(get, address):
    first = get(address)
    assert first.status_code == 200 and first.headers["cache-control"] == "max-age=300"
    again = get(address, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["cache-control"] == "max-age=300"
    other = get(address, headers={"If-None-Match": 'W/"of-another-day"'})
    assert other.status_code == 200 and len(other.content) > 0


@pytest.mark.parametrize("address", [*PAGES, *DATA, *FILES, "/no_such_page", "/lscb/no.json", "/lscb.json?sql=selec"])
def test_scripts_of_any_site_may_ask_and_see_the_headers(get, address):
    for headers in ({}, {"If-None-Match": "*"}, {"Cookie": "a=b"}):
        answer = get(address, headers=headers)
        assert answer.headers.get_list("access-control-allow-origin") == ["*"]
        assert "ETag" in answer.headers["access-control-expose-headers"]
        assert "Cookie" in answer.headers["vary"] and "Authorization" in answer.headers["vary"]
    allowed = get(address, "options", headers={"Access-Control-Request-Headers": "if-none-match"})
    assert allowed.status_code == 204 and "If-None-Match" in allowed.headers["access-control-allow-headers"]


def test_an_answer_that_a_reader_still_has_costs_no_sql(get, monkeypatch):
    tag = get("/lscb/threads.json").headers["etag"]

    async def refuse(*arguments, **options):
        raise AssertionError("SQL was run")

    monkeypatch.setattr(Database, "execute", refuse)
    monkeypatch.setattr(Database, "execute_fn", refuse)
    assert get("/lscb/threads.json", headers={"If-None-Match": f'"other", {tag}'}).status_code == 304


def test_a_tag_is_that_of_one_address_one_day_one_site():
    day = datetime.date(2014, 11, 12)
    asked = [
        ("site", day, "https", "here", "/boards?region=North"),
        ("other", day, "https", "here", "/boards?region=North"),
        ("site", day + datetime.timedelta(days=1), "https", "here", "/boards?region=North"),
        ("site", day, "http", "here", "/boards?region=North"),
        ("site", day, "https", "there", "/boards?region=North"),
        ("site", day, "https", "here", "/boards?region=South"),
    ]
    assert len({caching.etag(*one) for one in asked}) == len(asked)
    assert caching.etag(*asked[0]) == caching.etag(*asked[0])
    assert caching.etag(*asked[0]).startswith('W/"')


@pytest.mark.parametrize("address", ["/no_such_page", "/lscb/no.json", "/lscb/threads.json?grades=fair", "/lscb/"])
def test_errors_and_redirects_are_not_kept(get, address):
    answer = get(address)
    assert answer.status_code >= 300
    assert "etag" not in answer.headers and "cache-control" not in answer.headers


def test_what_may_be_for_one_person_is_kept_by_nobody(get):
    tag = get("/lscb/reviews").headers["etag"]
    answer = get("/lscb/reviews", headers={"Authorization": "Bearer x", "If-None-Match": tag})
    assert answer.status_code == 200 and "etag" not in answer.headers
    assert answer.headers["cache-control"] == "private, no-store"


def test_head_says_what_get_would(get):
    for address in ["/threads", "/lscb/reviews.json", "/lscb/reviews.csv"]:
        head, whole = get(address, "head"), get(address)
        assert (head.status_code, head.content) == (200, b"")
        for name in ("etag", "content-type", "cache-control"):
            assert head.headers[name] == whole.headers[name]
    assert get("/lscb/no.json", "head").status_code == 404


def test_the_version_says_which_data_and_which_program(get, published):
    about = get("/-/data.json").json()
    assert about["title"].startswith("Reviews of Local Safeguarding Children Boards")
    assert about["is_fictional"] is True and "Nothing here is real." in about["notice"]
    assert about["database_sha256"] == hashlib.sha256(published.read_bytes()).hexdigest()
    assert about["database_bytes"] == published.stat().st_size
    written = datetime.datetime.fromisoformat(about["published_at"])
    assert abs(written.timestamp() - published.stat().st_mtime) < 60
    build = get("/lscb/build.json?_shape=objects").json()["rows"][0]
    for name in ("reviews_held", "reviews_expected", "corpus_sha256", "extractor_version", "newest_review_on"):
        assert about[name] == build[name]
    assert (about["program_version"], about["program_sha256"]) == (__version__, version.code_hash())


def test_the_version_says_how_old_the_data_are_and_what_failed(get, published):
    about = get("/-/data.json").json()
    build = json.loads((builds.served(published.parent) / "build.json").read_text())
    assert (about["build"], about["published_at"]) == (build["build"], build["published_at"])
    assert about["crawled_at"] == "2026-01-02T00:00:00+00:00"
    assert about["crawl"] == collections.Counter(one["status"] for one in tiny().listing)
    by_status = get("/lscb/documents_by_status.json?_shape=objects").json()["rows"]
    failed = [row["documents"] for row in by_status if row["status"] in ("failed", "unreadable")]
    assert about["documents_failed"] == sum(failed) > 0


def test_every_data_answer_leads_to_the_version(get):
    link = '</-/data.json>; rel="describedby"; type="application/json"'
    for address in [*DATA, "/lscb/no.json", "/lscb/reviews.json?_size=1"]:
        assert link in get(address).headers["link"], address
    assert 'rel="next"' in get("/lscb/reviews.json?_size=1").headers["link"]
    assert "describedby" not in get("/lscb/reviews").headers.get("link", "")
    assert 'href="/-/data.json"' in get("/").text


def test_another_program_or_other_data_have_another_hash(get, monkeypatch):
    class Site:
        def __init__(self, found, title):
            self.found, self.title = found, title

        def get_database(self, name):
            assert name == canned.DATABASE
            return type("Held", (), {"hash": self.found})

        def metadata(self):
            return {"title": self.title}

    hashes = [version.site_hash(Site(*one)) for one in (("a", "t"), ("b", "t"), ("a", "u"))]
    monkeypatch.setattr(version, "code_hash", lambda: "another")
    assert len({*hashes, version.site_hash(Site("a", "t"))}) == 4
