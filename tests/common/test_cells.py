"""Cells that no spreadsheet runs, and that turn back into what they were."""

import pytest

from common.cells import guard, unguard

RUN = ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "-", "'=1+1", "''@x", "-3.5%"]
PLAIN = ["", "-3.5", "+7", "-1e-05", "'quoted' words", "a = b", "good", "O'Brien", "2014-06-12", "'"]


@pytest.mark.parametrize("text", RUN)
def test_a_text_that_would_be_run_gets_an_apostrophe_that_can_be_taken_off(text):
    assert guard(text) == f"'{text}" and unguard(guard(text)) == text


@pytest.mark.parametrize("text", PLAIN)
def test_any_other_text_and_a_number_stay_as_they_are(text):
    assert guard(text) == text and unguard(text) == text


@pytest.mark.parametrize("value", [-3.5, -1, None, 0])
def test_what_is_no_text_stays(value):
    assert guard(value) is value
