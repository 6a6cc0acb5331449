"""Where the sentences of a paragraph begin and end.

Inspectors' prose is regular, so a stop ends a sentence unless one of the few reasons below says otherwise.
General splitters were considered; they are built for running text of any kind and know nothing of
`(paragraph 120).` after a stop or of campaign names that end in a question mark.
"""

from __future__ import annotations

import dataclasses
import re

# A stop with the quotes and brackets that close after it: `.`, `?’`, `.)`
_STOP = re.compile(r"[.?!]+[’”\"')\]]*")

# What a new sentence may begin with, after the space: `The`, `‘Think`, `(The`, `12 per cent`, `• A`
_OPENING = re.compile(r"\s++[‘“\"'(\[•]*\s*[A-Z0-9]")

# A stop with no space after it, between two words: `practice.The Board`
_NO_SPACE = re.compile(r"(?<=[a-z]{2})[.?!](?=[A-Z][a-z])")

# A reference after the stop of the sentence it belongs to: `(Recommendation)`, `(paragraphs 12 and 13).`
_REFERENCE = re.compile(
    r"\s*[(\[](?:see\s+)?(?:recommendation|paragraph|para|priority action)[^()\[\]]{0,60}[)\]]\.?", re.I
)

# Words that a stop shortens: `e.g.`, `para. 12`, `Dr. Ash`
_SHORTENED = re.compile(
    r"(?:^|[\s(‘“])(?:e\.g|i\.e|eg|ie|cf|viz|al|approx|dept|incl|no|nos|para|paras|p|pp|vol|vs|"
    r"mr|mrs|ms|dr|prof|rev|st|ltd|hon)$",
    re.I,
)
# `etc.` may end a sentence, but not before a word that goes on: `etc. and`; the opening test sees to that.

# A person's initial or dotted letters: `J. Marsh`, `U.K.`
_INITIAL = re.compile(r"(?:^|[\s(.])[A-Z]$")

# A letter that names a child or a part, which may well end a sentence: `Child B. The`, `Appendix A. It`
_LETTERED = re.compile(
    r"\b(?:child(?:ren)?|baby|adult|family|case|young person|appendix|annex|section|grade|and|or) [A-Z]$",
    re.I,
)

# A list number that opens what follows it: `3. Ensure`
_LIST_NUMBER = re.compile(r"^\W*\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})$")

# Words that start a sentence after a quoted question: `‘Who knows?’ The Board`
_STARTERS = re.compile(
    r"\s+(?:The|This|These|That|Those|It|Its|In|However|Although|While|Whilst|There|They|As|At|For|A|An|All|"
    r"Board|Partners|Members|Training|Inspectors)\b"
)

# `(the second of its kind)`
_BRACKETS = re.compile(r"\([^()]{0,400}\)|\[[^\[\]]{0,400}\]")

# The end of a quotation, which an apostrophe before a letter is not: `’ `
_CLOSING = {"‘": re.compile(r"’(?![A-Za-z])"), "“": re.compile(r"”(?![A-Za-z])")}

_LONGEST_QUOTE = 240  # characters; an opening quote whose end is further off is a typing mistake


@dataclasses.dataclass(frozen=True)
class Span:
    """A sentence of a text: `text[start:end]`, with no space at either end."""

    start: int
    end: int


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of `text` in order; every character other than space belongs to exactly one.

    Text with no stop at all is one sentence (a bullet). Empty text gives none.
    """
    enclosures = _enclosures(text)
    ends: list[int] = []
    start = 0
    for match in sorted([*_STOP.finditer(text), *_NO_SPACE.finditer(text)], key=lambda found: found.start()):
        if match.start() < start or not _breaks(text, start, match, enclosures):
            continue
        end = match.end()
        reference = _REFERENCE.match(text, end)
        if reference:
            end = reference.end()
        ends.append(end)
        start = end
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    return tuple(_join(text, ends))


def _breaks(text: str, start: int, stop: re.Match[str], enclosures: list[tuple[int, int]]) -> bool:
    """Whether the stop ends the sentence that began at `start`."""
    before, mark = text[start : stop.start()], stop.group()
    reference = _REFERENCE.match(text, stop.end())
    rest = reference.end() if reference else stop.end()
    if any(opened < stop.start() and stop.end() < closed for opened, closed in enclosures):
        return False
    if _NO_SPACE.match(text, stop.start()):
        return "www" not in before[-30:] and "@" not in before[-30:]
    if not _OPENING.match(text, rest):
        return False
    if mark[0] == ".":
        if _SHORTENED.search(before) or _LIST_NUMBER.match(before):
            return False
        return not _INITIAL.search(before) or bool(_LETTERED.search(before))
    # `?` or `!` before a closing quote is more often the end of a title than of a sentence.
    return len(mark) == 1 or bool(_STARTERS.match(text, rest))


def _enclosures(text: str) -> list[tuple[int, int]]:
    """Quoted and bracketed stretches as (first, one past last), in which a stop ends nothing."""
    found = [(match.start(), match.end()) for match in _BRACKETS.finditer(text)]
    for at, character in enumerate(text):
        if character in _CLOSING:
            match = _CLOSING[character].search(text, at, at + _LONGEST_QUOTE)
            if match:
                found.append((at, match.end()))
    return found


def _join(text: str, ends: list[int]) -> list[Span]:
    """Spans between the ends, trimmed; a piece without a word of its own goes to the sentence before it."""
    spans: list[Span] = []
    start = 0
    for end in ends:
        piece = text[start:end]
        trimmed = piece.strip()
        if trimmed:
            first = start + len(piece) - len(piece.lstrip())
            span = Span(first, first + len(trimmed))
            is_tail = not re.search(r"[A-Za-z]{2}", trimmed) or _REFERENCE.fullmatch(trimmed)
            if spans and is_tail:
                spans[-1] = Span(spans[-1].start, span.end)
            else:
                spans.append(span)
        start = end
    return spans
