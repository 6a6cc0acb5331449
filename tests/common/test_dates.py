from __future__ import annotations

from datetime import date

import pytest

from common.dates import find_date, parse_days


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("6 July 2015 – 30 July 2015", date(2015, 7, 6), date(2015, 7, 30)),
        ("6 to 30 July 2015", date(2015, 7, 6), date(2015, 7, 30)),
        ("18 Feb 2014 – 12 March 2014", date(2014, 2, 18), date(2014, 3, 12)),
        ("1/06/2015 – 25/06/2015", date(2015, 6, 1), date(2015, 6, 25)),
        ("19 November-11 December 2013 and 28 – 30 January 2014", date(2013, 11, 19), date(2014, 1, 30)),
        ("05 July 2016–27 July 2016", date(2016, 7, 5), date(2016, 7, 27)),
        ("18 December – 10 January 2015", date(2014, 12, 18), date(2015, 1, 10)),
        ("Monday 2nd to Thursday the 19th of March 2016", date(2016, 3, 2), date(2016, 3, 19)),
        ("2, 3 and 9 Sept 2016", date(2016, 9, 2), date(2016, 9, 9)),
        ("1.6.15", date(2015, 6, 1), date(2015, 6, 1)),
    ],
)
def test_each_printed_form_gives_its_first_and_last_day(printed: str, first: date, last: date) -> None:
    days = parse_days(printed)
    assert (days[0], days[-1]) == (first, last)


def test_every_day_is_given_in_order() -> None:
    assert parse_days("2, 3 and 9 March 2016") == [date(2016, 3, 2), date(2016, 3, 3), date(2016, 3, 9)]


def test_no_date_gives_no_day() -> None:
    assert parse_days("to be announced") == []


@pytest.mark.parametrize("printed", ["31 June 2015", "12/13/2015", "6 to 30 July", "6"])
def test_what_is_not_a_day_of_the_calendar_raises(printed: str) -> None:
    with pytest.raises(ValueError, match=r"day|month"):
        parse_days(printed)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("01 September 2014", "2014-09-01"),
        ("published on 1st Sept. 2014", "2014-09-01"),
        ("1-Sep-2014", "2014-09-01"),
        ("2014-09-01T00:00:00Z", "2014-09-01"),
        ("1/09/2014", "2014-09-01"),
        ("29 February 2015", "None"),
        ("12 Brumaire 2014", "None"),
        ("September 2014", "None"),
        ("31 June 2014, that is 1 July 2014", "2014-07-01"),
        ("", "None"),
    ],
)
def test_the_first_whole_date_is_found_day_before_month(text: str, day: str) -> None:
    assert str(find_date(text)) == day
