"""Figures as people read them: shares in per cent, differences in points, p and q values."""

from __future__ import annotations


def per_cent(share: float | None) -> str:
    """A share from 0 to 1: `67 %`; a dash where there is none."""
    return "–" if share is None else f"{100 * share:.0f} %"


def points(difference: float | None) -> str:
    """A difference in percentage points with its sign: `+45`, `−3`; a dash where there is none."""
    return "–" if difference is None else f"{difference:+.0f}".replace("-", "−")


def chance(p: float | None) -> str:
    """A p or q value: `0.013`, `< 0.001`; a dash where there is none."""
    if p is None:
        return "–"
    return "< 0.001" if p < 0.001 else f"{p:.3f}"
