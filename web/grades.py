"""Ofsted's grades as pages show them, from `common/grades.yml`: names, letters and colours, best first.

A test holds the stylesheet to the same colours.
"""

from __future__ import annotations

from common.grades import grades

GRADES: dict[str, str] = {grade.id: grade.label for grade in grades()}
# How a grade is said of several boards: '10 require improvement'. Of one board, by its name: '1 requires improvement'.
PLURALS: dict[str, str] = {grade.id: grade.several for grade in grades()}
# What stands for a grade where there is no room for a word.
LETTERS: dict[str, str] = {grade.id: grade.letter for grade in grades()}
COLOURS: dict[str, str] = {grade.id: grade.colour for grade in grades()}
# Grades of boards that do well, as this site's questions group them, and of the others.
DOING_WELL = ("outstanding", "good")
OTHERS = tuple(grade for grade in GRADES if grade not in DOING_WELL)
