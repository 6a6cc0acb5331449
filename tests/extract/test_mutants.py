"""Reports changed and damaged on purpose: nothing is read wrong without a word. `make mutants` tables it."""

from __future__ import annotations

import pathlib

import pytest
from drawing import AREAS, PART_C, SENTENCE, Block, report

from tests.mutants.__main__ import try_report

# Facts that a report prints once: nothing in it can say that they are wrong. A name with a letter lost is an authority
# that the reference tables do not know, which stops the load.
PRINTED_ONCE = {
    "the part: another grade in its heading": "the board's grade, where neither summary nor page 1 repeats it",
    "bytes changed": "a letter of the authority's or the board's name",
    "page 1: another grade of the whole": "the overall grade, where those of the areas allow two",
}
SILENT = "SILENT"


def silent(path: pathlib.Path, other: pathlib.Path) -> tuple[int, list[tuple[str, ...]]]:
    found = try_report((path, other))
    is_silent = [
        (one[1].startswith(SILENT) and one[0] not in PRINTED_ONCE) or one[1] == "not a review" for one in found
    ]
    return len(found), [one for one, is_wrong in zip(found, is_silent, strict=True) if is_wrong]


def test_a_drawn_report_is_never_read_wrong_in_silence(tmp_path: pathlib.Path) -> None:
    headings: list[Block] = []
    for label, grade in AREAS:
        headings += [("h14", f"{label.split(' ', 1)[1].replace('|', ' ')} {grade}"), ("p", f"{SENTENCE} " * 3)]
    pages = [block for at, block in enumerate(PART_C) for block in ((("turn",), block) if at in (4, 7) else (block,))]
    paths = []
    for place in ("Ambleford", "Osmouth"):
        paths.append(tmp_path / f"{place}.pdf")
        paths[-1].write_bytes(report(pages, before=headings, place=place))
    count, wrong = silent(paths[0], paths[1])
    assert count > 50
    assert wrong == []


@pytest.mark.corpus
def test_real_reports_are_never_read_wrong_in_silence(corpus: pathlib.Path) -> None:
    chosen = sorted((corpus / "ofsted" / "files").glob("*.pdf"))[5::28]
    tried = 0
    for path, other in zip(chosen, [*chosen[1:], chosen[0]], strict=True):
        count, wrong = silent(path, other)
        tried += count
        assert wrong == []
    assert tried > 150
