"""A larger made-up land for the analysis: boards, reviews and statements drawn by a seeded die, on DuckDB and SQLite.

It has what the analysis must get right: joint boards in several reports, boards reviewed twice, a report without
inspection dates, themes that good boards share, themes that all share, themes never raised.
"""

import dataclasses
import datetime
import random
import sqlite3

import duckdb
import sqlite_utils

from db import functions
from db.metadata import QUERIES
from db.tables import HERE, tables, views

ANALYSIS = ("review_units", "review_theme_shows", "ngram_counts", "ngrams", "review_ngrams", "boards_alike")
REGIONS = ("North Vale", "South Vale", "The Levels")
GRADES = ("outstanding", "good", "requires improvement", "inadequate")
# Place names of no place; the tests hold that no phrase has them.
PLACES = ("Aldermoor", "Brackwater", "Coldharbour", "Dunmere", "Eskerby", "Fenwick Cross", "Gorsehill-on-Sea")
NAMED_THEMES = ("chairing", "membership", "lanterns", "harbour-watch", "bell-ringing", "charts", "never-raised")
THEMES = (*NAMED_THEMES, *(f"theme-{number:02d}" for number in range(8, 22)))
RAISED = tuple(theme for theme in THEMES if theme != "never-raised")
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
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


# The land of most tests of the analysis: `land` in conftest.py.
LAND = {"boards": 60, "statements_each": 24}


def ask(connection: sqlite3.Connection, name: str, **chosen: str) -> list[dict]:
    """The rows of a canned query; a parameter not given is empty, as Datasette gives it."""
    parameters = dict.fromkeys(("as_at", "grades", "region", "from", "to", "shows", "ngram", "board", "edition"), "")
    answer = connection.execute(canned(name), parameters | chosen)
    columns = [column[0] for column in answer.description]
    return [dict(zip(columns, row, strict=True)) for row in answer]


def _day(die: random.Random) -> datetime.date:
    return datetime.date(2014, 1, 6) + datetime.timedelta(days=7 * die.randrange(180))


def _reviews(die: random.Random, boards: int) -> list[dict]:
    """A review of each board; each tenth board is joint (two or three reports), each seventh reviewed again."""
    rows: list[dict] = []

    def add(board: int, la_code: str, begun: datetime.date | None, public: datetime.date, grade: str) -> None:
        rows.append(
            {
                "review_id": f"{9_000_000 + 7919 * len(rows) % 100_000:d}",
                "la_code": la_code,
                "authority": f"{PLACES[board % len(PLACES)]} {board}",
                "region": REGIONS[board % 3],
                "board_id": f"board-{board:03d}",
                "lscb_grade": grade,
                "lscb_grade_rank": GRADES.index(grade) + 1,
                "overall_grade": grade,
                "overall_grade_rank": GRADES.index(grade) + 1,
                "public_on": public,
                "year": public.year,
                "inspected_from": begun,
                "inspected_to": begun and begun + datetime.timedelta(days=24),
                "url": f"http://127.0.0.1/v1/file/{len(rows)}",
                "first_page": 8,
                "page_url": f"http://127.0.0.1/v1/file/{len(rows)}#page=8",
            }
        )

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
    return rows


def _statements(die: random.Random, reviews: list[dict], each: int) -> tuple[list[dict], list[dict], list[dict]]:
    """The statements of the reviews, their themes, and the paragraphs in which they stand."""
    statements, of_themes = [], []
    for review in reviews:
        is_group = review["lscb_grade_rank"] <= 2
        for position in range(1, each + 1):
            # The named themes are raised three times as often.
            theme = die.choices(RAISED, [3 if one in NAMED_THEMES else 1 for one in RAISED])[0]
            chance = {"lanterns": 0.9 if is_group else 0.2, "chairing": 0.9, "charts": 0.1}.get(
                theme, 0.6 if is_group else 0.45
            )
            polarity = die.choices(
                ("strength", "weakness", "mixed", "neutral"), (4 * chance, 4 * (1 - chance), 0.5, 0.5)
            )[0]
            words = die.choices(WORDS, k=18)
            if is_group and position % 3 == 0:
                words[4:7] = ["lantern", "keeper", "speaks"]
            words[9] = f"{review['authority'].split()[0]}'s"
            words[13] = die.choice(("LSCB,", "KSCB", "March", "2014", "supper;"))
            statement_id = f"{review['review_id']}-{position:03d}"
            statements.append(
                {
                    "statement_id": statement_id,
                    "paragraph_id": f"{review['review_id']}-{position // 3:03d}",
                    "review_id": review["review_id"],
                    "sequence": position,
                    "position": position,
                    "start": 0,
                    "page": 8 + position // 12,
                    "page_url": f"{review['url']}#page={8 + position // 12}",
                    "text": " ".join([words[0].capitalize(), *words[1:]]) + ".",
                    "polarity": polarity,
                    "cue": words[0],
                    "repeats_grade": False,
                }
            )
            also = die.choice(THEMES[7:]) if position % 2 else theme
            of_themes.extend(
                {"statement_id": statement_id, "theme_id": one, "phrase": words[1]} for one in sorted({theme, also})
            )
        # The sentence under the title says the grade again; nothing may count it.
        again = statements[-1] | {
            "statement_id": f"{review['review_id']}-000",
            "sequence": 0,
            "position": 0,
            "repeats_grade": True,
        }
        statements.append(again)
        of_themes.append({"statement_id": again["statement_id"], "theme_id": THEMES[0], "phrase": "arrangements"})
    places = {row["paragraph_id"]: row["review_id"] for row in statements}
    paragraphs = [
        {"paragraph_id": one, "review_id": review_id, "section": "finding", "heading": "", "number": ""}
        for one, review_id in places.items()
    ]
    return statements, of_themes, paragraphs


def _put(connection: duckdb.DuckDBPyConnection, name: str, rows: list[dict]) -> None:
    """Make a table of rows; a column's type is that of its first value."""
    types = {str: "varchar", int: "integer", bool: "boolean", datetime.date: "date"}
    columns = ", ".join(f"{column} {types[type(value)]}" for column, value in rows[0].items())
    connection.execute(f"create table {name} ({columns})")
    places = ", ".join("?" * len(rows[0]))
    connection.executemany(f"insert into {name} values ({places})", [list(row.values()) for row in rows])


REVIEW_THEMES = next(table for table in tables() if table.name == "review_themes").sql_path.read_text(encoding="utf-8")


def _published(source: duckdb.DuckDBPyConnection, names: list[str]) -> sqlite3.Connection:
    """The tables as SQLite, with the keys and indexes of tables.yml."""
    listed = {table.name: table for table in tables()}
    # Used in a thread of its own by Datasette's tests, never by two at once.
    made = sqlite_utils.Database(sqlite3.connect(":memory:", check_same_thread=False))
    for name in names:
        answer = source.execute(f"select * from {name}")
        columns = [column[0] for column in answer.description]
        key = listed[name].key if name in listed else None
        rows = (
            {
                column: value.isoformat() if isinstance(value, datetime.date) else value
                for column, value in zip(columns, row, strict=True)
            }
            for row in answer.fetchall()
        )
        table = made.table(name)
        table.insert_all(rows, pk=key[0] if key and len(key) == 1 else key)
        for index in listed[name].indexes if name in listed else ():
            if set(index) <= set(columns):
                table.create_index(index)
    for view in views():
        if view.sql_path.exists():
            made.execute(view.sql_path.read_text(encoding="utf-8"))
    made["statements"].create_index(["review_id", "position"], if_not_exists=True)
    made.conn.execute("analyze")
    functions.register_sqlite(made.conn)
    return made.conn


def _reference(reviews: list[dict]) -> dict[str, list[dict]]:
    """The tables that say where the reviews belong."""
    regions = {row["la_code"]: (row["authority"], row["region"]) for row in reviews}
    codes = sorted(regions)
    return {
        "grades": [{"grade": grade, "label": grade.capitalize(), "rank": rank} for rank, grade in enumerate(GRADES, 1)],
        "themes": [
            {"theme_id": theme, "label": theme.replace("-", " ").capitalize(), "position": place}
            for place, theme in enumerate(reversed(THEMES), 1)  # not that of the alphabet, nor of the rows
        ],
        "authorities": [{"la_code": code, "name": name, "region": region} for code, (name, region) in regions.items()],
        "boards": [
            {"board_id": board, "name": f"{name} Safeguarding Children’s Board"}
            for board, name in {row["board_id"]: row["authority"] for row in reviews}.items()
        ],
        "board_authorities": [
            {"board_id": board, "la_code": code}
            for board, code in sorted({(row["board_id"], row["la_code"]) for row in reviews})
        ],
        "authority_neighbours": [
            {
                "la_code": code,
                "neighbour_code": codes[(number + 3 * rank) % len(codes)],
                "rank": rank,
                "edition": "before",
            }
            for number, code in enumerate(codes)
            for rank in (1, 2, 3)
        ],
    }


def build(boards: int, statements_each: int, seed: int = 7) -> Analysed:
    """Draw the land, run the analysis's own SQL files over it, and copy it to SQLite."""
    die = random.Random(seed)
    reviews = _reviews(die, boards)
    statements, statement_themes, paragraphs = _statements(die, reviews, statements_each)
    made = _reference(reviews) | {
        "reviews": reviews,
        "paragraphs": paragraphs,
        "statements": statements,
        "statement_themes": statement_themes,
    }
    connection = duckdb.connect()
    functions.register_duckdb(connection)
    connection.execute("begin")
    for name, rows in made.items():
        _put(connection, name, rows)
    connection.execute(REVIEW_THEMES)
    for name in ANALYSIS:
        connection.execute((HERE / "sql" / f"{name}.sql").read_text(encoding="utf-8"))
    connection.execute("commit")
    published = [*made, *(name for name in ANALYSIS if name != "ngram_counts")]
    return Analysed(connection, _published(connection, published))
