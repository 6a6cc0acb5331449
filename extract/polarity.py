"""Whether a statement praises the board, blames it, does both, or only tells a fact.

The words are in `polarity.yml`. Draft.
"""

from __future__ import annotations

import dataclasses
import functools
import pathlib
from collections.abc import Iterable, Sequence
from typing import Any, Literal

import yaml

from extract.phrases import Hit, Lexicon, Word, longest_first, words

Polarity = Literal["strength", "weakness", "mixed", "neutral"]
VOCABULARY = pathlib.Path(__file__).with_name("polarity.yml")

_SUBORDINATE = {"although", "though", "while", "whilst", "despite", "in spite of", "even though", "apart from", "except"}
import os
MIXED_MIN = int(os.environ.get("MM","1"))
_JOINERS = {"and", "which", "with", "nor", "who", "so"}
_VERBS = {"is", "are", "was", "were", "has", "have", "had", "there", "it", "this", "these", "they", "does", "do", "can", "will"}


@dataclasses.dataclass(frozen=True)
class Cue:
    side: Literal["praise", "blame", "plan"]
    weight: int
    text: str


@dataclasses.dataclass(frozen=True)
class Verdict:
    polarity: Polarity
    cue: str
    rule: str


@functools.cache
def _lexicon() -> tuple[Lexicon[tuple[str, int]], Lexicon[str]]:
    data: dict[str, Any] = yaml.safe_load(VOCABULARY.read_text(encoding="utf-8"))
    entries: list[tuple[str, tuple[str, int]]] = []
    for side, grade, weight in (("praise","plain",3),("praise","slight",2),("praise","done",1),("blame","verdict",3),("blame","trouble",2),("blame","slight",1)):
        entries += [(p, (side, weight)) for p in data[side][grade]]
    for kind in ("turn", "handled", "restrict", "purpose", "plan", "fact", "ignore"):
        entries += [(p, (kind, 0)) for p in data[kind]]
    entries += [(p, ("opens", 0)) for p in data["contrast"]["opens"]] + [(p, ("contrast", 0)) for p in data["contrast"]["divides"]]
    return Lexicon(entries), Lexicon((p, p) for p in data["imperative"])


def polarity(text: str, section: str) -> Verdict:
    ws = words(text)
    lex, imperative = _lexicon()
    if section == "recommendation":
        return Verdict("weakness", "recommendation", "section")
    for h in imperative.hits(ws):
        if h.start == 0:
            return Verdict("weakness", h.meaning, "imperative")
        break
    hits = longest_first(lex.hits(ws))
    for h in hits:
        pass
    groups = [[c for part in grp for c in _cues(text, ws, part)] for grp in _groups(ws, hits)]
    return _decide(groups)


def _said(text, ws, a, b):
    return text[ws[a].start : ws[b - 1].end]


def _groups(ws, hits):
    """list of groups (between contrasts) of parts (between joints) of hits"""
    bounds = {}
    for h in hits:
        if h.meaning[0] in ("contrast", "opens"):
            bounds[h.start] = "contrast"
            if h.meaning[0] == "opens":
                for j in range(h.end, len(ws)):
                    if ws[j].pause:
                        bounds.setdefault(j, "contrast")
                        break
    for i, w in enumerate(ws):
        if w.halt and i:
            bounds.setdefault(i, "contrast" if False else "joint")
        elif w.pause and w.folded in ("is", "are", "has", "have"):
            bounds.setdefault(i, "joint")
        elif w.folded in _JOINERS and (w.pause or (i + 1 < len(ws) and ws[i + 1].folded in _VERBS)):
            bounds.setdefault(i, "joint")
    groups = [[[]]]
    k = 0
    order = sorted(bounds)
    for h in hits:
        while k < len(order) and order[k] <= h.start:
            if bounds[order[k]] == "contrast":
                groups.append([[]])
            else:
                groups[-1].append([])
            k += 1
        groups[-1][-1].append(h)
    return groups


def _cues(text, ws, part):
    out = []
    turned = restrict = None
    blamed = handled = hoped = False
    for h in part:
        kind, weight = h.meaning
        said = _said(text, ws, h.start, h.end)
        if restrict is not None and h.start - restrict > 3:
            restrict = None
        if kind == "turn":
            if not handled and restrict is None:
                turned = h
        elif kind == "praise":
            if turned is not None:
                out.append(Cue("blame", 3, _said(text, ws, turned.start, h.end))); turned = None; blamed = True
            elif not blamed:
                out.append(Cue("praise", 1 if hoped else weight, said))
        elif kind == "blame":
            if turned is not None and h.start - turned.end < 4:
                out.append(Cue("praise", 1, _said(text, ws, turned.start, h.end))); turned = None
            elif weight == 2 and (restrict is not None or handled):
                pass
            else:
                out.append(Cue("blame", weight, said))
                if weight > 1:
                    blamed = True
        elif kind == "handled":
            if turned is not None:
                out.append(Cue("blame", 3, _said(text, ws, turned.start, h.end))); turned = None; blamed = True
            elif not blamed:
                handled = True
                out.append(Cue("praise", 1, said))
        elif kind in ("plan", "fact"):
            out.append(Cue("plan", 1, said))
            hoped = hoped or kind == "plan"
        elif kind == "purpose":
            hoped = True
        elif kind == "restrict":
            if not blamed and turned is None:
                restrict = h.end
    if turned is not None:
        out.append(Cue("blame", 3, _said(text, ws, turned.start, min(turned.end + 2, len(ws)))))
    return out


def _decide(groups):
    def best(cues, side):
        found = [c for c in cues if c.side == side]
        return max(found, key=lambda c: c.weight, default=None)
    allc = [c for g in groups for c in g]
    P, B, plan = best(allc, "praise"), best(allc, "blame"), best(allc, "plan")
    blamed = [g for g in groups if (b := best(g, "blame")) and b.weight > 1]
    praised = [g for g in groups if not ((b := best(g, "blame")) and b.weight > 1) and best(g, "praise")]
    if blamed:
        strong = [g for g in praised if best(g, "praise").weight > MIXED_MIN]
        if strong:
            return Verdict("mixed", best(strong[0], "praise").text + " … " + best(blamed[0], "blame").text, "contrast")
        return Verdict("weakness", best(blamed[0], "blame").text, "blame")
    if P and (P.weight > 2 or not plan):
        return Verdict("strength", P.text, "praise")
    if plan:
        return Verdict("neutral", plan.text, "plan")
    if B:
        return Verdict("weakness", B.text, "slight")
    return Verdict(os.environ.get("DEF","neutral"), "", "none")
