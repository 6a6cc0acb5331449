"""What several rooms know is written down once, and what cannot read it there is compared with it."""

from __future__ import annotations

import datetime
import re
from typing import get_args

import pytest

from common.grades import Grade, GradeName, grades
from common.period import Period, period
from tests.conftest import REPO

CSS = (REPO / "web" / "static" / "site.css").read_text(encoding="utf-8")


def test_the_grades_are_in_ofsteds_order() -> None:
    assert [(one.rank, one.id, one.letter) for one in grades()] == [
        (1, "outstanding", "O"),
        (2, "good", "G"),
        (3, "requires improvement", "R"),
        (4, "inadequate", "I"),
    ]
    assert [one.several for one in grades() if one.several != one.id] == ["require improvement"]


def test_the_type_of_a_grade_has_the_names_of_the_vocabulary() -> None:
    assert [one.id for one in grades()] == list(get_args(GradeName))


@pytest.mark.parametrize("field", ["id", "rank", "label", "letter", "colour"])
def test_no_two_grades_share_what_tells_them_apart(field: str) -> None:
    assert len({getattr(one, field) for one in grades()}) == len(grades())


@pytest.mark.parametrize("grade", grades(), ids=lambda grade: grade.letter)
def test_the_style_sheet_has_the_colours_of_the_grades(grade: Grade) -> None:
    name = grade.id.replace(" ", "-")
    assert re.findall(rf"\.grade-{name} {{ border-color: (#\w+)", CSS) == [grade.colour]
    assert re.findall(rf"\.tile-{name}(?::\w+)? {{ background: (#\w+)", CSS) == [grade.colour]


def test_the_period_has_both_its_ends() -> None:
    found = period()
    assert found == Period(datetime.date(2013, 11, 1), datetime.date(2018, 6, 30))
    day = datetime.timedelta(1)
    assert found.holds(found.first) and found.holds(found.last)
    assert not found.holds(found.first - day) and not found.holds(found.last + day)
