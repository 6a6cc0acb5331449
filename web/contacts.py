"""Whom the site names for corrections: a name with a mail or web address, one of these alone, or words."""

from __future__ import annotations

import dataclasses
import re
from urllib.parse import quote, urlencode

# 'Jo Bloggs <jo@boards.example>', 'Jo Bloggs <https://boards.example/contact>'
NAMED = re.compile(r"(?P<name>[^<>]*\S)\s*<(?P<address>[^<>\s]+)>")
MAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+")
WEB = re.compile(r"https?://\S+")


@dataclasses.dataclass(frozen=True)
class Contact:
    """`name` and `address` as they are shown; `address` is empty if there is none to write to."""

    name: str
    address: str

    @property
    def is_mail(self) -> bool:
        """Whether the address is one for mail."""
        return bool(MAIL.fullmatch(self.address))

    def link(self, subject: str = "", body: str = "") -> str:
        """Where a link to the contact leads: a mail with subject and body begun, or the web page; empty for words."""
        if not self.is_mail:
            return self.address
        words = {name: text for name, text in (("subject", subject), ("body", body)) if text}
        return f"mailto:{quote(self.address, safe='@')}" + (f"?{urlencode(words, quote_via=quote)}" if words else "")


def read_contact(text: str | None) -> Contact | None:
    """The contact that a text names; None if it names none."""
    text = (text or "").strip()
    if not text:
        return None
    named = NAMED.fullmatch(text)
    name, address = (named["name"], named["address"]) if named else ("", text)
    if MAIL.fullmatch(address) or WEB.fullmatch(address):
        return Contact(name, address)
    return Contact(text, "")
