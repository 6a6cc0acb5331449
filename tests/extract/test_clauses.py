import pathlib

import pytest
import yaml

from extract.clauses import sides
from extract.phrases import Lexicon
from extract.polarity import reading, request

CASES = yaml.safe_load((pathlib.Path(__file__).parent / "readings.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["rule"] for case in CASES])
def test_rule(case):
    verdict = request(case["text"], case.get("section", "finding")) or reading(case["text"])
    assert (verdict.polarity, verdict.cue) == (case["polarity"], case["cue"])


def cues(text, **phrases):
    lexicon = Lexicon((phrase, kind) for kind, some in phrases.items() for phrase in some)
    return [[(cue.side, cue.weight, cue.words) for cue in side] for side in sides(text, lexicon)]


def test_cues_by_side():
    assert cues("It is vivid, but drab.", plain=["vivid"], verdict=["drab"], divides=["but"]) == [
        [("praise", 3, "vivid")],
        [("blame", 3, "drab")],
    ]


def test_praise_after_blame_in_a_clause_does_not_count():
    assert cues("A drab and vivid plan", plain=["vivid"], verdict=["drab"]) == [[("blame", 3, "drab")]]
    assert cues("It is drab; it is vivid", plain=["vivid"], verdict=["drab"]) == [
        [("blame", 3, "drab"), ("praise", 3, "vivid")]
    ]


def test_praise_that_is_hoped_for_counts_little():
    assert cues("Kept so as to be vivid", plain=["vivid"], purpose=["so as to"]) == [[("praise", 1, "vivid")]]


def test_trouble_settled_later_does_not_count():
    assert cues("The drips were mended", trouble=["drips"], settled=["were mended"]) == [[("praise", 2, "were mended")]]


def test_an_aside_gives_no_faint_praise():
    assert (
        cues("The plan of the board, though kept, is drab", done=["kept"], verdict=["drab"], opens=["though"])[1] == []
    )


def test_none_asked_is_a_fact():
    assert cues("There is none to mend", none_asked=["none to mend"]) == [[("plan", 1, "none to mend")]]
