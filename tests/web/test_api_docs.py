"""Every address in docs/api.md answers, and says what the page says it does."""

import re

import pytest

from web.__main__ import ROOT

TEXT = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
# 'http://127.0.0.1:8001/lscb/reviews.csv?_stream=1' in an example, '`/lscb/build.json?_shape=objects`' in a sentence
ADDRESSES = sorted(
    set(re.findall(r"http://127\.0\.0\.1:8001(/[^\s'\"]+)", TEXT)) | set(re.findall(r"`(/lscb[^`<…]*)`", TEXT))
)


def test_there_are_examples():
    assert len(ADDRESSES) >= 6
    assert any(address.startswith("/lscb/threads") for address in ADDRESSES)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_address_answers_to_scripts_of_other_sites(get, address):
    response = get(address)
    assert response.status_code == 200, (address, response.text[:300])
    assert response.headers["access-control-allow-origin"] == "*"


def test_the_answers_have_the_columns_that_are_named(get):
    def columns(query):
        (address,) = [one for one in ADDRESSES if one.startswith(f"/lscb/{query}.json")]
        return set(get(address.replace("q=training&polarity=strength", "q=lantern")).json()["columns"])

    assert columns("reviews_by_grade") == {"grade", "reviews", "boards", "of_reviews", "percent"}
    assert {"text", "board", "judgement", "public_on", "page_url", "cue"} <= columns("statements_matching")
    assert {"grade", "strength", "reviews"} <= columns("themes_by_grade")
    assert {"extractor_version", "corpus_sha256"} <= columns("build")


def test_a_table_cut_short_says_so(get):
    answer = get(
        "/lscb.json?sql=with+recursive+n(i)+as+(select+1+union+all+select+i%2B1+from+n+where+i<2000)+select+i+from+n"
    )
    assert answer.json()["truncated"] is True
    assert len(answer.json()["rows"]) == 1000
