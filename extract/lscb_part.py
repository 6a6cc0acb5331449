"""Where in a report the LSCB part stands, which layout it has, and its lines.

Layouts (A to D): see `Layout` below. The pages are found in the plain text, which costs milliseconds, and each find is
confirmed by how the heading is set, since reports also name the board in contents, running text and grade descriptions.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterable, Iterator
from typing import Final

from common.record import Layout
from extract import boards
from extract import lines as print_lines
from extract.errors import ExtractionError
from extract.front import front_page
from extract.grades import stated_grade
from extract.headings import Role, plain, role_of
from extract.lines import SAME_SIZE, Line, is_heading
from extract.pdf import Pdf

# Layout A's title: 'Section 2: The effectiveness of the Local Safeguarding Children Board'
SECTION_TWO = re.compile(r"section 2\b")
# Layout D's title: 'Inspection of the effectiveness of the local safeguarding children board'
OWN_REPORT = re.compile(rf"(?:inspection|review) {boards.EFFECTIVENESS}")
# a contents page's entry: 'Recommendations 40', 'Executive summary .......... 39'
CONTENTS_ENTRY = re.compile(r"(?P<heading>.*?[^\d\s.])[\s.]+(?P<page>\d{1,3})")
# the sections that tell layout B from C
B_SECTIONS = re.compile(r"summary of findings|what does .* need to improve|inspection judgements? about")
C_SECTIONS = re.compile(r"executive summary|inspection findings?\b|recommendations?|summary")
# What a part may open with: its title or, if it has none, the heading that states the grade.
TITLE_ROLES: Final[tuple[Role, ...]] = ("title", "grade")
# How many lines below the title the grade or the first section stands at the latest.
TITLE_REACH = 14


@dataclasses.dataclass(frozen=True)
class LscbPart:
    """The LSCB part of a report: its lines from below the title to the next part, without page furniture.

    `end_page` has the heading that is known to follow the part; None if the part ran to the file's end.
    """

    layout: Layout
    title: str
    first_page: int
    last_page: int
    lines: tuple[Line, ...]
    body_size: float
    end_page: int | None


def find_part(pdf: Pdf) -> LscbPart | None:
    """The part of the report that reviews an LSCB, None if there is none.

    Raises ExtractionError if its sections fit no known layout.
    """
    for role in TITLE_ROLES:
        for page in title_pages(pdf, role):
            part = read_part(pdf, page, role)
            if part is not None:
                return part
    return None


def title_pages(pdf: Pdf, role: Role) -> Iterator[int]:
    """Pages whose plain text has a line, or two lines together, that may be the title of an LSCB part."""
    front = front_page(pdf)
    for page in range(front, pdf.pages + 1):
        texts = pdf.text_lines(page)
        pairs = [f"{a} {b}" for a, b in itertools.pairwise(texts)]
        if any(role_of(text) == role for text in texts + pairs):
            if page <= front + 1 and not any(OWN_REPORT.match(plain(text)) for text in texts + pairs):
                continue  # the contents page
            yield page


def read_part(pdf: Pdf, page: int, role: Role) -> LscbPart | None:
    """The part that begins on `page`, None if no title is set there as a heading or no review follows it."""
    size = pdf.body_size(page, page + 2)  # a title page alone may be all large print
    lines = list(pdf.lines(page, size))
    number = page - front_page(pdf) + 1
    for at in range(len(lines)):
        for count in (3, 2, 1):
            title = lines[at : at + count]
            if is_title(title, role, number, lines, size):
                # A title that states the grade is the part's first heading too.
                skip = at if role == "grade" else at + count
                return read_from(pdf, page, size, " ".join(line.text for line in title), skip)
    return None


def is_title(title: list[Line], role: Role, page: int, lines: list[Line], size: float) -> bool:
    """Whether some lines are the title of an LSCB part, which a grade or a known section follows.

    `page` counts from the report's page 1. The title is set as a heading, or in plain print with the heading that
    states the grade right below it.
    """
    text = " ".join(line.text for line in title)
    if role_of(text) != role or any(abs(line.size - title[0].size) > SAME_SIZE for line in title):
        return False
    after = lines[lines.index(title[-1]) + 1 :][:1]
    set_off = [*title] if is_heading(title[0], size) else after
    if not set_off or not all(is_heading(line, size) for line in set_off):
        return False
    if set_off == after and role_of(after[0].text) != "grade":
        return False
    own = bool(OWN_REPORT.match(plain(text)))
    if own:
        # Page 1 of a combined report says 'Review of the effectiveness of the LSCB' below the title of the inspection.
        before = " ".join(line.text for line in lines[: lines.index(title[0])]).lower()
        if "services for children in need" in before:
            return False
    elif page <= 2:
        return False
    below = lines[lines.index(title[-1]) + 1 :][:TITLE_REACH]
    opens = any(role_of(line.text) in ("summary", "recommendation", "finding") for line in below)
    if role == "grade":
        return opens and stated_grade(text) is not None
    return opens or stated_grade(" ".join(line.text for line in below)) is not None


def read_from(pdf: Pdf, first: int, size: float, title: str, skip: int) -> LscbPart:
    """The part whose title ends at line `skip` of page `first`."""
    pages: list[tuple[Line, ...]] = []
    for page in range(first, pdf.pages + 1):
        pages.append(pdf.lines(page, size)[skip if page == first else 0 :])
        if any(ends_part(line, size) for line in pages[-1]):
            break
    sheet = pdf.sheet(first)
    running = print_lines.running_texts(pages, sheet)
    kept: list[Line] = []
    end_page = None
    for lines in pages:
        in_contents = False
        for line in print_lines.without_furniture(lines, sheet, size, running):
            if ends_part(line, size) and not in_contents:
                end_page = line.page
                break
            if is_heading(line, size) and plain(line.text) == "contents":
                in_contents = True
            if not in_contents:
                kept.append(line)
    if not kept:
        raise ExtractionError(pdf.file_id, first, f"nothing follows the title {title!r}; read it by eye")
    return LscbPart(
        layout=layout_of(pdf.file_id, first, title, kept, size),
        title=title,
        first_page=first,
        last_page=kept[-1].page,
        lines=tuple(kept),
        body_size=size,
        end_page=end_page,
    )


def ends_part(line: Line, size: float) -> bool:
    """Whether a line is the heading of what follows the LSCB part."""
    return is_heading(line, size) and role_of(line.text) == "end"


def layout_of(file_id: str, page: int, title: str, lines: Iterable[Line], size: float) -> Layout:
    """The layout that a part's title and headings show.

    A 'Section 2' (February to August 2014); B 'Summary of findings' and 'Inspection judgement about the LSCB' (to
    mid-2015); C 'Executive summary' and 'Inspection findings' (to 2017); D a report of the board's own.
    Raises ExtractionError if there is no sign of any.
    """
    name = plain(title)
    headings = [plain(line.text) for line in lines if is_heading(line, size) or role_of(line.text)]
    if OWN_REPORT.match(name):
        return "D"
    if SECTION_TWO.match(name) or any(text.startswith("key strengths and weaknesses") for text in headings):
        return "A"
    if any(B_SECTIONS.match(text) for text in headings):
        return "B"
    if any(C_SECTIONS.match(text) for text in headings):
        return "C"
    raise ExtractionError(file_id, page, f"unknown layout: below {title!r} stand the headings {headings[:6]}")
