"""A larger made-up land for the analysis: boards, reviews and statements drawn by a seeded die, on both databases.

It has what the analysis must get right: joint boards in several reports, boards reviewed twice, a report without
inspection dates, themes that good boards share, themes that all share, themes never raised.
"""

import csv
import dataclasses
import datetime
import io
import random
import re
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import duckdb

from common.record import Paragraph, Statement, make_statement_id
from db import functions, inputs, load, publish
from db.checks import demand_healthy
from db.metadata import QUERIES, read_query, read_shared
from tests.worlds.building import World, judgements, line, paragraph, record, sheet, statement

ANALYSIS = (
    "review_units", "review_theme_shows", "review_theme_counts", "review_practice_counts", "review_credits",
    "practice_bands", "ngram_counts", "ngrams", "review_ngrams", "boards_alike",
)  # fmt: skip
REGIONS = ("North Vale", "South Vale", "The Levels")
GRADES = ("outstanding", "good", "requires improvement", "inadequate")
# Place names of no place; the tests hold that no phrase has them.
PLACES = ("Aldermoor", "Brackwater", "Coldharbour", "Dunmere", "Eskerby", "Fenwick Cross", "Gorsehill-on-Sea")
NAMED_THEMES = ("chairing", "membership", "lanterns", "harbour-watch", "bell-ringing", "charts", "never-raised")
THEMES = (*NAMED_THEMES, *(f"theme-{number:02d}" for number in range(8, 22)))
RAISED = tuple(theme for theme in THEMES if theme != "never-raised")
# What good boards of the land are credited with, nine of them so that a list of seven leaves some out; then what all
# are, what none is more than another, and what nobody tells.
SHARED = tuple(f"lantern-round-{number}" for number in range(1, 10))
COMMON = ("tide-tables", "log-books", "pilots", "buoys")
PRACTICES = (*SHARED, *COMMON, *(f"practice-{number:02d}" for number in range(14, 24)), "never-told")
WORDS = [
    "the", "board", "of", "ferry", "lantern", "audit", "chart", "keeper", "harbour", "children's", "multi-agency",
    "training", "clear", "slow", "record", "tide", "and", "in", "bell", "watch", "strong", "not", "yet", "checks",
    "pilot", "crew", "minutes", "report", "for", "reviews", "plan", "priority", "supper", "log", "well", "to",
]  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Analysed:
    """The land on both databases."""

    duckdb: duckdb.DuckDBPyConnection
    sqlite: sqlite3.Connection


def canned(name: str) -> str:
    """The SQL of a canned query."""
    sql: str = read_query(QUERIES / f"{name}.yml", read_shared())["sql"]
    return sql


# The land of most tests of the analysis: `land` in conftest.py.
LAND = {"boards": 60, "statements_each": 24}


def ask(connection: sqlite3.Connection, name: str, **chosen: str) -> list[dict]:
    """The rows of a canned query; a parameter not given is empty, as Datasette gives it."""
    parameters = dict.fromkeys(re.findall(r":([a-z]\w*)", canned(name)), "")
    answer = connection.execute(canned(name), parameters | chosen)
    columns = [column[0] for column in answer.description]
    return [dict(zip(columns, row, strict=True)) for row in answer]


def _day(die: random.Random) -> datetime.date:
    return datetime.date(2014, 1, 6) + datetime.timedelta(days=7 * die.randrange(180))


@dataclasses.dataclass(frozen=True)
class DrawnReview:
    """A review before anything is said in it."""

    file_id: str
    board: int
    la_code: str
    begun: datetime.date | None
    public: datetime.date
    grade: str

    @property
    def place(self) -> str:
        return PLACES[self.board % len(PLACES)]

    @property
    def authority(self) -> str:
        return f"{self.place} {self.la_code}"

    @property
    def board_id(self) -> str:
        return f"board-{self.board:03d}"


def _reviews(die: random.Random, boards: int) -> list[DrawnReview]:
    """A review of each board; each tenth board is joint (two or three reports), each seventh reviewed again."""
    made: list[DrawnReview] = []

    def add(board: int, la_code: str, begun: datetime.date | None, public: datetime.date, grade: str) -> None:
        made.append(DrawnReview(f"{9_000_000 + 7919 * len(made) % 100_000:d}", board, la_code, begun, public, grade))

    for board in range(boards):
        grade = die.choices(GRADES, (1, 7, 8, 4))[0]
        begun = _day(die)
        public = begun + datetime.timedelta(days=die.randrange(60, 80))
        add(board, f"{board:03d}", begun, public, grade)
        if board % 10 == 3:
            for also in range(1 + board % 20 // 10):
                # One of the joint reports prints no dates of inspection.
                begun_too = None if also else begun + datetime.timedelta(days=3)
                add(board, f"{board:03d}{'ab'[also]}", begun_too, public + datetime.timedelta(days=also), grade)
        if board % 7 == 2:
            again = public + datetime.timedelta(days=400)
            add(board, f"{board:03d}", again, again + datetime.timedelta(days=70), die.choice(GRADES[1:]))
    return made


def _sentences(die: random.Random, review: DrawnReview, each: int) -> list[tuple[str, str, dict[str, str]]]:
    """What a review says: text, polarity, and the themes with their phrases."""
    said = []
    is_group = GRADES.index(review.grade) < 2
    for position in range(1, each + 1):
        # The named themes are raised three times as often.
        theme = die.choices(RAISED, [3 if one in NAMED_THEMES else 1 for one in RAISED])[0]
        chance = {"lanterns": 0.97 if is_group else 0.05, "chairing": 0.9, "charts": 0.1}.get(
            theme, 0.6 if is_group else 0.45
        )
        weights = (4 * chance, 4 * (1 - chance), 0.5, 0.5)
        polarity = die.choices(("strength", "weakness", "mixed", "neutral"), weights)[0]
        words = die.choices(WORDS, k=18)
        if is_group and position % 3 == 0:
            words[4:7] = ["lantern", "keeper", "speaks"]
        words[9] = f"{review.place.split()[0]}'s"
        words[13] = die.choice(("LSCB,", "KSCB", "March", "2014", "supper;"))
        also = die.choice(THEMES[7:]) if position % 2 else theme
        text = " ".join([words[0].capitalize(), *words[1:]]) + "."
        said.append((text, polarity, dict.fromkeys(sorted({theme, also}), words[1])))
    return said


def _practices(die: random.Random, polarity: str, is_group: bool) -> dict[str, str]:
    """Up to three practices that a sentence tells, with the phrase: those that its board does well where it praises."""

    def weight(practice: str) -> float:
        if practice == "never-told":
            return 0
        if practice in COMMON:
            return 6 if polarity == "strength" else 0.2
        if practice in SHARED:
            # The first of them set good boards apart most.
            apart = 12 / (1 + SHARED.index(practice) / 10)
            return apart if is_group == (polarity == "strength") else 1.0
        return 1

    chosen = die.choices(PRACTICES, [weight(practice) for practice in PRACTICES], k=die.choice((0, 2, 3, 4)))
    return dict.fromkeys(sorted(chosen), "phrase")


def _sections(n: int) -> list[str]:
    """The sections of n paragraphs: a summary, listed strengths, findings, and recommendations at the end."""
    return ["summary", "strength", *["finding"] * (n - 3), "recommendation"]


def _paragraphs(
    die: random.Random, review: DrawnReview, said: list[tuple[str, str, dict[str, str]]]
) -> tuple[tuple[Paragraph, ...], tuple[Statement, ...]]:
    """The sentences in paragraphs of three, four paragraphs a page.

    The first is the sentence under the title, which says the grade again; nothing may count it.
    """
    file_id, is_group = review.file_id, GRADES.index(review.grade) < 2
    again = (said[-1][0], said[-1][1], {THEMES[0]: "arrangements"})
    sentences = [again, *said]
    paragraphs, statements = [], []
    firsts = range(0, len(sentences), 3)
    for number, (first, section) in enumerate(zip(firsts, _sections(len(firsts)), strict=True)):
        three = sentences[first : first + 3]
        found = paragraph(file_id, number + 1, section, 8 + number // 4, " ".join(text for text, *_ in three))
        paragraphs.append(found)
        start = 0
        for position, (text, polarity, themes) in enumerate(three, 1):
            made = statement(
                found, polarity, text.split()[0].lower(), themes, _practices(die, polarity, is_group),
                position=position, start=start, text=text,
                statement_id=make_statement_id(found.paragraph_id, position),
                repeats_grade=not first and position == 1,
            )  # fmt: skip
            statements.append(made)
            start += len(text) + 1
    return tuple(paragraphs), tuple(statements)


def _codings(statements: tuple[Statement, ...]) -> Iterator[tuple[object, ...]]:
    """Some statements read: every sixth criticism is of an earlier state, and every other praise an example."""
    met = Counter[str]()
    for one in statements:
        met[one.polarity] += 1
        practices = " ".join(practice.practice_id for practice in one.practices)
        earlier = int(one.polarity == "weakness" and met[one.polarity] % 6 == 0)
        example = met[one.polarity] % 4 if one.polarity == "strength" and practices else 0
        if earlier or 0 < example < 3:
            themes = " ".join(theme.theme_id for theme in one.themes)
            file_id = one.paragraph_id.split("-")[0]
            yield file_id, one.digest, one.polarity, themes, practices, earlier, example if example < 3 else 0


def _sheet(name: str, rows: list[tuple[object, ...]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return sheet(name, text.getvalue())


def _reference(reviews: list[DrawnReview]) -> dict[str, str]:
    """The tables that say where the reviews belong."""
    authorities = {one.la_code: one for one in reviews}
    codes = sorted(authorities)
    times = Counter(one.la_code for one in reviews)
    repeats = "".join(f'\n  "{code}": {n}' for code, n in times.items() if n > 1)
    rows: dict[str, list[tuple[object, ...]]] = {
        "authorities": [
            (code, f"8{number:04d}", one.authority, f"X{code}", REGIONS[one.board % 3], "County", "current",
             50 + number % 10 / 2, number // 10 / 2 - 5)
            for number, (code, one) in enumerate(sorted(authorities.items()))
        ],
        "authority_neighbours": [
            (code, codes[(number + 3 * rank) % len(codes)], rank, "before")
            for number, code in enumerate(codes)
            for rank in (1, 2, 3)
        ],
        "boards": sorted({(one.board_id, f"{one.place} {one.board} Safeguarding Children’s Board", "descriptive")
                          for one in reviews}),
        "board_authorities": sorted({(one.board_id, one.la_code) for one in reviews}),
        "known_gaps": [],
        "published_counts": [],
    }  # fmt: skip
    about = "title: A land drawn by a die\nfictional: true\nnotice: Nothing here is real.\n"
    about += f"reviews_expected: {len(reviews)}\nrepeats:{repeats or ' null'}\n"
    return {f"{name}.csv": _sheet(name, some) for name, some in rows.items()} | {"about.yml": about}


def world(boards: int, statements_each: int, seed: int = 7) -> World:
    """The land as the stages before leave it."""
    die = random.Random(seed)
    reviews = _reviews(die, boards)
    files = _reference(reviews)
    urns = {row.split(",")[0]: row.split(",")[1] for row in files["authorities.csv"].splitlines()[2:]}
    # A die of their own, so that the rest stays as it falls.
    die_of_practices = random.Random(seed + 1)
    records, listing, codings = [], [], dict[str, tuple[object, ...]]()
    for one in reviews:
        paragraphs, statements = _paragraphs(die_of_practices, one, _sentences(die, one, statements_each))
        codings |= {row[1]: row for row in _codings(statements)}
        ended = one.begun and one.begun + datetime.timedelta(days=24)
        changes = {"published_on": one.public, "inspected_from": one.begun, "inspected_to": ended}
        changes |= {"judgements": judgements(one.grade, one.grade), "last_page": 8 + (len(paragraphs) - 1) // 4}
        changes |= {"pages": 40, "paragraphs": paragraphs, "statements": statements}
        records.append(record(one.file_id, one.authority, **changes))
        listing.append(line(one.file_id, urns[one.la_code], one.authority, listed_on=one.public.isoformat()))
    themes = [
        {"theme_id": theme, "label": theme.replace("-", " ").capitalize(), "covers": "What it covers"}
        for theme in reversed(THEMES)  # not the order of the alphabet, nor of the rows
    ]
    files["codings.csv"] = _sheet("codings", sorted(codings.values(), key=str))
    practices = [
        {"practice_id": one, "theme_id": THEMES[place % 21], "label": one.replace("-", " "), "covers": "What it is"}
        for place, one in enumerate(PRACTICES)
    ]
    return World(files, records, listing, themes, practices)


def build(boards: int, statements_each: int, seed: int = 7) -> Analysed:
    """Draw the land, load it, and copy it to SQLite as it is published."""
    connection = duckdb.connect()
    # Used in a thread of its own by Datasette's tests, never by two at once.
    copy = sqlite3.connect(":memory:", check_same_thread=False)
    with tempfile.TemporaryDirectory() as folder:
        load.build(connection, inputs.read(*world(boards, statements_each, seed).write(Path(folder))))
        demand_healthy(connection)
        published = Path(folder) / "lscb.db"
        publish.write(connection, published)
        with sqlite3.connect(published) as source:
            source.backup(copy)
        source.close()
    functions.register_sqlite(copy)
    return Analysed(connection, copy)
