import datetime

import pytest

from scraper.middlewares import host_refusal, waiting_time

NOW = datetime.datetime(2026, 1, 1, 12, 0, 0, tzinfo=datetime.UTC)


@pytest.mark.parametrize(("tries", "seconds"), [(1, 2), (2, 4), (3, 8), (5, 32), (6, 60), (20, 60)])
def test_waiting_doubles_up_to_a_limit(tries, seconds):
    assert waiting_time(tries, 2.0, 60.0, None, NOW) == seconds


@pytest.mark.parametrize(
    ("retry_after", "seconds"),
    [
        ("30", 30),
        (" 3600 ", 3600),  # longer than our own limit
        ("1", 2),  # shorter than our own wait
        ("Thu, 01 Jan 2026 12:01:30 GMT", 90),
        ("Thu, 01 Jan 2026 11:00:00 GMT", 2),  # in the past
        ("a while", 2),
        ("", 2),
    ],
)
def test_retry_after_is_honoured_as_seconds_or_date(retry_after, seconds):
    assert waiting_time(1, 2.0, 60.0, retry_after, NOW) == seconds


def test_only_known_hosts_are_asked():
    hosts = frozenset({"127.0.0.1", "files.ofsted.gov.uk"})
    assert host_refusal("https://files.ofsted.gov.uk/v1/file/7001", hosts) is None
    assert host_refusal("http://127.0.0.1:8181/v1/file/7001", hosts) is None
    assert host_refusal("https://files.ofsted.gov.uk.example/v1/file/7001", hosts) == (
        "its host files.ofsted.gov.uk.example is not one of Ofsted's that we know, so it was not followed"
    )
    assert "cannot be requested over HTTP" in host_refusal("ftp://files.ofsted.gov.uk/v1/file/7001", hosts)
    assert "cannot be requested over HTTP" in host_refusal("mailto:/v1/file/7001", hosts)


def test_a_digit_that_is_no_number_of_seconds_is_no_wait():
    now = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    assert waiting_time(1, 1.0, 60.0, "²", now) == 1.0
