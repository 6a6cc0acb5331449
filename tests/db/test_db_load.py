import json

import duckdb
import pytest

from db.__main__ import main
from db.errors import CheckFailedError, DatabaseError
from db.load import load
from db.tables import tables
from tests.worlds.building import line, sha
from tests.worlds.tiny import record


def rows(data, sql):
    with duckdb.connect(str(data / "lscb.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_every_listed_document_has_its_status_and_reason(built):
    assert rows(built, "select file_id, la_code, status, reason from documents order by 1") == [
        ("101", "901", "review", None),
        ("102", "902", "review", None),
        ("103", "903", "review", None),
        ("104", "903", "not a review", "a re-inspection without a review of the board"),
        ("105", "903", "out of scope", "published in 2022"),
        ("106", "901", "withdrawn", "answers with a page"),
        ("107", "903", "unreadable", "page 1 has no text"),
    ]


def test_a_review_has_its_board_grades_dates_and_page_link(built):
    sql = """select board_id, region, lscb_grade, lscb_grade_rank, overall_grade, overall_grade_rank,
             public_on::varchar, year, inspected_to::varchar, pages, page_url from reviews where review_id = '101'"""
    assert rows(built, sql) == [
        ("aldermoor-and-brackwater", "North Vale", "good", 2, "requires improvement", 3, "2014-06-10", 2014,
         "2014-04-24", 12, "http://127.0.0.1/v1/file/101#page=8"),
    ]  # fmt: skip


def test_a_joint_board_is_one_board_with_a_review_for_each_authority(built):
    sql = "select board_id, list(review_id order by review_id) from reviews group by 1 order by 1"
    assert rows(built, sql) == [("aldermoor-and-brackwater", ["101", "102"]), ("coldharbour", ["103"])]


def test_paragraphs_keep_their_place_and_their_pages(built):
    assert rows(built, "select paragraph_id, section, number, page, x0 from paragraphs where review_id = '101'") == [
        ("101-001", "summary", None, 8, 70.0),
        ("101-002", "recommendation", "82", 8, 70.0),
        ("101-003", "finding", "83", 9, 70.0),
    ]
    sql = "select page, start from paragraph_pages where paragraph_id = '101-003'"
    assert rows(built, sql) == [(9, 0), (10, 44)]


def test_warnings_are_the_extractors_and_then_the_loads(built):
    assert rows(built, "select position, code, page, message from warnings where review_id = '103'") == [
        (1, "number-jumps", 9, "paragraph 83 follows paragraph 81"),
        (2, "published", 1, "page 1 is dated 2014-06-09, the site lists the report on 2014-06-12"),
    ]


def test_a_listed_date_before_the_inspections_end_is_a_warning_and_stops_nothing(world, tmp_path):
    world.listing[0]["listed_on"] = "2013-06-10"
    data, reference = world.write(tmp_path)
    load(data, reference)
    assert (
        "dates-disorder",
        "the site lists the report on 2013-06-10, before the inspection ended on 2014-04-24",
    ) in rows(data, "select code, message from warnings where review_id = '101'")


def test_coverage_has_a_row_for_each_review_that_took_place(built):
    sql = "select authority, ordinal, is_held, review_id, lscb_grade, published, why_missing from coverage"
    assert rows(built, sql) == [
        ("Aldermoor", 1, True, "101", "good", "2014-06-10", None),
        ("Brackwater, City of", 1, True, "102", "good", "2014-06-10", None),
        ("Coldharbour", 1, True, "103", "good", "2014-06-12", None),
        ("Coldharbour", 2, False, None, None, None, "report 107 is unreadable: page 1 has no text"),
        ("Dunmere", 1, False, None, None, "2015-06", "authority abolished"),
    ]


def test_the_build_says_which_world_and_which_corpus(built):
    ((title, fictional, notice, expected, held, listed, corpus),) = rows(
        built,
        """select title, is_fictional, notice, reviews_expected, reviews_held, documents_listed, corpus_sha256
           from build""",
    )
    assert (title, fictional, notice) == ("Reviews of an invented land", True, "Nothing here is real.")
    assert (expected, held, listed) == (5, 3, 7)
    assert corpus == sha("\n".join(sorted(sha(file_id) for file_id in ("101", "102", "103", "104", "107"))))


def test_a_second_load_of_the_same_inputs_ends_with_the_same_rows(world, tmp_path):
    data, reference = world.write(tmp_path)
    load(data, reference)
    first = {table.name: rows(data, f"from {table.name}") for table in tables()}
    load(data, reference)
    assert {table.name: rows(data, f"from {table.name}") for table in tables()} == first


def test_a_folder_of_pdfs_goes_in_without_a_crawl(world, tmp_path):
    world.listing = None
    data, reference = world.write(tmp_path)
    load(data, reference)
    assert rows(data, "select review_id, urn, la_code, url, listed_on, public_on::varchar from reviews order by 1") == [
        ("101", "70001", "901", None, None, "2014-06-10"),
        ("102", "70002", "902", None, None, "2014-06-10"),
        ("103", "70003", "903", None, None, "2014-06-09"),
    ]
    assert rows(data, "select title, status from documents where file_id = '104'") == [("104.pdf", "not a review")]


def test_a_withdrawn_report_with_a_copy_from_before_stays_a_review(world, tmp_path):
    world.listing[0] |= {"status": "withdrawn", "reason": "answers with a page; the copy from before is kept"}
    data, reference = world.write(tmp_path)
    load(data, reference)
    assert rows(data, "select status, reason, is_withdrawn, is_held from documents where file_id = '101'") == [
        ("review", "answers with a page; the copy from before is kept", True, True)
    ]
    assert rows(data, "select is_withdrawn from reviews where review_id = '101'") == [(True,)]
    assert ("withdrawn",) in rows(data, "select code from warnings where review_id = '101'")


def test_a_report_read_from_a_folder_counts_where_the_crawl_holds_no_copy(world, tmp_path):
    world.records.append(record("106", "Aldermoor County Council", outcome="not a review", reason="another framework"))
    data, reference = world.write(tmp_path)
    load(data, reference)
    assert rows(data, "select status, reason, is_withdrawn, is_held from documents where file_id = '106'") == [
        ("not a review", "another framework; answers with a page", True, True)
    ]


def test_a_file_listed_by_two_authorities_is_one_document_of_the_one_it_names(world, tmp_path):
    world.listing.insert(0, line("102", "70001", "Aldermoor County Council"))
    data, reference = world.write(tmp_path)
    load(data, reference)
    assert rows(data, "select urn, also_listed_under from documents where file_id = '102'") == [("70002", "70001")]
    assert rows(data, "select la_code from reviews where review_id = '102'") == [("902",)]


def test_a_report_listed_under_a_successor_belongs_to_the_authority_it_names(world, tmp_path):
    world.records.append(record("108", "Dunmere County Council"))
    world.listing.append(line("108", "70005", "New Dunmere Council"))
    data, reference = world.write(tmp_path)
    load(data, reference)
    assert rows(data, "select la_code, board_id from reviews where review_id = '108'") == [("904", "dunmere")]
    message = rows(data, "select message from documents join warnings on review_id = file_id where file_id = '108'")
    assert rows(data, "select is_held, why_missing from coverage where la_code = '904'") == [(True, None)]
    assert message[0] == ("paragraph 83 follows paragraph 81",)


def test_an_authority_that_the_site_lists_and_we_do_not_know_loses_no_document(world, tmp_path):
    world.listing.append(line("109", "79999", "Elmstead", "out of scope", sha256=None, reason="published in 2023"))
    data, reference = world.write(tmp_path)
    load(data, reference)
    assert rows(data, "select urn, la_code, authority from documents where file_id = '109'") == [
        ("79999", None, "Elmstead")
    ]


def test_a_report_that_names_another_authority_stops_the_load_and_is_named(world, tmp_path):
    world.records[0]["authority"] = "London Borough of Coldharbour"
    data, reference = world.write(tmp_path)
    with pytest.raises(CheckFailedError) as failure:
        load(data, reference)
    assert "check reviews_name_their_authority failed, 1 rows" in str(failure.value)
    assert "review_id 101, listed_under Aldermoor, page_1_names London Borough of Coldharbour" in str(failure.value)


def test_a_review_of_an_unknown_board_is_withheld_and_the_rest_published(world, tmp_path, caplog):
    world.listing = None
    world.records.append(record("108", "Elmstead and Oakley"))
    world.records.append(record("109", None))
    data, reference = world.write(tmp_path)
    load(data, reference)
    assert rows(data, "select review_id from reviews order by 1") == [("101",), ("102",), ("103",)]
    assert rows(data, "select count(*) from paragraphs where review_id in ('108', '109')") == [(0,)]
    found = dict(rows(data, "select file_id, reason from documents where status = 'unreadable'"))
    assert "page 1 names Elmstead and Oakley, which is not a known authority" in found["108"]
    assert "page 1 names no authority" in found["109"]
    assert "108 is withheld" in caplog.text and "add the name to authority_aliases.csv" in caplog.text


def test_a_review_that_names_no_known_authority_belongs_to_the_one_that_lists_it(world, tmp_path):
    world.records[0]["authority"] = "Elmstead and Oakley"
    data, reference = world.write(tmp_path)
    load(data, reference)
    assert rows(data, "select la_code from reviews where review_id = '101'") == [("901",)]
    assert ("authority",) in rows(data, "select code from warnings where review_id = '101'")


def test_under_a_successor_a_review_that_names_no_known_authority_is_withheld(world, tmp_path):
    world.records.append(record("108", "Elmstead and Oakley"))
    world.listing.append(line("108", "70005", "New Dunmere Council"))
    data, reference = world.write(tmp_path)
    load(data, reference)
    assert rows(data, "select status from documents where file_id = '108'") == [("unreadable",)]


@pytest.mark.parametrize("is_listed", [True, False])
def test_the_same_file_twice_is_one_review(world, tmp_path, is_listed):
    world.records.append(record("100", "Aldermoor County Council", sha256=sha("101")))
    if is_listed:  # under another authority: the one that page 1 names counts
        world.listing.append(line("100", "70002", "Brackwater City Council", sha256=sha("101")))
        kept, other = "101", "100"
    else:
        world.listing = None
        kept, other = "100", "101"
    data, reference = world.write(tmp_path)
    load(data, reference)
    assert rows(data, "select review_id from reviews where la_code = '901'") == [(kept,)]
    assert rows(data, f"select status, reason from documents where file_id = '{other}'") == [
        ("not a review", f"withheld: the same file as {kept}, where its review is counted")
    ]


def test_a_failing_check_leaves_the_former_database(world, tmp_path, caplog):
    data, reference = world.write(tmp_path)
    load(data, reference)
    before = (data / "lscb.duckdb").read_bytes()
    world.records[0]["paragraphs"][0]["page"] = 11
    world.write(tmp_path)
    assert main(["load", "--data", str(data), "--reference", str(reference)]) == 1
    assert "101-001" in caplog.text and "page 11 is not between 8 and 10" in caplog.text
    assert (data / "lscb.duckdb").read_bytes() == before
    assert [path.name for path in data.glob(".*")] == []


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (
            lambda w: w.records.pop(0),
            "101 (Aldermoor County Council, Children's services inspection): its PDF is held",
        ),
        (lambda w: w.records[0].update(sha256="0"), "the copy that was extracted is not the one held: extract again"),
        (lambda w: w.listing[0].update(sha256=None), "listed as 'fetched', yet no copy is held"),
        (lambda w: w.listing[0].pop("reason"), "line 1: fields missing or not known: ['reason']"),
        (lambda w: w.records[0].update(colour="red"), "101.json: fields missing or not known: colour: extract again"),
        (
            lambda w: w.records[0]["paragraphs"][2]["pages"][1].pop("start"),
            "101.json: fields missing or not known: paragraphs[2].pages[1].start: extract again",
        ),
        (lambda w: w.files.update({"boards.csv": "board_id,name\n"}), "the first line must be '# Source: …'"),
        (lambda w: w.files.update({"boards.csv": "# Source: x\nid,name\n"}), "columns are ['id', 'name']"),
        (
            lambda w: w.files.update({"about.yml": w.files["about.yml"].replace("Nothing here is real.", "null")}),
            "a fictional world needs a notice",
        ),
    ],
)
def test_inputs_that_do_not_hold_together_are_named(world, tmp_path, change, named):
    change(world)
    data, reference = world.write(tmp_path)
    with pytest.raises(DatabaseError) as failure:
        load(data, reference)
    assert named in str(failure.value)


def test_themes_come_from_the_data(world, tmp_path):
    data, reference = world.write(tmp_path)
    path = data / "extracted" / "vocabulary" / "themes.json"
    themes = json.loads(path.read_text(encoding="utf-8"))
    themes.insert(0, {"theme_id": "tides", "label": "Tides", "covers": "When the water is high."})
    path.write_text(json.dumps(themes), encoding="utf-8")
    load(data, reference)
    assert rows(data, "select position, label from themes where position < 3 order by 1") == [
        (1, "Tides"),
        (2, "Chair and leadership"),
    ]


@pytest.mark.parametrize(
    ("written", "named"),
    [
        (None, "themes.json is missing: extract again"),
        ("[", "themes.json is not JSON"),
        ("{}", "themes.json is not a list: extract again"),
        ('[{"theme_id": "tides", "label": "Tides"}]', "themes.json, entry 1: fields missing or not known: ['covers']"),
    ],
)
def test_themes_that_are_not_as_extract_writes_them_are_named(world, tmp_path, written, named):
    data, reference = world.write(tmp_path)
    path = data / "extracted" / "vocabulary" / "themes.json"
    path.unlink()
    if written is not None:
        path.write_text(written, encoding="utf-8")
    with pytest.raises(DatabaseError) as failure:
        load(data, reference)
    assert named in str(failure.value)


def test_nothing_to_load_says_so(tmp_path, caplog):
    assert main(["load", "--data", str(tmp_path), "--reference", str(tmp_path)]) == 1
    assert "nothing to load" in caplog.text


def test_every_sql_file_is_in_the_list_and_says_its_grain():
    folder = tables()[0].sql_path.parent
    assert sorted(path.stem for path in folder.glob("*.sql")) == sorted(table.name for table in tables())
    for table in tables():
        first = table.sql_path.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith("-- Grain: ") and "Key: " + ", ".join(table.key)[:8] in first, table.name


@pytest.mark.parametrize("command", ["load", "publish", "dictionary"])
def test_every_command_has_help(command, capsys):
    with pytest.raises(SystemExit) as leaving:
        main([command, "--help"])
    assert leaving.value.code == 0
    assert len(capsys.readouterr().out) > 150
