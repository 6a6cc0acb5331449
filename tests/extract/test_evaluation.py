import json

import pytest

from extract.evaluation import Answers, Rate, agreement, kappa, lines, measured, measurements, rates, together, write

F = frozenset


def test_rate():
    rate = Rate(right=3, wrong=1, missed=2)
    assert (rate.precision, rate.recall, rate.f1) == (0.75, 0.6, 6 / 9)
    assert rate.as_json() == {
        "right": 3,
        "given": 4,
        "true": 5,
        "precision": 0.75,
        "recall": 0.6,
        "f1": 0.6667,
    }
    assert Rate(0, 0, 0).f1 == 0


def test_rates_by_label_and_together():
    found = rates([(F("ab"), F("a")), (F(), F("ac"))])
    assert found == {"a": Rate(1, 0, 1), "b": Rate(0, 1, 0), "c": Rate(0, 0, 1)}
    assert together(found.values()) == Rate(1, 1, 2)


def test_kappa_takes_chance_off():
    # 8 of 10 agree; each gives a and b five times, so chance agrees on half: (0.8 - 0.5) / 0.5
    pairs = [("a", "a")] * 4 + [("b", "b")] * 4 + [("a", "b"), ("b", "a")]
    assert kappa(pairs) == pytest.approx(0.6)
    assert kappa([("a", "a")]) == 1.0


ANSWERS = Answers(
    [("strength", "strength"), ("strength", "weakness"), ("neutral", "mixed"), ("neutral", "neutral")],
    {"themes": [(F({"audit"}), F({"audit", "cse"})), (F(), F())], "practices": [(F({"thresholds"}), F())]},
)


def test_measured():
    found = measured(ANSWERS)
    assert found["statements"] == {"polarity": 4, "themes": 2, "practices": 1}
    assert found["measures"]["polarity_right"] == {"value": 0.5, "numerator": 2, "denominator": 4}
    assert found["measures"]["polarity_turned_round"] == {"value": 0.25, "numerator": 1, "denominator": 4}
    assert found["measures"]["themes_f1"] == {"value": 0.6667, "numerator": 2, "denominator": 3}
    assert found["measures"]["themes_same_set"] == {"value": 0.5, "numerator": 1, "denominator": 2}
    assert found["measures"]["practices_f1"]["value"] == 0
    assert found["confusion"]["weakness"] == {"strength": 1, "weakness": 0, "mixed": 0, "neutral": 0}
    assert found["confusion"]["mixed"]["neutral"] == 1
    assert found["themes"]["cse"] == {"right": 0, "given": 0, "true": 1, "precision": 0, "recall": 0, "f1": 0}


def test_measurements_hold_three_comparisons_and_are_printed():
    found = measurements("5-abc", (), ANSWERS, ANSWERS, ANSWERS)
    assert list(found["comparisons"]) == ["cross_validated", "fitted", "second_readings"]
    assert found["rules_version"] == "5-abc"
    told = list(lines(found))
    assert "| polarity right | 0.5000 | 2 / 4 |" in told
    assert "| weakness | 1 | 0 | 0 | 0 |" in told
    assert "| audit | 1 | 1.00 | 1.00 | 1.00 |" in told
    json.dumps(found)


def test_agreement_of_readings(tmp_path):
    codings, second = tmp_path / "codings.csv", tmp_path / "second.csv"
    codings.write_text(
        "review_id,digest,polarity,themes,practices,earlier,example\n"
        "1,aa,strength,audit,section-11,0,0\n"
        "1,bb,neutral,,,0,0\n",
        encoding="utf-8",
    )
    second.write_text(
        "review_id,digest,reading,polarity,themes,practices\n"
        "1,aa,alone-1,weakness,audit cse,\n"
        "1,aa,practices-2,,,section-11\n"
        "1,bb,practices-2,,,thresholds\n"
        "1,cc,alone-1,neutral,,\n",
        encoding="utf-8",
    )
    found = agreement(codings, second)
    assert found.polarity == [("weakness", "strength")]
    assert found.kinds["themes"] == [(F({"audit", "cse"}), F({"audit"}))]
    assert found.kinds["practices"] == [(F({"section-11"}), F({"section-11"})), (F({"thresholds"}), F())]


def test_written_beside_and_moved(tmp_path):
    write(tmp_path / "a.json", "{}\n")
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
    assert (tmp_path / "a.json").read_text(encoding="utf-8") == "{}\n"
