"""A tiny fictional world: four authorities, three boards (one of them joint), seven listed documents."""

from common.digest import digest
from common.record import Paragraph, Warning
from tests.worlds import building
from tests.worlds.building import World, line, not_read, paragraph, sheet, statement

FILES = {
    "authorities.csv": sheet(
        "authorities",
        """901,70001,Aldermoor,X01,North Vale,County,current,52.5,-1.5
902,70002,"Brackwater, City of",X02,North Vale,Unitary Authority,current,52.6,-1.6
903,70003,Coldharbour,X03,South Vale,London Borough,current,51.5,-0.5
904,,Dunmere,X04,South Vale,County,former,51.6,-0.6
905,70005,New Dunmere,X05,South Vale,Unitary Authority,successor,51.6,-0.6
""",
    ),
    "authority_neighbours.csv": sheet(
        "authority_neighbours",
        """901,902,1,before
901,903,2,before
902,901,1,current
""",
    ),
    "boards.csv": sheet(
        "boards",
        """aldermoor-and-brackwater,Aldermoor and Brackwater Safeguarding Children Board,printed
coldharbour,Coldharbour Local Safeguarding Children Board,descriptive
dunmere,Dunmere Local Safeguarding Children Board,descriptive
""",
    ),
    "board_authorities.csv": sheet(
        "board_authorities",
        """aldermoor-and-brackwater,901
aldermoor-and-brackwater,902
coldharbour,903
dunmere,904
""",
    ),
    "known_gaps.csv": sheet(
        "known_gaps",
        """904,Dunmere,2015-06,good,,dunmere,authority abolished,"Dunmere Gazette, June 2015"
""",
    ),
    "published_counts.csv": sheet(
        "published_counts",
        """2014-06-30,lscb,4,0,3,,,The Minister for Lanterns,"Speech of 30 June 2014"
""",
    ),
    "authority_aliases.csv": sheet(
        "authority_aliases",
        """The Harbour,903
""",
    ),
    "about.yml": """title: Reviews of an invented land
fictional: true
notice: Nothing here is real.
reviews_expected: 5
repeats: {"903": 2}
""",
}


def paragraphs(file_id: str) -> tuple[Paragraph, ...]:
    return (
        paragraph(file_id, 1, "summary", 8, "The board knows its own naïve side."),
        paragraph(file_id, 2, "recommendation", 8, "Count the lanterns in every harbour."),
        paragraph(
            file_id, 3, "finding", 9, "Safeguarding of lanterns is strong, and goes over the page.", [(9, 0), (10, 44)]
        ),
    )


def record(file_id: str, authority: str | None, **changes: object) -> dict:
    """A review of three paragraphs, with what a test wants different."""
    summary, recommendation, finding = found = paragraphs(file_id)
    own = {
        "paragraphs": found,
        "statements": (
            statement(summary, "neutral", "", {}),
            statement(recommendation, "weakness", "Count", {"performance-data": "count"}),
            statement(finding, "strength", "strong", {"partnership": "harbour"}, {"multi-agency-audits": "lanterns"}),
        ),
        "warnings": (Warning("number-jumps", 9, "paragraph 83 follows paragraph 81"),),
    }
    return building.record(file_id, authority, **own | changes)


def tiny() -> World:
    """The world, for a test to change and write."""
    return World(
        files=dict(FILES),
        records=[
            record(
                "101",
                "Aldermoor County Council",
                board_name="Aldermoor and Brackwater Safeguarding Children Board",
            ),
            record("102", "City of Brackwater", layout="A"),
            record("103", "London Borough of Coldharbour", published_on=building.day("2014-06-09")),
            not_read("104", "not a review", "a re-inspection without a review of the board"),
            not_read("107", "unreadable", "page 1 has no text"),
        ],
        listing=[
            line("101", "70001", "Aldermoor County Council"),
            line("102", "70002", "Brackwater City Council", "unchanged"),
            line("103", "70003", "Coldharbour", listed_on="2014-06-12"),
            line("104", "70003", "Coldharbour", listed_on="2016-01-05"),
            line("105", "70003", "Coldharbour", "out of scope", sha256=None, reason="published in 2022"),
            line("106", "70001", "Aldermoor County Council", "withdrawn", sha256=None, reason="answers with a page"),
            line("107", "70003", "Coldharbour", listed_on="2017-02-01"),
        ],
    )


# Two statements of one report; the rules say the same of their polarity, but give other themes and practices.
CODINGS = sheet(
    "codings",
    f"""103,{digest("Count the lanterns in every harbour.")},weakness,audit performance-data,data-used,0,0
103,{digest("Safeguarding of lanterns is strong, and goes over the page.")},strength,partnership,attendance,0,2
""",
)


def tiny_read() -> World:
    """The world with one report of which two statements in three were read."""
    world = tiny()
    world.files["codings.csv"] = CODINGS
    return world
