"""The board's own name, where a report gives it in full."""

from __future__ import annotations

import collections
import re
from collections.abc import Iterable

from extract import boards

# 'Norfolk Safeguarding Children Board', 'Bath and North East Somerset Local Safeguarding Children Board',
# 'East Sussex Safeguarding Children’s Board', 'Telford and Wrekin safeguarding children board'
NAME = re.compile(
    r"((?:[A-Z][\w’'-]*\w|St\.)(?:\s+(?:and|upon|of|on|with|the|in|&|[A-Z][\w’'-]*\w|St\.))*?)"
    rf"\s+((?:Local\s+)?{boards.FULL_NAME})\b(?![’']s)"
)
# Words in an authority's name that name no place.
OFFICE = frozenset(
    {"council", "county", "city", "borough", "metropolitan", "district", "unitary", "authority"}
    | {"london", "royal", "of", "the", "and", "upon", "local"}
)


# What opens a sentence or stands before 'Safeguarding Children Board' and names no place.
NO_PLACE = frozenset(
    {"the", "this", "that", "local", "our", "each", "every", "their", "a", "an", "its", "independent", "regional"}
)


def other_boards(text: str, authority: str | None) -> collections.Counter[str]:
    """The places whose boards a text names in full, by how often, if it never names that of `authority` so.

    A part that names its own board may name its neighbours' too; one that names only another's is another's.
    """
    places = places_of(authority)
    found = collections.Counter(match[1].removeprefix("The ") for match in NAME.finditer(" ".join(text.split())))
    named = {name: frozenset(re.findall(r"\w+", name.lower())) for name in found}
    if not places or any(places & words for words in named.values()):
        return collections.Counter()
    return collections.Counter({name: found[name] for name, words in named.items() if words - NO_PLACE - OFFICE})


def places_of(authority: str | None) -> frozenset[str]:
    """The words in an authority's name that name a place, in lower case."""
    return frozenset(word.lower() for word in re.findall(r"\w+", authority or "")) - OFFICE


def board_name(texts: Iterable[str], authority: str | None) -> str | None:
    """The board's full name as printed most often in the first of `texts` that has one, None if none has.

    A name counts from the first word that it shares with the place in `authority`, so that a neighbour's board is not
    taken, nor the words before it ('Although the …'); 'Leicestershire and Rutland' keeps both its places. A possessive
    ('Derby’s Local Safeguarding Children Board', '… Children Board’s training' of two boards together) is not a name.
    """
    places = places_of(authority)
    for text in texts:
        found: collections.Counter[str] = collections.Counter()
        for match in NAME.finditer(" ".join(text.split())):
            words = match[1].removeprefix("The ").split()
            if words[-1].endswith(("’s", "'s", "s’")):
                continue
            at = next((i for i, word in enumerate(words) if places & set(re.findall(r"\w+", word.lower()))), None)
            if at is None:
                continue
            if words[max(at - 2, 0) : at] == ["City", "of"] or (at >= 2 and words[at - 1] == "and" and at == 2):
                at -= 2
            found[" ".join((*words[at:], match[2]))] += 1
        if found:
            most = max(found.values())
            return min((name for name, times in found.items() if times == most), key=len)
    return None
