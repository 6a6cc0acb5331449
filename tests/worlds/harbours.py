"""A fictional world for the pages about boards: joint boards, one that disagrees with itself, one reviewed twice.

| board | reviews |
| --- | --- |
| aldermoor-and-brackwater | 101 and 102 of one inspection, the first counts |
| coldharbour | 103 of June 2014 (good), 108 of May 2016 (inadequate) |
| dunmere | none held |
| eskerby | 109, more praise on partnership |
| fenmoor | 110, more blame on leadership; its theme is nobody else's |
| gullmere-and-hythe | 111 (good) and 112 (inadequate) of one inspection |
"""

from common.record import Judgement
from tests.worlds.building import World, day, judgements, line, paragraph, statement
from tests.worlds.tiny import record, tiny

AUTHORITIES = """906,70006,Eskerby,X06,North Vale,County,current,52.1,-1.1
907,70007,Fenmoor,X07,South Vale,County,current,52.2,-1.2
908,70008,Gullmere,X08,South Vale,County,current,52.3,-1.3
909,70009,Hythe,X09,South Vale,County,current,52.4,-1.4
"""
BOARDS = """eskerby,Eskerby Safeguarding Children’s Board,descriptive
fenmoor,Fenmoor Local Safeguarding Children Board,descriptive
gullmere-and-hythe,Gullmere and Hythe Local Safeguarding Children Board,descriptive
"""
BOARD_AUTHORITIES = """eskerby,906
fenmoor,907
gullmere-and-hythe,908
gullmere-and-hythe,909
"""
# Coldharbour's: the edition before by name, the current one nearest first; nothing is held on Dunmere.
NEIGHBOURS = """903,901,1,before
903,904,2,before
903,906,3,before
903,907,1,current
903,904,2,current
903,902,3,current
903,901,4,current
903,906,5,current
"""
LONG = "{place}'s crews and pilots keep one long chart of all its sandbanks, rocks, wrecks and lights up to date."
# section, page, text, polarity and themes of what is said of every place
SAID = [
    ("summary", 8, "The keeper of {place} knows each lantern.", "strength", ["leadership"]),
    ("recommendation", 8, "{place} should count its ferries.", "weakness", ["performance-data"]),
    ("finding", 9, LONG, "strength", ["partnership", "planning"]),
    ("finding", 9, "{place}'s bells ring late.", "weakness", ["partnership"]),
    ("finding", 10, "{place}'s piers are fine but old.", "mixed", ["planning"]),
    ("finding", 10, "{place} has nine jetties.", "neutral", []),
    ("finding", 10, "{place}'s tide tables are wrong.", "weakness", []),
]
MORE = {
    "Eskerby": [
        ("finding", 10, "{place}'s pilots meet.", "strength", ["partnership"]),
        ("finding", 10, "{place}'s crews agree.", "strength", ["partnership"]),
    ],
    "Fenmoor": [
        ("finding", 10, "{place}'s harbour master is away.", "weakness", ["leadership"]),
        ("finding", 10, "{place}'s deputy is away.", "weakness", ["leadership"]),
        ("finding", 10, "{place}'s clerk is away.", "weakness", ["leadership"]),
        ("finding", 10, "{place}'s crews train.", "strength", ["training"]),
    ],
}


def review(file_id: str, authority: str, place: str, grade: str = "good", **changes: object) -> dict:
    """A review whose every statement names the place, so that a test sees whose words it reads."""
    paragraphs, statements = [], []
    for position, (section, page, text, polarity, themes) in enumerate(SAID + MORE.get(place, []), start=1):
        found = paragraph(file_id, position, section, page, text.format(place=place))
        paragraphs.append(found)
        cue = text.split()[-1].rstrip(".")
        statements.append(statement(found, polarity, cue, dict.fromkeys(themes, "a phrase")))
    made = {
        "paragraphs": tuple(paragraphs),
        "statements": tuple(statements),
        "judgements": (*judgements("requires improvement", grade), Judgement("leadership", "good", 2, "good")),
    }
    return record(file_id, authority, **made | changes)


def harbours() -> World:
    """The world, for a test to write."""
    world = tiny()
    for name, rows in (
        ("authorities.csv", AUTHORITIES),
        ("boards.csv", BOARDS),
        ("board_authorities.csv", BOARD_AUTHORITIES),
    ):
        world.files[name] += rows
    head = "".join(world.files["authority_neighbours.csv"].splitlines(keepends=True)[:2])
    world.files["authority_neighbours.csv"] = head + NEIGHBOURS
    world.files["about.yml"] = world.files["about.yml"].replace("reviews_expected: 5", "reviews_expected: 9")
    again = {
        "inspected_from": day("2016-02-01"),
        "inspected_to": day("2016-02-25"),
        "published_on": day("2016-05-20"),
    }
    world.records = [
        review("101", "Aldermoor County Council", "Aldermoor"),
        review("102", "City of Brackwater", "Brackwater"),
        review("103", "London Borough of Coldharbour", "Old Coldharbour"),
        review("108", "London Borough of Coldharbour", "Coldharbour", "inadequate", **again),
        review("109", "Eskerby", "Eskerby", "outstanding"),
        review("110", "Fenmoor", "Fenmoor", "requires improvement", warnings=()),
        review("111", "Gullmere", "Gullmere", published_on=day("2014-06-10")),
        review("112", "Hythe", "Hythe", "inadequate"),
    ]
    world.listing = [one for one in world.listing or [] if one["file_id"] in ("101", "102", "103")]
    world.listing += [
        line("108", "70003", "Coldharbour", listed_on="2016-05-20"),
        line("109", "70006", "Eskerby"),
        line("110", "70007", "Fenmoor"),
        line("111", "70008", "Gullmere"),
        line("112", "70009", "Hythe"),
    ]
    return world
