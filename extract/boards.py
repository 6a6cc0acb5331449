"""How a safeguarding children board is written: the pieces from which the patterns of other modules are made.

Each piece is the text of a regular expression without groups. Reports write the board's name in full, by the letters
of a short name, or both, and the heading of its part does so in ways of its own.
"""

from __future__ import annotations

from typing import Final

# 'Safeguarding Children Board', 'safeguarding children’s board'
FULL_NAME: Final = r"[Ss]afeguarding\s+[Cc]hildren(?:[’']s)?\s+[Bb]oard"
# 'LSCB', 'BANESSCB', 'SCB'
SHORT_NAME: Final = r"[A-Z]{0,6}SCB"
# in a sentence: 'LSCB', 'Safeguarding Children Board', 'Safeguarding Children Board (NSCB)'
IN_SENTENCE: Final = rf"(?:{SHORT_NAME}|{FULL_NAME})\b(?:\s*\({SHORT_NAME}\))?"
# where a grade is described and no board is meant: 'LSCB', 'local safeguarding children board (lscb)'
OF_ANY_PLACE: Final = rf"(?:lscb|local\s+{FULL_NAME})(?:\s+\(lscb\))?"
# in a heading, as `extract.headings.plain` gives it: 'the lscb', 'the local safeguarding children board (lscb)',
# 'barnsley lscb', 'sscb', 'the board', "the lscb's"
IN_HEADING: Final = (
    rf"(?:the )?(?:[\w&' -]{{0,60}}?\b(?:(?:local )?{FULL_NAME}(?: \(\w+\))?|[a-z&]*scb[a-z]?)"
    r"|(?:safeguarding )?board)(?:'s|s')?"
)
# what a review or an inspection is of: 'of the effectiveness of the Local Safeguarding Children …'
EFFECTIVENESS: Final = r"of\s+the\s+effectiveness\s+of\s+(?:the\s+)?[Ll]ocal\s+[Ss]afeguarding\s+[Cc]hildren"
