"""The crawl of the demonstration's made-up Ofsted."""

import csv
from collections import Counter

from crawl_runs import ROOT, Crawls

from demo.server import Server, demo_site

STAND_IN = b"%PDF-1.4\n% in place of a drawn report\n%%EOF\n"


def test_crawl_accounts_for_every_document_of_the_made_up_ofsted(tmp_path):
    with (ROOT / "demo/listing.csv").open(newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    folder = tmp_path / "site"
    folder.mkdir()
    for row in rows:
        if row["kind"] != "gone":
            (folder / f"{row['file_id']}.pdf").write_bytes(STAND_IN)
    with Server(demo_site(folder)) as server:
        crawls = Crawls(server.url, tmp_path / "data", ROOT / "demo/reference")
        first = crawls.run()
        assert first.returncode == 0, first.stderr
        lines = crawls.lines()
        assert lines.keys() == {row["file_id"] for row in rows}
        for row in rows:
            line = lines[row["file_id"]]
            assert line["title"] == " ".join(row["title"].split())
            assert (line["urn"], line["listed_on"]) == (row["urn"], row["listed_on"])
            assert row["kind"] != "gone" or line["status"] in ("withdrawn", "out of scope")
        before = Counter(crawls.statuses().values())
        assert before["fetched"] >= 14
        assert before["withdrawn"] >= 1
        second = crawls.run()
        assert second.returncode == 0, second.stderr
        assert "0 files were downloaded" in second.stdout
        after = Counter(crawls.statuses().values())
        assert after == Counter(before) + Counter(unchanged=before["fetched"]) - Counter(fetched=before["fetched"])
