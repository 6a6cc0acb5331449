"""The bench of pages asks for what is there, in the same order each time."""

import itertools
import json

from tests.bench import pages
from web.page import PAGES


class Site:
    """Answers the bench's questions about what there is."""

    def get(self, address):
        table = address.removeprefix("/lscb/").partition(".")[0]
        key = {"reviews": "review_id", "themes": "theme_id", "practices": "practice_id"}[table]
        rows = [{key: str(one), "board_id": f"board-{one}"} for one in range(6)]
        return pages.Answer(0.1, 200, json.dumps({"rows": rows}).encode())


def test_every_page_of_the_site_is_measured_at_addresses_that_differ():
    first, second = (pages.pages(pages.known_of(Site())) for _ in range(2))
    assert {f"/{address}" for address, _ in PAGES} <= first.keys()
    for name, draw in first.items():
        addresses = list(itertools.islice(iter(draw, None), 6))
        assert addresses == [second[name]() for _ in range(6)]
        assert name in ("/methods", "/data", "/api") or len(set(addresses)) == 6, name


def test_a_page_over_a_goal_is_starred():
    quick = pages.Measured([0.1] * 40, [0.1] * 40, [0.1] * 40, 100_000)
    assert pages.line("/", quick).endswith("100\n") and "  1.00  1.00 |" in pages.line("/", quick)
    assert pages.line("/", pages.Measured([0.3] * 40, [0.1] * 40, [0.1] * 40, 100_000)).endswith("100 *\n")
    assert pages.line("/", pages.Measured([0.1] * 40, [0.1] * 40, [0.1] * 40, 200_001)).endswith("200 *\n")
    assert "answers 404" in pages.line("/", pages.Measured(status=404))
