"""The digest by which a coding finds its statement, without holding a word of the report."""

from __future__ import annotations

import hashlib
import re
import unicodedata

LENGTH = 16  # hexadecimal digits
# All but the letters and digits of plain English: spaces, quotes, dashes, accents
_OTHER = re.compile(r"[^a-z0-9]+")


def digest(text: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of a text's letters and digits; see docs/codebook.md.

    NFKC-normalised and case-folded, with everything but `a` to `z` and `0` to `9` left out: how a hyphen or a quote is
    written, and where a line was broken, makes no difference.
    """
    plain = _OTHER.sub("", unicodedata.normalize("NFKC", text).casefold())
    return hashlib.sha256(plain.encode()).hexdigest()[:LENGTH]
