import json

import pytest

from common.digest import digest
from extract.codings import folds, read_coded, read_codings

HEADER = "review_id,digest,polarity,themes,practices,earlier,example\n"


def write(tmp_path, *rows):
    path = tmp_path / "codings.csv"
    path.write_text("# where from\n" + HEADER + "".join(rows), encoding="utf-8")
    return path


def test_statement_finds_its_coding_and_the_statement_before_it(tmp_path):
    record = {
        "file_id": "7",
        "paragraphs": [
            {"paragraph_id": "7-001", "section": "finding", "heading": "Rotas"},
            {"paragraph_id": "7-002", "section": "recommendation", "heading": None},
        ],
        "statements": [
            {"paragraph_id": "7-001", "text": "The rota is kept."},
            {"paragraph_id": "7-001", "text": "It is clear."},
            {"paragraph_id": "7-002", "text": "Publish it."},
            {"paragraph_id": "7-002", "text": "Nobody read this."},
        ],
    }
    (tmp_path / "7.json").write_text(json.dumps(record), encoding="utf-8")
    path = write(
        tmp_path,
        f"7,{digest('It is clear')},strength,planning audit,thresholds,0,1\n",
        f"7,{digest('publish it')},weakness,,,0,0\n",
    )
    first, second = read_coded(path, tmp_path)
    assert (first.text, first.previous, first.section, first.heading) == (
        "It is clear.",
        "The rota is kept.",
        "finding",
        "Rotas",
    )
    assert first.coding.polarity == "strength"
    assert first.coding.themes == {"planning", "audit"}
    assert first.coding.practices == {"thresholds"}
    assert (second.text, second.previous, second.section) == ("Publish it.", None, "recommendation")


def test_unknown_polarity_is_named(tmp_path):
    with pytest.raises(ValueError, match="row 2: unknown polarity `lukewarm`"):
        list(read_codings(write(tmp_path, "7,00,lukewarm,,,0,0\n")))


def test_nothing_coded_is_refused(tmp_path):
    with pytest.raises(ValueError, match=r"no statement of the records in .* has a coding"):
        read_coded(write(tmp_path), tmp_path)


def test_folds_deal_out_whole_reports():
    assert folds(["c", "a", "b", "a", "c"], 2) == {"a": 0, "b": 1, "c": 0}


def test_a_correction_stands_over_a_coding_and_may_be_of_words_that_have_none(tmp_path):
    record = {
        "file_id": "7",
        "paragraphs": [{"paragraph_id": "7-001", "section": "finding", "heading": None}],
        "statements": [
            {"paragraph_id": "7-001", "text": "It is clear."},
            {"paragraph_id": "7-001", "text": "Nobody read this."},
        ],
    }
    (tmp_path / "7.json").write_text(json.dumps(record), encoding="utf-8")
    codings = write(tmp_path, f"7,{digest('It is clear.')},strength,planning,,0,0\n")
    corrections = tmp_path / "corrections.csv"
    corrections.write_text(
        "# where from\nreview_id,digest,polarity,themes,practices,earlier,example,why,corrected_by,corrected_on\n"
        f"7,{digest('It is clear.')},neutral,audit,,0,0,only a fact,Ada Lund,2026-11-26\n"
        f"7,{digest('Nobody read this.')},weakness,,,0,0,first coding,Ada Lund,2026-11-26\n",
        encoding="utf-8",
    )
    found = read_coded(codings, tmp_path, corrections)
    assert [(one.coding.polarity, one.coding.themes) for one in found] == [("neutral", {"audit"}), ("weakness", set())]
