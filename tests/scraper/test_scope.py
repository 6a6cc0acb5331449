import datetime

import pytest

from scraper.scope import decide, normalise, read_rules

RULES = read_rules()
IN_TIME = datetime.date(2015, 3, 5)


@pytest.mark.parametrize(
    "title",
    [
        "Children's services inspection",
        "Children’s  services inspection,  pdf",
        "childrens services, inspection",
        "Children's Services Review",
        "Children's services re-inspection",
        "Single inspection of la children's services as pdf",
        "Inspection of children's services",
        "Short inspection of local authority children's services",
        "Inspection of services for children in need, children looked after and care leavers",
        "Review of the effectiveness of the Local Safeguarding Children Board",
        "Local safeguarding children's board review",
        "Brackendale safeguarding board: inspection",
        "Review of the LSCB",
    ],
)
def test_titles_of_inspections_and_of_board_reviews_are_in_scope(title):
    scope = decide(RULES, title, IN_TIME)
    assert (scope.is_wanted, scope.reason, scope.is_known) == (True, None, True)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Area SEND full inspection", "SEND"),
        ("Children's services focused visit", "a focused visit"),
        ("Joint area child protection inspection", "JTAI"),
        ("Joint targeted area inspection of children's services", "JTAI"),
        ("Monitoring visit to children's services", "a monitoring visit"),
        ("Inspection of fostering services", "adoption or fostering"),
        ("Adoption service inspection", "adoption or fostering"),
        ("Children's home inspection", "a home"),
        ("Children's services annual assessment", "a yearly assessment"),
        ("Inspection of local authority school improvement", "school improvement"),
        ("Inspection of youth offending work", "youth offending"),
        ("Inspection of safeguarding and looked after children services", "an earlier framework"),
        ("Children's services inspection: improvement plan", "a letter, plan"),
    ],
)
def test_other_kinds_are_named_in_the_reason(title, kind):
    scope = decide(RULES, title, IN_TIME, everything=True)
    assert not scope.is_wanted
    assert scope.is_known
    assert kind in scope.reason


def test_title_that_no_rule_names_is_not_known():
    scope = decide(RULES, "Fire safety in town halls", IN_TIME)
    assert (scope.is_wanted, scope.is_known) == (False, False)
    assert scope.reason == "no rule in scraper/titles.yml names its title"


@pytest.mark.parametrize(
    ("day", "is_wanted"),
    [("2013-10-31", False), ("2013-11-01", True), ("2018-06-30", True), ("2018-07-01", False)],
)
def test_dates_from_november_2013_to_june_2018_count_first_and_last_day_too(day, is_wanted):
    day = datetime.date.fromisoformat(day)
    scope = decide(RULES, "Children's services inspection", day)
    assert scope.is_wanted == is_wanted
    assert decide(RULES, "Children's services inspection", day, everything=True).is_wanted
    if not is_wanted:
        assert str(day) in scope.reason


def test_document_without_a_date_is_wanted_for_its_title():
    assert decide(RULES, "Children's services inspection", None).is_wanted
    assert not decide(RULES, "Area SEND full inspection", None).is_wanted


def test_titles_are_compared_without_case_punctuation_and_format():
    assert normalise(" Children’s Services,  Inspection - PDF, 120 KB") == "childrens services inspection"
