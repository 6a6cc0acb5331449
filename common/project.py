"""Where the program's own files are, in a checkout as in an installed package.

Each room keeps its data beside its code and finds it there. What the program reads at the top of the repo
(`metadata.yml`, `docs/`) belongs to no room: the wheel carries it in `common/files/` (`force-include` in
pyproject.toml).
"""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
# The folder that holds the rooms: the repo's, or site-packages.
ROOMS = HERE.parent
_CARRIED = HERE / "files"
# What the paths `metadata.yml` and `docs/…` start from.
ROOT = _CARRIED if _CARRIED.is_dir() else ROOMS
REFERENCE = ROOMS / "db" / "reference"
