"""For a spreadsheet: the same rows as CSV as a workbook, with notes and sources on sheets of their own."""

import datetime
import io
from urllib.parse import urlencode

import openpyxl
import pytest

from web import spreadsheets, workbook

MADE_ON = datetime.datetime(2026, 1, 2)


def book_of(answer):
    assert answer.status_code == 200, answer.text[:300]
    assert answer.headers["content-type"] == workbook.MEDIA_TYPE
    return openpyxl.load_workbook(io.BytesIO(answer.content))


def rows_of(sheet):
    return [tuple(cell for cell in row) for row in sheet.iter_rows(values_only=True)]


def lines_of(sheet):
    return {row[0]: row[1] for row in rows_of(sheet) if row[0] and len(row) > 1}


def test_a_query_has_its_table_notes_and_sources(get):
    answer = get("/lscb/board_and_authority_grades.xlsx?as_at=2014-11-12")
    assert answer.headers["content-disposition"] == 'attachment; filename="board_and_authority_grades.xlsx"'
    book = book_of(answer)
    assert book.sheetnames == ["Table", "Notes", "Sources"]
    head, *rows = rows_of(book["Table"])
    asked = get("/lscb/board_and_authority_grades.json?as_at=2014-11-12&_shape=objects").json()
    assert len(rows) == len(asked["rows"]) > 0
    at = head.index("Board")
    assert [row[at] for row in rows] == [row["board"] for row in asked["rows"]]
    notes, sources = lines_of(book["Notes"]), lines_of(book["Sources"])
    assert notes["As at"] == "12 November 2014"
    assert notes["Rows"] == f"{len(rows)} row{'' if len(rows) == 1 else 's'}"
    assert notes["3 of 5 reviews"] == "held here" and notes["Board"]
    assert sources["Attribution"].startswith("Contains public sector information")
    assert sources["This table"] == "http://localhost/lscb/board_and_authority_grades?as_at=2014-11-12"
    assert sources["The same as CSV"] == "http://localhost/lscb/board_and_authority_grades.csv?as_at=2014-11-12"
    assert sources["Reports (SHA-256)"] == get("/-/data.json").json()["corpus_sha256"]


def test_a_table_has_all_rows_that_its_page_chooses(get):
    head, *rows = rows_of(book_of(get("/lscb/statements.xlsx?polarity=strength&_sort=statement_id&_size=1"))["Table"])
    asked = get("/lscb/statements.json?polarity=strength&_sort=statement_id&_shape=objects").json()["rows"]
    assert len(rows) == len(asked) > 1
    assert [row[head.index("Statement id")] for row in rows] == [row["statement_id"] for row in asked]
    either = "/lscb/statements.xlsx?" + urlencode({"_where": "polarity='strength' or polarity='weakness'"})
    assert len(rows_of(book_of(get(either))["Table"])) > len(rows) + 1


def test_values_are_as_people_read_them(get):
    head, row, *_ = rows_of(book_of(get("/lscb/reviews.xlsx?_sort=review_id"))["Table"])
    shown = dict(zip(head, row, strict=True))
    assert shown["Lscb grade"] == "Good" and shown["Is withdrawn"] == "no"
    assert shown["Published"].date() == datetime.date(2014, 6, 10)


def test_own_sql_is_a_table_and_no_text_of_it_a_formula(get):
    sql = "select '=1+1' as a, 0.123456 as b, 1e308*10 as c, x'00ff' as d, null as e, 12345.678 as f"
    book = book_of(get(f"/lscb.xlsx?{urlencode({'sql': sql})}"))
    cells = {cell.column_letter: cell for cell in book["Table"][2]}
    assert (cells["A"].value, cells["A"].data_type) == ("=1+1", "s")
    assert [cells[at].value for at in "BCDEF"] == [0.1235, "inf", "00ff", None, 12346]
    assert lines_of(book["Notes"])["SQL"] == sql


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/lscb/no_such_table.xlsx", 404),
        ("/lscb/reviews.xlsx?no_such_column=1", 400),
        ("/lscb/reviews.xlsx?_sort=no_such_column", 400),
        ("/lscb/threads.xlsx?grades=splendid", 400),
        ("/lscb.xlsx?sql=drop+table+reviews", 400),
        ("/lscb.xlsx?sql=select+no_such_column+from+reviews", 400),
    ],
)
def test_what_cannot_be_answered_is_refused_on_a_page(get, address, status):
    answer = get(address)
    assert answer.status_code == status and answer.headers["content-type"].startswith("text/html")


def test_a_workbook_that_lacks_rows_says_so(get, monkeypatch):
    monkeypatch.setattr(spreadsheets, "MOST_ROWS", 2)
    book = book_of(get("/lscb/statements.xlsx"))
    assert len(rows_of(book["Table"])) == 3
    assert lines_of(book["Notes"])["Rows"].startswith("Only the first 2 rows: there are more")
    assert spreadsheets.most_rows(1) == 2 and spreadsheets.most_rows(300_000) == 1


def test_the_same_rows_give_the_same_bytes_and_a_long_text_is_cut():
    table = workbook.SheetTable("T", ("text", "n"), [("x" * 40_000, 2**60), ("1850-01-01", True)], {})
    made = workbook.write(table, spreadsheets.notes(table, "d", [], [], False), [], MADE_ON)
    assert made == workbook.write(table, spreadsheets.notes(table, "d", [], [], False), [], MADE_ON)
    book = openpyxl.load_workbook(io.BytesIO(made))
    text, number = book["Table"]["A2"].value, book["Table"]["B2"].value
    assert len(text) == workbook.LONGEST and text.endswith("…") and number == str(2**60)
    assert book["Table"]["A3"].value == "1850-01-01"
    assert "is cut" in lines_of(book["Notes"])["Long texts"]


@pytest.mark.parametrize("address", ["/", "/threads", "/lscb/threads?grades=good", "/lscb/reviews?lscb_grade=good"])
def test_pages_lead_to_it(get, address):
    html = get(address).text
    assert ".xlsx" in html
