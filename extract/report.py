"""One report, from PDF to record."""

from __future__ import annotations

import hashlib
import pathlib
from collections.abc import Sequence

from extract import cover_page
from extract.checks import warnings_of
from extract.errors import ExtractionError
from extract.lscb_part import Part, find_part
from extract.names import board_name
from extract.paragraphs import blocks_of
from extract.pdf import Pdf, opened
from extract.prose import vocabulary
from extract.record import Judgement, Record
from extract.sections import findings_of
from extract.statements import statements

# Part of the cache's key: raise it with every change that may change a record.
CODE_VERSION = "4"


def version() -> str:
    """The extractor's version: its code's, and a digest of the vocabularies, so that an edited line of YAML counts."""
    files = sorted(pathlib.Path(__file__).parent.glob("*.yml"))
    return f"{CODE_VERSION}-{hashlib.sha256(b''.join(file.read_bytes() for file in files)).hexdigest()[:8]}"


VERSION = version()


def read_report(path: pathlib.Path) -> Record:
    """The record of the report at `path`: a review, or `not a review` with its reason.

    Raises ExtractionError for a file that cannot be read, or that reviews a board in a way not known.
    """
    with opened(path) as pdf:
        part = find_part(pdf)
        if part is None:
            return not_a_review(pdf)
        return review(pdf, part)


def not_a_review(pdf: Pdf) -> Record:
    """The record of a report that reviews no LSCB; raises ExtractionError where page 1 says that it does."""
    front = cover_page.read_front(pdf)
    if front.promises_review:
        raise ExtractionError(
            pdf.file_id, 1, f"page 1 says {front.kind!r}, but no part of the report has the title of an LSCB review"
        )
    dates = f", inspected from {front.inspected_from} to {front.inspected_to}" if front.inspected_from else ""
    return Record(
        file_id=pdf.file_id,
        sha256=pdf.sha256,
        extractor_version=VERSION,
        outcome="not a review",
        reason=f"page 1 says {front.kind!r}{dates}, and no part of the report reviews the LSCB",
        pages=pdf.pages,
        authority=front.authority,
    )


def review(pdf: Pdf, part: Part) -> Record:
    """The record of a report whose LSCB part is found."""
    front = cover_page.read_front(pdf)
    findings, in_part = findings_of(
        blocks_of(part.lines, part.body_size), part.layout, vocabulary("\n".join(pdf.texts))
    )
    if not findings:
        raise ExtractionError(pdf.file_id, part.first_page, f"no paragraph could be read below {part.title!r}")
    stated = (*in_part, *((front.lscb,) if front.lscb else ()))
    judgement = board_grade(pdf, part, stated)
    first, last = (part.first_page, pdf.pages) if part.layout == "D" else (1, pdf.pages)
    return Record(
        file_id=pdf.file_id,
        sha256=pdf.sha256,
        extractor_version=VERSION,
        outcome="review",
        pages=pdf.pages,
        layout=part.layout,
        authority=front.authority,
        board_name=board_name(board_texts(pdf, part), front.authority),
        published_on=front.published_on,
        inspected_from=front.inspected_from,
        inspected_to=front.inspected_to,
        lead_inspector=cover_page.lead_inspector(pdf, first, last),
        first_page=part.first_page,
        last_page=part.last_page,
        judgements=(*front.judgements, judgement),
        findings=findings,
        statements=statements(findings),
        warnings=warnings_of(pdf, part, front, judgement, stated, findings),
    )


def board_texts(pdf: Pdf, part: Part) -> tuple[str, ...]:
    """Where to look for the board's name, best first: the cover of its own report, its part, the whole report."""
    own_cover = (pdf.texts[part.first_page - 1],) if part.layout == "D" else ()
    return (*own_cover, "\n".join(line.text for line in part.lines), "\n".join(pdf.texts))


def board_grade(pdf: Pdf, part: Part, stated: Sequence[Judgement]) -> Judgement:
    """The board's grade: the part's own heading's, else the sentence's under it, else page 1's."""
    if not stated:
        met = " / ".join(line.text for line in part.lines[:4])
        raise ExtractionError(pdf.file_id, part.first_page, f"no grade of the board below {part.title!r}: {met!r}")
    return stated[0]


def unreadable(path: pathlib.Path, error: ExtractionError) -> Record:
    """The record of a report that could not be read, with the reason."""
    return Record(
        file_id=path.stem,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        extractor_version=VERSION,
        outcome="unreadable",
        reason=str(error),
    )
