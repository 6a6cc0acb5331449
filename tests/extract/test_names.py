from __future__ import annotations

import pytest

from extract.names import board_name


@pytest.mark.parametrize(
    ("text", "authority", "name"),
    [
        (
            "Although the Ambleford Safeguarding Children Board met",
            "Ambleford",
            "Ambleford Safeguarding Children Board",
        ),
        ("The Wren and Castle Melbury Safeguarding Children Board", "Castle Melbury", "Wren and Castle Melbury"),
        ("City of Ambleford Local Safeguarding Children Board", "Ambleford City", "City of Ambleford Local"),
        ("Ambleford Safeguarding Children’s Board", "Ambleford", "Ambleford Safeguarding Children’s Board"),
        ("Ambleford’s Local Safeguarding Children Board", "Ambleford", None),
        ("Osmouth Safeguarding Children Board came to visit", "Ambleford", None),
    ],
)
def test_a_name_holds_the_place_of_the_authority(text: str, authority: str, name: str | None) -> None:
    found = board_name([text], authority)
    assert found is None if name is None else (found or "").startswith(name)


def test_the_name_printed_most_often_in_the_best_text_counts() -> None:
    long, short = "Ambleford Local Safeguarding Children Board", "Ambleford Safeguarding Children Board"
    assert board_name(["no name", f"{long}. {short}. {short}.", long], "Ambleford") == short
