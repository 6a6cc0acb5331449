"""What holds for all of web/: where SQL is, what it imports, what its functions and classes are called."""

import ast
import json
import re
from pathlib import Path

import pytest

from common.project import ROOT
from db import dictionary, metadata
from web import charts, grades
from web.__main__ import WEB

SOURCES = sorted(path for path in WEB.rglob("*") if path.suffix in {".py", ".html", ".xml", ".json"})
MODULES = [path for path in SOURCES if path.suffix == ".py"]
# 'select grade, label from grades', and no `<select name="from">`
SQL = re.compile(r"(?<![</])\bselect\b[^<>;]{1,300}?\bfrom\b \w+|\b(?:insert into|create (?:table|view))\b", re.I)
# SQL that readers are shown, to type or to change.
EXAMPLES = {
    "pages/data.py": "select lscb_grade, count(*) from reviews",
    "templates/database.html": "select authority, lscb_grade, public_on from reviews",
}
# Participles that end in none of -ed and -ing.
IRREGULAR = {"said", "told", "drawn", "shown", "held", "met", "chosen", "known", "given", "written", "read", "made"}
NO_PARTICIPLES = {"embed", "feed", "need", "heading", "opening"}


def test_sql_is_in_files_of_its_own():
    found = {
        str(path.relative_to(WEB)): one[0]
        for path in SOURCES
        for one in SQL.finditer(re.sub(r"\s+", " ", path.read_text(encoding="utf-8")))
    }
    assert found == EXAMPLES


def test_the_search_for_sql_finds_some():
    assert SQL.search('ask("select theme_id as value, label from themes")')
    assert not SQL.search('<select name="to"> from </select> from here')


def test_only_canned_queries_and_readers_own_sql_are_executed():
    asking = {
        str(path.relative_to(WEB)) for path in MODULES if re.search(r"\.execute\w*\(", path.read_text(encoding="utf-8"))
    }
    assert asking == {"canned.py", "exports.py", "taken.py", "visitor_worker.py"}


def definitions(folder):
    """Every function and class below a folder: the module, and its node."""
    for path in sorted(Path(folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                yield path.relative_to(ROOT), node


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(WEB)))
def test_nothing_of_the_stages_before_is_imported_but_the_published_database(path):
    imported = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").split(".")[0])
        elif isinstance(node, ast.Import):
            imported |= {one.name.split(".")[0] for one in node.names}
    assert not imported & {"extract", "scraper", "demo", "tests"}


def test_functions_are_verbs_or_nouns():
    bare = [
        f"{path}: {node.name}"
        for path, node in definitions(WEB)
        if not isinstance(node, ast.ClassDef)
        and (word := node.name.strip("_")) not in NO_PARTICIPLES
        and (word in IRREGULAR or re.fullmatch("[a-z]+(?:ed|ing)", word))
    ]
    assert bare == []


def test_a_class_of_the_site_shares_its_name_with_no_other():
    homes = {}
    for folder in ("scraper", "extract", "db", "demo", "web"):
        for path, node in definitions(ROOT / folder):
            if isinstance(node, ast.ClassDef):
                homes.setdefault(node.name, []).append(str(path))
    assert [names for names in homes.values() if len(names) > 1 and any(one.startswith("web") for one in names)] == []


def test_grades_have_the_same_colours_everywhere():
    css = (WEB / "static" / "site.css").read_text(encoding="utf-8")
    for grade, colour in grades.COLOURS.items():
        name = grade.replace(" ", "-")
        assert f".grade-{name} {{ border-color: {colour}; }}" in css
        assert re.search(rf"span\.tile-{name} {{ background: {colour};", css)
    assert charts.SCALES["grades"] == {"domain": [*grades.GRADES], "range": [*grades.COLOURS.values()]}
    assert {*grades.LETTERS} == {*grades.PLURALS} == {*grades.GRADES}
    for chart in (WEB / "charts").glob("*.json"):
        domains = re.findall(r'"domain": (\["outstanding".*?\])', chart.read_text(encoding="utf-8"))
        assert all(json.loads(domain) == [*grades.GRADES] for domain in domains), chart
        assert grades.COLOURS["outstanding"] not in chart.read_text(encoding="utf-8"), f"{chart}: say `scale: grades`"


def test_grades_are_those_of_the_data_in_their_order(get):
    rows = get("/lscb/grades.json?_shape=array&_sort=rank").json()
    assert {row["grade"]: row["label"] for row in rows} == grades.GRADES
    assert [row["grade"] for row in rows] == [*grades.GRADES]


HIDDEN = [name for name, query in metadata.read_queries().items() if query.get("hide")]


def test_queries_that_only_pages_ask_are_in_no_list(get):
    assert {"choices", "this_build", "one_statement"} <= {*HIDDEN}
    lists = [get(address).text for address in ("/lscb", "/data", "/sitemap.xml")]
    lists.append(dictionary.text(metadata.compose()))
    for name in HIDDEN:
        for text in lists:
            assert f"/lscb/{name}" not in text and f"`{name}`" not in text, name
    assert all("/lscb/threads" in text for text in lists)


def test_no_query_takes_the_address_of_a_table(get):
    tables = {table["name"] for table in get("/lscb.json?_show_hidden=1").json()["tables"]}
    assert "build" in tables and not tables & metadata.read_queries().keys()
