"""How far readings agree and how often rules are right is in data files, and whatever repeats it says the same."""

import json
import re

import pytest
from reading import cells, rows, said

from common.project import ROOT
from common.strict_yaml import load
from web import accuracy, documents
from web.pages import methods

# '89.6%', '3,600', '0.88', '99'; not 'F1'
DIGIT = re.compile(r"(?<!F)\d")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
README = (ROOT / "README.md").read_text(encoding="utf-8")
METHODS = methods.SOURCE.read_text(encoding="utf-8")
READINGS = load(accuracy.READINGS, accuracy.READINGS_SHAPE)["figures"]


def comparison(right, wrong):
    """One comparison as `python -m extract score` writes it: how often praise is right, and taken for criticism."""
    share = right / (right + wrong)
    counts = {"right": right, "given": right, "true": right + wrong, "precision": 1.0, "recall": share, "f1": 0.985}
    return {
        "statements": {"polarity": right + wrong, "themes": 1200, "practices": 7},
        "measures": {
            "polarity_right": {"value": share, "numerator": right, "denominator": right + wrong},
            "polarity_turned_round": {"value": 1 - share, "numerator": wrong, "denominator": right + wrong},
            "polarity_kappa": {"value": 0.8109},
            "themes_f1": {"value": 0.9, "numerator": 18, "denominator": 20},
            "practices_f1": {"value": 0.666, "numerator": 2, "denominator": 3},
        },
        "confusion": {
            "strength": {"strength": right, "weakness": wrong, "mixed": 0, "neutral": 3},
            "weakness": {"strength": 0, "weakness": 0, "mixed": 0, "neutral": 0},
            "mixed": {"strength": 0, "weakness": 0, "mixed": 0, "neutral": 0},
            "neutral": {"strength": 4, "weakness": 0, "mixed": 0, "neutral": 1},
        },
        "polarity": {"strength": counts},
        "themes": {"audit": counts},
        "practices": {},
    }


FILE = {
    "rules_version": "4-x",
    "folds": 10,
    "reviews": 99,
    "comparisons": {
        accuracy.SECOND: comparison(50, 0),
        accuracy.CROSSED: comparison(1710, 290),
        accuracy.FITTED: comparison(40, 10),
    },
}


@pytest.fixture(scope="module")
def found():
    return accuracy.read_accuracy(json.dumps(FILE))


def test_a_file_becomes_figures(found):
    assert (found.rules_version, found.folds, found.reviews) == ("4-x", 10, 99)
    crossed = found.comparisons[accuracy.CROSSED]
    right = crossed.measures["polarity_right"]
    assert (right.as_share(), right.as_ratio(), right.as_count()) == ("85.5%", "0.85", "1,710 of 2,000")
    assert crossed.classes["themes"] == {"audit": accuracy.ClassAgreement(1710, 1710, 2000, 0.985)}
    assert crossed.disputes == 290 + 3 + 4 and crossed.between("neutral", "strength") == 7
    with pytest.raises(KeyError, match="folds"):
        accuracy.read_accuracy(json.dumps({name: part for name, part in FILE.items() if name != "folds"}))


def test_figures_become_tables(found):
    columns = {accuracy.SECOND: "two readings", accuracy.CROSSED: "rules"}
    assert accuracy.summary(found, columns).splitlines() == [
        "| measure | two readings | rules |",
        "| --- | --- | --- |",
        "| statements compared for polarity | 50 | 2,000 |",
        "| statements compared for themes | 1,200 | 1,200 |",
        "| statements compared for practices | 7 | 7 |",
        "| the same polarity | 100.0% | 85.5% |",
        "| praise taken for criticism or the reverse | 0.0% | 14.5% |",
        "| polarity, agreement beyond chance (Cohen’s kappa) | 0.81 | 0.81 |",
        "| themes, micro F1 | 0.90 | 0.90 |",
        "| practices, micro F1 | 0.67 | 0.67 |",
    ]
    assert accuracy.classes(found, "themes", "theme", {"cse": "Exploitation", "audit": "Audits"}).splitlines()[2:] == [
        "| Exploitation | 0 | 0 | – | – |",
        "| Audits | 2,000 | 50 | 0.98 | 0.98 |",
    ]
    assert accuracy.confusion(found.comparisons[accuracy.CROSSED]).splitlines()[2::3] == [
        "| praise | 1,710 | 290 | 0 | 3 |",
        "| plain fact | 4 | 0 | 0 | 1 |",
    ]


def test_a_document_is_filled_and_an_unknown_name_is_refused():
    assert documents.fill("In {a.b_c} of {d}, {Not one}", {"a.b_c": "3%", "d": "40"}) == "In 3% of 40, {Not one}"
    with pytest.raises(KeyError, match=re.escape("a.b")):
        documents.fill("{a.b}", {})


def test_the_themes_and_practices_of_the_rules_are_those_of_the_data(demo):
    for kind in ("theme", "practice"):
        ids = {row[f"{kind}_id"] for row in rows(demo, f"/lscb/{kind}s.json?_shape=array&_size=max")}
        for name in (accuracy.CROSSED, accuracy.FITTED):
            assert accuracy.accuracy().comparisons[name].classes[f"{kind}s"].keys() <= ids


def test_no_figure_of_the_methods_is_typed():
    assert DIGIT.search(COMMENT.sub("", METHODS)) is None


def test_every_figure_of_the_readings_is_in_the_methods():
    named = set(documents.FIGURE.findall(METHODS))
    assert {f"readings.{name}" for name in READINGS} <= named


def test_the_methods_have_the_files_figures(demo):
    page = demo("/methods")
    text = said(page)
    second, crossed = (accuracy.accuracy().comparisons[one] for one in (accuracy.SECOND, accuracy.CROSSED))
    assert "{" not in page.text.split("<main")[1].split("</main")[0]
    assert f"took praise for criticism or the reverse in {second.measures['polarity_turned_round'].as_count()}." in text
    assert f"{crossed.measures['polarity_right'].as_share()} of {crossed.statements['polarity']:,} polarities" in text
    made = {row[0]: row[1:3] for row in cells(page, "How far readings agree</caption>")}
    for name, label in accuracy.TOLD.items():
        assert made[label] == [accuracy.in_words(name, one.measures[name]) for one in (second, crossed)]
    matrix = cells(page, "The rules, and how often they are right")
    assert [int(row[at + 1].replace(",", "")) for at, row in enumerate(matrix)] == [
        crossed.confusion[one][one] for one in accuracy.POLARITIES
    ]
    for kind in ("theme", "practice"):
        data = rows(demo, f"/lscb/{kind}s.json?_shape=array&_size=max&_sort=position")
        made = cells(page, f"How far readings agree, by {kind}")
        assert [row[0] for row in made] == [row["label"] for row in data]
        for row, one in zip(made, data, strict=True):
            rate = second.classes[f"{kind}s"].get(one[f"{kind}_id"])
            assert row[2:4] == ([f"{rate.true:,}", f"{rate.f1:.2f}"] if rate else ["0", "–"])


def test_the_methods_count_the_statements_of_this_build(demo):
    by_reading, by_rules = (
        rows(demo, f"/lscb/statements.json?_shape=objects&_size=1&told_by={way}")["filtered_table_rows_count"]
        for way in ("reading", "rules")
    )
    assert by_reading > 0 < by_rules
    assert (
        f"{by_reading:,} of {by_reading + by_rules:,} statements are classed by reading and {by_rules:,} by rules"
    ) in said(demo("/methods"))


def test_the_readme_has_the_files_figures_and_no_others():
    columns = {accuracy.SECOND: "two readings", accuracy.CROSSED: "rules, cross-validated"}
    wanted = accuracy.summary(accuracy.accuracy(), columns)
    before, block, after = re.split(r"<!-- (?:end of )?accuracy -->\n", README)
    assert block == f"{wanted}\n", f"docs/accuracy.json has changed: README.md must say\n{wanted}"
    told = before[before.index("Each statement of a review") :] + after[: after.index("## What is missing")]
    assert DIGIT.search(told) is None


def test_most_readings_that_differ_do_so_between_fact_and_praise():
    """As the README and the methods say."""
    second = accuracy.accuracy().comparisons[accuracy.SECOND]
    assert 2 * second.between("strength", "neutral") > second.disputes


def test_the_threads_say_how_far_two_readings_agree(demo):
    measures = accuracy.accuracy().comparisons[accuracy.SECOND].measures
    page = said(demo("/threads"))
    assert f"Two readings agree on {measures['polarity_right'].as_share()} of polarities" in page
    assert f"take praise for criticism or the reverse in {measures['polarity_turned_round'].as_count()}," in page
    assert f"agree on themes with an F1 of {measures['themes_f1'].as_ratio()} " in page


@pytest.mark.parametrize("theme", ["audit", "allegations"])
def test_a_theme_says_how_far_two_readings_agree_on_it(demo, theme):
    one = accuracy.accuracy().comparisons[accuracy.SECOND].classes["themes"][theme]
    page = said(demo(f"/themes/{theme}"))
    assert f"agree on it with an F1 of {one.f1:.2f} (1 would be always) over {one.true} statements" in page
    assert ("too few to be sure" in page) is (one.true < 20)
