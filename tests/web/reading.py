"""What tests read on a page: its text, the cells of a table, and the rows of an address in JSON."""

import html
import re


def said(answer):
    """The text of a page, without its tags."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.text)))


def rows(site, address):
    return site(address).json()


def cells(answer, caption):
    """The body of the table whose caption begins like this, as text, a list per row."""
    (table,) = [one for one in re.findall(r"<table.*?</table>", answer.text, re.S) if f"<caption>{caption}" in one]
    return [
        [re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", cell))).strip() for cell in re.split("</t[hd]>", row)]
        for row in re.findall(r"<tr>(.*?)</tr>", table.split("<tbody>", 1)[1], re.S)
    ]
