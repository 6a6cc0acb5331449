import re

import pytest

from common.project import ROOT
from web import documents
from web.pages import methods as plugin

DOCUMENT = """# How it is done

## Figures

| theme | labelled | precision |
| --- | --- | --- |
| <b>harbour</b> | 7 | 1.00 |

| practice | labelled |
| --- | --- |
| lanterns | 3 |

Text with `code` & more.
"""


def test_a_document_becomes_headings_that_can_be_linked_and_tables_that_can_be_read():
    title, html = documents.render(DOCUMENT)
    assert title == "How it is done"
    assert '<h1 id="how-it-is-done">How it is done</h1>' in html and '<h2 id="figures">' in html
    assert "<caption>Figures</caption>" in html and "<caption>Figures, by practice</caption>" in html
    assert html.count('<th scope="col">') == 5
    assert 'role="region" aria-label="Figures, by practice" tabindex="0"' in html
    assert "<code>code</code> &amp; more" in html


def test_the_methods_page_is_the_document_of_the_repo(get):
    answer = get("/methods")
    document = plugin.SOURCE.read_text(encoding="utf-8")
    assert answer.status_code == 200
    for heading in re.findall(r"(?m)^#+ (.+)$", document):
        assert f">{heading}</h" in answer.text
    assert '<a href="/codebook">codebook</a>' in answer.text and '<a href="/corrections">say so</a>' in answer.text
    assert len(re.findall(r"<details>.*?<table>.*?</table>.*?</details>", answer.text, re.S)) == 2


@pytest.mark.parametrize("name", ["codebook", "corrections"])
def test_documents_that_readers_need_have_pages(get, name):
    answer = get(f"/{name}")
    document = (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
    assert answer.status_code == 200
    for heading in re.findall(r"(?m)^#+ (.+)$", document):
        assert f">{heading}</h" in answer.text
    rows = [line for line in document.splitlines() if line.startswith("| ") and not line.startswith("| ---")]
    assert answer.text.count("<tr>") == len(rows)
    assert '.md"' not in answer.text  # every document it links to has a page here
    assert f"<loc>http://localhost/{name}</loc>" in get("/sitemap.xml").text
    assert f'<a href="/{name}">' in get("/threads").text


def test_pages_that_show_classes_link_to_the_methods(get):
    shown = ["statements", "themes", "review_themes", "review_polarity", "statements_matching?q=lantern"]
    shown += ["statements_on_theme?theme=partnership", "themes_by_grade", "board_statements", "statements/101-003-01"]
    for address in shown:
        html = get(f"/lscb/{address}").text
        assert "what it has not read is classed by rules" in html, address
        assert '<a href="/methods">How far either can be trusted</a>' in html, address
    assert "classed by rules" not in get("/lscb/reviews_by_grade").text
