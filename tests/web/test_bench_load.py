"""The bench of load asks all kinds of slow questions, no two alike, and finds percentiles between the nearest."""

import itertools
import sqlite3
import urllib.parse

import pytest

from tests.bench import load


def test_every_kind_is_asked_in_every_form_and_no_question_twice():
    asked = list(itertools.islice(load.slow_addresses(), 3 * len(load.SLOW)))
    assert len(set(asked)) == len(asked)
    kinds = {(address.partition("?")[0], number % len(load.SLOW)) for number, address in enumerate(asked)}
    assert len(kinds) == 3 * len(load.SLOW) or len(load.SLOW) % 3 == 0


def test_a_slow_question_is_sql_of_the_site(published):
    connection = sqlite3.connect(published)
    connection.create_function("fisher_p", 4, lambda *counts: 1.0)
    for address in itertools.islice(load.slow_addresses(), len(load.SLOW)):
        (sql,) = urllib.parse.parse_qs(urllib.parse.urlsplit(address).query)["sql"]
        connection.execute(f"explain {sql}")


@pytest.mark.parametrize(("part", "found"), [(0, 1), (0.5, 2.5), (0.99, 3.97), (1, 4)])
def test_a_percentile_lies_between_the_two_nearest(part, found):
    assert load.percentile([4, 2, 1, 3], part) == pytest.approx(found)
