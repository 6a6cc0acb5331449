"""Small reports drawn for the tests: fictional places, our own prose, the shape of Ofsted's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont

from demo import draw
from demo.typeset import Ink, Page, Setting

# Bitstream Vera comes with reportlab; the PDF's own fonts have no bullet that every reader knows.
registerFont(TTFont("Vera", "Vera.ttf"))
registerFont(TTFont("Vera-Bold", "VeraBd.ttf"))

# What a block is: its left edge, the left edge of its text, its size, whether bold, and the space above it (points).
SHAPES: dict[str, tuple[float, float, float, bool, float]] = {
    "name": (70, 70, 26, True, 20),
    "h16": (70, 70, 16, True, 14),
    "h14": (70, 70, 14, True, 12),
    "h12": (70, 70, 12, True, 10),
    "large": (70, 70, 14, False, 12),
    "p": (70, 70, 12, False, 8),
    "n": (70, 98, 12, False, 8),
    "nb": (70, 98, 12, True, 8),
    "in": (98, 126, 12, False, 8),
    "b": (70, 98, 12, False, 8),
    "s": (98, 116, 12, False, 4),
    "foot": (70, 70, 10, False, 2),
}
TOP = 72.0
Block = tuple[str, ...]

SENTENCE = (
    "The board meets every second month and its members from each agency bring figures of their own work to it, "
    "which the chair tests against what young people in Ambleford say."
)


class Drawing:
    """A PDF as it grows: blocks flow down the page and over to the next.

    `font` is Vera, Helvetica, Times or Courier; `scale` multiplies every size; `running` is drawn in every page's top
    margin from `running_from` on; each page has its number at the foot.
    """

    def __init__(
        self,
        font: str = "Vera",
        scale: float = 1.0,
        size: tuple[float, float] = A4,
        running: str | None = None,
        numbers: bool = True,
    ) -> None:
        self.regular = {"Times": "Times-Roman"}.get(font, font)
        self.thick = f"{font}-Bold"
        self.scale, self.size, self.running, self.numbers = scale, size, running, numbers
        self.pages: list[Page] = []
        self.inks: list[Ink] = []
        self.top = TOP
        self.bottom = size[1] - 92

    def text(self, x: float, top: float, text: str, size: float = 12, bold: bool = False) -> None:
        """Print one line at a place; `top` from the page's top, in points."""
        size *= self.scale
        self.inks.append(Ink(x, top + size, text, self.thick if bold else self.regular, size))

    def turn(self) -> None:
        """Go to the next page."""
        if self.running:
            self.text(70, 36, self.running, 9)
        if self.numbers:
            self.text(self.size[0] - 90, self.size[1] - 50, str(len(self.pages) + 1), 13)
        self.pages.append(Page(tuple(self.inks), ()))
        self.inks, self.top = [], TOP

    def lines(self, text: str, width: float, size: float, bold: bool) -> list[str]:
        """A text broken into lines of a width in points; '|' forces a break."""
        font = self.thick if bold else self.regular
        lines: list[str] = []
        for piece in text.split("|"):
            line = ""
            for word in piece.split():
                longer = f"{line} {word}".strip()
                if line and stringWidth(longer, font, size * self.scale) > width:
                    lines.append(line)
                    line = word
                else:
                    line = longer
            lines.append(line)
        return lines

    def block(self, kind: str, *said: str) -> None:
        """One block: `("n", "12.", "text")`, `("b", "•", "text")`, `("h12", "text")`, `("turn",)`, `("gap", "40")`."""
        if kind == "turn":
            return self.turn()
        if kind == "gap":
            self.top += float(said[0])
            return None
        left, text_left, size, bold, above = SHAPES[kind]
        mark, text = said if len(said) == 2 else ("", said[0])
        pitch = 1.2 * size * self.scale
        self.top += above
        for at, line in enumerate(self.lines(text, self.size[0] - 80 - text_left, size, bold)):
            if self.top + pitch > self.bottom:
                self.turn()
            if at == 0 and mark:
                self.text(left, self.top, mark, size, bold)
            self.text(text_left, self.top, line, size, bold)
            self.top += pitch
        return None

    def blocks(self, blocks: Iterable[Block]) -> Drawing:
        """Several blocks; gives the drawing itself."""
        for block in blocks:
            self.block(*block)
        return self

    def pdf(self) -> bytes:
        """The file's bytes."""
        self.turn()
        return draw.pdf(Setting(tuple(self.pages), {}, self.size), "Drawn for a test")


AREAS = (
    ("1. Children who need help and protection", "Requires improvement"),
    ("2. Children looked after and achieving|permanence", "Good"),
    ("2.1 Adoption performance", "Outstanding"),
    ("2.2 Experiences and progress of care leavers", "Good"),
    ("3. Leadership, management and governance", "Requires improvement"),
)


def draw_front(
    drawing: Drawing,
    place: str = "Ambleford",
    inspected: Sequence[str] = ("Inspection date: 2 March 2016 – 24 March 2016",),
    published: str = "Report published: 20 May 2016",
    overall: str = "Children’s services in Ambleford require improvement to be good",
    areas: Sequence[tuple[str, str]] = AREAS,
    board: str | None = None,
    titled: bool = True,
) -> None:
    """Page 1, as in the combined reports: the authority, titles, dates, and the table of judgements."""
    drawing.block("name", place)
    if titled:
        title = "Inspection of services for children in need, children looked after and those who leave care"
        drawing.block("h16", title)
        drawing.block("h14", "Review of the effectiveness of the Local Safeguarding Children Board")
    for line in inspected:
        drawing.block("p", line)
    if published:
        drawing.block("p", published)
    drawing.block("h12", overall)
    if board:
        drawing.block("h12", board)
    drawing.top += 10
    for label, grade in areas:
        cells = grade.split("|")
        labels = drawing.lines(label, 300, 11, False)
        height = max(len(cells), len(labels)) * 14.0
        for lines, x in ((labels, 76.0), (cells, 420.0)):
            top = drawing.top + (height - 14.0 * len(lines)) / 2
            for at, line in enumerate(lines):
                drawing.text(x, top + 14.0 * at, line, 11)
        drawing.top += height + 13
    drawing.turn()


LEAD = ("p", "Lead inspector: Petra Quill")

PART_C: tuple[Block, ...] = (
    ("h16", "The effectiveness of the Local Safeguarding Children Board (LSCB)"),
    ("h14", "The Local Safeguarding Children Board requires improvement to be good"),
    ("h14", "Executive summary"),
    ("p", SENTENCE),
    ("h14", "Recommendations"),
    ("n", "81.", "Agree with every agency how it shows that its staff are trained."),
    ("n", "82.", "Test whether the early help plans of the partners change what families find."),
    ("h14", "Inspection findings – the Local Safeguarding Children Board"),
    ("n", "83.", SENTENCE),
    ("n", "84.", "Audits of practice are few. " + SENTENCE),
)
PART_B: tuple[Block, ...] = (
    ("h16", "The Local Safeguarding Children Board (LSCB)"),
    ("h14", "The Local Safeguarding Children Board is good"),
    ("p", "The arrangements in place to evaluate the work of the authority and the partners of its board are good."),
    ("h14", "Summary of findings"),
    ("h14", "The Local Safeguarding Children Board is good because:"),
    ("b", "•", "its chair holds partners to account;"),
    ("b", "•", "its figures are read and acted upon."),
    ("h14", "What does the LSCB need to improve?"),
    ("h12", "Priority and immediate action"),
    ("n", "60.", "There are no areas for priority and immediate action."),
    ("h12", "Areas for improvement"),
    ("n", "61.", "Publish what the audits of the year have shown."),
    ("h14", "Inspection judgement about the LSCB"),
    ("n", "62.", SENTENCE),
    ("n", "63.", "Young people sit on two of its groups. " + SENTENCE),
)
PART_A: tuple[Block, ...] = (
    ("h16", "Section 2: The effectiveness of the Local Safeguarding Children Board"),
    ("h12", "The effectiveness of the LSCB is inadequate"),
    ("h12", "Priority and immediate action"),
    ("n", "70.", "Appoint a chair who is independent of the agencies."),
    ("h12", "Areas for improvement"),
    ("n", "71.", "Keep a list of risks, and read it at each meeting."),
    ("h12", "Key strengths and weaknesses of the LSCB"),
    ("n", "72.", SENTENCE),
)
PART_D: tuple[Block, ...] = (
    ("h12", "The Local Safeguarding Children Board is good"),
    ("p", "The arrangements in place to evaluate the work of the authority and the partners of its board are good."),
    ("h12", "Summary of findings"),
    ("b", "•", "The chair is well known in Ambleford."),
    ("h12", "Recommendations"),
    ("n", "1.", "Tell the public more about the board’s work."),
    ("h12", "Inspection findings"),
    ("n", "2.", SENTENCE),
)
END: tuple[Block, ...] = (
    ("turn",),
    ("h16", "Information about this inspection"),
    ("p", "Inspectors spoke with young people, parents, staff and members of the board of Ambleford."),
    ("h14", "The inspection team"),
    LEAD,
    ("p", "Deputy lead inspector: Osric Vane"),
)


def report(
    part: Sequence[Block],
    end: Sequence[Block] = END,
    before: Sequence[Block] = (("h16", "Leadership"), ("n", "1.", SENTENCE)),
    contents: Sequence[tuple[str, str]] = (),
    drawing: Drawing | None = None,
    **front: object,
) -> bytes:
    """A whole combined report: page 1, contents where asked, a page on the authority, the part, and what follows."""
    drawing = drawing or Drawing()
    draw_front(drawing, **front)  # type: ignore[arg-type]
    if contents:
        drawing.block("h16", "Contents")
        for heading, page in contents:
            drawing.block("p", f"{heading} {'.' * 20} {page}")
    else:
        drawing.block("p", "What the report holds is told on its first page.")
    drawing.turn()
    drawing.blocks(before)
    drawing.turn()
    return drawing.blocks(part).blocks(end).pdf()
