"""A table's rows, page by page: each comes once, however they are sorted, chosen and counted."""

from urllib.parse import quote, urlencode

import pytest

from web import paging

TABLES = ("reviews", "documents", "warnings", "authority_neighbours", "review_theme_counts", "coverage")
OTHERS = [
    ("statements", {"_where": "polarity = 'strength' or polarity = 'weakness'", "_sort_desc": "review_id"}),
    ("statements", {"_search": "audit", "_sort_desc": "review_id", "_facet": "polarity"}),
    ("statements", {"polarity__in": "strength,weakness", "_sort": "paragraph_id", "_col": "text"}),
    ("reviews", {"lscb_grade__not": "good", "_facet": "region", "_sort_desc": "lscb_grade"}),
]


def pages(site, table, words, size):
    """All rows of a table that JSON gives page by page, as their keys."""
    found, address = (
        [],
        f"/lscb/{table}.json?{urlencode({'_shape': 'objects', '_size': size} | words, quote_via=quote)}",
    )
    while address:
        page = site(address).json()
        found += [tuple(row[key] for key in page["primary_keys"]) for row in page["rows"]]
        assert len(found) <= 20_000, address
        address = page["next_url"] and page["next_url"].split("localhost", 1)[1]
    return found


@pytest.mark.parametrize("table", TABLES)
def test_each_row_comes_once_however_a_table_is_sorted(demo, table):
    about = demo(f"/lscb/{table}.json?_size=1").json()
    wanted, size = about["filtered_table_rows_count"], max(2, about["filtered_table_rows_count"] // 6)
    for words in ({}, *({sort: column} for column in about["columns"] for sort in ("_sort", "_sort_desc"))):
        found = pages(demo, table, words | {"_nofacet": "1", "_nocount": "1"}, size)
        assert len(found) == len(set(found)) == wanted, words


@pytest.mark.parametrize(("table", "words"), OTHERS)
def test_each_row_comes_once_however_rows_are_chosen(demo, table, words):
    wanted = demo(f"/lscb/{table}.json?{urlencode(words)}").json()["filtered_table_rows_count"]
    found = pages(demo, table, words, max(2, wanted // 6))
    assert len(found) == len(set(found)) == wanted > 3


def test_a_first_page_is_ordered_by_the_key_as_well():
    first = "select a from t where b = ' order by b limit 1' order by [b c] desc limit 101"
    assert paging.with_ties(first, ["x", "order"]) == first.replace("desc limit", "desc, x, [order] limit")
    for other in ("select a from t order by x limit 3", "select a from t order by b, x limit 3", "select 1"):
        assert paging.with_ties(other, ["x"]) == other
