from __future__ import annotations

import re

import pytest

from extract import boards


@pytest.mark.parametrize(
    ("piece", "written", "is_whole"),
    [
        (boards.FULL_NAME, "Safeguarding Children Board", True),
        (boards.FULL_NAME, "safeguarding children’s\nboard", True),
        (boards.FULL_NAME, "Safeguarding Adults Board", False),
        (boards.SHORT_NAME, "LSCB", True),
        (boards.SHORT_NAME, "SCB", True),
        (boards.SHORT_NAME, "LSCBs", False),
        (boards.IN_SENTENCE, "Safeguarding Children Board (AMSCB)", True),
        (boards.IN_SENTENCE, "AMSCB", True),
        (boards.IN_SENTENCE, "Board", False),
        (boards.OF_ANY_PLACE, "local safeguarding children board (lscb)", True),
        (boards.OF_ANY_PLACE, "ambleford safeguarding children board", False),
        (boards.IN_HEADING, "the ambleford and district safeguarding children's board (adscb)", True),
        (boards.IN_HEADING, "ambleford lscb's", True),
        (boards.IN_HEADING, "the board", True),
        (boards.IN_HEADING, "the council", False),
        (boards.EFFECTIVENESS, "of the effectiveness of Local Safeguarding Children", True),
        (boards.EFFECTIVENESS, "of the effectiveness of the local safeguarding children", True),
        (boards.EFFECTIVENESS, "of the effectiveness of the council", False),
    ],
)
def test_a_piece_is_what_its_comment_shows(piece: str, written: str, is_whole: bool) -> None:
    assert bool(re.fullmatch(piece, written)) == is_whole


def test_no_piece_has_a_group_that_another_pattern_would_count() -> None:
    pieces = [value for name, value in vars(boards).items() if name.isupper()]
    assert len(pieces) == 6
    assert [re.compile(piece).groups for piece in pieces] == [0] * 6
