"""listing.jsonl: one line for each document that the site listed on an authority's page."""

from __future__ import annotations

import dataclasses
import json
import pathlib
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal, assert_never, get_args

from common.writing import write_whole
from scraper.crawl import Listed
from scraper.store import Copy
from scraper.verify_download import DownloadVerdict

NAME = "listing.jsonl"

Status = Literal["fetched", "unchanged", "re-issued", "withdrawn", "failed", "out of scope"]
STATUSES: tuple[Status, ...] = get_args(Status)

Key = tuple[str, str]  # URN and file id


class ListingError(Exception):
    """The listing on disk cannot be read."""


@dataclasses.dataclass(frozen=True)
class ListingLine:
    """A line of the listing.

    `listed_on` is an ISO date; `first_seen` and `last_seen` say when the first and the last finished
    crawl that met the document began, in ISO form and UTC. `etag`, `last_modified`, `sha256` and `bytes` are those
    of the copy that we hold, None if we hold none.
    """

    urn: str
    authority: str
    file_id: str
    title: str
    listed_on: str | None
    url: str
    status: Status
    reason: str | None
    etag: str | None
    last_modified: str | None
    sha256: str | None
    bytes: int | None
    first_seen: str
    last_seen: str

    @property
    def key(self) -> Key:
        """What is unique to a line: URN and file id."""
        return self.urn, self.file_id


def assemble(
    listed: Iterable[Listed],
    verdicts: Mapping[str, DownloadVerdict],
    held: Mapping[str, Copy | None],
    former: Iterable[ListingLine],
    now: str,
) -> list[ListingLine]:
    """The new listing, sorted by URN, date and file id, of a finished crawl that began at `now` (ISO, UTC).

    `held` has the copy of every file id in `listed` and in `former`. A document that the former listing had and
    the site no longer lists keeps its line, so that nothing that was ever listed is lost.
    """
    before = {line.key: line for line in former}
    hashes = {line.file_id: line.sha256 for line in before.values() if line.sha256}
    lines: dict[Key, ListingLine] = {}
    for entry in listed:
        document = entry.document
        key = entry.key
        copy = held[document.file_id]
        status, reason = _status(entry, verdicts.get(document.file_id), copy, hashes.get(document.file_id))
        # The same document twice on one page: the entry that is wanted counts.
        if key in lines and not entry.scope.is_wanted:
            continue
        lines[key] = ListingLine(
            entry.authority.urn,
            entry.authority.name,
            document.file_id,
            document.title,
            document.listed_on.isoformat() if document.listed_on else None,
            document.url,
            status,
            "; ".join(part for part in (reason, document.note) if part) or None,
            *_of_copy(copy),
            first_seen=before[key].first_seen if key in before else now,
            last_seen=now,
        )
    for key, line in before.items():
        if key not in lines:
            lines[key] = _as_unlisted(line, held[line.file_id])
    return sorted(lines.values(), key=lambda line: (line.urn, line.listed_on or "", line.file_id))


def read_listing(path: pathlib.Path) -> list[ListingLine]:
    """Read a listing; empty if there is none. Raises ListingError if a line does not have our shape."""
    lines = []
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    for number, plain in enumerate(text.splitlines(), 1):
        try:
            line = ListingLine(**json.loads(plain))
        except (ValueError, TypeError) as error:
            raise ListingError(
                f"{path}, line {number} is not a line of a listing ({error}): mend it, or move the file away; "
                f"the PDFs beside it stay, and are not downloaded again"
            ) from error
        lines.append(line)
    return lines


def write_listing(path: pathlib.Path, lines: Iterable[ListingLine]) -> None:
    """Replace the listing in one step."""
    text = "".join(json.dumps(dataclasses.asdict(line), ensure_ascii=False) + "\n" for line in lines)
    write_whole(path, text.encode())


def counts(lines: Iterable[ListingLine]) -> dict[Status, int]:
    """How many lines there are of each status, in the order of `STATUSES`."""
    found = Counter(line.status for line in lines)
    return {status: found[status] for status in STATUSES}


def _status(
    entry: Listed, verdict: DownloadVerdict | None, copy: Copy | None, former_sha256: str | None
) -> tuple[Status, str | None]:
    """The status and its reason, compared with the last finished crawl: one stopped in between changes nothing."""
    if not entry.scope.is_wanted:
        return "out of scope", entry.scope.reason
    if verdict is None:
        return "failed", f"{entry.refusal or 'not requested'}{_copy_clause(copy)}"
    match verdict.outcome:
        case "whole" | "not modified":
            if copy is None:
                raise ValueError(f"{entry.document.file_id} counts as {verdict.outcome}, but no copy of it is held")
            if former_sha256 is None:
                return "fetched", None
            if former_sha256 == copy.sha256:
                return "unchanged", None
            return (
                "re-issued",
                f"the former copy is kept as superseded/{_superseded_name(entry, former_sha256)}",
            )
        case "withdrawn" | "failed":
            return verdict.outcome, f"{verdict.reason}{_copy_clause(copy)}"
        case _:
            assert_never(verdict.outcome)


def _as_unlisted(line: ListingLine, copy: Copy | None) -> ListingLine:
    """The line of a document that the site no longer lists."""
    etag, last_modified, sha256, size = _of_copy(copy)
    day = line.last_seen[:10]
    status: Status = "out of scope" if line.status == "out of scope" else "withdrawn"
    reason = line.reason
    if status == "withdrawn":
        reason = f"no longer listed, last seen on {day}{_copy_clause(copy)}"
    return dataclasses.replace(
        line, status=status, reason=reason, etag=etag, last_modified=last_modified, sha256=sha256, bytes=size
    )


def _of_copy(copy: Copy | None) -> tuple[str | None, str | None, str | None, int | None]:
    return (copy.etag, copy.last_modified, copy.sha256, copy.bytes) if copy else (None, None, None, None)


def _copy_clause(copy: Copy | None) -> str:
    if copy is None:
        return "; no copy is held"
    return f"; the copy fetched on {copy.fetched_at[:10]} is kept" if copy.fetched_at else "; our copy is kept"


def _superseded_name(entry: Listed, sha256: str) -> str:
    return f"{entry.document.file_id}.{sha256[:12]}.pdf"
