import json
import math

import pytest

from extract.features import Mark, features
from extract.weights import Weights

LABELS = {
    "audit": {"": -1.0, "audits": 2.0, "section 11": 6.0, "section": 3.0, "[audit]": 0.5},
    "rota": {"": 0.25, "< rota": 4.0, "audits": -1.0},
}


def test_score_is_the_start_and_what_each_feature_counts():
    found = features("Audits meet", "A rota", [Mark("audit", (0, 1))])
    share = 1 / math.sqrt(30)
    assert Weights(LABELS, {}).scores(found) == pytest.approx(
        {"audit": -1 + 2 * share + 0.5, "rota": 0.25 + 4 * share - share}
    )


def test_words_that_weigh_most_are_shown():
    found = features("Audits under Section 11 are read")
    place = Weights(LABELS, {}).telling(found, "audit")
    assert found.printed(place) == "Section 11"


def test_a_longer_place_must_weigh_clearly_more():
    weights = Weights({"a": {"": 0, "annual": 3.0, "annual report": 0.1}}, {})
    found = features("The annual report")
    assert found.printed(weights.telling(found, "a")) == "annual"


def test_where_only_the_statement_before_decided_no_words_are_shown():
    assert Weights(LABELS, {}).telling(features("Audits meet", "A rota"), "rota") is None


def test_read_from_its_file(tmp_path):
    path = tmp_path / "w.json"
    path.write_text(json.dumps({"made": "", "thresholds": {"first": -1}, "labels": LABELS}), encoding="utf-8")
    weights = Weights.read(path)
    assert (weights.labels, weights.thresholds, weights.by_label) == (("audit", "rota"), {"first": -1}, LABELS)
