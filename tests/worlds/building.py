"""What the fictional worlds are built of. Lines and records are the stages' own classes."""

import dataclasses
import datetime
import hashlib
import json
from pathlib import Path

from common.digest import digest
from common.record import (
    PRACTICES_FILE,
    THEMES_FILE,
    Box,
    Fragment,
    Judgement,
    Paragraph,
    Record,
    ShownPractice,
    ShownTheme,
    Statement,
    make_paragraph_id,
    make_statement_id,
)
from db import inputs
from extract.vocabulary import write_vocabulary
from scraper.listing import ListingLine

BOX = Box(70.0, 100.0, 500.0, 140.0)
COLUMNS = inputs.REFERENCE | {"authority_aliases": inputs.ALIASES}


def sheet(name: str, rows: str) -> str:
    """A reference table as its CSV file, from its rows."""
    return f"# Source: invented for the tests\n{','.join(COLUMNS[name])}\n{rows}"


def sha(file_id: str) -> str:
    return hashlib.sha256(file_id.encode()).hexdigest()


def day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def paragraph(file_id: str, position: int, section: str, page: int, text: str, pages=None) -> Paragraph:
    """A paragraph; `pages` are (page, start) where it goes over several."""
    return Paragraph(
        make_paragraph_id(file_id, position), position, section, "A heading",
        None if section == "summary" else str(80 + position), page, BOX, text,
        tuple(Fragment(on, start, BOX) for on, start in pages or [(page, 0)]),
    )  # fmt: skip


def statement(
    found: Paragraph,
    polarity: str,
    cue: str,
    themes: dict[str, str],
    practices: dict[str, str] | None = None,
    **changes: object,
) -> Statement:
    """A whole paragraph as one statement, with its themes and practices and the phrase that shows each."""
    made = Statement(
        make_statement_id(found.paragraph_id, 1), found.paragraph_id, "", 1, 0, found.page, BOX,
        found.text, polarity, cue, repeats_grade=False,
        themes=tuple(ShownTheme(theme_id, phrase) for theme_id, phrase in themes.items()),
        practices=tuple(ShownPractice(practice_id, phrase) for practice_id, phrase in (practices or {}).items()),
    )  # fmt: skip
    made = dataclasses.replace(made, **changes)
    return dataclasses.replace(made, digest=digest(made.text))


def judgements(overall: str, lscb: str) -> tuple[Judgement, ...]:
    """The authority's overall grade on page 1, the board's in its part."""
    return (Judgement("overall", overall, 1, overall), Judgement("lscb", lscb, 8, f"is {lscb}"))


def record(file_id: str, authority: str | None, **changes: object) -> dict:
    """A review as it is written: of layout B, good, inspected and published in 2014, unless a test says otherwise."""
    made = Record(
        file_id, sha(file_id), "1", "review", pages=12, layout="B", authority=authority,
        published_on=day("2014-06-10"), inspected_from=day("2014-04-01"), inspected_to=day("2014-04-24"),
        lead_inspector="Ada Lund", first_page=8, last_page=10,
        judgements=judgements("requires improvement", "good"),
    )  # fmt: skip
    return dataclasses.replace(made, **changes).as_json()


def not_read(file_id: str, outcome: str, reason: str) -> dict:
    return Record(file_id, sha(file_id), "1", outcome, reason).as_json()


def line(file_id: str, urn: str, authority: str, status: str = "fetched", **changes: object) -> dict:
    """A line of the listing."""
    made = ListingLine(
        urn, authority, file_id, "Children's services inspection", "2014-06-10",
        f"http://127.0.0.1/v1/file/{file_id}", status, None, None, None, sha(file_id), 1000,
        "2026-01-01T00:00:00+00:00", "2026-01-02T00:00:00+00:00",
    )  # fmt: skip
    return dataclasses.asdict(dataclasses.replace(made, **changes))


@dataclasses.dataclass
class World:
    """What the stages before leave on disk; a test changes it and writes it to its own folder.

    Its themes and practices are the vocabularies', or rows of its own. Reference tables of codings that it does not
    have are empty.
    """

    files: dict[str, str]
    records: list[dict]
    listing: list[dict] | None
    themes: list[dict] | None = None
    practices: list[dict] | None = None

    def write(self, folder: Path) -> tuple[Path, Path]:
        """The folders DATA and REFERENCE, written."""
        data, reference = folder / "data", folder / "reference"
        for path in (data / "extracted", data / "reports", reference):
            path.mkdir(parents=True, exist_ok=True)
        for old in (data / "extracted").glob("*.json"):
            old.unlink()
        codings = {f"{name}.csv": sheet(name, "") for name in ("codings", "corrections")}
        for name, text in (codings | self.files).items():
            (reference / name).write_text(text, encoding="utf-8")
        for one in self.records:
            (data / "extracted" / f"{one['file_id']}.json").write_text(json.dumps(one), encoding="utf-8")
        write_vocabulary(data / "extracted")
        if self.themes is not None:
            (data / "extracted" / THEMES_FILE).write_text(json.dumps(self.themes), encoding="utf-8")
        if self.practices is not None:
            (data / "extracted" / PRACTICES_FILE).write_text(json.dumps(self.practices), encoding="utf-8")
        listing = data / "reports" / "listing.jsonl"
        listing.unlink(missing_ok=True)
        if self.listing is not None:
            listing.write_text("".join(json.dumps(one) + "\n" for one in self.listing), encoding="utf-8")
        return data, reference
