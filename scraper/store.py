"""The copies of reports on disk, kept so that a crawl killed at any moment loses nothing that was whole.

    reports/<file id>.pdf                             the current copy
    reports/superseded/<file id>.<12 of sha256>.pdf   what a re-issued report was before
    reports/.crawl/<file id>.json                     the journal: the copy's hash, ETag and Last-Modified
    reports/.crawl/<file id>.part                     a download on its way into place

A download goes through four steps: the journal names its hash; the bytes are written as .part; a former copy
is put aside; the .part is renamed to the current copy. A .part with the hash that the journal names is
whole, and `recover` takes it the rest of the way; any other is thrown away. A copy in place whose hash is not
the one that the journal names is held too, but without an ETag, so that it is requested once more.
"""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import json
import logging
import os
import pathlib
import re

from common.writing import FolderInUseError, lock_folder, sweep, sync, write_whole

logger = logging.getLogger(__name__)

# 50004386; also the name of a file, so nothing that could lead out of the folder
FILE_ID = re.compile(r"[0-9A-Za-z_-]+")


class StoreError(Exception):
    """The folder of reports cannot be used."""


@dataclasses.dataclass(frozen=True)
class Copy:
    """A PDF that we hold. `etag` and `last_modified` are as the site sent them; `fetched_at` is in ISO form, UTC."""

    sha256: str
    bytes: int
    etag: str | None = None
    last_modified: str | None = None
    fetched_at: str | None = None

    @property
    def conditions(self) -> dict[str, str]:
        """The request headers that make the site answer 304 while it still has this copy."""
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in named.items() if value}


class Store:
    """The folder of reports, for one crawl at a time."""

    def __init__(self, folder: pathlib.Path) -> None:
        """Take `folder` for this process, making it if need be. Raises StoreError when another crawl has it."""
        self.folder = folder
        self._journals = folder / ".crawl"
        self._superseded = folder / "superseded"
        self._copies: dict[str, Copy | None] = {}
        self._journals.mkdir(parents=True, exist_ok=True)
        try:
            self._lock = lock_folder(self._journals)
        except FolderInUseError:
            raise StoreError(f"another crawl is at work in {folder}: wait for it, or name another --data") from None

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._lock)

    def recover(self) -> None:
        """Finish what a killed crawl left half done, and sweep away what had not arrived whole."""
        for part in sorted(self._journals.glob("*.part")):
            file_id = part.stem
            journal = self._read_journal(file_id)
            if journal and _sha256(part.read_bytes()) == journal.sha256:
                logger.info("%s had arrived whole in a crawl that was stopped: moved into place", file_id)
                self._move_into_place(file_id, part, journal)
            else:
                part.unlink()
        for folder in (self.folder, self._journals, self._superseded):
            sweep(folder)

    def path(self, file_id: str) -> pathlib.Path:
        """Where the current copy of a report is, or would be. Raises ValueError for what is not a file id."""
        if not FILE_ID.fullmatch(file_id):
            raise ValueError(f"{file_id!r} is not a file id: letters, digits, _ and - only")
        return self.folder / f"{file_id}.pdf"

    def superseded_path(self, file_id: str, sha256: str) -> pathlib.Path:
        """Where the copy with that hash is kept once another has replaced it."""
        return self._superseded / f"{file_id}.{sha256[:12]}.pdf"

    def find_copy(self, file_id: str) -> Copy | None:
        """The current copy, or None. Its hash is taken from the file itself, once a crawl.

        A copy that the journal does not know, or knows by another hash, is held all the same, but without the
        ETag and Last-Modified that would save requesting it again.
        """
        if file_id not in self._copies:
            try:
                body = self.path(file_id).read_bytes()
            except FileNotFoundError:
                self._copies[file_id] = None
            else:
                found = Copy(_sha256(body), len(body))
                journal = self._read_journal(file_id)
                self._copies[file_id] = journal if journal and journal.sha256 == found.sha256 else found
        return self._copies[file_id]

    def keep(self, file_id: str, body: bytes, etag: str | None, last_modified: str | None) -> Copy:
        """Make `body` the current copy; a former copy with other bytes goes to the superseded ones."""
        copy = Copy(_sha256(body), len(body), etag, last_modified, _now())
        current = self.find_copy(file_id)
        if current and current.sha256 == copy.sha256:
            self._write_journal(file_id, copy)
        else:
            part = self._journals / f"{file_id}.part"
            # First write everything where it survives the process, at once; then where it survives a loss of power.
            self._write_journal(file_id, copy, is_synced=False)
            part.write_bytes(body)
            for path in (part, self._journal(file_id), self._journals):
                sync(path)
            self._move_into_place(file_id, part, copy)
        self._copies[file_id] = copy
        return copy

    def _move_into_place(self, file_id: str, part: pathlib.Path, copy: Copy) -> None:
        target = self.path(file_id)
        if target.exists():
            former = target.read_bytes()
            if (sha256 := _sha256(former)) != copy.sha256:
                self._superseded.mkdir(exist_ok=True)
                write_whole(self.superseded_path(file_id, sha256), former)
        part.replace(target)
        sync(self.folder)

    def _journal(self, file_id: str) -> pathlib.Path:
        return self._journals / f"{file_id}.json"

    def _write_journal(self, file_id: str, copy: Copy, is_synced: bool = True) -> None:
        text = json.dumps(dataclasses.asdict(copy), indent=1)
        write_whole(self._journal(file_id), text.encode(), is_synced=is_synced)

    def _read_journal(self, file_id: str) -> Copy | None:
        path = self._journal(file_id)
        try:
            return Copy(**json.loads(path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None
        except (ValueError, TypeError) as error:
            logger.warning("%s cannot be read (%s): its report will be requested again", path, error)
            return None


def _sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
