"""The spider end to end, against a small site of ours."""

import hashlib
import itertools

import pytest
from faulty_ofsted import Fault, FaultySite, pdf, serving

from demo.server import Reply, not_found, provider_page

IN_SCOPE = {"7001", "7003", "7005", "7006"}


def count(done, name):
    """A number of the summary."""
    return next(int(line.split()[-1]) for line in done.stdout.splitlines() if line.startswith(name))


def without_times(crawls):
    """The listing without what differs from one crawl to the next."""
    times = ("first_seen", "last_seen")
    return [{k: v for k, v in line.items() if k not in times} for line in crawls.lines().values()]


def test_first_crawl_lists_every_document_and_fetches_those_in_scope(site, crawls):
    done = crawls.run(CONTACT="someone@brackendale.example")
    assert done.returncode == 0, done.stderr
    assert crawls.statuses() == {
        "7001": "fetched",
        "7002": "out of scope",
        "7003": "fetched",
        "7004": "out of scope",
        "7005": "fetched",
        "7006": "fetched",
    }
    assert {path.stem for path in crawls.reports.glob("*.pdf")} == IN_SCOPE
    assert (crawls.reports / "7003.pdf").read_bytes() == site.files["7003"]
    line = crawls.lines()["7003"]
    assert (line["urn"], line["authority"], line["listed_on"]) == ("90002", "Marlowshire County Council", "2013-12-24")
    assert line["url"] == f"{site.url}/v1/file/7003"
    assert line["sha256"] == hashlib.sha256(site.files["7003"]).hexdigest()
    assert line["bytes"] == len(site.files["7003"])
    assert line["etag"] == f'"{line["sha256"][:16]}"'
    assert line["first_seen"] == line["last_seen"]
    assert crawls.lines()["7004"]["reason"].startswith("listed on 2012-07-12, before the time of LSCB reviews")
    for name, number in {"authorities": 3, "listed": 6, "fetched": 4, "failed": 0, "out of scope": 2}.items():
        assert count(done, name) == number
    # the bar goes to stderr, with counts
    assert "3 authorities, 6 listed, 4 downloaded" in done.stderr
    assert "crawl:" not in done.stdout
    # polite: robots.txt before anything, then one request after another, with a name and an address
    assert site.seen[0].path == "/robots.txt"
    agents = {seen.headers["User-Agent"] for seen in site.seen}
    assert agents == {"lscb-reviews (+someone@brackendale.example)"}
    assert len(site.downloads()) == 4


def test_second_crawl_downloads_nothing(site, crawls):
    crawls.run()
    first = without_times(crawls)
    site.seen.clear()
    done = crawls.run()
    assert done.returncode == 0, done.stderr
    assert site.downloads() == []
    assert sorted(seen.status for seen in site.seen if "/v1/file/" in seen.path) == [304] * 4
    assert (count(done, "unchanged"), count(done, "fetched")) == (4, 0)
    for line in first:
        line["status"] = line["status"].replace("fetched", "unchanged")
    assert without_times(crawls) == first
    line = crawls.lines()["7001"]
    assert line["first_seen"] <= line["last_seen"]


def test_all_fetches_inspections_of_any_date_and_no_other_kind(site, crawls):
    assert crawls.run("--all").returncode == 0
    assert crawls.statuses()["7004"] == "fetched"
    assert crawls.statuses()["7002"] == "out of scope"
    assert site.asked("/v1/file/7002") == []


def test_reissued_report_replaces_the_copy_and_the_old_one_stays_beside(site, crawls):
    crawls.run()
    old = site.files["7001"]
    site.files["7001"] = pdf("7001, second edition")
    done = crawls.run()
    assert done.returncode == 0
    assert crawls.statuses()["7001"] == "re-issued"
    assert (crawls.reports / "7001.pdf").read_bytes() == site.files["7001"]
    name = f"7001.{hashlib.sha256(old).hexdigest()[:12]}.pdf"
    assert (crawls.reports / "superseded" / name).read_bytes() == old
    assert name in crawls.lines()["7001"]["reason"]
    assert count(done, "re-issued") == 1
    assert crawls.run().returncode == 0
    assert crawls.statuses()["7001"] == "unchanged"


def test_withdrawn_report_keeps_the_former_copy(site, crawls):
    site.always["/v1/file/7003"] = not_found(200)
    crawls.run()
    line = crawls.lines()["7003"]
    assert (line["status"], line["sha256"]) == ("withdrawn", None)
    assert line["reason"] == "the address answers with an HTML page instead of the PDF; no copy is held"
    del site.always["/v1/file/7003"]
    crawls.run()
    assert crawls.statuses()["7003"] == "fetched"
    site.always["/v1/file/7003"] = not_found(200)
    done = crawls.run()
    assert done.returncode == 0
    line = crawls.lines()["7003"]
    assert line["status"] == "withdrawn"
    assert line["sha256"] == hashlib.sha256(site.files["7003"]).hexdigest()
    assert "the copy fetched on" in line["reason"]
    assert (crawls.reports / "7003.pdf").read_bytes() == site.files["7003"]
    assert count(done, "withdrawn") == 1


def test_downloads_that_are_not_whole_are_recorded_and_leave_no_file(site, crawls):
    half = site.files["7001"][: len(site.files["7001"]) // 2]
    site.always["/v1/file/7001"] = Fault(body=half, kind="application/pdf", length=len(site.files["7001"]))
    site.always["/v1/file/7003"] = Reply(404)
    site.always["/v1/file/7005"] = Reply(body=b"PK\x03\x04", kind="application/zip")
    site.always["/v1/file/7006"] = Fault(drops=True)
    done = crawls.run()
    assert done.returncode == 1, done.stderr
    lines = crawls.lines()
    assert {lines[file_id]["status"] for file_id in IN_SCOPE} == {"failed"}
    assert lines["7001"]["reason"].startswith(f"truncated: {len(half)} of {len(site.files['7001'])} bytes arrived")
    assert lines["7003"]["reason"].startswith("the address answers 404")
    assert lines["7005"]["reason"].startswith("wrong type: not a PDF but application/zip")
    assert lines["7006"]["reason"] == "the connection was dropped; no copy is held"
    assert list(crawls.reports.glob("*.pdf")) == []
    assert list((crawls.reports / ".crawl").iterdir()) == []
    # a truncated answer and a dropped connection are tried six times (Twisted itself may ask once more), others once
    tries = [len(site.asked(f"/v1/file/{file_id}")) for file_id in ("7001", "7003", "7005", "7006")]
    assert tries in ([6, 1, 1, 6], [6, 1, 1, 7])
    assert "Not one of 4 documents in scope could be downloaded" in done.stderr
    assert "failed: 7003, Marlowshire County Council, 2013-12-24: the address answers 404" in done.stdout


def test_passing_faults_are_tried_again(site, crawls):
    site.once["/search"] = [Reply(503), Reply(502)]
    site.once["/provider/44/90001"] = [Fault(drops=True)]
    site.once["/v1/file/7001"] = [Reply(500), Fault(body=b"%PDF", kind="application/pdf", length=900)]
    site.once["/v1/file/7003"] = [Reply(429, headers={"Retry-After": "1"})]
    done = crawls.run()
    assert done.returncode == 0, done.stderr
    assert {crawls.statuses()[file_id] for file_id in IN_SCOPE} == {"fetched"}
    # while one waits as it was asked to, nothing else is sent either
    refused = next(seen for seen in site.seen if seen.status == 429)
    following = site.seen[site.seen.index(refused) + 1]
    assert following.at - refused.at >= 0.99


def test_crawl_gives_up_if_asked_to_wait_for_hours(site, crawls):
    site.always["/v1/file/7001"] = Reply(429, headers={"Retry-After": "7200"})
    done = crawls.run()
    assert done.returncode == 0
    assert crawls.lines()["7001"]["reason"] == "the address answers with status 429; no copy is held"
    assert len(site.asked("/v1/file/7001")) == 1
    assert "asks us to wait 7200 s: given up" in done.stderr


@pytest.mark.parametrize(
    ("path", "message"),
    [("/search", "/search"), ("/provider/44/90002", "/provider/44/90002 answers with status 503")],
)
def test_page_that_keeps_failing_makes_the_crawl_incomplete(site, crawls, path, message):
    crawls.run()
    before = (crawls.reports / "listing.jsonl").read_bytes()
    site.always[path] = Reply(503)
    done = crawls.run()
    assert done.returncode == 1
    assert "The crawl is incomplete" in done.stderr
    assert message in done.stderr
    assert (crawls.reports / "listing.jsonl").read_bytes() == before


def test_count_that_differs_from_the_authorities_met_makes_the_crawl_incomplete(site, crawls):
    site.printed_count = 4
    done = crawls.run()
    assert done.returncode == 1
    assert "the search printed 4 results, but 3 authorities were met in it" in done.stderr
    assert not (crawls.reports / "listing.jsonl").exists()
    # what arrived stays, and is not downloaded again
    site.printed_count = None
    site.seen.clear()
    assert crawls.run().returncode == 0
    assert site.downloads() == []
    assert {crawls.statuses()[file_id] for file_id in IN_SCOPE} == {"fetched"}


def test_authorities_of_the_reference_table_are_asked_for_too(site, crawls):
    site.hidden = {"90003"}
    crawls.reference.mkdir()
    (crawls.reference / "authorities.csv").write_text(
        "# Source: invented\nurn,name\n90001,Brackendale\n90003,Port Ellery (reference)\n90009,Abolished\n,No number\n"
    )
    done = crawls.run()
    assert done.returncode == 0, done.stderr
    assert count(done, "authorities") == 3
    assert crawls.lines()["7005"]["authority"] == "Port Ellery"
    assert crawls.statuses()["7005"] == "fetched"
    assert [seen.status for seen in site.asked("/provider/44/90009")] == [404]
    assert len(site.asked("/provider/44/90001")) == 1
    assert "1 authorities of the reference table have no page on the site: URN 90009" in done.stderr


def test_without_the_reference_table_only_the_search_is_followed(site, crawls):
    site.hidden = {"90003"}
    done = crawls.run()
    assert done.returncode == 0
    assert "authorities.csv does not exist" in done.stderr
    assert count(done, "authorities") == 2
    assert "7005" not in crawls.statuses()


def test_empty_crawl_is_a_failure(site, crawls):
    site.hidden = set(site.names)
    done = crawls.run()
    assert done.returncode == 1
    assert "no authority was met" in done.stderr
    assert not (crawls.reports / "listing.jsonl").exists()


def test_robots_txt_that_forbids_the_search_is_obeyed(site, crawls):
    site.robots = "User-agent: *\nDisallow: /search\n"
    done = crawls.run()
    assert done.returncode == 1
    assert "forbidden by robots.txt" in done.stderr
    assert [seen.path for seen in site.seen] == ["/robots.txt"]


def test_robots_txt_that_fails_forbids_everything_and_that_is_said(site, crawls):
    site.always["/robots.txt"] = Reply(503)
    done = crawls.run()
    assert done.returncode == 1
    assert {seen.path for seen in site.seen} == {"/robots.txt"}
    assert "/robots.txt answers with status 503, and without it nothing may be requested" in done.stderr


def test_robots_txt_that_is_missing_or_is_no_robots_txt_allows_everything(site, crawls):
    site.always["/robots.txt"] = Reply(403)
    assert crawls.run().returncode == 0
    site.always["/robots.txt"] = Reply(body=b"<!DOCTYPE html><html>Welcome</html>")
    done = crawls.run()
    assert done.returncode == 0
    assert "/robots.txt is an HTML page and has no rules" in done.stderr
    site.always["/robots.txt"] = Reply(302, headers={"Location": "/robots.txt"})
    done = crawls.run()
    assert done.returncode == 0
    assert "/robots.txt leads nowhere (max redirections reached)" in done.stderr


def test_crawl_delay_of_robots_txt_is_kept(site, crawls):
    site.hidden = {"90002", "90003"}
    site.robots = "User-agent: *\nCrawl-delay: 0.6\n"
    done = crawls.run()
    assert done.returncode == 0
    assert "/robots.txt asks for 0.6 s between two requests" in done.stderr
    times = [seen.at for seen in site.seen]
    assert min(later - earlier for earlier, later in itertools.pairwise(times)) >= 0.4


def test_a_site_that_does_not_speak_tls_is_said_to_be_so(site, new_crawls):
    done = new_crawls(site.url.replace("http:", "https:")).run()
    assert done.returncode == 1
    assert "no TLS connection could be made" in done.stderr
    assert "the connection was dropped" not in done.stderr


def test_site_that_cannot_be_reached_is_reported(new_crawls):
    with serving(FaultySite()) as closed:
        url = closed.url
    done = new_crawls(url).run()
    assert done.returncode == 1
    assert f"{url}/search" in done.stderr
    assert f"{url}/robots.txt could not be fetched (the connection was refused)" in done.stderr
    assert "Traceback" not in done.stderr


def test_page_that_is_not_a_provider_page_makes_the_crawl_incomplete(site, crawls):
    site.always["/provider/44/90002"] = Reply(body=b"<html><body><h1>We are working on it</h1></body></html>")
    done = crawls.run()
    assert done.returncode == 1
    assert "is not the page of URN 90002: 'We are working on it'" in done.stderr


def test_a_page_of_another_authority_withdraws_nothing_and_files_nothing_under_this_one(site, crawls):
    assert crawls.run().returncode == 0
    before = crawls.lines()
    # What stands between answers every address with the page of one authority.
    another = provider_page("90001", site.names["90001"], site.documents["90001"], site.url).body.decode()
    for urn in ("90002", "90003"):
        site.always[f"/provider/44/{urn}"] = Reply(body=another.encode())
    done = crawls.run()
    assert done.returncode == 1
    assert "is not the page of URN 90002: 'Brackendale Council', and Marlowshire" in done.stderr
    assert crawls.lines() == before
    # It may name the number that was asked for, in a link or as what was not found.
    asked = another.replace("</h1>", "</h1><p>You asked for 90002</p>")
    site.always["/provider/44/90002"] = Reply(body=asked.encode())
    assert crawls.run().returncode == 1
    assert crawls.lines() == before


def test_a_site_that_answers_every_page_with_another_is_given_up(site, crawls):
    site.always.update({f"/provider/44/{urn}": Reply(body=b"<h1>Back soon</h1>") for urn in site.names})
    site.names.update({f"9{number:04}": f"Township {number}" for number in range(100, 120)})
    site.always.update({f"/provider/44/{urn}": Reply(body=b"<h1>Back soon</h1>") for urn in site.names})
    done = crawls.run()
    assert done.returncode == 1
    assert done.stderr.count("is not the page of") == 5
    assert "page after page is not the one that was asked for" in done.stderr


def test_document_that_is_no_longer_listed_keeps_its_line(site, crawls):
    crawls.run()
    site.documents["90003"] = []
    done = crawls.run()
    assert done.returncode == 0
    assert "The pages of 1 authorities list no document: URN 90003" in done.stderr
    line = crawls.lines()["7006"]
    assert line["status"] == "withdrawn"
    assert line["reason"].startswith("no longer listed, last seen on")
    assert count(done, "listed") == 4
    assert "2 more were listed in an earlier crawl" in done.stdout


@pytest.mark.parametrize("after", [0, 3])
def test_killed_crawl_goes_on_where_it_was_and_downloads_nothing_twice(site, crawls, new_crawls, after):
    whole = new_crawls(site.url)
    assert whole.run().returncode == 0
    order = site.downloads()
    site.seen.clear()

    site.hold_at = order[after]
    process = crawls.start()
    assert site.held.wait(30)
    process.kill()
    process.communicate(timeout=10)
    assert not (crawls.reports / "listing.jsonl").exists()
    assert site.downloads() == order[:after]

    site.hold_at = None
    site.go_on.set()
    done = crawls.run()
    assert done.returncode == 0, done.stderr
    assert sorted(site.downloads()) == sorted(order)
    assert without_times(crawls) == without_times(whole)
    for file_id in IN_SCOPE:
        assert (crawls.reports / f"{file_id}.pdf").read_bytes() == site.files[file_id]


def test_stopped_crawl_says_so(site, crawls):
    site.hold_at = "7003"
    process = crawls.start()
    assert site.held.wait(30)
    process.terminate()
    site.hold_at = None
    site.go_on.set()
    _, err = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "it was stopped before its end" in err


def test_two_crawls_in_one_folder_do_not_meet(site, crawls):
    site.hold_at = "7003"
    first = crawls.start()
    assert site.held.wait(30)
    second = crawls.run()
    assert second.returncode == 1
    assert "another crawl is at work" in second.stderr
    first.kill()
    first.communicate(timeout=10)


def test_delay_is_kept_between_requests(site, crawls):
    site.hidden = {"90002", "90003"}
    done = crawls.run("--delay", "0.6")
    assert done.returncode == 0
    times = [seen.at for seen in site.seen]
    assert len(times) == 4  # robots.txt, search, one authority, one file
    # Seen at the site, so less by what a busy machine is late to see the first of two; half would be Scrapy's jitter.
    assert min(later - earlier for earlier, later in itertools.pairwise(times)) >= 0.4
