import hashlib
import itertools
import json
import os
import pathlib

import pytest

from scraper.store import Copy, Store, StoreError

OLD, NEW = b"%PDF old %%EOF", b"%PDF new %%EOF"


def sha256(body):
    return hashlib.sha256(body).hexdigest()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "reports"


def put(folder, body=OLD, etag='"old"'):
    with Store(folder) as store:
        return store.keep("7001", body, etag, "Mon, 01 Sep 2014 00:00:00 GMT")


def files(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_download_is_kept_with_what_a_later_crawl_asks_by(folder):
    kept = put(folder)
    assert (folder / "7001.pdf").read_bytes() == OLD
    assert files(folder) == [".crawl/7001.json", "7001.pdf"]
    with Store(folder) as store:
        held = store.find_copy("7001")
        assert held == kept
        assert (held.sha256, held.bytes) == (sha256(OLD), len(OLD))
        assert held.conditions == {
            "If-None-Match": '"old"',
            "If-Modified-Since": "Mon, 01 Sep 2014 00:00:00 GMT",
        }
        assert store.find_copy("7002") is None


def test_reissued_report_replaces_the_copy_and_the_old_one_stays_beside(folder):
    put(folder)
    put(folder, NEW, '"new"')
    assert (folder / "7001.pdf").read_bytes() == NEW
    assert (folder / "superseded" / f"7001.{sha256(OLD)[:12]}.pdf").read_bytes() == OLD
    assert [path.name for path in folder.glob("*.pdf")] == ["7001.pdf"]


def test_same_bytes_under_a_new_etag_only_renew_the_journal(folder):
    put(folder)
    put(folder, OLD, '"renamed"')
    assert not (folder / "superseded").exists()
    with Store(folder) as store:
        assert store.find_copy("7001").etag == '"renamed"'


@pytest.mark.parametrize("file_id", ["../7001", "a/b", "", "7001.pdf", "7001\n", "ünder"])
def test_only_file_ids_become_file_names(folder, file_id):
    with Store(folder) as store, pytest.raises(ValueError, match="is not a file id"):
        store.keep(file_id, OLD, None, None)


def test_copy_without_journal_is_held_but_not_asked_for_by_condition(folder):
    folder.mkdir()
    (folder / "7001.pdf").write_bytes(OLD)
    with Store(folder) as store:
        assert store.find_copy("7001") == Copy(sha256(OLD), len(OLD))
        assert store.find_copy("7001").conditions == {}
        store.keep("7001", OLD, '"old"', None)
    with Store(folder) as store:
        assert store.find_copy("7001").etag == '"old"'


def test_copy_that_was_changed_on_disk_is_requested_again_and_not_lost(folder):
    put(folder)
    (folder / "7001.pdf").write_bytes(b"damaged")
    with Store(folder) as store:
        assert store.find_copy("7001") == Copy(sha256(b"damaged"), 7)
        store.keep("7001", OLD, '"old"', None)
        assert store.find_copy("7001").sha256 == sha256(OLD)
    assert (folder / "superseded" / f"7001.{sha256(b'damaged')[:12]}.pdf").read_bytes() == b"damaged"


def test_journal_without_its_file_does_not_count(folder):
    put(folder)
    (folder / "7001.pdf").unlink()
    with Store(folder) as store:
        assert store.find_copy("7001") is None


def test_unreadable_journal_is_reported_and_its_report_requested_again(folder, caplog):
    put(folder)
    (folder / ".crawl" / "7001.json").write_text("{")
    with Store(folder) as store:
        assert store.find_copy("7001").conditions == {}
    assert "7001.json cannot be read" in caplog.text


class Killed(BaseException):
    """The end of the process, as if by kill -9."""


def kill_at(monkeypatch, step):
    """Let the process end at the given step on disk, counted from 0, as if it had been killed there."""
    done = itertools.count()

    def mortal(real):
        def call(*arguments):
            if next(done) == step:
                raise Killed
            return real(*arguments)

        return call

    monkeypatch.setattr(pathlib.Path, "write_bytes", mortal(pathlib.Path.write_bytes))
    monkeypatch.setattr(pathlib.Path, "replace", mortal(pathlib.Path.replace))
    monkeypatch.setattr(os, "fsync", mortal(os.fsync))


@pytest.mark.parametrize("before", [None, OLD])
def test_keep_may_be_killed_at_any_step(tmp_path, monkeypatch, before):
    outcomes = []
    for step in itertools.count():
        folder = tmp_path / str(step)
        if before:
            put(folder, before)
        with monkeypatch.context() as patch, Store(folder) as store:
            kill_at(patch, step)
            try:
                store.keep("7001", NEW, '"new"', None)
            except Killed:
                pass
            else:
                break
        # At any moment the copy in place is one or the other, whole.
        path = folder / "7001.pdf"
        assert (path.read_bytes() if path.exists() else None) in (before, NEW)
        with Store(folder) as store:
            store.recover()
            held = store.find_copy("7001")
            outcomes.append(held.etag if held else None)
            # An ETag is only ever sent for the bytes that it belongs to.
            assert (
                (held.sha256, held.etag)
                in (
                    (sha256(OLD), '"old"'),
                    (sha256(OLD), None),
                    (sha256(NEW), '"new"'),
                )
                if held
                else before is None
            )
            if not held or held.sha256 != sha256(NEW):
                store.keep("7001", NEW, '"new"', None)
        assert path.read_bytes() == NEW
        assert (folder / "superseded" / f"7001.{sha256(OLD)[:12]}.pdf").exists() == bool(before)
        assert not [name for name in files(folder) if name.endswith((".part", ".writing"))]
    # Three steps make the journal and the .part; from then on nothing is lost.
    assert outcomes[3:] == ['"new"'] * (step - 3)
    assert '"new"' not in outcomes[:3]
    assert step > 6


def test_download_killed_while_it_is_written_is_swept_away(folder):
    put(folder)
    journal = folder / ".crawl" / "7001.json"
    journal.write_text(json.dumps({"sha256": sha256(NEW), "bytes": len(NEW), "etag": '"new"'}))
    (folder / ".crawl" / "7001.part").write_bytes(NEW[:5])
    (folder / ".listing.jsonl.writing").write_bytes(b"half a lis")
    with Store(folder) as store:
        store.recover()
        # The copy in place is the old one still, and the new one's ETag must not be sent for it.
        assert store.find_copy("7001") == Copy(sha256(OLD), len(OLD))
    assert files(folder) == [".crawl/7001.json", "7001.pdf"]


def test_second_crawl_in_the_same_folder_is_refused_while_the_first_runs(folder):
    with Store(folder), pytest.raises(StoreError, match="another crawl is at work"):
        Store(folder)
    with Store(folder):
        pass
