"""`/threads`: do the boards of some grades share a common thread? By practice, beyond the tone, and by theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request

from web import accuracy, answer, canned, figures, groups, shortlist, verdicts
from web.page import SitePage
from web.parameters import split_list

ADDRESS = r"^/threads$"
QUERIES = ("threads", "theme_pairs", "distinctive_phrases")
# How many of the widest gaps and phrases are on the page; all are in the data.
WIDEST, PHRASES = 7, 12
# Of what is not sure beyond the tone: the closest.
CLOSEST = 3
# The groups that are one click away; others by the form.
GRADES = {
    "": "good and outstanding",
    "outstanding": "outstanding alone",
    "inadequate": "inadequate alone",
    "requires improvement,inadequate": "requires improvement and inadequate",
}
SHOWS = {"": "more praise", "weakness": "more criticism"}
WAYS = {"": "more often than the opposite", "any": "at all", "only": "and never the opposite"}
SECTIONS = {"": "findings and listed strengths", "all": "summary and recommendations too"}
# What the query `practice_threads` calls the same.
SHOWS_OF_PRACTICE = {"strength": "credited", "weakness": "faulted"}
SAID = {"net": "{} more often than {}", "any": "{} at all", "only": "{} and never {}"}
# What the form calls each parameter, in its order.
FIELDS = groups.FIELDS | {
    "shows": "Boards that get more",
    "way": "A board counts when it is praised",
    "sections": "Sections that count",
}

Row = Mapping[str, Any]


def leans(shows: str, way: str) -> str:
    """What boards are that count, in words: `praised more often than criticised`, `criticised at all`."""
    words = ("praised", "criticised") if shows == "strength" else ("criticised", "praised")
    return SAID[way].format(*words)


def by_theme(rows: Sequence[Row], order: Sequence[str]) -> list[tuple[str, str, list[Row]]]:
    """The practices under their themes, in that order: id, name and rows; within a theme the widest gap first."""
    found = figures.group(rows, "theme_id")
    return [(theme_id, found[theme_id][0]["theme"], found[theme_id]) for theme_id in dict.fromkeys(order)]


def beyond(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """What the group is praised for beyond its tone, and what the rest is praised for all the same, the surest first.

    Where nothing is sure when all rows are looked at together (q), the few are given that would be by themselves (p).
    """
    told = sorted((row for row in rows if row["p"] is not None), key=lambda row: float(row["p"]))
    sides = [[row for row in told if row["ratio"] > 1], [row for row in told if row["ratio"] < 1]]
    one, other = (
        [row for row in side if row["q"] < verdicts.SURE] or [row for row in side if row["p"] < verdicts.SURE][:CLOSEST]
        for side in sides
    )
    return one, other


def changes(years: Sequence[Row]) -> list[dict[str, Any]]:
    """The practices whose share clearly changed over the years, the clearest first: name, direction, first and last."""
    found = []
    for practice_id, rows in figures.group(years, "practice_id").items():
        if rows[0]["q"] is not None and rows[0]["q"] < verdicts.SURE:
            found.append(
                {
                    "practice_id": practice_id,
                    "practice": rows[0]["practice"],
                    "rose": rows[0]["z"] > 0,
                    "q": rows[0]["q"],
                    "first": rows[0],
                    "last": rows[-1],
                }
            )
    return sorted(found, key=lambda one: (one["q"], one["practice"]))


async def page(datasette: Datasette, request: Request) -> SitePage:
    """The page for the group, date, region, period and way of counting of its address."""
    asked = await canned.read_parameters(datasette, request, *QUERIES)
    shows, way = asked["shows"] or "strength", asked["way"] or "net"
    of_practices = asked | {"shows": SHOWS_OF_PRACTICE[shows]}
    threads, pairs, words = [await canned.ask(datasette, name, asked) for name in QUERIES]
    practices = await canned.ask(datasette, "practice_threads", of_practices)
    listed = await canned.ask(datasette, "short_list", asked)
    tone = {
        kind: await canned.ask(datasette, "beyond_tone", asked | {"kind": kind}) for kind in ("practices", "themes")
    }
    years = await canned.ask(datasette, "practice_years", asked)
    known = await canned.ask(datasette, "practices_listed")
    chosen = groups.read_grades(asked["grades"])
    found, themes = verdicts.sort_threads(practices.rows), verdicts.sort_threads(threads.rows)
    path = datasette.urls.path("threads")
    about = canned.queries(datasette)["threads"]["parameters"]
    values = await canned.read_choices(datasette)
    first = practices.rows[0]
    when = groups.when(asked)
    context = {
        "asked": asked,
        "fields": {name: {**about[name], "about": label} for name, label in FIELDS.items()},
        "first": first,
        "practices": practices,
        "under": by_theme(practices.rows, [row["theme_id"] for row in known]),
        "found": found,
        "threads": threads,
        "themes": themes,
        "verdict": verdicts.verdict,
        # The short answer holds for praise, counted in the usual way.
        "sentences": answer.short_answer(
            listed.rows or shortlist.widest(practices.rows), bool(listed), first, chosen, when
        )
        if (shows, way, asked["sections"] or "findings") == ("strength", "net", "findings")
        else [],
        "group": groups.boards(chosen),
        "of_group": groups.boards(chosen, first["group_n"]),
        "judged": figures.join_words(chosen, "or"),
        "when": when,
        "is_few": 0 < min(first["group_n"], first["rest_n"]) <= verdicts.FEW,
        "choices": {
            "Boards": groups.choices(
                path, asked, "grades", GRADES, lambda value: set(split_list(value) or split_list(groups.DEFAULT))
            ),
            "With": groups.choices(path, asked, "shows", SHOWS, lambda value: value or "strength"),
            "Counts if": groups.choices(path, asked, "way", WAYS, lambda value: value or "net"),
            "Sections": groups.choices(path, asked, "sections", SECTIONS, lambda value: value or "findings"),
            "Reviews": groups.times(path, asked),
            "Region": groups.regions(path, asked, values["region"]),
        },
        "passed_on": groups.address("", {name: asked[name] for name in ("as_at", "region")}),
        "briefing": groups.address(
            datasette.urls.path("briefing"), {name: asked[name] for name in ("as_at", "grades", "region", "from", "to")}
        ),
        "pairs": pairs,
        "words": words,
        "tone": tone,
        "beyond": {kind: beyond(rows.rows) for kind, rows in tone.items()},
        "years": years,
        "changed": changes(years.rows),
        "readings": accuracy.accuracy().comparisons[accuracy.SECOND],
        "leans": leans(shows, way),
        "shows": shows,
        "widest": WIDEST,
        "most_phrases": PHRASES,
    }
    text = f"What {context['group']} are praised for more often than others, by practice, and how sure that is."
    told_of = [
        context["group"] if asked["grades"] else "",
        SHOWS["weakness"] if shows == "weakness" else "",
        when,
    ]
    return SitePage("threads.html", "Common threads", text, context, chosen=", ".join(filter(None, told_of)))
