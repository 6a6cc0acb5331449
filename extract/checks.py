"""What a report says twice must agree: the checks behind a review's warnings."""

from __future__ import annotations

from collections.abc import Sequence

from common.record import Judgement, Paragraph, Warning
from extract import check_front, check_grades, check_pages
from extract.cover_page import CoverPage
from extract.lscb_part import LscbPart
from extract.pdf import Pdf


def warnings_of(
    pdf: Pdf,
    part: LscbPart,
    cover: CoverPage,
    judgement: Judgement,
    stated: Sequence[Judgement],
    paragraphs: Sequence[Paragraph],
) -> tuple[Warning, ...]:
    """All warnings of one review: on grades, page 1, and the part's pages; in the order of the checks below.

    `stated` are the board's grades where they are expected. Raises ExtractionError if the part is another authority's.
    """
    return (
        *check_grades.board_disagrees(judgement, (*stated, *check_grades.stated_of_board(pdf))),
        *check_grades.areas_disagree(cover, check_grades.stated_of_areas(pdf, cover.page)),
        *check_grades.table_lacks(cover),
        *check_grades.overall_unlikely(cover.judgements),
        *check_pages.numbers_jump(paragraphs),
        *check_pages.pages_jump(pdf, part),
        *check_pages.contents_disagree(pdf, part, cover),
        *check_pages.sections_lack(part, judgement, paragraphs),
        *check_pages.texts_repeat(paragraphs),
        *check_pages.letters_odd(paragraphs),
        *check_front.front_lacks(cover),
        *check_front.dates_unlikely(cover),
        *check_front.covers_disagree(pdf, part, cover),
        *check_front.anothers(pdf, part, cover),
        *check_pages.end_lacks(part, paragraphs),
    )
