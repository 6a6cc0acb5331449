"""The canned queries' files, the parameters they share, and what is refused in them."""

import re

import pytest

from common.strict_yaml import YamlError
from db import metadata, tables
from db.errors import DatabaseError
from db.functions import FUNCTIONS

QUERIES = metadata.read_queries()
SHARED = {
    "as_at": {"kind": "date", "default": "today", "about": "Reviews public by then"},
    "to": {"kind": "date", "default": "the last", "about": "The last day"},
}
OF_ONE_ROW = {"one_paragraph", "one_statement", "short_list_tells", "this_build"}
# 'wilson_low(group_k, group_n)'
CALL = re.compile(r"\b(\w+)\(")


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_names_the_functions_of_ours_that_it_calls(name):
    ours = {function.name for function in FUNCTIONS}
    assert ours.intersection(CALL.findall(QUERIES[name]["sql"])) == set(QUERIES[name].get("functions", []))


@pytest.mark.parametrize("name", [name for name, query in QUERIES.items() if not query.get("hide")])
def test_every_query_has_an_order(name):
    # sqlfluff indents every clause but those of the outermost select. A query of one row needs none.
    if name in OF_ONE_ROW:
        return
    assert re.search(r"^order by\b", QUERIES[name]["sql"], re.MULTILINE), "give it an order by, in small letters"


def test_every_shared_parameter_is_shared():
    named = "\n".join(path.read_text(encoding="utf-8") for path in metadata.QUERIES.glob("*.yml"))
    shared = metadata.read_shared()
    assert [one for one in shared if len(re.findall(rf"^  \w+: {one}$", named, re.M)) < 2] == []


def query(folder, text, sql="select 1 as one\norder by one"):
    path = folder / "first.yml"
    path.write_text("title: First\ndescription: One.\n" + text, encoding="utf-8")
    path.with_suffix(".sql").write_text(sql, encoding="utf-8")
    return path


def test_a_parameter_is_described_or_named(tmp_path):
    own = "{kind: text, default: none, about: A word}"
    path = query(tmp_path, f"parameters: {{until: to, as_at: as_at, q: {own}}}\ncolumns: {{one: One}}\n")
    read = metadata.read_query(path, SHARED)["parameters"]
    assert list(read) == ["until", "as_at", "q"]
    assert read["until"] == SHARED["to"] and read["q"] == {"kind": "text", "default": "none", "about": "A word"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("column: {one: One}\n", "the file has no key 'column': perhaps 'columns'?"),
        ("columns: {one: One}\nparameters: {as_at: as_att}\n", "has no 'as_att', perhaps 'as_at'?"),
        ("columns: {one: One}\nparameters: {q: {kind: text, default: none}}\n", "first.yml, q: about is missing"),
        (
            "columns: {one: One}\nparameters: {q: {kind: text, default: none, about: A, choice: [a]}}\n",
            "there is no key 'choice', perhaps 'choices'?",
        ),
        ("columns: {one: One}\nparameters: {q: 3}\n", "'q' must be str or dict, it is 3"),
        ("{}", "the file must be a mapping"),
        ("parameters: {}\n", "the file lacks 'columns'"),
    ],
)
def test_a_slip_in_a_query_is_refused(tmp_path, text, said):
    path = query(tmp_path, text)
    if text == "{}":
        path.write_text("- a list\n", encoding="utf-8")
    with pytest.raises((DatabaseError, YamlError)) as refusal:
        metadata.read_query(path, SHARED)
    assert said in str(refusal.value) and "first.yml" in str(refusal.value)


def test_a_query_without_sql_is_refused(tmp_path):
    path = query(tmp_path, "columns: {one: One}\n")
    path.with_suffix(".sql").unlink()
    with pytest.raises(DatabaseError, match=r"first\.sql is missing"):
        metadata.read_query(path, SHARED)


def test_queries_that_differ_in_names_alone_share_a_template(tmp_path, monkeypatch):
    monkeypatch.setattr(metadata, "TEMPLATES", tmp_path)
    (tmp_path / "ships.sql").write_text("select {{ what }} from {{ what }}s", encoding="utf-8")
    path = query(tmp_path, "template: {from: ships, what: crew}\ncolumns: {crew: One}\n")
    path.with_suffix(".sql").unlink()
    read = metadata.read_query(path, SHARED)
    assert read["sql"] == "select crew from crews" and "template" not in read
    path = query(tmp_path, "template: {from: boats, what: crew}\ncolumns: {crew: One}\n")
    with pytest.raises(DatabaseError, match=r"boats\.sql is missing in templates/"):
        metadata.read_query(path, SHARED)


def test_a_query_names_a_part_of_sql_that_others_share(tmp_path, monkeypatch):
    monkeypatch.setattr(metadata, "read_parts", lambda: {"crews": "crews as (select 1 as one)"})
    path = query(tmp_path, "columns: {one: One}\n")
    path.with_suffix(".sql").write_text("with\n{{ crews }}\n\nselect one from crews", encoding="utf-8")
    sql = metadata.read_query(path, SHARED)["sql"]
    assert sql == "with\ncrews as (select 1 as one)\n\nselect one from crews"
    path.with_suffix(".sql").write_text("with\n{{ crew }}\n\nselect one from crew", encoding="utf-8")
    with pytest.raises(DatabaseError, match=r"first\.sql: there is no part 'crew', perhaps 'crews'"):
        metadata.read_query(path, SHARED)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ships: {key: [ship], reference: {ship: ships}}", "'ships' has no key 'reference': perhaps 'ref"),
        ("ships: {key: [ship], references: {crew: crews}}", "'crews' is not known, it may have 'ships'"),
        ("ships: {key: [ship], optional: [crew]}", "table ships, optional: 'crew' is not known"),
        ("ships: {key: ['ship; drop table ships']}", "is not a name or word that SQL can take"),
        ("ships: {key: [ship], words: {rig: [\"sloop' or 1\"]}}", "is not a name or word that SQL can take"),
    ],
)  # fmt: skip
def test_a_slip_in_the_list_of_tables_is_refused(tmp_path, text, said):
    path = tmp_path / "tables.yml"
    path.write_text(text + "\n", encoding="utf-8")
    with pytest.raises((DatabaseError, YamlError)) as refusal:
        tables.read(path)
    assert said in str(refusal.value)
