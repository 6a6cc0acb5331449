"""The vocabulary that goes with the records, so that who reads those needs nothing else of this stage."""

from __future__ import annotations

import json
import pathlib

from common.record import THEMES_FILE
from common.writing import write_whole
from extract.themes import vocabulary


def write_vocabulary(out: pathlib.Path) -> None:
    """Write the themes, in their order, below the folder `out` of the records."""
    themes = [{"theme_id": theme.id, "label": theme.label, "covers": theme.covers} for theme in vocabulary()]
    path = out / THEMES_FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, (json.dumps(themes, ensure_ascii=False, indent=1) + "\n").encode())
