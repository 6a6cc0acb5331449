"""Lines of print as a reader would type them: one text, with where each line begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

# the last word of 'a multi-' and of 'improve-', with its hyphen
CUT = re.compile(r"(\w[\w’']*)[-\u2010\u00ad]$")
# the first word of 'agency work' and 'ment.'
REST = re.compile(r"\w[\w’']*")
WORD = re.compile(r"\w[\w’'-]*\w|\w")
# 'prac-|tice' over a line's end
BROKEN = re.compile(r"[\w’'-]+[-\u2010\u00ad]\s*\n\s*[\w’'-]+")
# '2014–' and '(2014-' before the year that ends it: no space follows
OPEN_RANGE = re.compile(r"[^\s][–/]$")
# spaces before a mark that belongs to the word: 'plan .'
LOOSE = re.compile(r"\s+([,;.])(?=\s|$)")


def report_words(text: str) -> frozenset[str]:
    """The words of a report in lower case, hyphenated ones whole: they tell a cut word from a hyphenated one.

    A word that runs over two lines is no evidence for itself.
    """
    return frozenset(word.lower() for word in WORD.findall(BROKEN.sub(" ", text)))


def is_cut(line: str, following: str, words: frozenset[str]) -> bool:
    """Whether the hyphen at the end of `line` cuts a word in two and is not part of it.

    It does if the report has the whole word elsewhere, and one of the halves is not a word in it: 'improve-|ment',
    but not 'multi-|agency' or 'under-|developed'; nor 'co-|ordinated' where the report writes 'co-operate'.
    """
    cut, rest = CUT.search(line), REST.match(following)
    if not cut or not rest or not rest[0][0].islower():
        return False
    head, tail = cut[1].lower(), rest[0].lower()
    prefix = any(word.startswith(f"{head}-") for word in words)
    return head + tail in words and not prefix and not (head in words and tail in words)


def join(lines: Sequence[str], words: frozenset[str]) -> tuple[str, tuple[int, ...]]:
    """One text of several lines, and the index in it at which each line begins.

    A word cut at a line's end is whole again; a hyphen or a dash that belongs to the word stays, without a space. A
    soft hyphen that is in print at all is a hyphen: some fonts call theirs that.
    """
    text, starts = "", []
    for raw in lines:
        line = LOOSE.sub(r"\1", " ".join(raw.replace("\u00ad", "-").split()))
        if text and is_cut(text, line, words):
            text = CUT.sub(r"\1", text)
        elif text and not (CUT.search(text) or OPEN_RANGE.search(text)):
            text += " "
        starts.append(len(text))
        text += line
    return text, tuple(starts)
