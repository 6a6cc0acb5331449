"""The vocabulary files: YAML of which every key must be known."""

from __future__ import annotations

import difflib
import pathlib
from collections.abc import Collection, Mapping
from typing import Any

import yaml


def read_yaml(path: pathlib.Path) -> Any:
    """The values of a YAML file."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def refuse_unknown(found: Mapping[str, Any], known: Collection[str], where: str) -> None:
    """Raise ValueError for a key of `found` that is none of `known`, naming the nearest; `where` says of what it is."""
    for key in found:
        if key not in known:
            near = difflib.get_close_matches(str(key), known, 1)
            hint = f"; did you mean `{near[0]}`?" if near else f"; known are {', '.join(sorted(known))}"
            raise ValueError(f"{where}: unknown key `{key}`{hint}")
