"""What a statement is about. Draft."""

from __future__ import annotations

import dataclasses
import functools
import pathlib
from typing import Any

import yaml

from extract.phrases import Lexicon, words

VOCABULARY = pathlib.Path(__file__).with_name("themes.yml")
MOST = 3
P = dict(mention=0.35, usual=0.65, example=0.3, keep=0.7, late=0.9, cut=0.7, purpose=0.8)


@functools.cache
def _data():
    data: dict[str, Any] = yaml.safe_load(VOCABULARY.read_text(encoding="utf-8"))
    entries = []
    for t in data["themes"]:
        entries += [(p, (t["id"], 1)) for p in t.get("about", ())]
        entries += [(p, (t["id"], 2)) for p in t.get("usual", ())]
        entries += [(p, (t["id"], 3)) for p in t.get("mention", ())]
    entries += [(p, ("", 0)) for p in data["ignore"]]
    return Lexicon(entries), Lexicon((p, p) for p in data["nouns"]), Lexicon((p, p) for p in data["examples"])


@functools.cache
def _purpose():
    return Lexicon((p, p) for p in "in order to|so that|to ensure|to improve|to inform|to identify|to enable|to help|to support|improve|improving|for example|resulting in|has led to|led to|which has|in relation to".split("|"))


def themes(text: str) -> list[tuple[str, str]]:
    ws = words(text)
    lex, nouns, examples = _data()
    hits = sorted(lex.hits(ws), key=lambda h: (h.start - h.end, h.meaning[1], h.start))
    noun_at = {}
    for h in nouns.hits(ws):
        noun_at[h.start] = max(noun_at.get(h.start, 0), h.end)
    taken = {}
    kept = []
    for h in hits:
        span = (h.start, h.end)
        clash = {taken[i] for i in range(*span) if i in taken} - {span}
        if clash:
            continue
        if h.meaning[0]:
            kept.append(h)
        elif not all(i in taken for i in range(*span)):
            pass
        for i in range(*span):
            taken.setdefault(i, span)
    ignored = {i for h in hits if not h.meaning[0] for i in range(h.start, h.end) if taken.get(i) == (h.start, h.end)}
    # nouns owned by the phrase before them
    owned = {}
    for h in kept:
        e = noun_at.get(h.end)
        if e and h.meaning[1] in (1, 2) and not (ws[h.end].pause or ws[h.end].halt):
            for i in range(h.end, e):
                owned[i] = h
    ex = [h.end for h in examples.hits(ws)]
    depth = []
    d = 0
    for a, w in enumerate(ws):
        between = text[ws[a - 1].end if a else 0 : w.start]
        d = max(0, d + between.count("(") - between.count(")"))
        depth.append(d)
    pur = [h.end for h in _purpose().hits(ws)]
    score = {}
    for h in sorted(kept, key=lambda h: h.start):
        if any(i in ignored for i in range(h.start, h.end)):
            continue
        if all(i in owned for i in range(h.start, h.end)):
            continue
        s = {1: 1.0, 2: P["usual"], 3: P["mention"]}[h.meaning[1]]
        if h.start > P["cut"] * len(ws):
            s *= P["late"]
        if any(h.start >= e for e in pur):
            s *= P["purpose"]
        if depth[h.start] and h.start > 0 and depth[h.start - 1] == 0 and h.end - h.start == 1:
            continue
        if depth[h.start] or any(e <= h.start and not any(w.halt for w in ws[e : h.start + 1]) for e in ex):
            s *= P["example"]
        if s > score.get(h.meaning[0], (0, ""))[0]:
            score[h.meaning[0]] = (s, text[ws[h.start].start : ws[h.end - 1].end])
    if not score:
        return []
    top = max(s for s, _ in score.values())
    keep = [(t, p) for t, (s, p) in score.items() if s >= P["keep"] * top]
    return keep[:MOST]
