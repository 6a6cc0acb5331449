import pathlib

import pytest
import yaml

from extract.themes import MOST, themes, vocabulary

CASES = yaml.safe_load((pathlib.Path(__file__).parent / "statements.yml").read_text(encoding="utf-8"))
RULES = [case for case in CASES if "themes" in case]


@pytest.mark.parametrize("case", RULES, ids=[case["rule"] for case in RULES])
def test_rule(case):
    assert {shown.theme_id: shown.phrase for shown in themes(case["text"])} == case["themes"]


def test_every_theme_has_a_rule_or_shares_one():
    shown = {theme for case in RULES for theme in case["themes"]}
    assert {theme.id for theme in vocabulary()} == shown


def test_vocabulary_is_in_order_and_told():
    found = vocabulary()
    assert len(found) == 21
    assert found[0].id == "leadership"
    assert found[0].label == "Chair and leadership"
    assert all(theme.covers for theme in found)


def test_no_more_than_a_few():
    text = "Neglect, bullying, gangs, private fostering, CSE, early help, training and audits were discussed."
    assert len(themes(text)) == MOST


def test_in_order_of_place():
    assert [shown.theme_id for shown in themes("Training on neglect and audits of CSE")][:2] == [
        "training",
        "family-harms",
    ]
