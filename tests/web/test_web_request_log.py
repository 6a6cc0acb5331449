"""The line of a request: what a keeper needs, nothing of who asked or for what."""

import asyncio
import contextlib
import logging

import pytest

from web import request_log


@pytest.mark.parametrize(
    ("path", "query", "line"),
    [
        (b"/", b"", "/"),
        (b"/search", b"q=Jo+Bloggs+of+Aldermoor&in=paragraphs&in=x", "/search?q&in"),
        (
            b"/lscb/statements.json",
            b"_search=jo&polarity__exact=strength",
            "/lscb/statements.json?_search&polarity__exact",
        ),
        (b"/search", b"Jo+Bloggs&J%20B=1&q=", "/search?q"),  # a word is no parameter
        (b"/a%0Ab", b"", "/a%0Ab"),
        ("/\n\x1b[2Jé".encode(), b"", "/%0A%1B[2J%C3%A9"),
        (b"/" + b"x" * 999, b"", "/" + "x" * 199),
    ],
)
def test_an_address_is_one_line_without_what_was_asked(path, query, line):
    assert request_log.describe(path, query) == line


def run(app, caplog):
    """The log's lines of a request from somewhere, with everything that could tell of a person."""
    scope = {
        "type": "http", "method": "GET", "path": "/search", "raw_path": b"/search", "query_string": b"q=secret",
        "client": ("203.0.113.7", 5000),
        "headers": [(b"user-agent", b"Someone's"), (b"referer", b"https://secret.example"), (b"cookie", b"secret=1")],
    }  # fmt: skip

    async def send(event):
        pass

    with caplog.at_level(logging.INFO, logger="web.request"), contextlib.suppress(ConnectionError):
        asyncio.run(request_log.wrap(app)(scope, None, send))
    return [record.getMessage() for record in caplog.records if record.name == "web.request"]


async def answer(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"12345", "more_body": True})
    await send({"type": "http.response.body", "body": b"678"})


async def broken(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"12345", "more_body": True})
    raise ConnectionResetError


def test_a_request_is_one_line_without_personal_data(caplog):
    (line,) = run(answer, caplog)
    assert line.startswith("GET /search?q 200 8 bytes ") and line.endswith(" ms")
    assert not [word for word in ("secret", "203.0.113", "Someone") if word in line]


def test_an_answer_that_was_broken_off_says_so(caplog):
    (line,) = run(broken, caplog)
    assert line.startswith("GET /search?q 200 5 bytes ") and line.endswith(" ms gone")
