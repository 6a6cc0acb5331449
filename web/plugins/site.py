"""What every page needs: which world the data describe, and the site's own lines from `metadata.yml`.

They are functions of the template environment, and no variables of a view: error pages have only the former.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jinja2
from datasette import hookimpl
from datasette.app import Datasette

from web import canned
from web.page import PAGES


@hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
def prepare_jinja2_environment(env: jinja2.Environment, datasette: Datasette) -> None:
    """For templates: `build_row()`, `site_lines()` (the top of metadata.yml) and `site_pages()` (the navigation).

    `answer(query, values)` is a canned query's answer; `ask(sql, values)` gives the rows of fields and labels.
    """

    async def ask(sql: str, values: Mapping[str, object] | None = None) -> list[dict[str, Any]]:
        answer = await datasette.get_database(canned.DATABASE).execute(sql, values or {})
        return [dict(row) for row in answer.rows]

    async def answer(query: str, values: Mapping[str, str] | None = None) -> canned.Answer:
        return await canned.answer(datasette, query, values)

    async def build_row() -> dict[str, Any]:
        (build,) = await ask("select * from build")
        return build

    def site_lines() -> dict[str, Any]:
        return datasette.metadata() or {}

    env.globals.update(answer=answer, ask=ask, build_row=build_row, site_lines=site_lines, site_pages=lambda: PAGES)
