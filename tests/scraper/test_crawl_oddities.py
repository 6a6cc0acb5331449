"""What pages and answers may hold besides the usual: one crawl of a site with all of it, and what the listing says."""

import json

import pytest
from crawl_runs import Crawls
from faulty_ofsted import FaultySite, listed, pdf, serving

from demo.server import Reply


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    """The site, the crawl of it, its end, and a site elsewhere that must not be asked."""
    folder = tmp_path_factory.mktemp("odd")
    with serving(FaultySite()) as elsewhere, serving(FaultySite()) as site:
        # The same machine, but under a name that is not the site's.
        other_host = elsewhere.url.replace("127.0.0.1", "localhost")
        elsewhere_on = {"7011": f"{other_host}/v1/file/7011", "7014": "/provider/files/7014/urn/90001.pdf"}
        for file_id in ("7011", "7012", "7013", "7014", "7016"):
            site.documents["90001"].append(listed(file_id, "2015-05-01", address=elsewhere_on.get(file_id)))
            site.files[file_id] = pdf(file_id)
        site.always["/v1/file/7012"] = Reply(302, headers={"Location": f"{other_host}/v1/file/7012"})
        site.always["/v1/file/7013"] = Reply(301, headers={"Location": f"{site.url}/v1/file/7006"})
        site.documents["90001"].append(listed("7015", "2015-05-01", "Fire safety in town halls"))
        site.robots = "User-agent: lscb-reviews\nDisallow: /v1/file/7016\n"
        site.documents["90001"].append(listed("7017", None))
        site.files["7017"] = pdf("7017")
        site.documents["90003"].append(site.documents["90001"][0])
        crawls = Crawls(site.url, folder, folder)
        done = crawls.run()
        assert done.returncode == 0, done.stderr
        yield site, crawls, done, elsewhere


def test_links_to_other_hosts_are_not_followed(odd):
    _, crawls, done, elsewhere = odd
    assert "1 documents in scope were not requested: its host localhost is not one of Ofsted's" in done.stderr
    for file_id in ("7011", "7012"):
        line = crawls.lines()[file_id]
        assert line["status"] == "failed"
        assert line["reason"] == (
            "its host localhost is not one of Ofsted's that we know, so it was not followed; no copy is held"
        )
    assert elsewhere.seen == []


def test_redirects_on_the_site_are_followed(odd):
    site, crawls, _, _ = odd
    assert crawls.statuses()["7013"] == "fetched"
    assert (crawls.reports / "7013.pdf").read_bytes() == site.files["7006"]


def test_document_without_file_id_is_accounted_for(odd):
    _, crawls, _, _ = odd
    line = crawls.lines()["provider-files-7014-urn-90001-pdf"]
    assert line["status"] == "failed"
    assert "not of the form /v1/file/<id>" in line["reason"]
    assert not (crawls.reports / "provider-files-7014-urn-90001-pdf.pdf").exists()


def test_title_that_no_rule_names_is_reported(odd):
    site, crawls, done, _ = odd
    assert crawls.statuses()["7015"] == "out of scope"
    assert "No rule names the title 'Fire safety in town halls'" in done.stderr
    assert site.asked("/v1/file/7015") == []


def test_robots_txt_that_forbids_a_file_is_its_reason(odd):
    site, crawls, _, _ = odd
    assert crawls.lines()["7016"]["reason"] == "forbidden by robots.txt; no copy is held"
    assert site.asked("/v1/file/7016") == []


def test_document_without_a_date_is_fetched_and_says_so(odd):
    _, crawls, _, _ = odd
    line = crawls.lines()["7017"]
    assert (line["status"], line["listed_on"]) == ("fetched", None)
    assert line["reason"] == "the page gives no date that can be read"


def test_one_file_on_two_pages_is_downloaded_once_and_has_two_lines(odd):
    site, crawls, _, _ = odd
    assert site.downloads().count("7001") == 1
    text = (crawls.reports / "listing.jsonl").read_text()
    lines = [line for line in map(json.loads, text.splitlines()) if line["file_id"] == "7001"]
    assert [(line["urn"], line["status"]) for line in lines] == [("90001", "fetched"), ("90003", "fetched")]
