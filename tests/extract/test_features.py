import math

from extract.features import Mark, features


def test_words_pairs_openings_and_the_words_before():
    found = features("Audits of 24 rotas", "They met.", [Mark("audit", (0, 1))])
    assert dict(found.places) == {
        "audits": (0, 1),
        "audit*": (0, 1),
        "audits of": (0, 2),
        "of": (1, 2),
        "of 24": (1, 3),
        "0": (2, 3),
        "24 rotas": (2, 4),
        "rotas": (3, 4),
        "< they": None,
        "< met": None,
        "[audit]": (0, 1),
    }


def test_a_word_counts_less_the_more_there_are_and_a_mark_always_one():
    found = features("Audits of rotas", marks=[Mark("audit", None)])
    longer = features(" ".join("bcdefghijklmnopqrstuvwxy"))
    assert found.value("audits") == 1 / math.sqrt(30)  # no more than if it had thirty features
    assert longer.value("b") == 1 / math.sqrt(24 + 23)
    assert found.value("[audit]") == 1


def test_a_feature_has_its_first_place_as_printed():
    found = features("An Audit, then an audit")
    assert found.printed(found.places["audit"]) == "Audit"
    assert found.printed(found.places["audit then"]) == "Audit, then"


def test_nothing_has_no_features():
    assert features("…").places == {}
