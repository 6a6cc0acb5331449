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


def board_name(texts: Iterable[str], authority: str | None) -> str | None:
    """The board's full name as printed most often in the first of `texts` that has one, None if none has.

    A name counts from the first word that it shares with the place in `authority`, so that a neighbour's board is not
    taken, nor the words before it ('Although the …'); 'Leicestershire and Rutland' keeps both its places. A possessive
    ('Derby’s Local Safeguarding Children Board', '… Children Board’s training' of two boards together) is not a name.
    """
    places = {word.lower() for word in re.findall(r"\w+", authority or "")} - OFFICE
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
