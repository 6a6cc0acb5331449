"""What `extract` raises when a report cannot be read."""

from __future__ import annotations


class ExtractionError(Exception):
    """A report that cannot be read: which one, on which page (from 1; None for the whole file), and what was met."""

    def __init__(self, file_id: str, page: int | None, met: str) -> None:
        super().__init__(file_id, page, met)
        self.file_id, self.page, self.met = file_id, page, met

    def __str__(self) -> str:
        where = f"page {self.page}" if self.page is not None else "the file"
        return f"{self.file_id}, {where}: {self.met}"
