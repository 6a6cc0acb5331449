"""Pages of the real reports: each frame holds its paragraph's words and no others, and no page is heavy."""

import difflib
import re
import sqlite3

import pypdfium2
import pytest

from web import pictures
from web.__main__ import WEB

pytestmark = pytest.mark.corpus
# As pdfium, which draws the pictures, reads the file; a letter may lie on the frame.
LEAST = 0.98
MOST_BYTES = 200_000


def letters(text):
    return re.sub(r"[^a-z0-9]", "", text.lower())


def parts(database):
    """Each part of a paragraph: its review, page, place and words, with the printed number before the first."""
    connection = sqlite3.connect(f"file:{database}?immutable=1", uri=True)
    rows = connection.execute(
        """select review_id, parts.page, parts.x0, parts.top, parts.x1, parts.bottom,
             case when start = 0 then coalesce(number, '') else '' end
               || substr(text, start + 1, coalesce(lead(start) over own, length(text)) - start)
           from paragraph_pages as parts join paragraphs using (paragraph_id)
           window own as (partition by paragraph_id order by parts.page)
           order by review_id, parts.page"""
    ).fetchall()
    connection.close()
    return rows


def test_each_frame_holds_the_words_of_its_paragraph_and_no_others(built_corpus):
    odd, opened, texts = [], None, {}
    rows = parts(built_corpus.data / "lscb.db")
    for review, page, x0, top, x1, bottom, said in rows:
        if opened != review:
            document, opened, texts = pypdfium2.PdfDocument(built_corpus.data / "reports" / f"{review}.pdf"), review, {}
        height = document[page - 1].get_height()
        text = texts.setdefault(page, document[page - 1].get_textpage())
        frame = (x0 - pictures.AIR, height - bottom - pictures.AIR, x1 + pictures.AIR, height - top + pictures.AIR)
        framed, wanted = letters(text.get_text_bounded(*frame)), letters(said)
        matched = difflib.SequenceMatcher(None, wanted, framed, autojunk=False).get_matching_blocks()
        both = sum(block.size for block in matched)
        if both < LEAST * max(len(wanted), len(framed)):
            odd.append((review, page, said[:40]))
    assert len(rows) > 3000
    assert odd == []


def test_every_review_has_its_pictures_and_a_light_page(built_corpus, serve):
    ask = serve(built_corpus.data / "lscb.db")
    style = len((WEB / "static" / "site.css").read_bytes())
    reviews = {row[0] for row in parts(built_corpus.data / "lscb.db")}
    assert len(reviews) == 99
    for review in reviews:
        page = ask(f"/reviews/{review}")
        assert page.status_code == 200 and "See it on page" in page.text and 'class="no-pictures"' not in page.text
        assert len(page.content) + style < MOST_BYTES, review
