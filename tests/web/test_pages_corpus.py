"""The pages over the real reports: the Minister's day, joint boards, and what a page weighs."""

import html
import re
import urllib.parse

import pytest

pytestmark = pytest.mark.corpus

STYLE = "/assets/site.css"
MOST = 200_000  # bytes of HTML, SVG and CSS of a page, uncompressed


def said(answer):
    """The text of a page, without its tags."""
    assert answer.status_code == 200, answer.text
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.text)))


def rows(real, query, **values):
    words = urllib.parse.urlencode({"_shape": "array", **values})
    return real(f"/lscb/{query}.json?{words}").json()


def test_the_front_page_counts_23_reviews_on_the_ministers_day(real):
    text = said(real("/?as_at=2014-11-12"))
    assert "23 reviews by 12 November 2014: none outstanding, 8 good, 10 require improvement, 5 inadequate" in text
    assert "23 reviews by 12 November 2014, 23 boards" in text
    assert (
        "The Children's Minister counted 33 reviews that day, none outstanding, 11 good; 23 of them are held here"
        in text
    )
    assert "12 November 2014" in said(real("/")) and 'href="/?as_at=2014-11-12"' in real("/").text


def test_no_page_is_heavier_than_200_kb(real):
    (longest, *_) = real(
        "/lscb.json?_shape=array&sql=select+review_id,board_id,count(*)+as+n+from+statements+join+reviews"
        "+using+(review_id)+group+by+review_id+order+by+n+desc"
    ).json()
    boards = [row["board_id"] for row in real("/lscb/reviews.json?_shape=array&_size=max").json()]
    four = "&".join(f"board={board}" for board in dict.fromkeys([longest["board_id"], *boards]))
    four = "&".join(four.split("&")[:4])
    themes = [row["theme_id"] for row in real("/lscb/themes.json?_shape=array&_size=max").json()]
    style = len(real(STYLE).content) + len(real("/-/static/app.css").content)
    addresses = [
        *("/", "/?as_at=2014-11-12", "/threads", "/threads?region=London&shows=weakness", "/themes", "/boards"),
        *(f"/themes/{theme}" for theme in themes),
        *(f"/boards/{longest['board_id']}", f"/reviews/{longest['review_id']}", f"/compare?{four}"),
        *("/search?q=training", "/search", "/timeline", "/timeline?as_at=2014-11-12", "/map"),
        *("/methods", "/codebook", "/corrections", "/data", "/api"),
    ]
    weights = {address: len(real(address).content) + style for address in addresses}
    assert all(real(address).status_code == 200 for address in addresses)
    assert {address: weight for address, weight in weights.items() if weight >= MOST} == {}
