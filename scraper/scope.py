"""Whether to download a document, judged by its title and date. The rules on titles are in titles.yml."""

from __future__ import annotations

import dataclasses
import datetime
import pathlib
import re
from typing import Any

from common.period import Period, period
from common.strict_yaml import Each, Keys, load

RULES = pathlib.Path(__file__).with_name("titles.yml")
KINDS = Each(Keys({"kind": str, "patterns": Each(str)}))
SHAPE = Keys({"other_kinds": KINDS, "in_scope": KINDS})

# children's, children’s, children`s
APOSTROPHES = re.compile(r"['’‘`´ʼ]")
PUNCTUATION = re.compile(r"[\W_]+")
# … as pdf; …,  pdf; … pdf 120kb
FORMAT = re.compile(r"( as)? (pdf|doc|docx)( \d+ ?[km]b)?$")


@dataclasses.dataclass(frozen=True)
class Kind:
    """A kind of document: its name with an article, and the patterns of its titles."""

    name: str
    patterns: tuple[re.Pattern[str], ...]


@dataclasses.dataclass(frozen=True)
class TitleRules:
    """What titles.yml says, and the time in which LSCB reviews were published."""

    published: Period
    other_kinds: tuple[Kind, ...]
    in_scope: tuple[Kind, ...]


@dataclasses.dataclass(frozen=True)
class Scope:
    """Whether to download a document. `reason` says why not; `is_known` is whether a rule names its title."""

    is_wanted: bool
    reason: str | None = None
    is_known: bool = True


def read_rules(path: pathlib.Path = RULES) -> TitleRules:
    """Read the title rules. Raises YamlError or re.error if the file does not have their shape."""
    plain = load(path, SHAPE)
    return TitleRules(
        period(),
        tuple(_kind(entry) for entry in plain["other_kinds"]),
        tuple(_kind(entry) for entry in plain["in_scope"]),
    )


def decide(rules: TitleRules, title: str, listed_on: datetime.date | None, everything: bool = False) -> Scope:
    """Whether to download a document of this title, published on this day.

    `everything` ignores the date. A document whose date could not be read is downloaded if
    its title is in scope: better one too many than a review missed.
    """
    plain = normalise(title)
    if kind := _find_kind(rules.other_kinds, plain):
        return Scope(False, f"its title names {kind.name}")
    if not _find_kind(rules.in_scope, plain):
        return Scope(False, "no rule in scraper/titles.yml names its title", is_known=False)
    if everything or listed_on is None or rules.published.holds(listed_on):
        return Scope(True)
    side = "before" if listed_on < rules.published.first else "after"
    span = f"from {rules.published.first} to {rules.published.last}"
    return Scope(False, f"listed on {listed_on}, {side} the time of LSCB reviews ({span})")


def normalise(title: str) -> str:
    """A title in the form that the rules compare: see titles.yml."""
    plain = PUNCTUATION.sub(" ", APOSTROPHES.sub("", title.casefold())).strip()
    return FORMAT.sub("", plain)


def _kind(entry: dict[str, Any]) -> Kind:
    return Kind(entry["kind"], tuple(re.compile(pattern) for pattern in entry["patterns"]))


def _find_kind(kinds: tuple[Kind, ...], plain_title: str) -> Kind | None:
    for kind in kinds:
        if any(pattern.search(plain_title) for pattern in kind.patterns):
            return kind
    return None
