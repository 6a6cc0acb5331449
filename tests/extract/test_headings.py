from __future__ import annotations

import pytest

from extract.headings import plain, role_of


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Section 2: The effectiveness of the Local Safeguarding Children Board", "title"),
        ("Section 4: Effectiveness of the local safeguarding children’s board (ALSCB)", "title"),
        ("The effectiveness of Ambleford Local Safeguarding Children Board", "title"),
        ("The Local Safeguarding Children Board (LSCB)", "title"),
        ("Review of the LSCB", "title"),
        ("Inspection of the effectiveness of Local Safeguarding Children Board", "title"),
        ("Executive summary", "summary"),
        ("Summary of findings", "summary"),
        ("ABSCB is good because:", "summary"),
        ("The LSCB requires improvement because", "summary"),
        ("Recommendations", "recommendation"),
        ("Recommendations for the LSCB", "recommendation"),
        ("LSCB recommendations", "recommendation"),
        ("What does the LSCB need to improve?", "recommendation"),
        ("Areas for improvement", "recommendation"),
        ("Priority and immediate action:", "recommendation"),
        ("The LSCB’s strengths", "strength"),
        ("Key strengths of the LSCB", "strength"),
        ("Inspection findings – the Local Safeguarding Children Board", "finding"),
        ("Inspection judgement about the LSCB", "finding"),
        ("Key strengths and weaknesses of the BSCB", "finding"),
        ("Findings", "finding"),
        ("The Local Safeguarding Children Board is good", "grade"),
        ("Ambleford LSCB requires improvement to be good", "grade"),
        ("The effectiveness of the LSCB is inadequate", "grade"),
        ("Overall judgement: requires improvement", "grade"),
        ("What the inspection judgments mean: the LSCB", "end"),
        ("Information about this inspection", "end"),
        ("Appendix", "end"),
        ("Annex 1", "end"),
        ("Annex A: who was met", "end"),
        ("Annex A: who was met 40", None),
        ("Learning and improvement", None),
        ("The board", None),
    ],
)
def test_a_heading_opens_its_section(heading: str, role: str | None) -> None:
    assert role_of(heading) == role


def test_case_apostrophes_and_closing_marks_do_not_count() -> None:
    assert plain(" The LSCB’s Strengths: ") == "the lscb's strengths"
