from __future__ import annotations

import json
import os
import pathlib

import pytest
from drawing import PART_C, report

from common.record import THEME_KEYS
from common.writing import lock_folder
from extract import batch
from extract import report as reader
from extract.__main__ import main
from extract.guarded import Limits
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

    def asked(*task: object, **_: object) -> None:
        raise AssertionError(f"work asked for: {task}")

    monkeypatch.setattr(batch, "each_guarded", asked)
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


def test_what_is_no_record_of_ours_stays(folder: pathlib.Path) -> None:
    out = folder.parent / "out"
    out.mkdir()
    theirs = {"budget.json": '{"total": 1}', "list.json": "[]", "broken.json": "{", "deep.json": "[" * 100_000}
    for name, text in theirs.items():
        (out / name).write_text(text, encoding="utf-8")
    (out / "a folder.json").mkdir()
    run(folder)
    # a record of ours under a name that we did not give it
    (out / "kept.json").write_bytes((out / "1.json").read_bytes())
    run(folder)
    assert {name: (out / name).read_text(encoding="utf-8") for name in theirs} == theirs
    assert (out / "a folder.json").is_dir() and (out / "kept.json").exists()


def test_a_record_is_moved_into_place_whole(folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = folder.parent / "out"
    out.mkdir()
    (out / "1.json").write_text("former", encoding="utf-8")
    replace = pathlib.Path.replace

    def stopped(self: pathlib.Path, target: pathlib.Path) -> pathlib.Path:
        if target.name == "1.json":
            raise OSError(28, "No space left on device", str(target))
        return replace(self, target)

    monkeypatch.setattr(pathlib.Path, "replace", stopped)
    with pytest.raises(OSError, match="No space left"):
        run(folder)
    assert (out / "1.json").read_text(encoding="utf-8") == "former"


def test_a_record_that_is_not_whole_is_read_again(folder: pathlib.Path) -> None:
    run(folder)
    record = folder.parent / "out" / "1.json"
    whole = record.read_text(encoding="utf-8")
    for spoilt in ("", "{}", "[]", whole[:90]):
        record.write_text(spoilt, encoding="utf-8")
        run(folder)
        assert record.read_text(encoding="utf-8") == whole


def test_a_record_without_a_field_is_read_again(folder: pathlib.Path) -> None:
    run(folder)
    record = folder.parent / "out" / "2.json"
    whole = record.read_text(encoding="utf-8")
    for field in json.loads(whole):
        record.write_text(json.dumps({k: v for k, v in json.loads(whole).items() if k != field}), encoding="utf-8")
        assert len(run(folder)) == 1
        assert record.read_text(encoding="utf-8") == whole


def test_what_a_killed_run_left_is_swept_away(folder: pathlib.Path) -> None:
    out = folder.parent / "out"
    out.mkdir()
    (out / ".1.json.77.writing").write_text("{", encoding="utf-8")
    run(folder)
    assert sorted(path.name for path in out.iterdir()) == ["1.json", "2.json", "pages", "vocabulary"]


def test_a_second_run_at_once_is_told_to_wait(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder.parent / "out"
    out.mkdir()
    lock = lock_folder(out)
    try:
        assert main([str(folder), "-o", str(out), "-j", "1"]) == 1
    finally:
        os.close(lock)
    assert f"another run is at work in {out}: wait for it" in capsys.readouterr().err


def test_each_file_that_cannot_be_a_report_is_one_line_and_the_rest_is_read(
    folder: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = folder.parent / "out"
    whole = (folder / "1.pdf").read_bytes()
    for name in (b"n\xff.pdf", b"x" * 251 + b".pdf", b"t\nwo.pdf", b"same.pdf", b"same.PDF", b"blocked.pdf"):
        pathlib.Path(os.fsdecode(bytes(folder) + b"/" + name)).write_bytes(whole)
    (folder / "folder.pdf").mkdir()
    (folder / "link.pdf").symlink_to(folder / "gone.pdf")
    os.mkfifo(folder / "pipe.pdf")
    (out / "blocked.json").mkdir(parents=True)
    assert main([str(folder), "-o", str(out), "-j", "1"]) == 3
    said = capsys.readouterr().err.splitlines()
    assert said[-1] == f"1 of 11 reports read into {out}"
    lines = [line.removeprefix("unreadable: ") for line in said if line.startswith("unreadable: ")]
    assert len(lines) == 10
    for name, why in (
        ("n\\xff.pdf", "no UTF-8"),
        ("x" * 251 + ".pdf", "too long"),
        ("t\\nwo.pdf", "does not print"),
        ("same.pdf", "same.PDF would have the same record"),
        ("same.PDF", "same.pdf would have the same record"),
        ("blocked.pdf", "blocked.json is a folder"),
        ("folder.pdf", "a folder, not a file"),
        ("link.pdf", "a link to a file that is not there"),
        ("pipe.pdf", "a pipe, socket or device"),
    ):
        (line,) = [line for line in lines if line.startswith(f"{name}: ")]
        assert why in line
    (out / "blocked.json").rmdir()
    assert outcomes(folder) == {"1.json": "review", "2.json": "unreadable"}


def test_a_file_that_vanishes_while_it_is_read_costs_only_itself(
    folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = sorted(folder.glob("*.pdf"))
    looked = batch.refusals

    def then_gone(pdfs: list[pathlib.Path]) -> dict[pathlib.Path, str]:
        found = looked(pdfs)
        (folder / "2.pdf").unlink()
        return found

    monkeypatch.setattr(batch, "refusals", then_gone)
    assert batch.extract_all(listed, folder.parent / "out", workers=1) == [
        "2.pdf: it cannot be opened: No such file or directory"
    ]
    assert outcomes(folder) == {"1.json": "review"}


def test_a_file_larger_than_any_report_is_not_taken_into_memory(folder: pathlib.Path) -> None:
    with (folder / "2.pdf").open("r+b") as file:
        file.truncate(300 << 20)
    (reason,) = run(folder)
    assert reason == "2, the file: the file has 300 MB; no report has over 256"
    assert outcomes(folder) == {"1.json": "review", "2.json": "unreadable"}


def test_a_file_that_breaks_the_limits_costs_only_itself(folder: pathlib.Path) -> None:
    for name in ("3.pdf", "4.pdf"):
        (folder / name).write_bytes(report(PART_C))
    (folder / "2.pdf").write_bytes(nested_forms())
    (reason,) = batch.extract_all(
        sorted(folder.glob("*.pdf")), folder.parent / "out", workers=1, limits=Limits(seconds=30, memory=200)
    )
    assert reason.startswith("2, the file: ") and "200 MB of memory" in reason
    assert outcomes(folder) == {"1.json": "review", "2.json": "unreadable", "3.json": "review", "4.json": "review"}


def nested_forms(depth: int = 12, times: int = 10) -> bytes:
    """A PDF of 3 kB whose page draws a form that draws a form `times` over, `depth` deep: 10 to the 12 lines."""
    font = depth + 5
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>",
        stream("", "/F Do " * times),
    ]
    form = "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources"
    objects += [stream(f"{form}<</XObject<</F {at + 6} 0 R>>>>", "/F Do " * times) for at in range(depth - 1)]
    objects.append(stream(f"{form}<</Font<</T {font} 0 R>>>>", "BT /T 12 Tf 70 700 Td (The board) Tj ET"))
    objects.append("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    body, places = "%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{one}\nendobj\n"
    table = "0000000000 65535 f \n" + "".join(f"{place:010d} 00000 n \n" for place in places)
    count = len(objects) + 1
    end = f"trailer<</Size {count}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {count}\n{table}{end}".encode()


def stream(entries: str, content: str) -> str:
    return f"<<{entries}/Length {len(content)}>>stream\n{content}\nendstream"


def test_an_unexpected_error_costs_one_report(folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_path: pathlib.Path, _pages: pathlib.Path | None) -> None:
        raise KeyError("Widths")

    monkeypatch.setattr(reader, "read_report", broken)
    written = batch.extract_one(folder / "1.pdf")
    assert written.reason == "1, the file: a fault in the extractor itself: KeyError('Widths')"
    assert json.loads(written.text)["outcome"] == "unreadable"


def test_a_folder_that_cannot_be_written_ends_with_1_and_says_so(
    folder: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder.parent / "out").write_text("in the way", encoding="utf-8")
    assert main([str(folder), "-o", str(folder.parent / "out"), "-j", "1"]) == 1
    assert "File exists" in capsys.readouterr().err


def test_a_pdf_is_known_by_its_ending_in_either_case(folder: pathlib.Path) -> None:
    (folder / "1.pdf").rename(folder / "1.PDF")
    (folder / "2.pdf").unlink()
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
    for wrong in ([], [str(tmp_path), "-j", "0"], [str(tmp_path), "-j", "two"]):
        with pytest.raises(SystemExit) as stopped:
            main(wrong)
        assert stopped.value.code == 2
    assert "'two' is not a number of processes from 1" in capsys.readouterr().err


def test_help_names_each_option_and_status(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    said = capsys.readouterr().out
    assert stopped.value.code == 0
    assert all(word in said for word in ("--out", "--workers", "Exit status 0", "3 when", "1 for", "2 for"))
