"""Write set pages as a PDF: the same pages give the same bytes."""

from __future__ import annotations

import io

from reportlab.pdfgen.canvas import Canvas

from demo.typeset import Setting

SHEAR = 0.3333


def pdf(setting: Setting, title: str) -> bytes:
    """The PDF of `setting`. It carries no date and no random id, so its hash and ETag stay the same."""
    held = io.BytesIO()
    height = setting.size[1]
    canvas = Canvas(held, pagesize=setting.size, invariant=1, pageCompression=1)
    canvas.setTitle(title)
    canvas.setAuthor("A made-up Ofsted (fiction)")
    for page in setting.pages:
        canvas.setLineWidth(0.48)
        for rule in page.rules:
            canvas.line(rule.x0, height - rule.top, rule.x1, height - rule.bottom)
        for ink in page.inks:
            text = canvas.beginText()
            text.setTextTransform(1, 0, SHEAR if ink.slant else 0, 1, ink.x, height - ink.baseline)
            text.setFont(ink.font, ink.size)
            text.textOut(ink.text)
            canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return held.getvalue()
