from extract.commands import explain
from extract.record import Box, Finding, Share
from extract.statements import statements

TOP, NEXT = Box(70, 700, 520, 760), Box(70, 60, 520, 90)


def finding(text, *, section="finding", lines=None):
    lines = lines or (Share(30, 0, TOP),)
    return Finding(4, section, "Inspection findings", "12", 30, TOP, text, (Share(30, 0, TOP),), lines)


def test_statement_carries_its_place_and_classes():
    text = "The scorecard is clear. It does not cover early help."
    first, second = statements([finding(text)])
    assert (first.finding, first.position, first.start, first.page, first.box) == (4, 1, 0, 30, TOP)
    assert (first.polarity, first.cue, first.themes[0].theme_id) == ("strength", "clear", "performance-data")
    assert (second.position, second.start, second.text) == (2, 24, "It does not cover early help.")
    assert (second.polarity, second.themes[0].phrase) == ("weakness", "early help")


def test_box_holds_the_lines_of_the_page_that_the_statement_begins_on():
    text = "It is short. The scorecard is clear and is read by all. It is long."
    upper, lower = Box(70, 700, 500, 712), Box(70, 714, 520, 726)
    lines = (Share(30, 0, upper), Share(30, 23, lower), Share(31, 39, NEXT))
    first, second, third = statements([finding(text, lines=lines)])
    assert (first.page, first.box) == (30, upper)
    assert (second.page, second.box) == (30, Box(70, 700, 520, 726))
    assert second.text == "The scorecard is clear and is read by all."
    assert (third.page, third.box) == (31, NEXT)


def test_recommendation_of_two_sentences_gives_two_weaknesses():
    found = statements([finding("Publish the plan. This is good practice.", section="recommendation")])
    assert [one.polarity for one in found] == ["weakness", "weakness"]


def test_explain_shows_page_cue_and_phrase():
    (line,) = explain(statements([finding("The scorecard is clear.")]))
    assert line == "p30 4.1 strength «clear» [performance-data «scorecard»] The scorecard is clear."
