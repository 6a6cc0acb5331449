from __future__ import annotations

import pytest

from extract.prose import is_cut, join, report_words

WORDS = report_words("improvement of multi-agency work, well and developed; prac-\ntice and practice again")


@pytest.mark.parametrize(
    ("line", "following", "cut"),
    [
        ("an improve-", "ment of it", True),
        ("their prac-", "tice", True),
        ("a multi-", "agency plan", False),
        ("well-", "developed", False),
        ("in Stoke-", "Upon", False),
        ("without any", "hyphen", False),
    ],
)
def test_a_hyphen_cuts_a_word_that_the_report_has_whole(line: str, following: str, cut: bool) -> None:
    assert is_cut(line, following, WORDS) is cut


def test_a_word_over_two_lines_is_no_evidence_for_itself() -> None:
    assert {"prac", "tice", "prac-tice"}.isdisjoint(WORDS)


def test_lines_join_as_a_reader_would_type_them() -> None:
    text, starts = join(["The  improve-", "ment of multi-", "agency work , 2014–", "15, ends here ."], WORDS)
    assert text == "The improvement of multi-agency work, 2014–15, ends here."
    assert [text[at:][:4] for at in starts] == ["The ", "ment", "agen", "15, "]


def test_a_soft_hyphen_in_print_is_a_hyphen() -> None:
    assert join(["A multi\u00adagency plan to improve\u00ad", "ment"], WORDS)[0] == "A multi-agency plan to improvement"
