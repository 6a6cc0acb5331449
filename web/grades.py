"""Ofsted's grades, best first: what each is called, the letter that stands for it, and its colour.

Everything on the site that names, orders, abbreviates or paints a grade takes it from here; a test holds the
stylesheet to the same colours.
"""

from __future__ import annotations

GRADES = {
    "outstanding": "Outstanding",
    "good": "Good",
    "requires improvement": "Requires improvement",
    "inadequate": "Inadequate",
}
# How several boards have a grade: '10 require improvement'. One board has it by its name: '1 requires improvement'.
PLURALS = {grade: grade for grade in GRADES} | {"requires improvement": "require improvement"}
# What stands for a grade where a word has no room.
LETTERS = {"outstanding": "O", "good": "G", "requires improvement": "R", "inadequate": "I"}
COLOURS = {
    "outstanding": "#1d70b8",
    "good": "#00703c",
    "requires improvement": "#b58840",
    "inadequate": "#942514",
}
# Grades of boards that do well, as this site's questions group them, and of the others.
DOING_WELL = ("outstanding", "good")
OTHERS = tuple(grade for grade in GRADES if grade not in DOING_WELL)
