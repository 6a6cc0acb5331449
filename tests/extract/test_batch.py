from __future__ import annotations

import json
import os
import pathlib
import signal
import subprocess
import sys

import pytest
from drawing import PART_C, report

from common.record import THEME_KEYS
from extract import batch
from extract import report as reader
from extract.__main__ import main
from extract.themes import vocabulary


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> pathlib.Path:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "1.pdf").write_bytes(report(PART_C))
    (reports / "2.pdf").write_bytes(report(PART_C)[:900])
    return reports


def run(folder: pathlib.Path) -> list[str]:
    return batch.extract_all(sorted(folder.glob("*.pdf")), folder.parent / "out", workers=1)


def outcomes(folder: pathlib.Path) -> dict[str, str]:
    return {
        path.name: json.loads(path.read_text(encoding="utf-8"))["outcome"]
        for path in (folder.parent / "out").glob("*.json")
    }


def test_what_cannot_be_read_is_written_down_and_the_rest_goes_on(folder: pathlib.Path) -> None:
    reasons = run(folder)
    assert len(reasons) == 1
    assert reasons[0].startswith("2, the file: damaged")
    assert outcomes(folder) == {"1.json": "review", "2.json": "unreadable"}


def test_a_second_run_opens_no_pdf_and_gives_the_same_reasons(
    folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run(folder)

    class NoPool:
        """No process may be asked for work."""

        def __init__(self, _workers: int | None, initializer: object) -> None: ...
        def __enter__(self) -> NoPool:
            return self

        def __exit__(self, *_: object) -> None: ...
        def submit(self, *task: object) -> None:
            raise AssertionError(f"work asked for: {task}")

    monkeypatch.setattr(batch.concurrent.futures, "ProcessPoolExecutor", NoPool)
    assert run(folder) == first


def test_other_bytes_and_another_version_are_read_again(folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(folder)
    record = folder.parent / "out" / "1.json"
    assert batch.cached_record(folder / "1.pdf", record) is not None
    monkeypatch.setattr(batch, "version", lambda: "next")
    assert batch.cached_record(folder / "1.pdf", record) is None
    monkeypatch.undo()
    (folder / "1.pdf").write_bytes(report(PART_C, place="Osmouth"))
    assert batch.cached_record(folder / "1.pdf", record) is None
    run(folder)
    assert json.loads(record.read_text(encoding="utf-8"))["authority"] == "Osmouth"


def test_the_themes_go_with_the_records(folder: pathlib.Path) -> None:
    run(folder)
    run(folder)  # which removes what is no record of a PDF
    written = json.loads((folder.parent / "out" / "vocabulary" / "themes.json").read_text(encoding="utf-8"))
    assert [one["theme_id"] for one in written] == [theme.id for theme in vocabulary()]
    assert written[0].keys() == THEME_KEYS
    assert written[0]["label"] == "Chair and leadership"


def test_the_record_of_a_report_that_is_gone_is_removed(folder: pathlib.Path) -> None:
    run(folder)
    (folder / "2.pdf").unlink()
    assert run(folder) == []
    assert outcomes(folder) == {"1.json": "review"}


def test_a_record_is_moved_into_place_whole(folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = folder.parent / "out"
    out.mkdir()
    (out / "1.json").write_text("former", encoding="utf-8")

    def stopped(_self: pathlib.Path, _target: pathlib.Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pathlib.Path, "replace", stopped)
    with pytest.raises(KeyboardInterrupt):
        batch.extract_one(folder / "1.pdf", out)
    assert (out / "1.json").read_text(encoding="utf-8") == "former"


def test_a_record_that_is_not_whole_is_read_again(folder: pathlib.Path) -> None:
    run(folder)
    record = folder.parent / "out" / "1.json"
    whole = record.read_text(encoding="utf-8")
    for spoilt in ("", "{}", "[]", whole[:90]):
        record.write_text(spoilt, encoding="utf-8")
        run(folder)
        assert record.read_text(encoding="utf-8") == whole


def test_what_a_killed_run_left_is_swept_away_and_another_runs_work_is_not(folder: pathlib.Path) -> None:
    out = folder.parent / "out"
    out.mkdir()
    for name in (".1.json.77.writing", ".1.json.88.writing"):
        (out / name).write_text("{", encoding="utf-8")
    os.utime(out / ".1.json.77.writing", (0, 0))
    run(folder)
    assert sorted(path.name for path in out.iterdir()) == [".1.json.88.writing", "1.json", "2.json", "vocabulary"]


WAITING = """
import concurrent.futures, os, signal
from extract.batch import end_with_parent
pool = concurrent.futures.ProcessPoolExecutor(2, initializer=end_with_parent)
list(pool.map(abs, range(4)))
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_readers_end_when_the_run_is_killed() -> None:
    # Its readers hold the pipe open: this returns when the last of them has ended.
    done = subprocess.run([sys.executable, "-c", WAITING], stdout=subprocess.PIPE, timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL


def test_an_unexpected_error_costs_one_report(folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_path: pathlib.Path) -> None:
        raise KeyError("Widths")

    monkeypatch.setattr(reader, "read_report", broken)
    out = folder.parent / "out"
    out.mkdir()
    reason = "1, the file: a fault in the extractor itself: KeyError('Widths')"
    assert batch.extract_one(folder / "1.pdf", out) == reason
    assert json.loads((out / "1.json").read_text(encoding="utf-8"))["outcome"] == "unreadable"


def test_a_folder_that_cannot_be_written_ends_with_1_and_says_so(
    folder: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder.parent / "out").write_text("in the way", encoding="utf-8")
    assert main([str(folder), "-o", str(folder.parent / "out"), "-j", "1"]) == 1
    assert "File exists" in capsys.readouterr().err


def test_a_pdf_is_known_by_its_ending_in_either_case(folder: pathlib.Path) -> None:
    (folder / "1.pdf").rename(folder / "1.PDF")
    (folder / "2.pdf").unlink()
    (folder / "3.pdf").symlink_to(folder / "gone.pdf")
    assert main([str(folder), "-o", str(folder.parent / "out"), "-j", "1"]) == 0
    assert outcomes(folder) == {"1.json": "review"}


def test_one_file_is_printed_as_json(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder / "1.pdf")]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["file_id"], record["layout"], record["published_on"]) == ("1", "C", "2016-05-20")
    assert set(record["paragraphs"][0]["pages"][0]) == {"page", "start", "x0", "top", "x1", "bottom"}
    assert record["statements"][0]["statement_id"] == "1-001-01"


def test_one_file_that_cannot_be_read_ends_with_1(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder / "2.pdf")]) == 1
    assert capsys.readouterr().err.startswith("2, the file: damaged")


def test_a_folder_with_one_that_cannot_be_read_ends_with_3_and_a_list(
    folder: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(folder), "-o", str(folder.parent / "out"), "-j", "1"]) == 3
    said = capsys.readouterr().err
    assert "unreadable: 2, the file: damaged" in said
    assert "1 of 2 reports read" in said
    (folder / "2.pdf").unlink()
    assert main([str(folder), "-o", str(folder.parent / "out"), "-j", "1"]) == 0


def test_records_go_to_data_by_default(folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA", str(folder.parent / "data"))
    main([str(folder)])
    assert sorted(path.name for path in (folder.parent / "data" / "extracted").glob("*.json")) == ["1.json", "2.json"]


def test_a_wrong_call_ends_with_2_and_says_why(tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "holds no PDF" in capsys.readouterr().err
    assert main([str(tmp_path / "none.pdf")]) == 2
    assert "no such file or folder" in capsys.readouterr().err
    with pytest.raises(SystemExit) as stopped:
        main([])
    assert stopped.value.code == 2


def test_help_names_each_option_and_status(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    said = capsys.readouterr().out
    assert stopped.value.code == 0
    assert all(word in said for word in ("--out", "--workers", "Exit status 0", "3 when", "1 for", "2 for"))
