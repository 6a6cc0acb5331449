"""The vocabularies that go with the records, so that whoever reads those needs nothing else from this stage."""

from __future__ import annotations

import json
import pathlib
from collections.abc import Mapping, Sequence

from common.record import PRACTICES_FILE, THEMES_FILE
from common.writing import write_whole
from extract import practices, themes


def write_vocabulary(out: pathlib.Path) -> None:
    """Write the themes and the practices, in their order, below the folder `out` of the records."""
    _write(
        out / THEMES_FILE,
        [{"theme_id": one.id, "label": one.label, "covers": one.covers} for one in themes.vocabulary()],
    )
    _write(
        out / PRACTICES_FILE,
        [
            {"practice_id": one.id, "theme_id": one.theme_id, "label": one.label, "covers": one.covers}
            for one in practices.vocabulary()
        ],
    )


def _write(path: pathlib.Path, entries: Sequence[Mapping[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    content = (json.dumps(entries, ensure_ascii=False, indent=1) + "\n").encode()
    if not path.is_file() or path.read_bytes() != content:  # what has not changed keeps its date, by which `make` goes
        write_whole(path, content)
