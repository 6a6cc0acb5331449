import pytest

from extract.segment import sentences


def split(text):
    return [text[span.start : span.end] for span in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("A bullet with no stop", ["A bullet with no stop"]),
        ("It met. It voted.", ["It met.", "It voted."]),
        ("It met (paragraph 12). It voted.", ["It met (paragraph 12).", "It voted."]),
        ("It met. (Recommendation) It voted.", ["It met. (Recommendation)", "It voted."]),
        ("It met. (Recommendation.) It voted.", ["It met. (Recommendation.)", "It voted."]),
        ("It met. (paragraphs 12 and 13)", ["It met. (paragraphs 12 and 13)"]),
        ("Under Working Together 2013. It voted.", ["Under Working Together 2013.", "It voted."]),
        ("Some 2.5 per cent. Then 3.1 more.", ["Some 2.5 per cent.", "Then 3.1 more."]),
        ("Topics, e.g. Gangs, were few.", ["Topics, e.g. Gangs, were few."]),
        ("See para. 12 of it. It voted.", ["See para. 12 of it.", "It voted."]),
        ("Dr. Ash met J. Marsh. They spoke.", ["Dr. Ash met J. Marsh.", "They spoke."]),
        ("It concerns Child B. The panel met.", ["It concerns Child B.", "The panel met."]),
        ("The ‘Who knows? Ask’ film ran. It ended.", ["The ‘Who knows? Ask’ film ran.", "It ended."]),
        ("The ‘Who knows?’ Ambleford film ran.", ["The ‘Who knows?’ Ambleford film ran."]),
        ("They asked ‘who knows?’ The board did.", ["They asked ‘who knows?’", "The board did."]),
        ("It said ‘we met.’ It voted.", ["It said ‘we met.’", "It voted."]),
        ("The board’s ‘one-stop’ plan. It voted.", ["The board’s ‘one-stop’ plan.", "It voted."]),
        ("It met (on 3 May. Twice.) in town. It voted.", ["It met (on 3 May. Twice.) in town.", "It voted."]),
        ("It met often.It voted.", ["It met often.", "It voted."]),
        ("3. Ensure that it meets.", ["3. Ensure that it meets."]),
        ("It met on 3 May 2014. ‘Look out’ began.", ["It met on 3 May 2014.", "‘Look out’ began."]),
        ("It met; it voted: once, twice. 12", ["It met; it voted: once, twice. 12"]),
    ],
)
def test_split(text, expected):
    assert split(text) == expected


def test_every_character_but_space_is_kept():
    text = " It met.  (Recommendation)  It voted.Then it left "
    assert "".join(split(text)).replace(" ", "") == text.replace(" ", "")
