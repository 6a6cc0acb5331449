import pytest

from scraper.verify_download import DownloadVerdict, headers_in_text, judge, page_problem

PDF = b"%PDF-1.4\n" + b"x" * 500 + b"\n%%EOF\n"
HTML = b"\xef\xbb\xbf\n<!-- a comment -->\n<!DOCTYPE HTML><html><body>Report not found</body></html>"


def answer(body=PDF, status=200, kind="application/pdf", length=None, **facts):
    headers = {"content-type": kind, "content-length": str(len(body) if length is None else length)}
    return judge(status, {name: value for name, value in headers.items() if value}, body, **facts)


@pytest.mark.parametrize("kind", ["application/pdf", "application/octet-stream", "text/html", ""])
def test_whole_pdf_is_whole_whatever_its_declared_type(kind):
    assert answer(kind=kind) == DownloadVerdict("whole")


def test_bytes_after_the_end_of_file_mark_are_allowed():
    assert answer(PDF + b"% a line more\n").outcome == "whole"
    assert answer(PDF + b" " * 1024).reason == "incomplete: no end-of-file mark in the last 1024 of 1540 bytes"


def test_answer_without_a_declared_length_is_judged_by_its_marks():
    assert judge(200, {}, PDF) == DownloadVerdict("whole")
    assert judge(200, {}, PDF[:200]).outcome == "failed"


@pytest.mark.parametrize("body", [HTML, b"<html lang='en'></html>", b'<?xml version="1.0"?> <!doctype html>'])
@pytest.mark.parametrize("kind", ["text/html; charset=UTF-8", "application/pdf"])
def test_html_page_with_status_200_is_a_withdrawn_report(body, kind):
    assert answer(body, kind=kind) == DownloadVerdict(
        "withdrawn", "the address answers with an HTML page instead of the PDF"
    )


@pytest.mark.parametrize(
    ("verdict", "reason"),
    [
        (answer(PDF[:256], length=len(PDF)), f"truncated: 256 of {len(PDF)} bytes arrived"),
        (answer(PDF, length=len(PDF) - 1), f"truncated: {len(PDF)} of {len(PDF) - 1} bytes arrived"),
        (
            judge(200, {"transfer-encoding": "chunked"}, PDF, is_cut=True),
            f"truncated: {len(PDF)} of an unknown number of bytes arrived",
        ),
        (answer(HTML, length=9999, kind="text/html"), f"truncated: {len(HTML)} of 9999 bytes arrived"),
        (answer(b""), "the answer is empty"),
        (
            answer(b"PK\x03\x04 a zip file", kind="application/zip"),
            "wrong type: not a PDF but application/zip, starting with b'PK\\x03\\x04 a z'",
        ),
        (answer(b"\n" + PDF), "wrong type: not a PDF but application/pdf, starting with b'\\n%PDF-1.'"),
        (answer(PDF[:-7]), f"incomplete: no end-of-file mark in the last 1024 of {len(PDF) - 7} bytes"),
        (answer(HTML, status=404), "the address answers 404 (not found)"),
        (answer(PDF, status=500), "the address answers with status 500"),
        (answer(PDF, status=206), "the address answers with status 206"),
        (answer(b"", status=304), "status 304 (not modified), though no copy was named in the request"),
    ],
)
def test_anything_else_fails_with_its_reason(verdict, reason):
    assert verdict == DownloadVerdict("failed", reason)


def test_not_modified_stands_for_the_copy_that_was_named():
    assert answer(b"", status=304, is_held=True) == DownloadVerdict("not modified")


def test_gone_is_withdrawn():
    assert answer(HTML, status=410) == DownloadVerdict("withdrawn", "the address answers 410 (gone)")


def test_pages_must_arrive_whole_with_status_200():
    assert page_problem(200, False) is None
    assert page_problem(200, True) == "arrived only in part"
    assert page_problem(503, False) == "answers with status 503"


def test_headers_in_text():
    assert headers_in_text({b"ETag": [b'"a"'], b"Vary": [b"x", b"y"]}) == {"etag": '"a"', "vary": "x, y"}
