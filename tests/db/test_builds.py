"""A publication's folder, the link to it, and going back."""

import json
import os
import shutil

import pytest

from common.writing import FolderInUseError, lock_folder
from db import builds


def publish(data, text, about=None):
    """A build whose database holds a text."""
    with builds.new_build(data, about or {}) as folder:
        (folder / "lscb.db").write_text(text)
        (folder / "metadata.yml").write_text("title: T")
        (folder / "downloads").mkdir()
        (folder / "downloads" / "a.csv").write_text("a\n")
    return builds.current_id(data)


def test_a_build_has_its_own_folder_and_is_found_where_it_always_was(tmp_path):
    first = publish(tmp_path, "first", {"crawl": None})
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        *("builds", "current", "downloads", "lscb.db", "metadata.yml"),
    ]
    assert (tmp_path / "lscb.db").read_text() == "first" and (tmp_path / "downloads" / "a.csv").exists()
    assert builds.served(tmp_path) == tmp_path.resolve() / "builds" / first
    about = json.loads((tmp_path / "builds" / first / "build.json").read_text())
    assert about["build"] == first and about["crawl"] is None
    assert about["files"]["lscb.db"] == {"bytes": 5, "sha256": builds.sha256(tmp_path / "lscb.db")}
    assert set(about["files"]) == {"lscb.db", "metadata.yml", "downloads/a.csv"}


def test_what_lay_there_before_there_were_builds_makes_room(tmp_path):
    (tmp_path / "lscb.db").write_text("old")
    (tmp_path / "downloads").mkdir()
    (tmp_path / "downloads" / "old.csv").touch()
    publish(tmp_path, "new")
    assert (tmp_path / "lscb.db").read_text() == "new" and (tmp_path / "downloads").is_symlink()
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_three_builds_are_kept_that_differ_and_the_one_in_use_is_never_removed(tmp_path):
    ids = [publish(tmp_path, text) for text in ("a", "b", "c", "c", "c")]
    assert ids == sorted(set(ids))  # within one second too
    held = [(one.folder / "lscb.db").read_text() for one in builds.held(tmp_path)]
    assert held == ["c", "b", "a"] and builds.held(tmp_path)[0].id == ids[-1]
    publish(tmp_path, "d")
    assert [(one.folder / "lscb.db").read_text() for one in builds.held(tmp_path)] == ["d", "c", "b"]


def test_falling_back_and_forth(tmp_path, capsys):
    first, second = publish(tmp_path, "a"), publish(tmp_path, "b")
    assert builds.main(["is-newest", "--data", str(tmp_path)]) == 0
    assert builds.main(["fall-back", "--data", str(tmp_path)]) == 0
    assert (tmp_path / "lscb.db").read_text() == "a" and builds.current_id(tmp_path) == first
    assert builds.main(["is-newest", "--data", str(tmp_path)]) == 1
    builds.main(["list", "--data", str(tmp_path)])
    lines = capsys.readouterr().out.splitlines()
    assert [line[:18] for line in lines] == [f"  {second}", f"* {first}"]
    assert builds.main(["use", second, "--data", str(tmp_path)]) == 0
    assert (tmp_path / "lscb.db").read_text() == "b"


def test_what_cannot_be_used_is_said(tmp_path, caplog):
    only = publish(tmp_path, "a")
    assert builds.main(["fall-back", "--data", str(tmp_path)]) == 1
    assert f"no build before {only}; there is: {only}" in caplog.text
    assert builds.main(["use", "20200101T000000Z", "--data", str(tmp_path)]) == 1
    assert "no build 20200101T000000Z" in caplog.text
    assert (tmp_path / "lscb.db").read_text() == "a"


def test_two_at_once_do_not_spoil_each_other(tmp_path):
    first = publish(tmp_path, "a")
    lock = lock_folder(tmp_path)
    with pytest.raises(FolderInUseError):
        publish(tmp_path, "b")
    with pytest.raises(FolderInUseError):
        builds.use(tmp_path, first)
    os.close(lock)
    assert (tmp_path / "lscb.db").read_text() == "a"
    assert [path.name for path in (tmp_path / "builds").iterdir()] == [first]


def test_a_failing_build_leaves_the_former_and_a_killed_ones_rest_is_swept(tmp_path):
    first = publish(tmp_path, "a")
    with pytest.raises(ZeroDivisionError), builds.new_build(tmp_path, {}) as folder:
        (folder / "lscb.db").write_text("half")
        shutil.copytree(folder, tmp_path / "builds" / ".20200101T000000Z.building")  # as a kill would leave it
        raise ZeroDivisionError
    assert builds.current_id(tmp_path) == first and (tmp_path / "lscb.db").read_text() == "a"
    second = publish(tmp_path, "b")
    assert sorted(path.name for path in (tmp_path / "builds").iterdir()) == [first, second]


def test_a_clock_that_was_set_back_does_not_change_the_order(tmp_path):
    (tmp_path / "builds" / "29990101T000000Z").mkdir(parents=True)
    assert publish(tmp_path, "a") == "29990101T000001Z"
