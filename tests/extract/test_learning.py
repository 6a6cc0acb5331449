import pytest

from extract.codings import Coded, Coding
from extract.evaluation import cross_validate, measured, see
from extract.features import Mark, features
from extract.learning import NEVER, Recipe, Sheet, learn, learn_anew, thresholds
from extract.weights import START, Weights

RECIPE = Recipe(10.0, 5)


def sheet(*texts):
    return Sheet.of([features(text) for text in texts], [str(n) for n in range(len(texts))])


def test_what_goes_with_a_label_weighs_for_it():
    texts = ["tea and audits", "audits", "audits here", "tea", "tea here", "tea and rotas"] * 2
    truth = [frozenset({"audit"} if "audits" in text else ()) for text in texts]
    learned = learn(sheet(*texts), range(len(texts)), truth, ["audit"], RECIPE)["audit"]
    assert learned["audits"] > 0
    assert learned["tea"] < 0
    assert len(learned) <= 1 + RECIPE.most
    weights = Weights({"audit": learned}, {})
    scores = [weights.scores(features(text))["audit"] for text in texts]
    assert [score > 0 for score in scores] == ["audits" in text for text in texts]


def test_only_rows_given_teach():
    texts = ["audits"] * 4 + ["rotas"] * 4
    truth = [frozenset({"x"} if n % 2 else ()) for n in range(8)]
    learned = learn(sheet(*texts), range(4), truth, ["x"], RECIPE)["x"]
    assert "rotas" not in learned


def test_a_feature_of_two_reports_is_not_learned():
    found = [features(text) for text in ["audits late", "audits late", "audits late", "rotas", "rotas", "rotas"]]
    truth = [frozenset({"x"}), frozenset({"x"}), frozenset({"x"}), frozenset(), frozenset(), frozenset()]
    learned = learn(Sheet.of(found, ["1", "1", "2", "3", "4", "5"]), range(6), truth, ["x"], RECIPE)["x"]
    assert "audits" not in learned
    assert learned["rotas"] < 0


def test_a_label_that_no_row_has_starts_far_down():
    learned = learn(sheet("audits", "audits", "audits"), range(3), [frozenset()] * 3, ["x"], RECIPE)["x"]
    assert learned == {START: NEVER}


def test_marks_are_learned_beside_words():
    found = [features("tea", marks=[Mark("audit", None)] if n % 2 else ()) for n in range(8)]
    truth = [frozenset({"audit"} if n % 2 else ()) for n in range(8)]
    learned = learn(Sheet.of(found, list("abcdefgh")), range(8), truth, ["audit"], RECIPE)["audit"]
    assert learned["[audit]"] > 1


def test_thresholds_give_the_best_f1():
    scores = [{"a": -1.0, "b": -1.5}, {"a": -1.1, "b": -1.9}, {"a": -3.5, "b": -3.9}]
    truth = [frozenset("ab"), frozenset("a"), frozenset()]
    least = thresholds(scores, truth)
    assert -3.5 < least["first"] <= -1.1
    assert -1.9 < least["further"] <= -1.5


@pytest.fixture(scope="module")
def seen():
    said = {
        "Multi-agency audits of the rota are good.": ("strength", "audit", "multi-agency-audits"),
        "Training on the rota is not good.": ("weakness", "training", "training-programme"),
        "The group met in May.": ("neutral", "governance", "working-structure"),
        "Publish the rota.": ("weakness", "planning", "focused-priorities"),
    }
    return see(
        Coded(f"{n:02}", text, "finding", None, None, Coding("", polarity, frozenset({theme}), frozenset({practice})))
        for n in range(20)
        for text, (polarity, theme, practice) in said.items()
    )


def test_rules_are_learned_without_the_report_that_they_are_tried_on(seen):
    reports = []

    def spy(rest):
        reports.append({one.coded.review_id for one in rest})
        return learn_anew(rest) if len(reports) == 1 else rules

    rules = learn_anew(seen)
    found = measured(cross_validate(seen, spy))
    assert [len(one) for one in reports] == [18] * 10
    assert {"00", "10"}.isdisjoint(reports[0])
    assert found["measures"]["polarity_right"] == {"value": 1.0, "numerator": 80, "denominator": 80}
    assert found["measures"]["themes_f1"]["value"] > 0.9
    assert found["measures"]["practices_f1"]["value"] > 0.9


def test_the_same_codings_give_the_same_weights(seen):
    first, second = learn_anew(seen[:24]), learn_anew(seen[:24])
    assert first.polarity.by_label == second.polarity.by_label
    assert first.kinds["themes"].by_label == second.kinds["themes"].by_label
