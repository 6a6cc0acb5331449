"""A product is whole or not there, whoever else is at work and whenever a run was killed."""

import os
import resource
import time

import pytest

from common.writing import FolderInUseError, build_beside, build_folder_beside, lock_folder, sweep, write_whole


def test_the_target_is_there_at_the_end_and_not_before(tmp_path):
    target = tmp_path / "new" / "lscb.db"
    with build_beside(target) as part:
        part.write_text("whole")
        assert not target.exists()
    assert target.read_text() == "whole"
    assert [path.name for path in target.parent.iterdir()] == ["lscb.db"]


def test_a_block_that_raises_leaves_the_former(tmp_path):
    target = tmp_path / "lscb.db"
    target.write_text("former")
    with pytest.raises(ZeroDivisionError), build_beside(target) as part:
        part.write_text("half")
        raise ZeroDivisionError
    assert target.read_text() == "former"
    assert [path.name for path in tmp_path.iterdir()] == ["lscb.db"]


def test_what_a_killed_run_left_is_built_anew(tmp_path):
    (tmp_path / ".lscb.db.building").write_text("half")
    (tmp_path / ".lscb.db.building.wal").write_text("half")
    with build_beside(tmp_path / "lscb.db") as part:
        assert not part.exists()
        part.write_text("whole")
    assert [path.name for path in tmp_path.iterdir()] == ["lscb.db"]


def test_two_at_once_do_not_mix(tmp_path):
    with build_beside(tmp_path / "lscb.db") as part:
        part.write_text("first")
        with pytest.raises(FolderInUseError, match=f"another run is at work in {tmp_path}: wait for it"):
            build_beside(tmp_path / "lscb.db").__enter__()
    assert (tmp_path / "lscb.db").read_text() == "first"
    with build_beside(tmp_path / "lscb.db") as part:
        part.write_text("second")
    assert (tmp_path / "lscb.db").read_text() == "second"


def test_a_folder_is_locked_until_its_descriptor_is_closed(tmp_path):
    lock = lock_folder(tmp_path)
    with pytest.raises(FolderInUseError):
        lock_folder(tmp_path)
    os.close(lock)
    os.close(lock_folder(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_write_replaces_the_content_and_leaves_nothing_beside(tmp_path):
    path = tmp_path / "listing.jsonl"
    for content in (b"former", b"new"):
        write_whole(path, content)
        assert path.read_bytes() == content
    assert [one.name for one in tmp_path.iterdir()] == ["listing.jsonl"]


def test_a_write_is_synced_unless_told_otherwise(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(os, "fsync", synced.append)
    write_whole(tmp_path / "a", b"", is_synced=False)
    assert synced == []
    write_whole(tmp_path / "a", b"")
    assert len(synced) == 2  # the file, then the folder's names


def test_a_failed_write_leaves_the_former_content(tmp_path, monkeypatch):
    path = tmp_path / "listing.jsonl"
    write_whole(path, b"former")

    def full(*_):
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"former"


def test_leftovers_of_an_age_are_swept_away_and_nothing_else(tmp_path):
    for name in (".1.json.77.writing", ".1.json.88.writing", "1.json", ".kept"):
        (tmp_path / name).write_text("{")
    os.utime(tmp_path / ".1.json.77.writing", (0, time.time() - 3601))
    sweep(tmp_path, age=3600)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".1.json.88.writing", ".kept", "1.json"]
    sweep(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".kept", "1.json"]


def test_a_folder_takes_the_place_of_the_former_whole(tmp_path):
    target = tmp_path / "downloads"
    for leftover in (".downloads.building", ".downloads.former"):
        (tmp_path / leftover).mkdir()
        (tmp_path / leftover / "half").touch()
    for name in ("first", "second"):
        with build_folder_beside(target) as part:
            (part / name).touch()
        assert [path.name for path in target.iterdir()] == [name]
    assert [path.name for path in tmp_path.iterdir()] == ["downloads"]


def test_a_folder_that_fails_to_build_leaves_the_former(tmp_path):
    target = tmp_path / "downloads"
    target.mkdir()
    (target / "former").touch()
    with pytest.raises(ZeroDivisionError), build_folder_beside(target) as part:
        (part / "half").touch()
        raise ZeroDivisionError
    assert [path.name for path in target.iterdir()] == ["former"]
    assert [path.name for path in tmp_path.iterdir()] == ["downloads"]


def test_a_file_that_finds_no_room_is_named_and_leaves_no_scrap(tmp_path):
    path = tmp_path / "listing.jsonl"
    path.write_bytes(b"former")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        with pytest.raises(OSError, match=r"File too large: .*listing\.jsonl"):
            write_whole(path, b"x" * 1000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert path.read_bytes() == b"former"
    assert [one.name for one in tmp_path.iterdir()] == ["listing.jsonl"]


def test_a_leftover_from_the_future_is_swept_away(tmp_path):
    scrap = tmp_path / ".1.json.77.writing"
    scrap.write_text("{")
    os.utime(scrap, (0, time.time() + 3600))
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []
