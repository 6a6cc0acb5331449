import pathlib

import pytest
import yaml

from extract.polarity import polarity

CASES = yaml.safe_load((pathlib.Path(__file__).parent / "statements.yml").read_text(encoding="utf-8"))
RULES = [case for case in CASES if "polarity" in case]


@pytest.mark.parametrize("case", RULES, ids=[case["rule"] for case in RULES])
def test_rule(case):
    verdict = polarity(case["text"], case.get("section", "finding"), "The board's strengths")
    assert (verdict.polarity, verdict.cue) == (case["polarity"], case["cue"])


@pytest.mark.parametrize("text", ["The plan is clear.", "There is a lack of drive.", "The forms are clear, but late."])
def test_recommendation_is_a_weakness_whatever_its_tone(text):
    assert polarity(text, "recommendation").polarity == "weakness"
