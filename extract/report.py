"""One report, from PDF to record."""

from __future__ import annotations

import hashlib
import pathlib
import re
from collections.abc import Sequence

from common.record import Judgement, Record
from extract import cover_page
from extract.blocks import blocks_of
from extract.check_grades import stated_of_board, table_lacks
from extract.checks import warnings_of
from extract.errors import ExtractionError
from extract.kept import open_kept
from extract.lscb_part import LscbPart, find_part
from extract.names import board_name
from extract.pdf import Pdf, open_pdf
from extract.prose import report_words
from extract.sections import paragraphs_of
from extract.statements import statements
from extract.version import version

# 'Inspection of services for …', 'Focused visit to …', 'Review of …'
TITLE = re.compile(r"\b(?:inspection|visit|review|assessment)\b", re.IGNORECASE)


def read_report(path: pathlib.Path, kept: pathlib.Path | None = None) -> Record:
    """The record of the report at `path`: a review, or `not a review` with its reason.

    `kept` is the folder where what is read from pages is kept (extract/kept.py); without one nothing is.
    Raises ExtractionError for a file that cannot be read, or that reviews a board in an unknown way.
    """
    with open_kept(path, sha256_of(path), kept) if kept else open_pdf(path) as pdf:
        part = find_part(pdf)
        if part is None:
            return not_a_review(pdf)
        return review(pdf, part)


def not_a_review(pdf: Pdf) -> Record:
    """The record of a report that reviews no LSCB; raises ExtractionError where page 1 says that it does."""
    cover = cover_page.read_cover_page(pdf)
    page = cover.page
    if stated := next(stated_of_board(pdf), None):
        met = f"{stated.stated!r} grades a board, but no part of the report has the title of an LSCB review"
        raise ExtractionError(pdf.file_id, stated.page, met)
    if cover.inspected_from is None and not cover.published_on and not TITLE.search(cover.kind):
        raise ExtractionError(pdf.file_id, page, "neither the title nor the dates of an inspection; read it by eye")
    # A line of prose may begin as a row of the table does; two rows are a table.
    rows = len(cover.ungraded) + sum(judgement.area != "overall" for judgement in cover.judgements)
    if rows > 1 and (lacking := next(table_lacks(cover), None)):
        met = f"{lacking.message}, and no part of the report reviews the LSCB: is text lost?"
        raise ExtractionError(pdf.file_id, page, met)
    if cover.promises_review:
        met = f"page {page} says {cover.kind!r}, but no part of the report has the title of an LSCB review"
        raise ExtractionError(pdf.file_id, page, met)
    dates = f", inspected from {cover.inspected_from} to {cover.inspected_to}" if cover.inspected_from else ""
    return Record(
        file_id=pdf.file_id,
        sha256=pdf.sha256,
        extractor_version=version(),
        outcome="not a review",
        reason=f"page {page} says {cover.kind!r}{dates}, and no part of the report reviews the LSCB",
        pages=pdf.pages,
        authority=cover.authority,
    )


def review(pdf: Pdf, part: LscbPart) -> Record:
    """The record of a report whose LSCB part is found."""
    cover = cover_page.read_cover_page(pdf)
    printed, in_part = paragraphs_of(
        pdf.file_id, blocks_of(part.lines, part.body_size), part.layout, report_words("\n".join(pdf.texts))
    )
    if not printed:
        raise ExtractionError(pdf.file_id, part.first_page, f"no paragraph could be read below {part.title!r}")
    stated = (*in_part, *((cover.lscb,) if cover.lscb else ()))
    judgement = board_grade(pdf, part, stated)
    paragraphs = tuple(one.paragraph for one in printed)
    first, last = (part.first_page, pdf.pages) if part.layout == "D" else (1, pdf.pages)
    return Record(
        file_id=pdf.file_id,
        sha256=pdf.sha256,
        extractor_version=version(),
        outcome="review",
        pages=pdf.pages,
        layout=part.layout,
        authority=cover.authority,
        board_name=board_name(board_texts(pdf, part), cover.authority),
        published_on=cover.published_on,
        inspected_from=cover.inspected_from,
        inspected_to=cover.inspected_to,
        lead_inspector=cover_page.lead_inspector(pdf, first, last),
        first_page=part.first_page,
        last_page=part.last_page,
        judgements=(*cover.judgements, judgement),
        paragraphs=paragraphs,
        statements=statements(printed),
        warnings=warnings_of(pdf, part, cover, judgement, stated, paragraphs),
    )


def board_texts(pdf: Pdf, part: LscbPart) -> tuple[str, ...]:
    """Where to look for the board's name, best first: the cover of its own report, its part, the whole report."""
    own_cover = (pdf.texts[part.first_page - 1],) if part.layout == "D" else ()
    return (*own_cover, "\n".join(line.text for line in part.lines), "\n".join(pdf.texts))


def board_grade(pdf: Pdf, part: LscbPart, stated: Sequence[Judgement]) -> Judgement:
    """The board's grade: from the part's own heading, else from the sentence under it, else from page 1."""
    if not stated:
        met = " / ".join(line.text for line in part.lines[:4])
        raise ExtractionError(pdf.file_id, part.first_page, f"no grade of the board below {part.title!r}: {met!r}")
    return stated[0]


def unreadable(path: pathlib.Path, error: ExtractionError) -> Record:
    """The record of a report that could not be read, with the reason."""
    return Record(
        file_id=path.stem,
        sha256=sha256_of(path),
        extractor_version=version(),
        outcome="unreadable",
        reason=str(error),
    )


def sha256_of(path: pathlib.Path) -> str:
    """The hash of a file's bytes, which need not fit into memory."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
