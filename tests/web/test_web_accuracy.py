"""How often the rules are right stands in one data file, and whatever repeats it says the same."""

import re

import pytest
from reading import rows, said

from common.project import ROOT
from web import accuracy

FILE = """{"version": 1, "samples": [{"id": "fitted", "label": "some", "statements": 40, "not_found": 1,
 "measures": [
  {"id": "polarity_right", "label": "polarity right", "value": 0.8554, "unit": "share", "numerator": 34,
   "denominator": 40},
  {"id": "themes_micro_f1", "label": "themes micro F1", "value": 0.9, "unit": "ratio", "numerator": null,
   "denominator": null}],
 "tables": {"theme": [{"id": "audit", "labelled": 34, "precision": 1.0, "recall": 0.97, "f1": 0.985}]}}]}"""


def test_a_file_becomes_samples_of_figures():
    sample = accuracy.read_samples(FILE)["fitted"]
    assert (sample.statements, sample.not_found) == (40, 1)
    assert {name: one.as_text() for name, one in sample.measures.items()} == {
        "polarity_right": "85.5%",
        "themes_micro_f1": "0.90",
    }
    assert (sample.measures["polarity_right"].numerator, sample.measures["polarity_right"].denominator) == (34, 40)
    assert sample.themes == {"audit": accuracy.ClassAccuracy(34, 1.0, 0.97, 0.985)} and sample.polarities == {}
    with pytest.raises(KeyError, match="unit"):
        accuracy.read_samples(FILE.replace('"unit": "share", ', ""))


def test_a_document_is_filled_between_its_marks():
    sample = accuracy.read_samples(FILE)["fitted"]
    assert accuracy.fill_score("Before\n<!-- score -->\nold\n<!-- end of score -->\nAfter", sample).splitlines() == [
        "Before",
        "<!-- score -->",
        "40 labelled statements, 1 not found",
        "",
        "| measure | value |",
        "| --- | --- |",
        "| polarity right | 85.5% |",
        "| themes micro F1 | 0.900 |",
        "",
        "| polarity | labelled | precision | recall | F1 |",
        "| --- | --- | --- | --- | --- |",
        "",
        "| theme | labelled | precision | recall | F1 |",
        "| --- | --- | --- | --- | --- |",
        "| audit | 34 | 1.00 | 0.97 | 0.98 |",
        "<!-- end of score -->",
        "After",
    ]


def test_every_theme_of_the_data_has_figures_and_no_other(demo):
    themes = [row["theme_id"] for row in rows(demo, "/lscb/themes.json?_shape=array&_sort=position")]
    assert list(accuracy.samples()[accuracy.FITTED].themes) == themes


def test_the_methods_have_the_files_figures(get):
    document = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
    assert accuracy.fill_score(document, accuracy.samples()[accuracy.FITTED]) == document
    for measure in accuracy.samples()[accuracy.NEW_TEXT].measures.values():
        assert re.search(rf"(?m)^\| {measure.label} \|.* \| {measure.as_text()} \|$", document), measure
    page = get("/methods").text
    for measure in accuracy.samples()[accuracy.FITTED].measures.values():
        assert f"<td>{measure.label}</td>\n<td>{measure.as_text(3)}</td>" in page


def test_the_readme_has_the_files_figures():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    samples = [accuracy.samples()[one] for one in (accuracy.FITTED, accuracy.NEW_TEXT)]
    for name, label in (
        ("polarity_right", "polarity right"),
        ("strength_from_weakness", "strength told from weakness"),
        ("strength_swapped", "strength taken for weakness or back"),
        ("themes_micro_f1", "themes, micro F1"),
    ):
        figures = " | ".join(one.measures[name].as_text().replace("%", " %") for one in samples)
        assert f"| {label} | {figures} |" in readme
    fitted = samples[0]
    assert f"| {fitted.statements - fitted.not_found} of {fitted.statements} | |" in readme


def test_the_threads_say_how_right_the_rules_are_on_new_text(demo):
    measures = accuracy.samples()[accuracy.NEW_TEXT].measures
    page = said(demo("/threads"))
    assert f"{measures['polarity_right'].as_text()} got the right polarity" in page
    assert f"{measures['strength_swapped'].as_text()} the opposite one" in page
    assert page.count(f"F1 of {measures['themes_micro_f1'].as_text()}") == 1
