"""The fictional world as data: authorities, boards, what the site lists and what each review says.

Read from `demo/reference/*.csv`, `demo/listing.csv` and `demo/reports/*.yml`.
"""

from __future__ import annotations

import csv
import dataclasses
import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from common.grades import grades
from common.strict_yaml import ByKey, Each, Keys, Named, load

HERE = Path(__file__).parent
REFERENCE = HERE / "reference"
AREAS = ("overall", "help_protection", "looked_after", "adoption", "care_leavers", "leadership")


@dataclasses.dataclass(frozen=True)
class FictionalAuthority:
    """A fictional local authority, as in `authorities.csv`; `urn` is empty if it is no longer listed."""

    la_code: str
    urn: str
    name: str
    region: str


@dataclasses.dataclass(frozen=True)
class FictionalDocument:
    """A document that the made-up site lists. `kind`: `drawn` has a PDF, `gone` answers with HTML."""

    file_id: str
    urn: str
    title: str
    listed_on: datetime.date
    kind: str


@dataclasses.dataclass(frozen=True)
class Shape:
    """How a report is laid out, and its oddities; `demo/README.md` says what each is for."""

    numbered: bool = True
    narrow_grades: bool = False
    dot_leaders: bool = False
    hyphenate: bool = False
    grade_in_heading: bool = True
    bullet_recommendations: bool = False
    bound: bool = False
    says_none: bool = False
    late_note: bool = False
    start: int = 0


@dataclasses.dataclass(frozen=True)
class Review:
    """A report that reviews a board, as written in `demo/reports/<file id>.yml`.

    Entries of the sections are picks (`cse +2 -1`), own words, or `# Sub-heading`.
    """

    file_id: str
    la_code: str
    board_id: str
    layout: str
    place: str
    title: str
    board: str | None
    acronym: str | None
    grade: str
    judgements: Mapping[str, str]
    lead_inspector: str
    deputy: str
    team: str
    inspected: str
    inspected_from: datetime.date
    inspected_to: datetime.date
    published: str | None
    published_on: datetime.date | None
    board_published: str | None
    shape: Shape
    summary: tuple[str, ...]
    priority: tuple[str, ...]
    recommendations: tuple[str, ...]
    strengths: tuple[str, ...]
    findings: tuple[str, ...]
    young_people: tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class Other:
    """A report that reviews no board: a re-inspection or a report of the later framework."""

    file_id: str
    kind: str
    place: str
    title: str
    grade: str
    inspected: str
    published: str
    lead_inspector: str
    paragraphs: tuple[str, ...]


_TEXTS = Each(str)
_REVIEW = Keys(
    {
        **dict.fromkeys(("file_id", "la_code", "board_id", "layout", "place", "title", "grade"), str),
        **dict.fromkeys(("lead_inspector", "deputy", "team"), str),
        "inspected": Keys({"printed": str, "from": datetime.date, "to": datetime.date}),
    },
    optional={
        "published": Keys({"printed": str, "date": datetime.date}),
        **dict.fromkeys(("board", "acronym", "board_published"), (str, type(None))),
        "judgements": Named(str),
        "shape": Keys(optional={field.name: (bool, int) for field in dataclasses.fields(Shape)}),
        **dict.fromkeys(("summary", "priority", "recommendations", "strengths", "findings", "young_people"), _TEXTS),
    },
)
_OTHER = Keys(
    {
        **dict.fromkeys(("file_id", "place", "title", "grade", "inspected", "published", "lead_inspector"), str),
        "paragraphs": _TEXTS,
    }
)
_REPORT = ByKey("kind", {"review": _REVIEW, "re-inspection": _OTHER, "later framework": _OTHER})


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV whose first line says where it comes from."""
    with path.open(encoding="utf-8", newline="") as file:
        first = file.readline()
        if not first.startswith("# Source:"):
            raise ValueError(f"{path}: the first line must be '# Source: …', not {first.strip()!r}")
        return list(csv.DictReader(file))


def authorities() -> tuple[FictionalAuthority, ...]:
    """All fictional authorities."""
    return tuple(
        FictionalAuthority(row["la_code"], row["urn"], row["name"], row["region"])
        for row in rows(REFERENCE / "authorities.csv")
    )


def listing() -> tuple[FictionalDocument, ...]:
    """All documents that the made-up site lists."""
    return tuple(
        FictionalDocument(
            row["file_id"],
            row["urn"],
            row["title"],
            datetime.date.fromisoformat(row["listed_on"]),
            row["kind"],
        )
        for row in rows(HERE / "listing.csv")
    )


def _texts(values: Sequence[str] | None) -> tuple[str, ...]:
    return tuple(values or ())


def _review(raw: Mapping[str, Any]) -> Review:
    inspected = raw["inspected"]
    published = raw.get("published") or {}
    given = {raw["grade"], *raw.get("judgements", {}).values()}
    if not given <= {grade.id for grade in grades()} or not set(raw.get("judgements", {})) <= set(AREAS):
        raise ValueError(f"Report {raw['file_id']}: a grade or an area that does not exist, in {raw}")
    return Review(
        file_id=raw["file_id"],
        la_code=raw["la_code"],
        board_id=raw["board_id"],
        layout=raw["layout"],
        place=raw["place"],
        title=raw["title"],
        board=raw.get("board"),
        acronym=raw.get("acronym"),
        grade=raw["grade"],
        judgements=raw.get("judgements", {}),
        lead_inspector=raw["lead_inspector"],
        deputy=raw["deputy"],
        team=raw["team"],
        inspected=inspected["printed"],
        inspected_from=inspected["from"],
        inspected_to=inspected["to"],
        published=published.get("printed"),
        published_on=published.get("date"),
        board_published=raw.get("board_published"),
        shape=Shape(**raw.get("shape", {})),
        summary=_texts(raw.get("summary")),
        priority=_texts(raw.get("priority")),
        recommendations=_texts(raw.get("recommendations")),
        strengths=_texts(raw.get("strengths")),
        findings=_texts(raw.get("findings")),
        young_people=_texts(raw.get("young_people")),
    )


def reports(folder: Path = HERE / "reports") -> tuple[Review | Other, ...]:
    """All reports that are drawn, in order of file id. Raises YamlError if a file does not have its shape."""
    found: list[Review | Other] = []
    for path in sorted(folder.glob("*.yml")):
        raw = load(path, _REPORT)
        if raw["kind"] == "review":
            found.append(_review(raw))
        else:
            found.append(Other(**{**raw, "paragraphs": tuple(raw["paragraphs"])}))
    return tuple(found)
