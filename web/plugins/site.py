"""What every page needs: which world the data describe, and the site's own lines from `metadata.yml`.

They are functions of the template environment, not variables of a view: error pages have only the former.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jinja2
from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import Request

from web import canned, contacts
from web.figures import ISO_DATE
from web.page import PAGES, WITH_DATE


@hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
def prepare_jinja2_environment(env: jinja2.Environment, datasette: Datasette) -> None:
    """For templates: `build_row()`, `site_lines()` (the top of metadata.yml) and `site_pages()` (the navigation).

    `corrections_contact()` is whom to tell of mistakes, None if nobody is named.
    `ask_query(name, values)` is a canned query's answer; `choices_of(kind)` gives what a parameter of a kind may be.
    """

    async def ask_query(name: str, values: Mapping[str, str] | None = None) -> canned.Answer:
        return await canned.ask(datasette, name, values)

    async def choices_of(kind: str) -> Mapping[str, str]:
        return (await canned.read_choices(datasette)).get(kind, {})

    def as_at_of(request: Request | None) -> str:
        """The date that a page of the site is as at, by its address; empty for today, and for what is no date."""
        given = request.args.get("as_at") if request else None
        return given if given and ISO_DATE.fullmatch(given) else ""

    def keep_date(address: str, as_at: str) -> str:
        """The path of a page of the navigation, as at the same date where it can be shown so."""
        path: str = datasette.urls.path(address)
        return f"{path}?as_at={as_at}" if as_at and address in WITH_DATE else path

    async def build_row() -> Mapping[str, Any]:
        return await canned.ask_build(datasette)

    def site_lines() -> dict[str, Any]:
        return datasette.metadata() or {}

    def corrections_contact() -> contacts.Contact | None:
        return contacts.read_contact(site_lines().get("corrections_to"))

    env.globals.update(corrections_contact=corrections_contact)
    env.globals.update(ask_query=ask_query, choices_of=choices_of)
    env.globals.update(build_row=build_row, site_lines=site_lines, site_pages=lambda: PAGES)
    env.globals.update(as_at_of=as_at_of, keep_date=keep_date)
