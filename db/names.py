"""Which authority a name means: title pages, provider pages and councils each write it their own way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

# 'London Borough of Ealing', 'Royal Borough of Greenwich', 'Norfolk County Council', 'City of York Council',
# 'Bradford Metropolitan District Council', 'Council of the Isles of Scilly', 'Dorset (to 2019)'
TITLES = re.compile(
    r"\b(?:the|london|royal|metropolitan|county|city|borough|district|unitary|council|corporation|authority"
    r"|local|children's services|(?:to|until) \d{4})\b"
)
# 'Stockton-on-Tees', 'St. Helens', 'Bournemouth, Christchurch and Poole'
PUNCTUATION = re.compile(r"[^\w\s']|_")
# 'City of London', 'Corporation of London'; not the 'London Borough of' of a name that was cut short
CITY_OF_LONDON = re.compile(r"\b(?:city|corporation)\b.*\blondon\b|\blondon\b.*\b(?:city|corporation)\b")


def normalise(name: str) -> str:
    """A name without its council's titles, punctuation, case, small words: `City of York Council` is `york`.

    The City of London keeps 'london', which is its name and not a title. Empty for titles alone: a name cut short.
    """
    plain = name.lower().replace("’", "'").replace("&", " and ")
    plain = " ".join(PUNCTUATION.sub(" ", plain).split())
    words = TITLES.sub(" ", plain).replace("'", "").split()
    kept = [word for word in words if word not in ("of", "and")]
    return " ".join(kept) or ("london" if CITY_OF_LONDON.search(plain) else "")


Row = Mapping[str, str]


class Names:
    """Finds an authority by a name as printed.

    Takes the rows of `authorities.csv` and of `authority_aliases.csv`. Where an abolished authority and its
    successor share a name (Dorset), the name means the older one, which had a review.
    """

    def __init__(self, authorities: Iterable[Mapping[str, str]], aliases: Iterable[Mapping[str, str]]) -> None:
        by_age = sorted(authorities, key=lambda row: row["status"] != "successor")
        self._codes = {normalise(row["name"]): row["la_code"] for row in by_age}
        self._codes |= {normalise(row["printed"]): row["la_code"] for row in aliases}

    def find(self, name: str | None) -> str | None:
        """The `la_code` of the authority that a printed name means, or None if none is known by it."""
        return self._codes.get(normalise(name)) if name and name.strip() else None
