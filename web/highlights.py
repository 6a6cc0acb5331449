"""Words met in a text, marked for the page: canned queries put them between ⟦ and ⟧."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

# '…scrutiny of ⟦training⟧ is…'. A lone bracket, which could be in the text itself, marks nothing.
MARKED = re.compile(r"⟦([^⟦⟧]*)⟧")


def highlight(marked: str) -> Markup:
    """The text as HTML, its marked words in `<mark>`; everything else in it is escaped first."""
    return Markup(MARKED.sub(r"<mark>\1</mark>", str(escape(marked))))
