"""Whatever goes wrong, the answer says so in the form that was asked for; and nothing is cut silently."""

import csv
import io
from urllib.parse import urlencode

import pytest
from datasette.database import QueryInterrupted
from datasette.plugins import pm
from datasette.views.table import TableView

from web import canned
from web.__main__ import WEB
from web.page import PAGES

# 2,000 rows, of two columns
MANY = "with+recursive+n(i)+as+(select+1+union+all+select+i%2B1+from+n+where+i<2000)+select+i,+i*i+as+square+from+n"
FOREVER = "with+recursive+n(i)+as+(select+1+union+all+select+i%2B1+from+n)+select+max(i)+from+n"


@pytest.fixture
def whole():
    """The plugin as Datasette has loaded it."""
    return pm.get_plugin("complete_exports.py")


def rows_of(text):
    return list(csv.reader(io.StringIO(text)))


WRONG = [
    ("/lscb/reviewz{}", 404, "There is no table or query 'reviewz'."),
    ("/lscb/thread{}", 404, "There is no table or query 'thread'."),
    ("/nowhere{}", 404, "There is nothing at /nowhere"),
    ("/lscb{}?sql=selec+1", 400, "Statement must be a SELECT"),
    ("/lscb{}?sql=select+grade+from+reviewz", 400, "no such table: reviewz"),
    (f"/lscb{{}}?sql={FOREVER}&_timelimit=20", 400, "The query took longer than the 1 s"),
    ("/lscb/reviews{}?_sort=nosuch", 400, "Cannot sort table by nosuch"),
    ("/lscb/reviews{}?_size=all", 400, "_size must be a positive integer"),
    ("/lscb/reviews{}?regoin=North+Vale", 400, "reviews has no column 'regoin'; it has review_id"),
    ("/lscb/reviews_by_grade{}?as_at=12/11/2014", 400, "as_at must be a date such as 2014-11-12"),
    ("/lscb/reviews_by_grade{}?as_att=2014-11-12", 400, "reviews_by_grade has no parameter 'as_att'; it has as_at."),
    ("/lscb/reviewed_twice{}?region=x", 400, "reviewed_twice has no parameter 'region'; it has none."),
    ("/lscb/threads{}?region=Nowhere", 400, "region must be one of"),
]


@pytest.mark.parametrize(("address", "status", "said"), WRONG)
def test_json_says_what_was_wrong(get, address, status, said):
    answer = get(address.format(".json"))
    body = answer.json()
    assert answer.status_code == body["status"] == status
    assert body["ok"] is False and said in body["error"] and "<" not in body["error"]
    assert body["title"]


@pytest.mark.parametrize(("address", "status", "said"), WRONG)
def test_csv_says_what_was_wrong(get, address, status, said):
    if "_size" in address or "_timelimit" in address:
        return  # whole in any case; and CSV has the site's own limit
    answer = get(address.format(".csv"))
    assert answer.status_code == status and said in answer.text
    assert answer.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize(("address", "status", "said"), WRONG)
def test_a_page_says_what_was_wrong(get, address, status, said):
    answer = get(address.format(""))
    assert answer.status_code == status and said.replace("'", "&#39;") in answer.text
    assert "Open Government Licence v3.0." in answer.text


def test_a_name_that_is_not_there_leads_to_those_that_are_near(get):
    assert get("/lscb/thread.json").json()["near"][0] == "/lscb/threads.json"
    assert "/lscb/reviews.csv" in get("/lscb/review.csv").text
    assert '<a href="/lscb/threads">' in get("/lscb/thread").text
    assert "near" not in get("/lscb/qqqqqq.json").json()


def test_a_row_that_is_not_there(get):
    answer = get("/lscb/reviews/999.json")
    assert answer.status_code == 404 and answer.json()["error"] == "reviews has no row '999'."


@pytest.mark.parametrize(
    ("shape", "said"), [("rows", "_shape must be one of arrays"), ("object", "_shape=object is for tables with a key")]
)
def test_a_shape_that_cannot_be(get, shape, said):
    answer = get(f"/lscb/reviews_by_grade.json?_shape={shape}")
    assert answer.status_code == 400 and said in answer.json()["error"]


def test_a_failure_of_ours_says_nothing_of_its_inside(get, whole, monkeypatch, caplog):
    def fail(*arguments):
        raise RuntimeError("a secret")

    monkeypatch.setattr(whole, "json_renderer", fail)
    answer = get("/lscb/reviews_by_grade.json")
    assert answer.status_code == 500 and answer.json()["title"] == "Failed" and "secret" not in answer.text
    assert "/lscb/reviews_by_grade.json" in caplog.text and "a secret" in caplog.text


def test_a_page_of_ours_that_ran_out_of_time_is_not_the_readers_fault(get, monkeypatch):
    ask = canned.ask

    async def ask_slowly(datasette, query, values=None):
        if query == "this_build":
            return await ask(datasette, query, values)
        raise QueryInterrupted(None, "select 1", {})

    monkeypatch.setattr(canned, "ask", ask_slowly)
    answer = get("/threads?as_at=2014-06-20")
    assert answer.status_code == 503 and "Please try again in a moment." in answer.text
    assert "etag" not in answer.headers


def test_json_that_was_cut_says_so(get):
    for shape in ("", "&_shape=objects"):
        answer = get(f"/lscb.json?sql={MANY}{shape}").json()
        assert answer["truncated"] is True and len(answer["rows"]) == 1000
    for shape in ("array", "arrayfirst", "array&_nl=on"):
        answer = get(f"/lscb.json?sql={MANY}&_shape={shape}")
        assert answer.status_code == 400 and "more than 1,000 rows" in answer.json()["error"]
    assert get("/lscb/reviews_by_grade.json?_shape=array").json()[1]["grade"] == "good"
    page = get("/lscb/paragraphs.json?_size=2&_shape=objects")
    assert page.json()["next"] and 'rel="next"' in page.headers["link"]


def test_csv_of_ones_own_sql_is_whole(get):
    rows = rows_of(get(f"/lscb.csv?sql={MANY}").text)
    assert rows[0] == ["i", "square"] and len(rows) == 2001 and rows[-1] == ["2000", "4000000"]
    assert rows_of(get("/lscb.csv?sql=select+:a+as+a,+:b+as+b&a=one").text) == [["a", "b"], ["one", ""]]


def test_csv_of_more_rows_than_there_can_be_is_refused(get, whole, monkeypatch):
    monkeypatch.setattr(whole, "MOST_ROWS", 1999)
    answer = get(f"/lscb.csv?sql={MANY}")
    assert answer.status_code == 400 and "more than 1,999 rows" in answer.text
    monkeypatch.setattr(whole, "MOST_ROWS", 2000)
    assert get(f"/lscb.csv?sql={MANY}").status_code == 200


def test_csv_of_a_canned_query_is_whole(get):
    answer = get("/lscb/board_paragraphs.csv?board=coldharbour")
    wanted = get("/lscb/board_paragraphs.json?board=coldharbour").json()
    rows = rows_of(answer.text)
    assert rows[0] == wanted["columns"] and len(rows) - 1 == len(wanted["rows"]) == 3
    assert rows_of(get("/lscb/board_paragraphs.csv?board=coldharbour&_header=off").text) == rows[1:]


@pytest.mark.parametrize("name", ["board_paragraphs", "paragraphs"])
def test_csv_is_a_file_with_a_name(get, name):
    saved = get(f"/lscb/{name}.csv").headers
    assert saved["content-type"] == "text/csv; charset=utf-8"
    assert saved["content-disposition"] == f'attachment; filename="{name}.csv"'


def test_no_cell_of_csv_is_run_by_a_spreadsheet(get, whole):
    sql = "select '=1+1' as \"=a\", '-3.5' as b, -3.5 as c, char(39) || '@x' as d, 'e' as e"
    asked = get(f"/lscb.csv?{urlencode({'sql': sql})}")
    assert rows_of(asked.text) == [["'=a", "b", "c", "d", "e"], ["'=1+1", "-3.5", "-3.5", "''@x", "e"]]
    assert whole.guard_csv(b'a,"=1+1, 2",-3.5,"two\r\nlines"\r\n') == b'a,"\'=1+1, 2",-3.5,"two\r\nlines"\r\n'
    assert whole.guard_csv(b"\xef\xbc\x9d1,b\r\n") == b"'\xef\xbc\x9d1,b\r\n"
    assert whole.guard_csv(b'a,"b ""c""",d\r\n') == b'a,"b ""c""",d\r\n'


def test_csv_of_a_table_is_whole_unless_a_page_is_asked_for(get):
    assert len(rows_of(get("/lscb/paragraphs.csv").text)) == 10
    assert len(rows_of(get("/lscb/paragraphs.csv?_size=max").text)) == 10
    assert len(rows_of(get("/lscb/paragraphs.csv?_size=2").text)) == 3


@pytest.mark.parametrize("name", sorted(path.stem for path in (WEB / "templates" / "own").glob("*.html")))
def test_templates_are_not_addresses(get, name):
    """Datasette serves whatever stands in templates/pages/; drawn without its page a template would fail with 500."""
    assert not (WEB / "templates" / "pages").exists()
    assert get(f"//{name}").status_code == 404
    assert get(f"/{name}").status_code == (
        200 if name in {"briefing", "compare", *(path for path, _ in PAGES)} else 404
    )


# What Datasette answers with 500, or with the whole table; and what is said instead.
SLIPS = [
    ("/lscb/reviews.json?_through={", 400, "This site has no _through"),
    ("/lscb/reviews.json?region__in=[", 400, "region__in must be values with commas between them"),
    ("/lscb/reviews.json?region__in=[[1]]", 400, "region__in must be values"),
    ('/lscb/reviews.json?region__in=["\\ud800"]', 400, "region__in must be values"),
    (f"/lscb/reviews.json?region__in={',' * 600}", 400, "region__in may have 500 values; it has 601."),
    ("/lscb/reviews.json?year__gt=99999999999999999999", 400, "year__gt must be a number of at most 9,223,372,036"),
    ("/lscb/reviews.json?year__gt=²", 400, "year__gt must be a number"),
    ("/lscb/reviews.json?region__nosuch=x", 400, "there is no comparison 'nosuch'"),
    ("/lscb/reviews.json?_x__exact=x", 400, "reviews has no column '_x__exact'"),
    ("/lscb/reviews.json?_timelimit=a", 400, "_timelimit must be a whole number"),
    ("/lscb.json?sql=select+1&_timelimit=a", 400, "_timelimit must be a whole number"),
    ("/lscb/reviews_by_grade.json?_timelimit=a", 400, "_timelimit must be a whole number"),
    (f"/lscb/reviews.json?_ttl={'9' * 5000}", 400, "_ttl must be a whole number of at most nine digits"),
    ("/lscb/reviews.json?_facet={", 400, "_facet must be a column: review_id"),
    ("/lscb/reviews.json?_facet_array={}", 400, "_facet_array must be a column"),
    ("/lscb/reviews.json?_facet_size=²", 400, "_facet_size must be a whole number"),
    ("/lscb/statements.json?_searchx=audit", 400, "There is no _searchx"),
    ("/lscb/reviews.json?_next=a,b,c", 400, "_next must be as the page before gave it in next_url: 2 parts here."),
    ("/lscb/reviews.json?_where=1=1)--", 400, "_where must be one whole condition"),
    ("/lscb/warnings/x.json", 404, "warnings has no row 'x'."),
    ("/lscb/reviews/101,x.json", 404, "reviews has no row '101,x'."),
    ("/lscb/nosuch/x.json", 404, "There is no table 'nosuch'."),
    ("/lscb/revie~77s.json", 404, "There is nothing at /lscb/revie~77s.json."),
]


@pytest.mark.parametrize(("address", "status", "said"), SLIPS)
def test_what_datasette_cannot_read_is_the_askers_mistake(get, address, status, said):
    body = get(address).json()
    assert body["status"] == status and said in body["error"]


@pytest.mark.parametrize(
    "address",
    [
        *("/assets/site.css/x", f"/assets/{'a' * 300}", "/-/static/app.css/x", "/lscb/reviews.nosuch"),
        *("/lscb.blob?sql=select+1", "/_internal", "/_memory.json"),
    ],
)
def test_what_is_not_there_is_not_found(get, address):
    assert get(address).status_code == 404


def test_a_date_that_cannot_be_is_shown_as_it_stands(get):
    answer = get("/lscb?sql=select+'2014-99-99'+as+public_on,+'2014-11-12'+as+x")
    assert answer.status_code == 200 and "2014-99-99" in answer.text and "12 November 2014" in answer.text


@pytest.mark.parametrize(
    ("name", "most"), [("_facet=region", 10), ("_where=1", 10), ("region__not=x", 30), ("_col=region", 100)]
)
def test_an_address_may_ask_for_so_much(get, name, most):
    asked = [f"/lscb/reviews.json?{'&'.join([name] * count)}" for count in (most, most + 1)]
    assert get(asked[0]).status_code == 200
    answer = get(asked[1])
    assert answer.status_code == 400 and f"{most} of " in answer.json()["error"]


def test_a_tables_csv_that_fails_in_its_midst_does_not_end_as_if_whole(get, whole, monkeypatch):
    data, pages = TableView.data, []

    async def fail_later(self, request, **options):
        pages.append(request)
        if len(pages) == 3:
            raise RuntimeError("interrupted")
        return await data(self, request, **options)

    monkeypatch.setattr(TableView, "data", fail_later)
    with pytest.raises(whole.CutError):
        get("/lscb/paragraphs.csv?_stream=on&_size=2")
    assert len(pages) == 3


def test_the_headers_of_a_tables_csv_do_not_take_its_rows(get, monkeypatch):
    data, pages = TableView.data, []

    async def count(self, request, **options):
        pages.append(request)
        return await data(self, request, **options)

    monkeypatch.setattr(TableView, "data", count)
    answer = get("/lscb/paragraphs.csv?_stream=on&_size=2", "head")
    assert len(pages) == 1 and answer.content == b""
    assert answer.headers.items() == get("/lscb/paragraphs.csv?_stream=on&_size=2").headers.items()


@pytest.mark.parametrize("address", ["/", "/threads", "/lscb/reviews", "/lscb/threads.csv", "/lscb.db", "/nowhere"])
def test_head_answers_as_get_does(get, address):
    told, whole = get(address, "head"), get(address)
    assert told.status_code == whole.status_code and told.content == b""
    assert told.headers.items() == whole.headers.items()
