"""A stage that is killed, finds no room, may not write or is not alone: what was there stays, the next run is clean.

`python -m tests.faults` tries more moments than these.
"""

from __future__ import annotations

import os
import pathlib
import shutil
import subprocess
from collections.abc import Iterator

import duckdb
import pytest

from tests.faults.kills import Kill, kills, try_kill
from tests.faults.pipeline import STAGES, Pipeline, copy, is_good, pipeline
from tests.faults.products import contents, differences

# A disk of its own that ends with the command: before, after, size, place and room to leave, then the command.
ON_A_SMALL_DISK = """
mount -t tmpfs -o "size=$3" tmpfs "$4" && cp -a "$1/." "$4/" || exit 99
after="$2" disk="$4" room="$5"; shift 5
cat /dev/zero > "$disk/.filled" 2>&-; truncate -s "-$room" "$disk/.filled"
"$@"; status=$?
rm "$disk/.filled"
cp -a "$disk/." "$after/"; exit $status
"""
PAGE = 4096
# What is left of it for a stage, in bytes: less than any one product takes.
ROOM = 8 * PAGE


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pipeline]:
    """Each stage beside the products of a run before."""
    with pipeline(tmp_path_factory.mktemp("faults"), former=True) as found:
        yield found


def start_of(made: Pipeline, stage: str, folder: pathlib.Path) -> pathlib.Path:
    """A copy of what a stage starts from; of a crawl nothing but its listing, so that there is something to fetch."""
    data = folder / "data"
    copy(made.stages[stage].before, data)
    if stage == "crawl":
        for path in data.glob("reports/*.pdf"):
            path.unlink()
        shutil.rmtree(data / "reports" / ".crawl")
    return data


def demand_as_undisturbed(made: Pipeline, stage: str, data: pathlib.Path) -> None:
    status, said = made.run(stage, data)
    assert is_good(stage, status), said
    assert differences(made.stages[stage].after, contents(data)) == []


def demand_refused(stage: str, status: int, said: str, why: str, where: str) -> None:
    """The stage failed, in words that name what was met and where, without a trace."""
    assert not is_good(stage, status), said
    assert "Traceback" not in said, said
    assert any(why in line and where in line for line in said.splitlines()), said


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_that_is_killed_is_made_up_for_by_the_next_run(made: Pipeline, stage: str) -> None:
    tried: list[Kill] = list(kills(made, stage, 1, seed=11))
    assert [came.wrong for came in (try_kill(made, kill) for kill in tried)] == [()] * 3


@pytest.mark.parametrize("stage", STAGES)
def test_a_full_disk_is_named_and_leaves_what_was_there(made: Pipeline, stage: str, tmp_path: pathlib.Path) -> None:
    data, after, disk = start_of(made, stage, tmp_path), tmp_path / "after", tmp_path / "disk"
    after.mkdir()
    disk.mkdir()
    taken = sum(-(-path.lstat().st_size // PAGE) * PAGE + PAGE for path in data.rglob("*"))
    arguments = (str(data), str(after), str(taken + 2 * ROOM), str(disk), str(ROOM))
    small = ("unshare", "--mount", "--map-root-user", "sh", "-c", ON_A_SMALL_DISK, "sh", *arguments)
    if not shutil.which("unshare") or subprocess.run([*small, "true"], check=False, capture_output=True).returncode:
        pytest.skip("LOUDLY: this system lets nobody mount a small disk, so a full one was not tried")
    shutil.rmtree(after)
    after.mkdir()
    status, said = made.run(stage, disk, *small)
    why = "disk is full" if "disk is full" in said else "No space left"
    demand_refused(stage, status, said, why, str(disk))
    held, former = contents(after), contents(data)
    for name in ("lscb.duckdb", "lscb.db", "reports/listing.jsonl"):
        assert held[name] == former[name], said
    demand_as_undisturbed(made, stage, after)


@pytest.mark.parametrize("stage", STAGES)
def test_a_folder_that_may_not_be_written_is_named(made: Pipeline, stage: str, tmp_path: pathlib.Path) -> None:
    data = start_of(made, stage, tmp_path)
    bound = ()
    if os.geteuid() == 0:  # whom permissions do not bind, unless that is taken from them
        if not shutil.which("setpriv"):
            pytest.skip("LOUDLY: no setpriv, so a folder that may not be written was not tried as root")
        bound = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
    former = contents(data)
    folders = [data, *(path for path in data.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        status, said = made.run(stage, data, *bound)
    finally:
        for folder in folders:
            folder.chmod(0o755)
    demand_refused(stage, status, said, "ermission denied", str(data))
    assert differences(former, contents(data)) == []
    demand_as_undisturbed(made, stage, data)


@pytest.mark.parametrize("stage", STAGES)
def test_of_two_at_once_one_works_and_the_other_says_so(made: Pipeline, stage: str, tmp_path: pathlib.Path) -> None:
    data = start_of(made, stage, tmp_path)
    both = [made.start(stage, data) for _ in range(2)]
    ended = [(process.communicate(timeout=180)[0], process.returncode) for process in both]
    assert any(is_good(stage, status) for _, status in ended), ended
    for said, status in ended:
        if not is_good(stage, status):
            demand_refused(stage, status, said, "is at work in", str(data))
    demand_as_undisturbed(made, stage, data)


@pytest.mark.parametrize("stage", ["crawl", "extract"])  # which sweep away what a killed one left
def test_files_from_the_future_are_worked_on_like_others(made: Pipeline, stage: str, tmp_path: pathlib.Path) -> None:
    data = start_of(made, stage, tmp_path)
    (data / "extracted" / ".1.json.77.writing").write_text("half")
    (data / "reports" / ".1.pdf.77.writing").write_text("half")
    for path in data.rglob("*"):
        later = path.stat().st_mtime + 3600
        os.utime(path, (later, later))
    if stage != "extract":
        (data / "extracted" / ".1.json.77.writing").unlink()
    if stage != "crawl":
        (data / "reports" / ".1.pdf.77.writing").unlink()
    demand_as_undisturbed(made, stage, data)


def test_a_database_of_an_older_version_is_refused_in_a_line(made: Pipeline, tmp_path: pathlib.Path) -> None:
    data = start_of(made, "publish", tmp_path)
    former = contents(data)["lscb.db"]
    with duckdb.connect(str(data / "lscb.duckdb")) as connection:
        connection.execute("drop view coverage")
    status, said = made.run("publish", data)
    demand_refused("publish", status, said, "run python -m db load again", str(data / "lscb.duckdb"))
    assert contents(data)["lscb.db"] == former
    assert made.run("load", data)[0] == 0
    demand_as_undisturbed(made, "publish", data)


def test_a_record_of_an_older_version_is_refused_in_a_line_and_read_again(
    made: Pipeline, tmp_path: pathlib.Path
) -> None:
    data = start_of(made, "load", tmp_path)
    record = next(iter(sorted((data / "extracted").glob("*.json"))))
    record.write_text(record.read_text(encoding="utf-8").replace('"lead_inspector"', '"inspector"'), encoding="utf-8")
    former = contents(data)["lscb.duckdb"]
    status, said = made.run("load", data)
    demand_refused("load", status, said, "extract again", str(record))
    assert contents(data)["lscb.duckdb"] == former
    assert is_good("extract", made.run("extract", data)[0])
    demand_as_undisturbed(made, "load", data)


def test_what_differs_is_told(tmp_path: pathlib.Path) -> None:
    one = {"a": "1", "b": {"rows": "2"}, "c": "3"}
    assert differences(one, {"b": {"rows": "4"}, "c": "3", "d": "5"}) == [
        "a is missing",
        "b differs in rows",
        "d is left over",
    ]
