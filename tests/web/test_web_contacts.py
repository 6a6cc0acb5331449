"""Whom the site names for corrections: demanded of a public site, shown on every page."""

import copy
import logging
import shutil

import pytest

from db import __main__ as db_main
from db import builds
from db.metadata import compose
from web import taken
from web.contacts import Contact, read_contact


@pytest.mark.parametrize(
    ("text", "contact", "link"),
    [
        ("Jo Bloggs <jo@boards.example>", Contact("Jo Bloggs", "jo@boards.example"), "mailto:jo@boards.example"),
        ("jo@boards.example", Contact("", "jo@boards.example"), "mailto:jo@boards.example"),
        ("Us <https://b.example/c?d=1>", Contact("Us", "https://b.example/c?d=1"), "https://b.example/c?d=1"),
        ("the librarian", Contact("the librarian", ""), ""),
        ("Jo <javascript:alert(1)>", Contact("Jo <javascript:alert(1)>", ""), ""),
    ],
)
def test_a_contact_has_a_name_and_an_address(text, contact, link):
    assert read_contact(text) == contact and contact.link() == link


def test_a_mail_is_begun_and_nobody_is_nobody():
    assert read_contact(None) is None and read_contact("  ") is None
    begun = Contact("Jo", "jo@boards.example").link("A & b", "one\ntwo")
    assert begun == "mailto:jo@boards.example?subject=A%20%26%20b&body=one%0Atwo"


def test_pages_name_the_contact(serve_as, published, metadata):
    named = copy.deepcopy(metadata) | {"corrections_to": "Jo Bloggs <jo@boards.example>"}
    get = serve_as(published, named)
    link = 'Jo Bloggs, <a href="mailto:jo@boards.example">jo@boards.example</a>.'
    assert f"and tell {link}" in get("/boards").text
    page = get("/lscb/statements/101-001-01").text
    assert 'href="mailto:jo@boards.example?subject=Mistake%20in%20' in page and "Write to Jo Bloggs</a>" in page


def test_a_private_copy_says_that_it_names_nobody(get):
    assert "corrections_to" not in compose()
    assert "names nobody to tell, so it is not for the public" in get("/boards").text


def test_a_public_site_is_not_published_without_one(tmp_path, monkeypatch, caplog):
    for name in ("CORRECTIONS_TO", "CONTACT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SITE_URL", "https://boards.example")
    assert db_main.main(["publish", "--data", str(tmp_path)]) == 1
    assert "must name someone" in caplog.text and "CORRECTIONS_TO" in caplog.text
    monkeypatch.setenv("CORRECTIONS_TO", "Jo <jo@boards.example>")
    caplog.clear()
    assert db_main.main(["publish", "--data", str(tmp_path)]) == 1
    assert "lscb.duckdb is missing" in caplog.text and "must name someone" not in caplog.text


def test_a_private_one_is_warned(monkeypatch, caplog):
    monkeypatch.delenv("SITE_URL", raising=False)
    with caplog.at_level(logging.WARNING):
        db_main.demand_contact(" ")
    assert "will name nobody" in caplog.text


def test_a_public_site_does_not_take_up_a_build_without_one(published, tmp_path, monkeypatch):
    folder = tmp_path / "build"
    shutil.copytree(builds.served(published.parent), folder)
    (folder / builds.ABOUT).unlink()
    (folder / "metadata.yml").chmod(0o644)
    (folder / "metadata.yml").write_text("title: T\ncorrections: Found a mistake?\n", encoding="utf-8")
    monkeypatch.setenv("SITE_URL", "https://boards.example")
    with pytest.raises(builds.BuildError, match="must name someone"):
        taken.take(folder, tmp_path, tmp_path / "first")
    (folder / "metadata.yml").write_text("title: T\ncorrections_to: Jo <jo@b.example>\n", encoding="utf-8")
    assert taken.take(folder, tmp_path, tmp_path / "second") == tmp_path / "second" / "lscb.db"
