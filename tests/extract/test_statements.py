from common.record import Box, Fragment, Paragraph
from extract.commands import explain
from extract.sections import PrintedParagraph
from extract.statements import statements

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


def test_explain_shows_page_cue_and_phrase():
    (line,) = explain(statements([paragraph("The scorecard is clear.")]))
    assert line.startswith("p30 7-004-01 strength «clear» [performance-data «scorecard»")
    assert line.endswith("] The scorecard is clear.")
