import html as entities
import re

from web.plugins import columns


def words(page):
    """A page's text, one space between words."""
    return re.sub(r"\s+", " ", entities.unescape(re.sub(r"<[^>]+>", " ", page)))


def statement_of(get, review_id):
    rows = get(f"/lscb/statements.json?_shape=array&review_id={review_id}&_size=max").json()
    return min(rows, key=lambda row: row["sequence"])


def test_a_statement_leads_with_the_sentence_its_board_date_and_page(get):
    one = statement_of(get, "103")
    page = get(f"/lscb/statements/{one['statement_id']}").text
    said = words(page[page.index("<main") :])
    assert said.index(one["text"]) < said.index("Read with care") < said.index("How it is classed")
    assert f"10 June 2014 , report, page {one['page']}" in said.replace("12 June", "10 June")
    assert f'<span class="polarity polarity-{one["polarity"]}">' in page
    assert f'href="{one["page_url"]}"' in page


def test_a_paragraph_shows_its_reviews_warnings_and_its_statements(get):
    one = statement_of(get, "103")
    page = get(f"/lscb/paragraphs/{one['paragraph_id']}").text
    assert "paragraph 83 follows paragraph 81" in page
    quotes = re.findall(r"<q>(.*?)</q>", page)
    rows = get(f"/lscb/statements.json?_shape=array&paragraph_id={one['paragraph_id']}").json()
    assert [entities.unescape(quote) for quote in quotes] == [
        row["text"] for row in sorted(rows, key=lambda row: row["position"])
    ]


def test_a_row_that_has_a_page_of_its_own_leads_there(get):
    for path in ("reviews/103", "boards/coldharbour", "themes/partnership"):
        assert f'<a href="/{path}">Read it as a page</a>' in get(f"/lscb/{path}").text
    assert "Read it as a page" not in get("/lscb/paragraphs/101-003").text


def test_rows_name_a_review_by_board_and_date(get):
    page = get("/lscb/statements?review_id=101").text
    assert re.search(
        r'<a href="/reviews/101">Aldermoor and Brackwater Safeguarding Children Board</a>, '
        r'<time datetime="2014-06-10">10 June 2014</time>',
        page,
    )


def test_a_table_shows_the_words_first_and_all_columns_when_asked(get):
    def heads(address):
        return re.findall(r'<th scope="col" class="col-(\w+)"', get(address).text)

    assert heads("/lscb/statements") == list(columns.SHOWN["statements"])
    assert heads("/lscb/statements?_nocol=cue")[:4] == ["statement_id", "paragraph_id", "review_id", "sequence"]
    assert heads("/lscb/areas") == ["area", "position", "label"]
    described = get("/lscb.json").json()["tables"]
    known = {table["name"]: set(table["columns"]) for table in described}
    for table, names in columns.SHOWN.items():
        assert set(names) <= known[table], table


def test_a_long_result_shows_its_first_hundred_rows_and_leads_to_all(get):
    sql = "with+recursive+n(i)+as+(select+1+union+all+select+i%2B1+from+n+where+i+<+250)+select+i+from+n"
    page = get(f"/lscb?sql={sql}").text
    assert page.count('<td class="col-i">') == 100 and "the first 100 are below" in page
    (link,) = re.findall(r'href="([^"]+)">show all 250', page)
    assert get(entities.unescape(link)).text.count('<td class="col-i">') == 250
    assert len(get(f"/lscb.json?sql={sql}&_shape=array").json()) == 250


def test_long_numbers_are_rounded_on_screen_alone_and_flags_are_words(get):
    address = "/lscb{}?sql=select+2.0%2F3+as+share,+163.2+as+top,+51.507351+as+latitude,+1+as+is_held,+2+as+is_two"
    page = get(address.format("")).text
    assert re.findall(r'<td class="col-\w+">([^<]*)</td>', page) == ["0.6667", "163.2", "51.51", "yes", "2"]
    assert get(address.format(".json") + "&_shape=array").json()[0]["share"] == 2 / 3
