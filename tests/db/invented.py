"""A tiny fictional world: four authorities, three boards (one of them joint), six listed documents."""

import dataclasses
import hashlib
import json
from pathlib import Path

from extract.vocabulary import write_vocabulary

AUTHORITIES = """# Source: invented for the tests
la_code,urn,name,ons_code,region,type,status,latitude,longitude
901,70001,Aldermoor,X01,North Vale,County,current,52.5,-1.5
902,70002,"Brackwater, City of",X02,North Vale,Unitary Authority,current,52.6,-1.6
903,70003,Coldharbour,X03,South Vale,London Borough,current,51.5,-0.5
904,,Dunmere,X04,South Vale,County,former,51.6,-0.6
905,70005,New Dunmere,X05,South Vale,Unitary Authority,successor,51.6,-0.6
"""
FILES = {
    "authorities.csv": AUTHORITIES,
    "authority_neighbours.csv": """# Source: invented for the tests
la_code,neighbour_code,rank,edition
901,902,1,before
901,903,2,before
902,901,1,current
""",
    "boards.csv": """# Source: invented for the tests
board_id,name,name_source
aldermoor-and-brackwater,Aldermoor and Brackwater Safeguarding Children Board,printed
coldharbour,Coldharbour Local Safeguarding Children Board,descriptive
dunmere,Dunmere Local Safeguarding Children Board,descriptive
""",
    "board_authorities.csv": """# Source: invented for the tests
board_id,la_code
aldermoor-and-brackwater,901
aldermoor-and-brackwater,902
coldharbour,903
dunmere,904
""",
    "known_gaps.csv": """# Source: invented for the tests
la_code,authority,published,overall_grade,lscb_grade,board_id,why,source
904,Dunmere,2015-06,good,,dunmere,authority abolished,"Dunmere Gazette, June 2015"
""",
    "published_counts.csv": """# Source: invented for the tests
as_at,area,reviews,outstanding,good,requires_improvement,inadequate,said_by,source
2014-06-30,lscb,4,0,3,,,The Minister for Lanterns,"Speech of 30 June 2014"
""",
    "authority_aliases.csv": """# Source: invented for the tests
printed,la_code
The Harbour,903
""",
    "about.yml": """title: Reviews of an invented land
fictional: true
notice: Nothing here is real.
reviews_expected: 5
repeats: {"903": 2}
""",
}
BOX = {"x0": 70.0, "top": 100.0, "x1": 500.0, "bottom": 140.0}


def sha(file_id: str) -> str:
    return hashlib.sha256(file_id.encode()).hexdigest()


def paragraph(position: int, section: str, page: int, text: str, pages: list[tuple[int, int]] | None = None) -> dict:
    """A paragraph; its report's file id comes into its ids when the world is written."""
    fragments = [{"page": on, "start": start, **BOX} for on, start in pages or [(page, 0)]]
    number = None if section == "summary" else str(80 + position)
    return {
        "paragraph_id": f"{{}}-{position:03d}", "position": position, "section": section, "heading": "A heading",
        "number": number, "page": page, "text": text, "pages": fragments, **BOX,
    }  # fmt: skip


def statement(found: dict, polarity: str, cue: str, theme: str | None, phrase: str) -> dict:
    """A whole paragraph as one statement."""
    return {
        "statement_id": f"{found['paragraph_id']}-01", "paragraph_id": found["paragraph_id"], "position": 1, "start": 0,
        "page": found["page"], "text": found["text"], "polarity": polarity, "cue": cue, "repeats_grade": False,
        "themes": [{"theme_id": theme, "phrase": phrase}] if theme else [], **BOX,
    }  # fmt: skip


PARAGRAPHS = [
    paragraph(1, "summary", 8, "The board knows its own naïve side."),
    paragraph(2, "recommendation", 8, "Count the lanterns in every harbour."),
    paragraph(3, "finding", 9, "Safeguarding of lanterns is strong, and goes over the page.", [(9, 0), (10, 44)]),
]


def record(file_id: str, authority: str, **changes: object) -> dict:
    """A review as `Record.as_json` gives it, with what a test wants different."""
    made = {
        "file_id": file_id,
        "sha256": sha(file_id),
        "extractor_version": "1",
        "outcome": "review",
        "reason": None,
        "pages": 12,
        "layout": "B",
        "authority": authority,
        "board_name": None,
        "published_on": "2014-06-10",
        "inspected_from": "2014-04-01",
        "inspected_to": "2014-04-24",
        "lead_inspector": "Ada Lund",
        "first_page": 8,
        "last_page": 10,
        "judgements": [
            {"area": "overall", "grade": "requires improvement", "page": 1, "stated": "requires improvement"},
            {"area": "lscb", "grade": "good", "page": 8, "stated": "is good"},
        ],
        "paragraphs": PARAGRAPHS,
        "statements": [
            statement(PARAGRAPHS[0], "neutral", "", None, ""),
            statement(PARAGRAPHS[1], "weakness", "Count", "performance-data", "count"),
            statement(PARAGRAPHS[2], "strength", "strong", "partnership", "harbour"),
        ],
        "warnings": [{"code": "number-jumps", "page": 9, "message": "paragraph 83 follows paragraph 81"}],
    }
    return made | changes


def with_ids(made: dict) -> dict:
    """A record as it is written: its paragraphs and statements have ids of their report."""

    def place(item: dict) -> dict:
        return item | {
            key: item[key].format(made["file_id"]) for key in ("paragraph_id", "statement_id") if key in item
        }

    return made | {name: [place(item) for item in made[name]] for name in ("paragraphs", "statements")}


def not_read(file_id: str, outcome: str, reason: str) -> dict:
    empty = dict.fromkeys(record(file_id, ""), None)
    lists = {"judgements": [], "paragraphs": [], "statements": [], "warnings": []}
    said = {
        "file_id": file_id,
        "sha256": sha(file_id),
        "extractor_version": "1",
        "outcome": outcome,
        "reason": reason,
    }
    return empty | lists | said


def line(file_id: str, urn: str, authority: str, status: str = "fetched", **changes: object) -> dict:
    made = {
        "file_id": file_id,
        "urn": urn,
        "authority": authority,
        "title": "Children's services inspection",
        "listed_on": "2014-06-10",
        "url": f"http://127.0.0.1/v1/file/{file_id}",
        "status": status,
        "reason": None,
        "etag": None,
        "last_modified": None,
        "sha256": sha(file_id),
        "bytes": 1000,
        "first_seen": "2026-01-01T00:00:00+00:00",
        "last_seen": "2026-01-02T00:00:00+00:00",
    }
    return made | changes


@dataclasses.dataclass
class World:
    """What the stages before leave on disk; a test changes it and writes it to its own folder."""

    files: dict[str, str]
    records: list[dict]
    listing: list[dict] | None

    def write(self, folder: Path) -> tuple[Path, Path]:
        """The folders DATA and REFERENCE, written."""
        data, reference = folder / "data", folder / "reference"
        for path in (data / "extracted", data / "reports", reference):
            path.mkdir(parents=True, exist_ok=True)
        for old in (data / "extracted").glob("*.json"):
            old.unlink()
        for name, text in self.files.items():
            (reference / name).write_text(text, encoding="utf-8")
        for one in self.records:
            (data / "extracted" / f"{one['file_id']}.json").write_text(json.dumps(with_ids(one)), encoding="utf-8")
        write_vocabulary(data / "extracted")
        listing = data / "reports" / "listing.jsonl"
        listing.unlink(missing_ok=True)
        if self.listing is not None:
            listing.write_text("".join(json.dumps(one) + "\n" for one in self.listing), encoding="utf-8")
        return data, reference


WORLD = World(
    files=FILES,
    records=[
        record(
            "101",
            "Aldermoor County Council",
            board_name="Aldermoor and Brackwater Safeguarding Children Board",
        ),
        record("102", "City of Brackwater", layout="A"),
        record("103", "London Borough of Coldharbour", published_on="2014-06-09"),
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
