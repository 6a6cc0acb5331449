import pathlib

import pytest
import yaml

from extract import themes
from extract.practices import practices, vocabulary

CASES = yaml.safe_load((pathlib.Path(__file__).parent / "told.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["rule"] for case in CASES])
def test_rule(case):
    assert {told.practice_id: told.phrase for told in practices(case["text"])} == case["practices"]


def test_vocabulary_is_in_the_order_of_the_themes_and_described():
    found = vocabulary()
    assert (found[0].id, found[0].theme_id, found[0].label) == (
        "chair-credibility",
        "leadership",
        "Respected independent chair",
    )
    assert {practice.theme_id for practice in found} <= {theme.id for theme in themes.vocabulary()}
    assert all(practice.covers and 2 <= len(practice.label.split()) <= 5 for practice in found)
    assert len({practice.label for practice in found}) == len({practice.id for practice in found}) == len(found) >= 80


def test_a_practice_may_be_recognised_by_a_phrase_of_several_words():
    (told,) = practices("The impact of training on practice is not evaluated.")
    assert (told.practice_id, told.phrase) == ("training-impact", "impact of training on")


def test_the_statement_before_tells_which_practices_this_one_has():
    assert practices("This is not yet so.") == ()
    before = "The threshold document sets out thresholds and levels of need for children."
    assert [told.practice_id for told in practices("This is not yet so.", before)] == ["thresholds"]
