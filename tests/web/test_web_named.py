"""One of a list by the id in an address: its row and its neighbours, or those that are near."""

import pytest

from web import named
from web.page import UnknownError

ROWS = [{"theme_id": one, "theme": name} for one, name in (("a", "Audit"), ("t", "Training"), ("v", "Voice"))]


@pytest.mark.parametrize(("given", "found"), [("a", (0, None, 1)), ("t", (1, 0, 2)), ("v", (2, 1, None))])
def test_a_row_has_those_before_and_after_it(given, found):
    wanted = tuple(None if at is None else ROWS[at] for at in found)
    assert named.find(ROWS, "theme", given, "/themes") == wanted


@pytest.mark.parametrize(
    ("given", "near"), [("trainin", {"/themes/t": "Training"}), ("xyz", {"/themes": "All themes"})]
)
def test_an_unknown_id_is_answered_with_what_is_near(given, near):
    with pytest.raises(UnknownError, match=f"There is no theme '{given}'") as unknown:
        named.find(ROWS, "theme", given, "/themes")
    assert unknown.value.near == near
