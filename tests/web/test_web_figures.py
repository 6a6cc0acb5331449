"""Figures as people read them."""

import pytest

from web import figures


@pytest.mark.parametrize(
    ("made", "read"),
    [
        (figures.long_date("2014-11-02"), "2 November 2014"),
        (figures.long_date("November 2014"), "November 2014"),
        (figures.long_date("2017-12"), "December 2017"),
        (figures.with_long_dates("dated 2014-06-09, listed 2014-06-12"), "dated 9 June 2014, listed 12 June 2014"),
        (figures.with_long_dates("number 12014-06-091"), "number 12014-06-091"),
        (figures.per_cent(2 / 3), "67\u00a0%"),
        (figures.per_cent(None), "–"),
        (figures.points(-3.4), "−3"),
        (figures.points(45.5), "+46"),
        (figures.chance(0.0004), "< 0.001"),
        (figures.chance(0.0126), "0.013"),
        (figures.chance(None), "–"),
    ],
)
def test_a_figure_reads_as_it_is_spoken(made, read):
    assert made == read
