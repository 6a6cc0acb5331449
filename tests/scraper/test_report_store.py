import hashlib
import json

import pytest

from scraper.store import Copy, Store, StoreError, write_atomically

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
    assert files(folder) == [".crawl/7001.json", ".crawl/lock", "7001.pdf"]
    with Store(folder) as store:
        held = store.held("7001")
        assert held == kept
        assert (held.sha256, held.bytes) == (sha256(OLD), len(OLD))
        assert held.conditions == {
            "If-None-Match": '"old"',
            "If-Modified-Since": "Mon, 01 Sep 2014 00:00:00 GMT",
        }
        assert store.held("7002") is None


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
        assert store.held("7001").etag == '"renamed"'


@pytest.mark.parametrize("file_id", ["../7001", "a/b", "", "7001.pdf", "7001\n", "ünder"])
def test_only_file_ids_become_file_names(folder, file_id):
    with Store(folder) as store, pytest.raises(ValueError, match="is no file id"):
        store.keep(file_id, OLD, None, None)


def test_copy_without_journal_is_held_but_not_asked_for_by_condition(folder):
    folder.mkdir()
    (folder / "7001.pdf").write_bytes(OLD)
    with Store(folder) as store:
        assert store.held("7001") == Copy(sha256(OLD), len(OLD))
        assert store.held("7001").conditions == {}
        store.keep("7001", OLD, '"old"', None)
    with Store(folder) as store:
        assert store.held("7001").etag == '"old"'


def test_copy_that_was_changed_on_disk_is_asked_for_anew_and_not_lost(folder):
    put(folder)
    (folder / "7001.pdf").write_bytes(b"damaged")
    with Store(folder) as store:
        assert store.held("7001") == Copy(sha256(b"damaged"), 7)
        store.keep("7001", OLD, '"old"', None)
        assert store.held("7001").sha256 == sha256(OLD)
    assert (folder / "superseded" / f"7001.{sha256(b'damaged')[:12]}.pdf").read_bytes() == b"damaged"


def test_journal_without_its_file_does_not_count(folder):
    put(folder)
    (folder / "7001.pdf").unlink()
    with Store(folder) as store:
        assert store.held("7001") is None


def test_unreadable_journal_is_told_and_its_report_asked_for_anew(folder, caplog):
    put(folder)
    (folder / ".crawl" / "7001.json").write_text("{")
    with Store(folder) as store:
        assert store.held("7001").conditions == {}
    assert "7001.json cannot be read" in caplog.text


def stop_at(monkeypatch, step):
    """Let the process "die" just before the given step of `keep`: every later step raises."""

    class Killed(BaseException):
        pass

    def die(*_):
        raise Killed

    monkeypatch.setattr(Store, "_move_into_place", die) if step == "moved" else None
    monkeypatch.setattr("scraper.store._write", die) if step == "part" else None
    return Killed


@pytest.mark.parametrize("before", [None, OLD])
def test_download_killed_before_its_last_step_is_finished_by_the_next_crawl(folder, monkeypatch, before):
    if before:
        put(folder, before)
    killed = stop_at(monkeypatch, "moved")
    with Store(folder) as store, pytest.raises(killed):
        store.keep("7001", NEW, '"new"', None)
    monkeypatch.undo()
    # Until then the former copy stays in its place, whole.
    assert ((folder / "7001.pdf").read_bytes() if before else None) == before
    with Store(folder) as store:
        store.recover()
        assert (store.held("7001").sha256, store.held("7001").etag) == (sha256(NEW), '"new"')
    assert (folder / "7001.pdf").read_bytes() == NEW
    assert (folder / "superseded" / f"7001.{sha256(OLD)[:12]}.pdf").exists() == bool(before)
    assert not list((folder / ".crawl").glob("*.part"))


def test_download_killed_while_it_is_written_is_swept_away(folder):
    put(folder)
    journal = folder / ".crawl" / "7001.json"
    journal.write_text(json.dumps({"sha256": sha256(NEW), "bytes": len(NEW), "etag": '"new"'}))
    (folder / ".crawl" / "7001.part").write_bytes(NEW[:5])
    (folder / ".listing.jsonl.writing").write_bytes(b"half a lis")
    with Store(folder) as store:
        store.recover()
        # The copy in place is the old one still, and the new one's ETag must not be sent for it.
        assert store.held("7001") == Copy(sha256(OLD), len(OLD))
    assert files(folder) == [".crawl/7001.json", ".crawl/lock", "7001.pdf"]


def test_second_crawl_in_the_same_folder_is_refused_while_the_first_runs(folder):
    with Store(folder), pytest.raises(StoreError, match="another crawl is at work"):
        Store(folder)
    with Store(folder):
        pass


def test_failed_write_leaves_the_former_content(tmp_path, monkeypatch):
    path = tmp_path / "listing.jsonl"
    write_atomically(path, b"former")

    def full(*_):
        raise OSError("No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"former"
