import pathlib
import subprocess
import sys

import pytest

from scraper.options import parse_options
from scraper.reference import ReferenceTableError, read_authorities
from scraper.settings import hosts, scrapy_settings, user_agent

ROOT = pathlib.Path(__file__).parents[2]


def test_defaults_without_any_setting():
    options = parse_options([], {})
    assert options.url == "https://reports.ofsted.gov.uk"
    assert (options.data, options.reference) == (pathlib.Path("data"), ROOT / "db" / "reference")
    assert (options.delay, options.contact, options.everything) == (1.0, "", False)
    assert options.reports == pathlib.Path("data/reports")


def test_environment_sets_the_defaults_and_the_command_line_has_the_last_word():
    environment = {
        "DATA": "/a",
        "REFERENCE": "/b",
        "OFSTED_URL": "http://localhost:8181/",
        "CRAWL_DELAY": "0",
        "CONTACT": "someone@brackendale.example",
    }
    options = parse_options([], environment)
    assert (options.url, options.delay) == ("http://localhost:8181", 0.0)
    assert (options.data, options.reference) == (pathlib.Path("/a"), pathlib.Path("/b"))
    assert options.contact == "someone@brackendale.example"
    options = parse_options(["--all", "--data", "/c", "--delay", "2.5"], environment)
    assert (options.data, options.delay, options.everything) == (pathlib.Path("/c"), 2.5, True)
    assert parse_options([], {"DATA": "", "CRAWL_DELAY": ""}).delay == 1.0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--delay", "-1"], "'-1' is not a number of seconds from 0 to 3600"),
        (["--delay", "soon"], "'soon' is not a number of seconds"),
        (["--delay", "nan"], "'nan' is not a number of seconds"),
        (["--url", "reports.example"], "'reports.example' is not the address of a site"),
        (["--url", "file:///etc"], "is not the address of a site"),
    ],
)
def test_bad_argument_ends_with_status_2_and_a_message(arguments, message, capsys):
    with pytest.raises(SystemExit) as ended:
        parse_options(arguments, {})
    assert ended.value.code == 2
    assert message in capsys.readouterr().err


def test_help_names_each_option_with_its_variable_and_the_exit_status():
    done = subprocess.run(
        [sys.executable, "-m", "scraper", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for word in ("--all", "--data", "--reference", "--url", "--delay", "--contact", "Exit status"):
        assert word in done.stdout
    for variable in ("DATA", "REFERENCE", "OFSTED_URL", "CRAWL_DELAY", "CONTACT"):
        assert f"(environment: {variable}" in " ".join(done.stdout.split())


def test_settings_are_polite():
    settings = scrapy_settings(parse_options(["--contact", "someone@brackendale.example"], {}))
    assert settings["USER_AGENT"] == "lscb-reviews (+someone@brackendale.example)"
    assert "scraper.robots.RobotsMiddleware" in settings["DOWNLOADER_MIDDLEWARES"]
    assert settings["AUTOTHROTTLE_ENABLED"] is True
    assert (settings["CONCURRENT_REQUESTS"], settings["CONCURRENT_REQUESTS_PER_DOMAIN"]) == (1, 1)
    assert (settings["DOWNLOAD_DELAY"], settings["DOWNLOAD_DELAY_JITTER"]) == (1.0, 0)
    assert scrapy_settings(parse_options(["--delay", "0"], {}))["AUTOTHROTTLE_ENABLED"] is False
    assert user_agent("") == "lscb-reviews (no contact address set)"


def test_files_may_come_from_the_site_itself_and_from_ofsteds_file_hosts():
    assert hosts(parse_options(["--url", "http://127.0.0.1:8181"], {})) == {
        "127.0.0.1",
        "files.ofsted.gov.uk",
        "files.api.ofsted.gov.uk",
    }


def test_reference_table_gives_authorities_with_a_urn(tmp_path):
    (tmp_path / "authorities.csv").write_text(
        "# Source: invented, for this test\n"
        'la_code,urn,name\n901,90001,Brackendale\n902,,Abolished\n903,90003,"Port Ellery, with the Isles"\n'
        "903,90003,Port Ellery\n"
    )
    assert [(known.urn, known.name) for known in read_authorities(tmp_path)] == [
        ("90001", "Brackendale"),
        ("90003", "Port Ellery"),
    ]


def test_missing_reference_table_is_reported_but_no_error(tmp_path, caplog):
    assert read_authorities(tmp_path) == []
    assert "authorities.csv does not exist" in caplog.text


def test_reference_table_of_another_shape_is_refused(tmp_path):
    (tmp_path / "authorities.csv").write_text("code,name\n901,Brackendale\n")
    with pytest.raises(ReferenceTableError, match="needs the columns urn and name"):
        read_authorities(tmp_path)
