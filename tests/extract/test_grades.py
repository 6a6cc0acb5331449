from __future__ import annotations

import pytest

from extract.grades import as_grade, cell_grade, stated_grade


def test_words_name_a_grade_however_spaced() -> None:
    assert as_grade("Requires \n Improvement") == "requires improvement"
    assert as_grade("require improvement") == "requires improvement"
    with pytest.raises(KeyError):
        as_grade("adequate")


@pytest.mark.parametrize(
    ("cell", "grade"),
    [
        ("Good", "good"),
        ("Requires improvement to be good", "requires improvement"),
        ("Inadequate.", "inadequate"),
        ("Good progress", None),
        ("", None),
    ],
)
def test_a_cell_holds_a_grade_and_nothing_else(cell: str, grade: str | None) -> None:
    assert cell_grade(cell) == grade


@pytest.mark.parametrize(
    ("sentence", "grade"),
    [
        ("The board is good.", "good"),
        ("Services in Ambleford are inadequate", "inadequate"),
        ("The LSCB requires improvement to be good", "requires improvement"),
        ("The board was judged to be outstanding", "outstanding"),
        ("The board is requires improvement", "requires improvement"),
        ("Judgement: good", "good"),
        ("A good board meets often", None),
    ],
)
def test_a_sentence_states_a_grade_of_its_subject(sentence: str, grade: str | None) -> None:
    assert stated_grade(sentence) == grade
