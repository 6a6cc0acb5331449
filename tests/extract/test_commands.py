import json

from common.digest import digest
from extract.__main__ import main
from extract.classes import observe
from extract.weights import Weights

SAID = {
    "Multi-agency audits of the rota are good.": ("strength", "audit", "multi-agency-audits"),
    "Training on the rota is not good.": ("weakness", "training", "training-programme"),
    "The group met on thresholds.": ("neutral", "governance", "working-structure"),
}
HEADER = "review_id,digest,polarity,themes,practices,earlier,example\n"


def coded(tmp_path):
    """Twelve records and their codings; gives the options that name them."""
    rows = []
    (tmp_path / "records").mkdir()
    for number in range(12):
        record = {
            "file_id": f"{number:02}",
            "paragraphs": [{"paragraph_id": "one", "section": "finding", "heading": None}],
            "statements": [{"paragraph_id": "one", "text": text} for text in SAID],
        }
        (tmp_path / "records" / f"{number}.json").write_text(json.dumps(record), encoding="utf-8")
        rows += [f"{number:02},{digest(text)},{','.join(classes)},0,0\n" for text, classes in SAID.items()]
    (tmp_path / "codings.csv").write_text(HEADER + "".join(rows), encoding="utf-8")
    second = (
        f"review_id,digest,reading,polarity,themes,practices\n00,{digest(next(iter(SAID)))},alone-1,neutral,audit,\n"
    )
    (tmp_path / "second.csv").write_text(second, encoding="utf-8")
    return str(tmp_path / "codings.csv"), str(tmp_path / "records")


def test_learn_writes_weights_the_same_twice(tmp_path):
    codings, records = coded(tmp_path)
    for out in ("a", "b"):
        assert main(["learn", codings, records, "--out", str(tmp_path / out)]) == 0
    files = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert files == ["polarity.json", "practices.json", "themes.json"]
    for name in files:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    weights = Weights.read(tmp_path / "a" / "practices.json")
    scores = weights.scores(observe("Multi-agency audits of the rota"))
    assert max(scores, key=scores.get) == "multi-agency-audits"
    text = (tmp_path / "a" / "themes.json").read_text(encoding="utf-8")
    assert '"made":"python -m extract learn' in text


def test_score_writes_one_file_and_prints_it(tmp_path, capsys):
    codings, records = coded(tmp_path)
    out = tmp_path / "accuracy.json"
    options = ["--codings", codings, "--second", str(tmp_path / "second.csv"), "--extracted", records]
    assert main(["score", *options, "--out", str(out), "--misses"]) == 0
    found = json.loads(out.read_text(encoding="utf-8"))
    assert found["reviews"] == 12
    crossed = found["comparisons"]["cross_validated"]
    assert crossed["measures"]["polarity_right"]["denominator"] == 36
    assert crossed["measures"]["polarity_right"]["value"] > 0.9
    readings = found["comparisons"]["second_readings"]["measures"]
    assert readings["polarity_right"] == {"value": 0.0, "numerator": 0, "denominator": 1}
    printed = capsys.readouterr().out
    assert "## Rules against codings, cross-validated by report" in printed


def test_prune_names_phrases_that_do_not_pay(tmp_path, capsys):
    codings, records = coded(tmp_path)
    assert main(["prune", codings, records]) == 0
    assert "practices.yml, thresholds: thresholds (helps 0, harms 12, " in capsys.readouterr().out


def test_wrong_codings_are_reported(tmp_path, capsys):
    path = tmp_path / "codings.csv"
    path.write_text(HEADER + "1,aa,lukewarm,,,0,0\n", encoding="utf-8")
    assert main(["learn", str(path), str(tmp_path)]) == 1
    assert "unknown polarity `lukewarm`" in capsys.readouterr().err
