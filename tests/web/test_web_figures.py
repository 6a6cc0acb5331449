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
        (figures.join_words(["Hythe"]), "Hythe"),
        (figures.join_words(["Hythe", "Eskerby", "Dunmere"]), "Hythe, Eskerby and Dunmere"),
        (figures.join_words(["good", "inadequate"], "or"), "good or inadequate"),
        (
            figures.count_grades({"requires improvement": 10, "inadequate": 5, "good": 8, "outstanding": 0}),
            "none outstanding, 8 good, 10 require improvement, 5 inadequate",
        ),
        (figures.count_grades({"good": 0, "requires improvement": 1}), "none good, 1 requires improvement"),
        (figures.count_grades({"good": 2, "inadequate": None}), "2 good"),
        (figures.per_cent(2 / 3), "67%"),
        (figures.per_cent(None), "–"),
        (figures.points(-3.4), "−3"),
        (figures.points(45.5), "+46"),
        (figures.points(-0.4), "0"),
        (figures.per_cent(299 / 300), "over 99%"),
        (figures.per_cent(1 / 300), "under 1%"),
        (figures.per_cent(1.0), "100%"),
        (figures.chance(0.04968), "0.0497"),
        (figures.chance(0.049999), "0.0499"),
        (figures.chance(0.05), "0.050"),
        (figures.times_over(0.0034), "0.003"),
        (figures.times_over(0.00001), "< 0.0001"),
        (figures.times_over(0.424), "0.42"),
        (figures.chance(0.0004), "< 0.001"),
        (figures.chance(0.0126), "0.013"),
        (figures.chance(None), "–"),
    ],
)
def test_a_figure_reads_as_it_is_spoken(made, read):
    assert made == read


def test_rows_are_grouped_in_the_order_in_which_values_are_met():
    rows = [{"theme": one, "n": n} for n, one in enumerate("bab")]
    assert figures.group(rows, "theme") == {"b": [rows[0], rows[2]], "a": [rows[1]]}
    assert list(figures.group(rows, "theme")) == ["b", "a"] and figures.group([], "theme") == {}
