"""The made-up Ofsted's pages, requested over a socket of this machine."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.build import draw_all
from demo.model import authorities, listing
from demo.server import Server, Site, demo_site


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("ofsted")
    draw_all(folder)
    with Server(demo_site(folder)) as server:
        yield server


def get(server: Server, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    try:
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


def test_search_gives_a_hundred_at_most_and_leads_on(server: Server) -> None:
    seen: list[str] = []
    path: str | None = "/search?level_1_types=3&level_2_types%5B%5D=12&start=0&rows=8"
    while path:
        status, _, body = get(server, path)
        text = body.decode()
        assert status == 200
        assert '<strong class="results-count">21</strong>' in text
        seen += re.findall(r"/provider/44/(\d+)", text)
        following = re.search(r'class="pagination__next" href="([^"]+)"', text)
        path = following.group(1).replace("&amp;", "&") if following else None
    assert sorted(seen) == sorted(one.urn for one in authorities() if one.urn)
    assert len(re.findall("search-result__title", get(server, "/search?rows=500")[2].decode())) == 21


def test_a_search_with_a_bad_number_is_refused(server: Server) -> None:
    assert get(server, "/search?rows=many")[0] == 400


def test_a_provider_page_lists_its_documents_newest_first(server: Server) -> None:
    status, _, body = get(server, "/provider/44/99003")
    text = body.decode()
    assert status == 200
    assert re.findall(r"/v1/file/(\d+)", text) == ["90000308", "90000103", "90000702"]
    assert f'href="{server.url}/v1/file/90000308"' in text
    assert "Children&#x27;s services inspection, pdf - 16 June 2017</span>" in text
    assert get(server, "/provider/44/80418")[0] == 404


def test_a_file_is_a_pdf_with_etag_and_answers_304(server: Server) -> None:
    status, headers, body = get(server, "/v1/file/90000101")
    assert status == 200 and headers["Content-Type"] == "application/pdf"
    assert body[:5] == b"%PDF-" and b"%%EOF" in body[-16:] and int(headers["Content-Length"]) == len(body)
    assert headers["Last-Modified"] == "Fri, 21 Feb 2014 12:00:00 GMT"
    assert get(server, "/v1/file/90000101", If_None_Match=headers["ETag"])[::2] == (304, b"")
    assert get(server, "/v1/file/90000101", If_Modified_Since=headers["Last-Modified"])[0] == 304
    assert get(server, "/v1/file/90000101", If_None_Match='"other"')[0] == 200


def test_a_withdrawn_report_answers_200_with_html(server: Server) -> None:
    gone = next(document for document in listing() if document.file_id == "90000701")
    assert gone.title == "Children's services inspection" and gone.listed_on.year == 2015
    status, headers, body = get(server, "/v1/file/90000701")
    assert status == 200 and headers["Content-Type"].startswith("text/html")
    assert b"Report not found" in body


def test_robots_and_an_unknown_page(server: Server) -> None:
    assert get(server, "/robots.txt")[2].startswith(b"User-agent: *")
    assert get(server, "/nowhere")[0] == 404


def test_every_listed_report_that_is_drawn_is_there(server: Server) -> None:
    for document in listing():
        if document.kind == "drawn":
            assert get(server, f"/v1/file/{document.file_id}")[1]["Content-Type"] == "application/pdf"


def test_a_second_server_is_refused_the_port(server: Server) -> None:
    with pytest.raises(OSError, match="in use"):
        Server(Site({}, {}, {}), server.server_port)
