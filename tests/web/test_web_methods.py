import re

from web import documents
from web.pages import methods as plugin

DOCUMENT = """# How it is done

## Figures

| theme | labelled | precision |
| --- | --- | --- |
| <b>harbour</b> | 7 | 1.00 |

Text with `code` & more.
"""


def test_a_document_becomes_headings_that_can_be_linked_and_tables_that_can_be_read():
    title, html = documents.render(DOCUMENT)
    assert title == "How it is done"
    assert '<h1 id="how-it-is-done">How it is done</h1>' in html and '<h2 id="figures">' in html
    assert "<caption>Figures: labelled, precision by theme</caption>" in html
    assert html.count('<th scope="col">') == 3
    assert 'role="region" aria-label="Figures: labelled, precision by theme" tabindex="0"' in html
    assert "<code>code</code> &amp; more" in html


def test_the_methods_page_is_the_document_of_the_repo(get):
    answer = get("/methods")
    document = plugin.SOURCE.read_text(encoding="utf-8")
    assert answer.status_code == 200
    for heading in re.findall(r"(?m)^#+ (.+)$", document):
        assert f">{heading}</h" in answer.text
    rows = [line for line in document.splitlines() if line.startswith("| ") and not line.startswith("| ---")]
    assert answer.text.count("<tr>") == len(rows)


def test_pages_that_show_classes_link_to_the_methods(get):
    shown = ["statements", "themes", "review_themes", "review_polarity", "statements_matching?q=lantern"]
    shown += ["statements_on_theme?theme=partnership", "themes_by_grade", "board_statements", "statements/101-003-01"]
    for address in shown:
        html = get(f"/lscb/{address}").text
        assert 'Polarity and themes are assigned by rules, which are sometimes wrong: <a href="/methods">' in html, (
            address
        )
    assert "assigned by rules" not in get("/lscb/reviews_by_grade").text
