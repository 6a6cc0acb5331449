import pathlib

import pytest
import yaml

from extract import classes
from extract.classes import MOST
from extract.themes import themes, vocabulary

CASES = yaml.safe_load((pathlib.Path(__file__).parent / "told.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["rule"] for case in CASES])
def test_rule(case):
    assert {shown.theme_id: shown.phrase for shown in themes(case["text"])} == case["themes"]


def test_every_theme_that_weights_were_learned_for_is_told_in_a_rule():
    assert set(classes.weights("themes").by_label) == {theme for case in CASES for theme in case["themes"]}
    assert set(classes.weights("themes").by_label) <= {theme.id for theme in vocabulary()}


def test_vocabulary_is_in_order_and_described():
    found = vocabulary()
    assert len({theme.id for theme in found}) == len(found) >= 21
    assert (found[0].id, found[0].theme_id, found[0].label) == ("leadership", "leadership", "Chair and leadership")
    assert all(theme.covers for theme in found)


def test_no_more_than_a_few():
    text = "Training, early help, neglect, private fostering, CSE, thresholds, lay members and child deaths matter."
    assert 1 <= len(themes(text)) <= MOST


def test_in_order_of_place():
    text = "The threshold document and multi-agency training"
    assert [shown.theme_id for shown in themes(text)] == ["policies-thresholds", "training"]


def test_the_statement_before_tells_what_this_one_is_about():
    assert themes("This means that it is not yet known.") == ()
    (shown,) = themes("This means that it is not yet known.", "The business plan has three priorities.")
    assert shown.theme_id == "planning"
