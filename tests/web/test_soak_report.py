"""The soak says what is over its bound."""

from tests.soak import report
from tests.soak.report import Memory
from tests.soak.visitors import Told, status_of

MB = 1_000_000


def told(kind, status, seconds=0.1):
    return Told(kind, status, seconds, f"/{kind}")


def test_a_site_that_holds_has_no_problem():
    flat = [Memory(n, 100 * MB if n > 50 else n * MB, 0) for n in range(101)]
    answers = [told("page", 200), told("page", 404), told("slow sql", 400), told("slow sql", 503)]
    assert report.problems(answers, flat, [True, True]) == []
    assert "slow sql" in report.lines(answers, flat) and "400: 1, 503: 1" in report.lines(answers, flat)


def test_each_bound_is_named():
    growing = [Memory(n, (100 + n) * MB, 0) for n in range(101)]
    found = report.problems(
        [told("page", 503), told("api", 0), told("slow sql", 500), told("search", 200, 31)], growing, [True, False]
    )
    assert [one.split(":")[0] for one in found[:4]] == ["page", "api", "slow sql", "search"]
    assert "grows by 28%" in found[4] or "grows by 29%" in found[4]
    assert found[5] == "1 of 2 half-open connections were kept"


def test_memory_grows_by_a_line_through_the_samples():
    assert round(report.slope([Memory(n, 5 * n, 0) for n in range(10)])) == 300
    assert report.growth([Memory(0, MB, 0)]) == 0


def test_the_status_is_read_from_the_first_line():
    assert (status_of(b"HTTP/1.1 404 Not Found\r\n"), status_of(b"")) == (404, 0)
