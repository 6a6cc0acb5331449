import pathlib

import pytest
import yaml

from extract.polarity import polarity, vocabulary

CASES = yaml.safe_load((pathlib.Path(__file__).parent / "readings.yml").read_text(encoding="utf-8"))

# Where the weights overrule what the phrases make of a statement.
OVERRULED = {"a joint ends the reach of not": "strength", "words that no phrase knows": "strength"}


@pytest.mark.parametrize("case", CASES, ids=[case["rule"] for case in CASES])
def test_rule(case):
    verdict = polarity(case["text"], case.get("section", "finding"))
    assert verdict.polarity == OVERRULED.get(case["rule"], case["polarity"])
    if case["rule"] not in OVERRULED and case["cue"]:
        assert verdict.cue == case["cue"]


@pytest.mark.parametrize("text", ["The plan is clear.", "There is a lack of drive.", "The forms are clear, but late."])
def test_recommendation_is_a_weakness_whatever_its_tone(text):
    assert polarity(text, "recommendation").polarity == "weakness"


def test_a_recommendation_section_that_asks_nothing():
    verdict = polarity("There are no areas for priority action.", "recommendation")
    assert (verdict.polarity, verdict.cue) == ("neutral", "no areas")


def test_the_place_decides_where_words_do_not():
    verdict = polarity("Dentists on the panel.", "strength", "The board's strengths")
    assert (verdict.polarity, verdict.cue) == ("strength", "The board's strengths")


GRADES = {"are good": "strength", "are outstanding": "strength", "are inadequate": "weakness"}
GRADES["require improvement"] = "weakness"


@pytest.mark.parametrize(("grade", "expected"), GRADES.items())
def test_the_sentence_that_repeats_the_grade(grade, expected):
    text = f"The arrangements in place to evaluate the effectiveness of what is done in Ambleford {grade}."
    assert polarity(text, "summary").polarity == expected


def test_every_list_is_in_order_and_without_repeats():
    from extract.polarity import VOCABULARY

    for kind, phrases in yaml.safe_load(VOCABULARY.read_text(encoding="utf-8")).items():
        keys = [phrase.lower().replace("*", "").replace("-", " ") for phrase in phrases]
        assert keys == sorted(keys), kind
        assert len(set(phrases)) == len(phrases), kind


def test_unknown_kind_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "polarity.yml"
    path.write_text("plains: [good]\n", encoding="utf-8")
    monkeypatch.setattr("extract.polarity.VOCABULARY", path)
    vocabulary.cache_clear()
    with pytest.raises(ValueError, match=r"polarity.yml, line 1: the file has no key 'plains': perhaps 'plain'\?"):
        vocabulary()
    vocabulary.cache_clear()
