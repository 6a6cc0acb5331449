import json

import pytest

from common.record import Box, Fragment, Paragraph
from extract.phrases import Lexicon, Phrase, longest_first, words
from extract.sections import PrintedParagraph
from extract.statements import statements
from extract.tuning import explain, read_labelled, report, score_labelled

TOP, NEXT = Box(70, 700, 520, 760), Box(70, 60, 520, 90)


def paragraph(text, *, section="finding", lines=None):
    pages = (Fragment(30, 0, TOP),)
    made = Paragraph("7-004", 4, section, "Inspection findings", "12", 30, TOP, text, pages)
    return PrintedParagraph(made, lines or pages, repeats_grade=False)


def test_statement_carries_its_place_and_classes():
    text = "The scorecard is clear. It does not cover early help."
    first, second = statements([paragraph(text)])
    assert (first.statement_id, first.paragraph_id, first.position) == ("7-004-01", "7-004", 1)
    assert (first.start, first.page, first.box) == (0, 30, TOP)
    assert (first.polarity, first.cue, first.themes[0].theme_id) == ("strength", "clear", "performance-data")
    assert (second.position, second.start, second.text) == (2, 24, "It does not cover early help.")
    assert (second.polarity, second.themes[0].phrase) == ("weakness", "early help")


def test_box_holds_the_lines_of_the_page_that_the_statement_begins_on():
    text = "It is short. The scorecard is clear and is read by all. It is long."
    upper, lower = Box(70, 700, 500, 712), Box(70, 714, 520, 726)
    lines = (Fragment(30, 0, upper), Fragment(30, 23, lower), Fragment(31, 39, NEXT))
    first, second, third = statements([paragraph(text, lines=lines)])
    assert (first.page, first.box) == (30, upper)
    assert (second.page, second.box) == (30, Box(70, 700, 520, 726))
    assert second.text == "The scorecard is clear and is read by all."
    assert (third.page, third.box) == (31, NEXT)


def test_recommendation_of_two_sentences_gives_two_weaknesses():
    found = statements([paragraph("Publish the plan. This is good practice.", section="recommendation")])
    assert [one.polarity for one in found] == ["weakness", "weakness"]


def test_phrase_notation():
    def starts(phrase, text):
        return [hit.start for hit in Lexicon([(phrase, None)]).hits(words(text))]

    assert starts("multi-agency audit*", "A multi agency audits day") == [1]
    assert starts("hold ... account", "They hold each other fully to account") == [1]
    assert starts("hold ... account", "They hold it; they account") == []
    assert starts("good/clear plan", "A clear plan and a good plan") == [1, 5]
    assert starts("has been *ed", "It has been mended") == [1]
    assert starts("action plan", "in action, plan") == []
    for wrong in ("", "... plan", "plan ...", "*ed plan", False):
        with pytest.raises((ValueError, TypeError)):
            Phrase.read(wrong)


def test_longest_phrase_takes_the_words_and_a_general_one_yields():
    lexicon = Lexicon([("yet", 1), ("not yet", 2), ("is *ed", 3), ("limited", 4)])
    hits = longest_first(lexicon.hits(words("It is limited and not yet open")))
    assert [hit.meaning for hit in hits] == [4, 2]


def test_score_counts_maybe_either_way(tmp_path):
    lines = [
        {"text": "The scorecard is clear.", "polarity": "strength", "themes": [], "maybe": ["performance-data"]},
        {"text": "Audits are late.", "polarity": "strength", "themes": ["audit", "cse"], "maybe": []},
    ]
    path = tmp_path / "labelled.jsonl"
    path.write_text("".join(json.dumps({"file_id": "1"} | line) + "\n" for line in lines), encoding="utf-8")
    score = score_labelled(path)
    assert (score.right, score.swapped) == (0.5, 0.5)
    assert (score.micro.right, score.micro.wrong, score.micro.missed) == (1, 0, 1)
    misses = list(report(score, with_misses=True))
    assert "strength taken for weakness by «late»: Audits are late." in misses
    assert "cse missed: Audits are late." in misses


def test_score_finds_the_statement_in_its_record(tmp_path):
    text = "Keep a rota for the panel. The scorecard is clear to members of the board."
    record = {"paragraphs": [{"text": text, "section": "recommendation", "heading": None}]}
    (tmp_path / "1.json").write_text(json.dumps(record), encoding="utf-8")
    labelled = tmp_path / "labelled.jsonl"
    rows = [
        {"text": "The scorecard is clear to the members of the board.", "polarity": "weakness", "themes": []},
        {"text": "Nothing like it at all.", "polarity": "neutral", "themes": []},
    ]
    labelled.write_text("".join(json.dumps({"file_id": "1"} | row) + "\n" for row in rows), encoding="utf-8")
    score = score_labelled(labelled, tmp_path)
    assert [one.got for one in score.judged] == ["weakness", None]


def test_unknown_label_is_named(tmp_path):
    path = tmp_path / "labelled.jsonl"
    path.write_text(
        json.dumps({"file_id": "1", "text": "", "polarity": "neutral", "themes": ["tea"]}), encoding="utf-8"
    )
    with pytest.raises(ValueError, match=r"line 1: unknown label .*tea"):
        read_labelled(path)


def test_explain_shows_page_cue_and_phrase():
    (line,) = explain(statements([paragraph("The scorecard is clear.")]))
    assert line == "p30 7-004-01 strength «clear» [performance-data «scorecard»] The scorecard is clear."
