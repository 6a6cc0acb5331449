"""Statements find their codings, people's corrections override them, and none is lost silently."""

import csv
import io

import duckdb
import pytest

from common.digest import digest
from db.__main__ import main
from db.errors import CheckFailedError
from db.load import load
from db.publish import publish
from extract.practices import vocabulary
from tests.worlds.building import sheet
from tests.worlds.tiny import tiny_read

COUNT, STRONG = "Count the lanterns in every harbour.", "Safeguarding of lanterns is strong, and goes over the page."


def loaded(world, folder):
    data, reference = world.write(folder)
    load(data, reference)
    return data, reference


def rows(data, sql):
    with duckdb.connect(str(data / "lscb.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    found, _ = loaded(tiny_read(), tmp_path_factory.mktemp("codings"))
    return found


def test_a_statement_that_was_read_says_so_and_keeps_what_the_rules_say(data):
    sql = """select statement_id, polarity, told_by, rules_polarity, cue, is_earlier, example
             from statements where review_id in ('102', '103') order by statement_id"""
    assert rows(data, sql) == [
        ("102-001-01", "neutral", "rules", "neutral", None, False, 0),
        ("102-002-01", "weakness", "rules", "weakness", "Count", False, 0),
        ("102-003-01", "strength", "rules", "strength", "strong", False, 0),
        ("103-001-01", "neutral", "rules", "neutral", None, False, 0),
        ("103-002-01", "weakness", "reading", "weakness", "Count", False, 0),
        ("103-003-01", "strength", "reading", "strength", "strong", False, 2),
    ]


def test_themes_and_practices_are_the_readings_where_there_is_one_and_the_rules_own_stand_beside(data):
    sql = "select {0}_id, rank, told_by from statement_{0}s where statement_id = '{1}' order by rank"
    assert rows(data, sql.format("theme", "103-002-01")) == [
        ("audit", 1, "reading"),
        ("performance-data", 2, "reading"),
    ]
    assert rows(data, sql.format("theme", "102-002-01")) == [("performance-data", 1, "rules")]
    assert rows(data, sql.format("practice", "103-003-01")) == [("attendance", 1, "reading")]
    assert rows(data, sql.format("practice", "102-003-01")) == [("multi-agency-audits", 1, "rules")]
    sql = "select practice_id, rank, phrase from rules_practices where statement_id = '103-003-01'"
    assert rows(data, sql) == [("multi-agency-audits", 1, "lanterns")]


def test_reviews_show_practices_by_praise_and_criticism(data):
    sql = "select practice_id, shows from review_practice_shows where review_id = '103' and shows <> 'not raised'"
    assert rows(data, sql + " order by 1") == [("attendance", "credited"), ("data-used", "faulted")]
    assert rows(data, "select count(*) from review_practice_shows where review_id = '103'") == [(len(vocabulary()),)]


def test_coverage_says_how_many_statements_were_read(data):
    sql = "select review_id, statements, statements_read from coverage order by review_id nulls last"
    assert rows(data, sql)[:4] == [("101", 3, 0), ("102", 3, 0), ("103", 3, 2), (None, None, None)]


def test_criticism_of_what_has_changed_since_faults_nothing(tmp_path):
    world = tiny_read()
    world.files["codings.csv"] = sheet("codings", f"103,{digest(STRONG)},weakness,partnership,attendance,1,0\n")
    found, _ = loaded(world, tmp_path)
    sql = "select strengths, weaknesses, earlier, statements, shows from review_practice_shows"
    assert rows(found, f"{sql} where review_id = '103' and practice_id = 'attendance'") == [(0, 0, 1, 1, "even")]
    sql = "select weaknesses from review_theme_shows where review_id = '103' and theme_id = 'partnership'"
    assert rows(found, sql) == [(0,)]
    sql = "select sections, strengths, weaknesses, earlier, of_strengths, of_weaknesses from review_practice_counts"
    # The recommendation is a weakness of all sections; the earlier state is one of none.
    assert rows(found, f"{sql} where review_id = '103' order by practice_id, sections") == [
        ("all", 0, 0, 1, 0, 1),
        ("findings", 0, 0, 1, 0, 0),
    ]
    assert rows(found, "select ways from review_credits where review_id = '103'") == [("{}",)]


def test_a_correction_stands_over_a_reading_and_over_the_rules(tmp_path):
    world = tiny_read()
    world.files["corrections.csv"] = sheet(
        "corrections",
        f"103,{digest(COUNT)},neutral,audit,,0,0,only a wish,Ada Lund,2026-11-26\n"
        f"102,{digest(STRONG)},mixed,cse,cse-tools,0,0,both halves,Ada Lund,2026-11-26\n",
    )
    found, _ = loaded(world, tmp_path)
    sql = "select statement_id, polarity, told_by from statements where statement_id in ('103-002-01', '102-003-01')"
    assert rows(found, sql + " order by 1") == [
        ("102-003-01", "mixed", "reading"),
        ("103-002-01", "neutral", "reading"),
    ]
    assert rows(found, "select theme_id from statement_themes where statement_id = '102-003-01'") == [("cse",)]
    assert rows(found, f"select polarity from codings where digest = '{digest(COUNT)}'") == [("weakness",)]


def test_statements_of_the_same_words_share_a_coding(tmp_path):
    world = tiny_read()
    record = next(one for one in world.records if one["file_id"] == "103")
    record["paragraphs"][0]["text"] = record["statements"][0]["text"] = COUNT
    record["statements"][0]["digest"] = digest(COUNT)
    found, _ = loaded(world, tmp_path)
    sql = "select statement_id, polarity from statements where review_id = '103' and told_by = 'reading' order by 1"
    assert rows(found, sql)[:2] == [("103-001-01", "weakness"), ("103-002-01", "weakness")]


def test_codings_that_meet_no_statement_fail_the_load_with_their_numbers(tmp_path):
    world = tiny_read()
    world.files["codings.csv"] += "103,00000000000000aa,neutral,,,0,0\n"
    data, reference = world.write(tmp_path)
    with pytest.raises(CheckFailedError, match="review_id 103, codings 3, unmatched 1, digests 00000000000000aa"):
        load(data, reference)


def test_few_codings_without_a_statement_are_listed_and_codings_of_other_reviews_are_kept(tmp_path):
    world = tiny_read()
    record = next(one for one in world.records if one["file_id"] == "103")
    paragraph, statement = record["paragraphs"][2], record["statements"][2]
    texts = [f"Lantern {number} is lit." for number in range(100)]
    for number, text in enumerate(texts):
        at = {"position": 4 + number, "page": 10, "text": text}
        pages = [paragraph["pages"][1] | {"start": 0}]
        name = f"103-{4 + number:03d}"
        record["paragraphs"].append(paragraph | at | {"paragraph_id": name, "section": "summary", "pages": pages})
        own = {"paragraph_id": name, "statement_id": f"{name}-01", "page": 10, "text": text, "digest": digest(text)}
        record["statements"].append(statement | own)
    world.files["codings.csv"] += "".join(f"103,{digest(text)},strength,audit,,0,0\n" for text in texts)
    world.files["codings.csv"] += "103,00000000000000aa,neutral,,,0,0\n999,00000000000000bb,neutral,,,0,0\n"
    found, _ = loaded(world, tmp_path)
    assert rows(found, "select review_id, digest from codings_unmatched") == [("103", "00000000000000aa")]
    assert rows(found, "select count(*) from codings where review_id = '999'") == [(1,)]


def run(*words, capsys):
    status = main([str(word) for word in words])
    return status, capsys.readouterr().out


def test_a_sheet_goes_out_and_a_filled_one_comes_back(tmp_path, capsys):
    data, reference = loaded(tiny_read(), tmp_path)
    status, text = run("coding-sheet", "--review", "102", "--data", data, capsys=capsys)
    assert status == 0
    sheet_rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["text"], row["told_by"], row["polarity"], row["practices"]) for row in sheet_rows][1:] == [
        (COUNT, "rules", "weakness", ""),
        (STRONG, "rules", "strength", "multi-agency-audits"),
    ]
    sheet_rows[2] |= {"practices": "attendance", "example": "1"}
    filled = tmp_path / "filled.csv"
    with filled.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, sheet_rows[0].keys())
        writer.writeheader()
        writer.writerows(sheet_rows)
    words = ("take-codings", filled, "--by", "Ada Lund", "--data", data, "--reference", reference)
    assert run(*words, capsys=capsys)[0] == 0
    load(data, reference)
    sql = "select told_by, example from statements where review_id = '102' order by statement_id"
    assert rows(data, sql) == [("reading", 0), ("reading", 0), ("reading", 1)]
    sql = "select why, corrected_by, practices from corrections where practices <> ''"
    assert rows(data, sql) == [("first coding", "Ada Lund", "attendance")]
    publish(data)


def test_a_sheet_that_cannot_be_taken_changes_nothing(tmp_path, capsys, caplog):
    data, reference = loaded(tiny_read(), tmp_path)
    before = (reference / "corrections.csv").read_bytes()
    _, text = run("coding-sheet", "--review", "103", "--data", data, capsys=capsys)
    filled = tmp_path / "filled.csv"
    filled.write_text(text.replace("weakness", "weekness"), encoding="utf-8")
    words = ("take-codings", filled, "--by", "Ada Lund", "--data", data, "--reference", reference)
    assert run(*words, capsys=capsys)[0] == 1
    assert "103-002-01: polarity must be one of" in caplog.text
    assert (reference / "corrections.csv").read_bytes() == before


def test_a_review_that_is_not_there_has_no_sheet(data, capsys, caplog):
    assert run("coding-sheet", "--review", "999", "--data", data, capsys=capsys)[0] == 1
    assert "999:" in caplog.text and "has no review with this id" in caplog.text
