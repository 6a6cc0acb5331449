"""What a record says arrives in the tables: a key that SQL misspells would read as empty, in silence."""

import dataclasses

import duckdb
import pytest

from common.record import Record
from db.load import load
from tests.worlds.tiny import tiny

# Where a field of the record stands under another name, or in another table.
ELSEWHERE = {
    "file_id": "review_id",
    "authority": "authority_printed",
}
NOT_IN_REVIEWS = {"outcome", "reason", "judgements", "paragraphs", "statements", "warnings"}
FIELDS = [field.name for field in dataclasses.fields(Record) if field.name not in NOT_IN_REVIEWS]


@pytest.fixture(scope="module")
def arrived(tmp_path_factory):
    """The record of a review in which every field has a value, and its row of `reviews`, as text."""
    world = tiny()
    record = next(one for one in world.records if one["file_id"] == "101")
    data, reference = world.write(tmp_path_factory.mktemp("record"))
    load(data, reference)
    with duckdb.connect(str(data / "lscb.duckdb"), read_only=True) as connection:
        answer = connection.execute("select * from reviews where review_id = '101'")
        columns = [column[0] for column in answer.description]
        row = dict(zip(columns, answer.fetchone(), strict=True))
    return record, {name: None if value is None else str(value) for name, value in row.items()}


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_of_a_review_arrives_in_its_row(arrived, field):
    record, row = arrived
    assert record[field] is not None, f"tests/worlds: give the review 101 a value of {field}"
    assert row[ELSEWHERE.get(field, field)] == str(record[field])
