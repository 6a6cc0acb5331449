"""By what a coding finds its statement: a digest of the statement's words."""

from __future__ import annotations

import hashlib
import re
import unicodedata

DIGITS = 16

# What no digest counts, so that another hyphen, quote or space makes no other statement: ` – `, `’`
_BESIDE_WORDS = re.compile(r"[^a-z0-9]+")


def digest(text: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of `text`: NFKC, case-folded, letters and digits alone."""
    plain = _BESIDE_WORDS.sub("", unicodedata.normalize("NFKC", text).casefold())
    return hashlib.sha256(plain.encode()).hexdigest()[:DIGITS]
