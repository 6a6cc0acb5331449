"""Keeps off what no reader needs: other methods than reading, cookies, messages, overlong addresses, foreign frames."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from datasette import hookimpl
from datasette.app import Datasette

from web import guard
from web.refusals import form_of, refusal

# Headers of Datasette's that are left out, for the site sets no cookies, and its own stand in their place.
REPLACED = {b"set-cookie", *(name for name, _ in guard.HEADERS)}

Application = Callable[[Any, Any, Any], Any]


@hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
def asgi_wrapper(datasette: Datasette) -> Callable[[Application], Application]:
    """Datasette's hook around the whole site, inside that of the plugin `caching`."""

    def wrap(app: Application) -> Application:
        async def answer(scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return

            async def send_guarded(event: Any) -> None:
                if event["type"] == "http.response.start":
                    headers = [pair for pair in event.get("headers", ()) if pair[0].lower() not in REPLACED]
                    event = event | {"headers": [*headers, *guard.HEADERS]}
                await send(event)

            async def refuse(status: int, title: str, reason: str) -> None:
                await datasette.invoke_startup()  # a page needs its templates; done once
                made = await refusal(datasette, form_of(scope["path"]), status, title, reason)
                await made.asgi_send(send_guarded)

            query = scope.get("query_string", b"")
            length = len(scope.get("raw_path") or scope["path"].encode()) + len(query)
            if scope["method"] not in guard.METHODS:
                await refuse(405, "Not allowed", "This site is only read: GET, HEAD and OPTIONS are its methods.")
            elif length > guard.LONGEST:
                reason = f"An address may have {guard.LONGEST:,} characters; this one has {length:,}."
                await refuse(414, "Address too long", reason)
            elif guard.is_closed(scope["path"], datasette.setting("base_url")):
                await refuse(404, "Not found", "There is no such page.")
            else:
                # A cookie says nothing here, and an odd one makes Datasette fail.
                headers = [(key, value) for key, value in scope["headers"] if key.lower() != b"cookie"]
                given = guard.bracket_conditions(query.decode("latin-1")).encode("latin-1")
                await app(scope | {"headers": headers, "query_string": given}, receive, send_guarded)

        return answer

    return wrap
