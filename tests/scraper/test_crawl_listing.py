import dataclasses
import datetime
import json

import pytest

from scraper.crawl import Crawl, Listed, incomplete
from scraper.listing import ListingError, assemble, counts, read_listing, write_listing
from scraper.pages import Authority, Document
from scraper.scope import Scope
from scraper.store import Copy
from scraper.verify_download import DownloadVerdict

BEGAN, LATER = "2026-01-01T00:00:00+00:00", "2026-02-01T00:00:00+00:00"
BRACKENDALE, MARLOWSHIRE = Authority("90001", "Brackendale"), Authority("90002", "Marlowshire")
OLD = Copy("a" * 64, 100, '"old"', "Mon, 01 Sep 2014 00:00:00 GMT", "2026-01-01T00:00:05+00:00")
NEW = Copy("b" * 64, 120, '"new"', None, "2026-02-01T00:00:05+00:00")
WHOLE, SAME = DownloadVerdict("whole"), DownloadVerdict("not modified")
WITHDRAWN = DownloadVerdict("withdrawn", "the address answers with an HTML page instead of the PDF")
FAILED = DownloadVerdict("failed", "the address answers 404 (not found)")


WANTED = Scope(True)


def listed(file_id="7001", authority=BRACKENDALE, scope=WANTED, day="2014-09-01", note=None, refusal=None):
    date = datetime.date.fromisoformat(day) if day else None
    document = Document(
        file_id, "Children's services inspection", date, f"https://files.example/v1/file/{file_id}", note
    )
    return Listed(authority, document, scope, refusal)


def only(entries, verdict, copy, former=(), now=BEGAN):
    verdicts = {entry.document.file_id: verdict for entry in entries} if verdict else {}
    held = {entry.document.file_id: copy for entry in entries} | {line.file_id: copy for line in former}
    (line,) = assemble(entries, verdicts, held, former, now)
    return line


def test_line_of_a_fetched_report_has_every_key():
    line = only([listed()], WHOLE, OLD)
    assert dataclasses.asdict(line) == {
        "urn": "90001",
        "authority": "Brackendale",
        "file_id": "7001",
        "title": "Children's services inspection",
        "listed_on": "2014-09-01",
        "url": "https://files.example/v1/file/7001",
        "status": "fetched",
        "reason": None,
        "etag": '"old"',
        "last_modified": "Mon, 01 Sep 2014 00:00:00 GMT",
        "sha256": "a" * 64,
        "bytes": 100,
        "first_seen": BEGAN,
        "last_seen": BEGAN,
    }


@pytest.mark.parametrize(
    ("verdict", "copy", "status", "reason"),
    [
        (SAME, OLD, "unchanged", None),
        (WHOLE, OLD, "unchanged", None),  # a server that knows no 304
        (WHOLE, NEW, "re-issued", "the former copy is kept as superseded/7001.aaaaaaaaaaaa.pdf"),
        (SAME, NEW, "re-issued", "the former copy is kept as superseded/7001.aaaaaaaaaaaa.pdf"),  # killed between
        (WITHDRAWN, OLD, "withdrawn", f"{WITHDRAWN.reason}; the copy fetched on 2026-01-01 is kept"),
        (FAILED, OLD, "failed", f"{FAILED.reason}; the copy fetched on 2026-01-01 is kept"),
    ],
)
def test_status_compares_with_the_last_finished_crawl(verdict, copy, status, reason):
    former = [only([listed()], WHOLE, OLD)]
    line = only([listed()], verdict, copy, former, LATER)
    assert (line.status, line.reason, line.sha256) == (status, reason, copy.sha256)
    assert (line.first_seen, line.last_seen) == (BEGAN, LATER)


@pytest.mark.parametrize(("verdict", "status"), [(WITHDRAWN, "withdrawn"), (FAILED, "failed")])
def test_without_a_copy_hash_and_etag_are_null_and_the_reason_says_why(verdict, status):
    line = only([listed()], verdict, None)
    assert (line.status, line.reason) == (status, f"{verdict.reason}; no copy is held")
    assert (line.etag, line.last_modified, line.sha256, line.bytes) == (None, None, None, None)


def test_report_fetched_by_a_crawl_that_was_killed_still_counts_as_fetched():
    assert only([listed()], SAME, OLD).status == "fetched"


def test_report_that_failed_before_and_arrives_now_is_fetched():
    former = [only([listed()], FAILED, None)]
    assert only([listed()], WHOLE, OLD, former, LATER).status == "fetched"


def test_out_of_scope_keeps_its_reason_and_the_copy_that_all_has_fetched():
    line = only([listed(scope=Scope(False, "its title names a focused visit"))], None, OLD)
    assert (line.status, line.reason, line.sha256) == (
        "out of scope",
        "its title names a focused visit",
        OLD.sha256,
    )


def test_note_of_the_page_is_part_of_the_reason():
    line = only([listed(day=None, note="the page gives no date that can be read")], WHOLE, OLD)
    assert (line.listed_on, line.status) == (None, "fetched")
    assert line.reason == "the page gives no date that can be read"


def test_address_that_is_not_followed_is_a_failure():
    line = only([listed(refusal="its host elsewhere.example is not one of Ofsted's")], None, None)
    assert (line.status, line.reason) == (
        "failed",
        "its host elsewhere.example is not one of Ofsted's; no copy is held",
    )


def test_one_file_on_two_pages_has_a_line_for_each_and_lines_are_sorted():
    entries = [
        listed("7003", MARLOWSHIRE, day="2014-01-01"),
        listed("7001", MARLOWSHIRE, day="2015-01-01"),
        listed("7001"),
        listed("7002", day=None),
    ]
    held = dict.fromkeys(("7001", "7002", "7003"), OLD)
    lines = assemble(entries, dict.fromkeys(held, WHOLE), held, [], BEGAN)
    assert [line.key for line in lines] == [
        ("90001", "7002"),
        ("90001", "7001"),
        ("90002", "7003"),
        ("90002", "7001"),
    ]
    assert counts(lines) == {
        "fetched": 4,
        "unchanged": 0,
        "re-issued": 0,
        "withdrawn": 0,
        "failed": 0,
        "out of scope": 0,
    }


@pytest.mark.parametrize("is_first_wanted", [True, False])
def test_of_one_document_twice_on_a_page_the_entry_in_scope_counts(is_first_wanted):
    entries = [listed(), listed(scope=Scope(False, "too late"))]
    assert only(entries if is_first_wanted else entries[::-1], WHOLE, OLD).status == "fetched"


def test_what_the_site_no_longer_lists_keeps_its_line():
    former = [only([listed()], WHOLE, OLD)]
    (line,) = assemble([], {}, {"7001": OLD}, former, LATER)
    assert (line.status, line.last_seen, line.sha256) == ("withdrawn", BEGAN, OLD.sha256)
    assert line.reason == "no longer listed, last seen on 2026-01-01; the copy fetched on 2026-01-01 is kept"
    # and again in the crawl after
    assert assemble([], {}, {"7001": OLD}, [line], "2026-03-01T00:00:00+00:00") == [line]


def test_listing_is_written_and_read_again(tmp_path):
    path = tmp_path / "listing.jsonl"
    assert read_listing(path) == []
    lines = [only([listed()], WHOLE, OLD), only([listed("7002")], FAILED, None)]
    write_listing(path, lines)
    assert read_listing(path) == lines
    assert [json.loads(text)["file_id"] for text in path.read_text().splitlines()] == ["7001", "7002"]


def test_listing_that_is_not_ours_is_refused_with_its_line(tmp_path):
    path = tmp_path / "listing.jsonl"
    write_listing(path, [only([listed()], WHOLE, OLD)])
    with path.open("a") as file:
        file.write('{"urn": "90001"}\n')
    with pytest.raises(ListingError, match=r"line 2 is not a line of a listing"):
        read_listing(path)


def finished() -> Crawl:
    return Crawl(
        shown={"90001": BRACKENDALE},
        results={1},
        read={"90001"},
        listed=[listed()],
        verdicts={"7001": WHOLE},
    )


def test_finished_crawl_is_complete_even_with_further_authorities():
    assert incomplete(finished()) == []
    more = dataclasses.replace(finished(), extra={"90002": MARLOWSHIRE}, read={"90001", "90002"}, absent=["90003"])
    assert incomplete(more) == []
    assert more.authorities == 2


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"results": {2}}, "the search printed 2 results, but 1 authorities were met in it"),
        ({"results": set()}, "printed no count of results"),
        ({"results": {1, 2}}, "different counts of results: 1, 2"),
        ({"shown": {}, "results": {0}}, "no authority was met"),
        ({"listed": []}, "no document was met"),
        ({"read": set()}, "the pages of 1 authorities were not read: URN 90001"),
        ({"verdicts": {}}, "1 files were not requested, or not answered"),
        ({"problems": ["the page fell over"]}, "the page fell over"),
    ],
)
def test_crawl_is_incomplete_when_anything_is_missing(change, reason):
    reasons = incomplete(dataclasses.replace(finished(), **change))
    assert len(reasons) == 1
    assert reason in reasons[0]
