"""Draw the made-up reports into a folder, with `truth.json` beside them: what each report says, and where."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

from demo import draw
from demo.layouts import Draft, draft, draft_other
from demo.model import Other, Review, listing, reports
from demo.prose import pool
from demo.typeset import Setting, set_pages


@dataclasses.dataclass(frozen=True)
class Drawn:
    """A report as drawn: its PDF, and for a review what it says."""

    file_id: str
    pdf: bytes
    truth: dict[str, Any] | None


def _truth(review: Review, drafted: Draft, setting: Setting) -> dict[str, Any]:
    items = []
    for position, item in enumerate(drafted.items, 1):
        pages = setting.places[item.key]
        items.append(
            {
                "position": position,
                "section": item.section,
                "heading": item.heading,
                "number": item.number,
                "page": pages[0],
                "last_page": pages[-1],
                "text": item.text,
                "statements": [dataclasses.asdict(said) for said in item.said],
            }
        )
    counted = {
        section: sum(item.section == section for item in drafted.items)
        for section in ("summary", "strength", "recommendation", "finding")
    }
    listed = {document.file_id: document for document in listing()}[review.file_id]
    return {
        "file_id": review.file_id,
        "urn": listed.urn,
        "la_code": review.la_code,
        "board_id": review.board_id,
        "layout": review.layout,
        "listed_on": listed.listed_on.isoformat(),
        "published_on": review.published_on.isoformat() if review.published_on else None,
        "inspected_from": review.inspected_from.isoformat(),
        "inspected_to": review.inspected_to.isoformat(),
        "lead_inspector": review.lead_inspector,
        "board_name": review.board,
        "judgements": {**review.judgements, "lscb": review.grade},
        "pages": len(setting.pages),
        "first_page": setting.places["part"][0],
        "last_page": max(setting.places[item.key][-1] for item in drafted.items),
        "counts": counted,
        "items": items,
    }


def drawn(report: Review | Other) -> Drawn:
    """One report as a PDF and its truth. The same report gives the same bytes."""
    if isinstance(report, Other):
        setting = set_pages(draft_other(report))
        return Drawn(report.file_id, draw.pdf(setting, f"{report.title} (fiction)"), None)
    drafted = draft(report)
    syllables = pool("syllables") if report.shape.hyphenate else {}
    setting = set_pages(drafted.blocks, syllables)
    pdf = draw.pdf(setting, f"{report.title} (fiction)")
    return Drawn(report.file_id, pdf, _truth(report, drafted, setting))


def draw_all(folder: Path) -> list[dict[str, Any]]:
    """Write every report as `<file id>.pdf` into `folder`, and `truth.json`; gives the truth of the reviews.

    PDFs in the folder that the made-up site no longer lists are removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    truths = []
    written = {"truth.json"}
    for report in reports():
        made = drawn(report)
        path = folder / f"{made.file_id}.pdf"
        if not path.exists() or path.read_bytes() != made.pdf:
            path.write_bytes(made.pdf)
        written.add(path.name)
        if made.truth is not None:
            truths.append(made.truth)
    (folder / "truth.json").write_text(json.dumps(truths, ensure_ascii=False, indent=1) + "\n", "utf-8")
    for path in folder.glob("*.pdf"):
        if path.name not in written:
            path.unlink()
    return truths
