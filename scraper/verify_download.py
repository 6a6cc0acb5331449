"""Judges the site's answers. Pure: status, headers and bytes in, verdict out."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from typing import Literal

Outcome = Literal["whole", "not modified", "withdrawn", "failed"]

# How far from a PDF's end its end-of-file mark may stand; readers look that far too (PDF 1.7, appendix H).
END_BYTES = 1024
# <!DOCTYPE html>; <html lang="en">, perhaps after a byte order mark, blank space or comments. A comment once read is
# not read again in another way, or a body of many comments would hang the crawl.
HTML = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]*+>\s*+)?+(?:(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html)\b", re.I | re.S
)


@dataclasses.dataclass(frozen=True)
class DownloadVerdict:
    """What an answer amounts to. `reason` says why it is not a whole PDF."""

    outcome: Outcome
    reason: str | None = None


def judge(
    status: int, headers: Mapping[str, str], body: bytes, *, is_cut: bool = False, is_held: bool = False
) -> DownloadVerdict:
    """Judge one answer. A download is whole only when status, Content-Length, %PDF and %%EOF agree.

    `headers` has its names in lower case. `is_cut` is whether the connection ended before the answer did;
    `is_held` whether the request named a copy that we hold, so that 304 makes sense. An HTML page with
    status 200 is what Ofsted's site answers for a report that it has withdrawn.
    """
    if status == 304:
        if is_held:
            return DownloadVerdict("not modified")
        return DownloadVerdict("failed", "status 304 (not modified), though no copy was named in the request")
    if status == 410:
        return DownloadVerdict("withdrawn", "the address answers 410 (gone)")
    if status == 404:
        return DownloadVerdict("failed", "the address answers 404 (not found)")
    if status != 200:
        return DownloadVerdict("failed", f"the address answers with status {status}")

    length = headers.get("content-length", "").strip()
    if is_cut or (length.isdigit() and int(length) != len(body)):
        return DownloadVerdict("failed", f"truncated: {len(body)} of {length or 'an unknown number of'} bytes arrived")
    if not body:
        return DownloadVerdict("failed", "the answer is empty")
    kind = headers.get("content-type", "").strip() or "no Content-Type"
    if HTML.match(body) or (kind.lower().startswith("text/html") and not body.startswith(b"%PDF")):
        return DownloadVerdict("withdrawn", "the address answers with an HTML page instead of the PDF")
    if not body.startswith(b"%PDF"):
        return DownloadVerdict("failed", f"wrong type: not a PDF but {kind}, starting with {body[:8]!r}")
    if b"%%EOF" not in body[-END_BYTES:]:
        return DownloadVerdict(
            "failed", f"incomplete: no end-of-file mark in the last {END_BYTES} of {len(body)} bytes"
        )
    return DownloadVerdict("whole")


def page_problem(status: int, is_cut: bool) -> str | None:
    """What is wrong with an answer to the request for a page of the site; None if nothing is."""
    if status != 200:
        return f"answers with status {status}"
    return "arrived only in part" if is_cut else None


def headers_in_text(headers: Mapping[bytes, Sequence[bytes]]) -> dict[str, str]:
    """Headers as `judge` takes them: names in lower case, several values joined by commas (RFC 9110, 5.2)."""
    return {
        name.decode("latin-1").lower(): ", ".join(value.decode("latin-1") for value in values)
        for name, values in headers.items()
    }
