"""A quotation with its source: as text that can be selected, and by a button where scripts run."""

import re

import pytest
from chromium import MARKS


def test_a_statements_page_has_the_text_ready(get):
    row = get("/lscb/statements/101-001-01.json?_shape=objects").json()["rows"][0]
    ready = re.search(r'<p id="quotable">(.+?)</p>', get("/lscb/statements/101-001-01").text)[1]
    assert ready.startswith(f"“{row['text']}” Ofsted, review of ")
    assert f", page {row['page']}" in ready and "(fictional)" in ready and ready.endswith(row["page_url"])


class TestInABrowser:
    pytestmark = MARKS

    @pytest.mark.parametrize("path", ["/", "/practices/multi-agency-audits", "/boards/aldermoor"])
    def test_the_button_copies_what_the_statements_page_has(self, page, path):
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(path)
        button = page.locator(".cite button.copy:visible").first
        button.click()
        page.locator("button.copy", has_text="Copied").first.wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert re.fullmatch(
            r"“.+” Ofsted, review of .+, \d+ \w+ \d{4}, page \d+.* \(fictional\)\. http\S+#page=\d+", copied
        )

    def test_without_scripts_there_is_no_button_that_does_nothing(self, plain):
        plain.goto("/practices/multi-agency-audits")
        assert plain.locator("button.copy").count() == 0
