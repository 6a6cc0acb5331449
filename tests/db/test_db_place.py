"""A product is whole or not there, whoever else is at work and whenever a run was killed."""

import pytest

from db.errors import DatabaseError
from db.place import built_beside


def test_the_target_is_there_at_the_end_and_not_before(tmp_path):
    target = tmp_path / "new" / "lscb.db"
    with built_beside(target) as part:
        part.write_text("whole")
        assert not target.exists()
    assert target.read_text() == "whole"
    assert [path.name for path in target.parent.iterdir()] == ["lscb.db"]


def test_what_raises_leaves_the_former(tmp_path):
    target = tmp_path / "lscb.db"
    target.write_text("former")
    with pytest.raises(ZeroDivisionError), built_beside(target) as part:
        part.write_text("half")
        raise ZeroDivisionError
    assert target.read_text() == "former"
    assert [path.name for path in tmp_path.iterdir()] == ["lscb.db"]


def test_what_a_killed_run_left_is_built_anew(tmp_path):
    (tmp_path / ".lscb.db.building").write_text("half")
    (tmp_path / ".lscb.db.building.wal").write_text("half")
    with built_beside(tmp_path / "lscb.db") as part:
        assert not part.exists()
        part.write_text("whole")
    assert [path.name for path in tmp_path.iterdir()] == ["lscb.db"]


def test_two_at_once_do_not_mix(tmp_path):
    with built_beside(tmp_path / "lscb.db") as part:
        part.write_text("first")
        with pytest.raises(DatabaseError, match="another load or publish is at work"):
            built_beside(tmp_path / "lscb.db").__enter__()
    assert (tmp_path / "lscb.db").read_text() == "first"
    with built_beside(tmp_path / "lscb.db") as part:
        part.write_text("second")
    assert (tmp_path / "lscb.db").read_text() == "second"
