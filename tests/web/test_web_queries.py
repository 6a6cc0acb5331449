import re

import pytest

from db.dictionary import column_lines
from db.metadata import compose

DATABASE = compose()["databases"]["lscb"]
QUERIES = DATABASE["queries"]
# Without words, a board, a statement or a paragraph they have nothing to tell.
OF_SOMETHING = {
    name
    for name, query in QUERIES.items()
    if "none" in [about["default"] for about in query.get("parameters", {}).values()]
}
# The invented world has three boards: too few for phrases and pairs. tests/db has larger ones.
IN_A_SMALL_WORLD = {
    "theme_pairs", "distinctive_phrases", "ngram_statements", "words_beginning", "short_list", "short_list_bands",
}  # fmt: skip


def objects(get, address):
    response = get(address)
    assert response.status_code == 200, response.text
    return response.json()["rows"]


@pytest.mark.parametrize("name", QUERIES)
def test_every_query_answers_with_its_defaults(get, name):
    rows = objects(get, f"/lscb/{name}.json?_shape=objects")
    assert bool(rows) != (name in OF_SOMETHING | IN_A_SMALL_WORLD)
    page = get(f"/lscb/{name}")
    assert page.status_code == 200 and f"<h1>{QUERIES[name]['title']}</h1>".replace("'", "&#39;") in page.text
    assert get(f"/lscb/{name}.csv").headers["content-type"].startswith("text/csv")


@pytest.mark.parametrize("name", QUERIES)
def test_every_parameter_of_a_query_is_described(name):
    query = QUERIES[name]
    named = set(re.findall(r":(\w+)", query["sql"]))
    assert named == set(query.get("parameters", {}))
    assert query["title"] and query["description"]
    for about in query.get("parameters", {}).values():
        assert about["kind"] and about["default"] and about["about"]


@pytest.mark.parametrize("name", ["threads", "reviews_between", "statements_matching"])
def test_a_querys_form_has_its_parameters_in_their_order(get, name):
    fields = re.findall(r' name="(\w+)"', get(f"/lscb/{name}").text.split("</form>")[0].split("<form")[1])
    assert list(dict.fromkeys(fields)) == list(QUERIES[name]["parameters"])


@pytest.mark.parametrize("name", QUERIES)
def test_every_column_of_a_query_is_described_in_the_order_of_the_answer(get, name):
    described = column_lines(DATABASE, name)
    assert list(described) == get(f"/lscb/{name}.json").json()["columns"], f"db/queries/{name}.yml: give its `columns`"
    assert all(line.strip() for line in described.values())


def test_a_column_of_a_table_has_the_tables_line():
    tables = {"reviews": {"columns": {"grade": "The grade"}}}
    queries = {"best": {"columns": {"grade": "reviews.grade", "reviews": "How many. Of all"}}}
    assert column_lines({"tables": tables, "queries": queries}, "best") == {
        "grade": "The grade",
        "reviews": "How many. Of all",
    }
    queries["best"]["columns"]["grade"] = "reviews.mark"
    with pytest.raises(KeyError, match="mark"):
        column_lines({"tables": tables, "queries": queries}, "best")


def test_a_querys_page_says_what_the_columns_hold(get):
    html = get("/lscb/board_and_authority_grades").text
    assert "<summary>What the columns hold</summary>" in html
    assert "<dt><code>lscb_grade</code></dt><dd>The grade of the LSCB</dd>" in html
    assert "<dt><code>steps_better</code></dt><dd>By how many grades the board stands above the authority" in html


def test_reviews_by_grade_count_what_was_listed_by_the_date(get):
    def counts(as_at):
        rows = objects(get, f"/lscb/reviews_by_grade.json?_shape=objects&as_at={as_at}")
        return [(row["grade"], row["reviews"], row["boards"], row["of_reviews"]) for row in rows]

    assert counts("2014-06-10") == [
        ("outstanding", 0, 0, 2),
        ("good", 2, 1, 2),
        ("requires improvement", 0, 0, 2),
        ("inadequate", 0, 0, 2),
    ]
    assert counts("2014-06-09")[1] == ("good", 0, 0, 0)
    assert counts("")[1] == ("good", 3, 2, 3)


def test_published_counts_stand_beside_ours(get):
    (row,) = objects(get, "/lscb/counts_agree.json?_shape=objects")
    assert (row["as_at"], row["area"], row["said_by"]) == ("2014-06-30", "lscb", "The Minister for Lanterns")
    assert (row["reviews"], row["held_reviews"]) == (4, 3)
    assert (row["good"], row["held_good"], row["outstanding"], row["held_outstanding"]) == (3, 3, 0, 0)
    assert row["requires_improvement"] is None and row["held_requires_improvement"] == 0


def test_grades_by_region(get):
    rows = objects(get, "/lscb/grades_by_region.json?_shape=objects&as_at=2014-12-31")
    assert [(row["region"], row["good"], row["reviews"]) for row in rows] == [
        ("North Vale", 2, 2),
        ("South Vale", 1, 1),
    ]


def test_a_boards_grade_against_the_authoritys(get):
    (row,) = objects(get, "/lscb/board_against_authority.json?_shape=objects")
    assert row["overall_grade"] == "requires improvement"
    assert (row["board_good"], row["board_better"], row["same_grade"], row["board_worse"]) == (3, 3, 0, 0)
    rows = objects(get, "/lscb/board_and_authority_grades.json?_shape=objects&region=South%20Vale")
    assert [(row["authority"], row["steps_better"]) for row in rows] == [("Coldharbour", 1)]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=safeguard", ["101-003", "102-003", "103-003"]),
        ("q=lantern&section=recommendation", ["101-002", "102-002", "103-002"]),
        ("q=lantern&grade=inadequate", []),
        ('q="own naive side"', ["101-001", "102-001", "103-001"]),
        ("q=", []),
        ('q="', []),
        ("q=%26", []),
        ("q=lanterns+AND+NEAR(", []),
        ("q=lantern*", ["101-002", "101-003", "102-002", "102-003", "103-002", "103-003"]),
    ],
)
def test_paragraphs_that_match_words(get, asked, found):
    rows = objects(get, f"/lscb/paragraphs_matching.json?_shape=objects&{asked}")
    assert sorted(row["paragraph_id"] for row in rows) == found
    for row in rows:
        assert row["lscb_grade"] == "good"
        assert row["page_url"].endswith(f"/{row['paragraph_id'][:3]}#page={row['page']}")


def test_a_boards_paragraphs_stand_in_order(get):
    rows = objects(get, "/lscb/board_paragraphs.json?_shape=objects&board=coldharbour")
    assert [row["paragraph_id"] for row in rows] == ["103-001", "103-002", "103-003"]
    first = objects(get, "/lscb/board_paragraphs.json?_shape=objects")
    assert {row["board"] for row in first} == {"Aldermoor and Brackwater Safeguarding Children Board"}


def test_boards_reviewed_between_two_dates(get):
    def between(first, last):
        return len(objects(get, f"/lscb/reviews_between.json?_shape=objects&from={first}&to={last}"))

    assert between("2014-04-24", "2014-04-24") == 3
    assert between("2014-04-25", "") == 0
    assert between("", "2014-04-23") == 0


def test_authorities_reviewed_twice_and_gaps(get):
    rows = objects(get, "/lscb/reviewed_twice.json?_shape=objects")
    assert [(row["authority"], row["ordinal"], row["lscb_grade"]) for row in rows] == [
        ("Coldharbour", 1, "good"),
        ("Coldharbour", 2, None),
    ]
    missing = objects(get, "/lscb/coverage_and_gaps.json?_shape=objects")
    assert [(row["authority"], row["why_missing"]) for row in missing] == [
        ("Coldharbour", "report 107 is unreadable: page 1 has no text"),
        ("Dunmere", "authority abolished"),
    ]
    assert len(objects(get, "/lscb/coverage_and_gaps.json?_shape=objects&show=all")) == 5
    assert len(objects(get, "/lscb/coverage_and_gaps.json?_shape=objects&show=held")) == 3


def test_documents_by_status(get):
    rows = objects(get, "/lscb/documents_by_status.json?_shape=objects")
    assert {row["status"]: (row["documents"], row["copies_held"]) for row in rows} == {
        "review": (3, 3), "not a review": (1, 1), "out of scope": (1, 0), "unreadable": (1, 1), "withdrawn": (1, 0),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("reviews_by_grade{}?as_at=12/11/2014", "as_at must be a date such as 2014-11-12"),
        ("reviews_by_grade{}?as_at=2014-02-30", "as_at must be a date such as 2014-11-12"),
        ("reviews_by_grade{}?as_at=now", "as_at must be a date such as 2014-11-12"),
        ("reviews_between{}?from=2015-01-01&to=2014-01-01", "from (2015-01-01) is after to (2014-01-01)."),
        ("paragraphs_matching{}?q=x&grade=fair", "grade must be one of outstanding, good, requires improvement"),
        ("coverage_and_gaps{}?show=some", "show must be one of missing, held, all"),
    ],
)
def test_a_parameter_that_makes_no_sense_is_refused_with_the_reason(get, address, said):
    answer = get("/lscb/" + address.format(".json"))
    assert answer.status_code == 400 and said in answer.json()["error"] and answer.json()["ok"] is False
    assert answer.headers["access-control-allow-origin"] == "*"
    page = get("/lscb/" + address.format(""))
    assert page.status_code == 400 and said in page.text and "Open Government Licence v3.0." in page.text
    assert get("/lscb/" + address.format(".csv")).status_code == 400


def test_tables_stream_as_csv_and_any_site_may_ask(get):
    answer = get("/lscb/paragraphs.csv?_stream=on")
    assert len(answer.text.splitlines()) == 10
    assert get("/lscb/reviews.json").headers["access-control-allow-origin"] == "*"


def test_statements_that_match_words_narrow_by_polarity_theme_and_grade(get):
    def found(asked):
        rows = objects(get, f"/lscb/statements_matching.json?_shape=objects&{asked}")
        return {(row["polarity"], row["cue"], row["text"]) for row in rows}

    strong = ("strength", "strong", "Safeguarding of lanterns is strong, and goes over the page.")
    count = ("weakness", "Count", "Count the lanterns in every harbour.")
    assert found("q=lantern") == {strong, count}
    assert found("q=lantern&polarity=strength") == {strong}
    assert found("q=lantern&theme=performance-data") == {count}
    assert found("q=lantern&grade=inadequate") == set()


def test_statements_on_a_theme_with_the_phrase_that_showed_it(get):
    rows = objects(get, "/lscb/statements_on_theme.json?_shape=objects&theme=partnership&polarity=strength&grade=good")
    assert {(row["phrase"], row["page"], row["page_url"].split("#")[1]) for row in rows} == {("harbour", 9, "page=9")}
    assert objects(get, "/lscb/statements_on_theme.json?_shape=objects&theme=partnership&polarity=weakness") == []


def test_themes_by_grade_count_a_joint_boards_review_once(get):
    rows = objects(get, "/lscb/themes_by_grade.json?_shape=objects&as_at=2014-06-10&theme=partnership")
    assert [(row["grade"], row["reviews"], row["strength"], row["not_raised"]) for row in rows] == [
        ("outstanding", 0, 0, 0),
        ("good", 1, 1, 0),
        ("requires improvement", 0, 0, 0),
        ("inadequate", 0, 0, 0),
    ]
    (audit,) = [
        row
        for row in objects(get, "/lscb/themes_by_grade.json?_shape=objects&as_at=2014-06-10&theme=audit")
        if row["reviews"]
    ]
    assert (audit["strength"], audit["weakness"], audit["even"], audit["not_raised"]) == (0, 0, 0, 1)


def test_a_boards_praise_unless_another_polarity_is_asked_for(get):
    rows = objects(get, "/lscb/board_statements.json?_shape=objects&board=coldharbour")
    assert {(row["polarity"], row["themes"]) for row in rows} == {("strength", "Partnership working")}
    rows = objects(get, "/lscb/board_statements.json?_shape=objects&board=coldharbour&polarity=neutral")
    assert {(row["polarity"], row["cue"], row["themes"]) for row in rows} == {("neutral", None, None)}


def test_unknown_grades_are_refused(get):
    response = get("/lscb/threads.json?_shape=objects&grades=good,fair")
    assert response.status_code == 400 and "'fair' is not one of them" in response.json()["error"]
    assert get("/lscb/threads.json?_shape=objects&grades=good,%20outstanding").status_code == 200
