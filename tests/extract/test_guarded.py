"""Reading in processes held to limits; what they read here are small texts that say what to do."""

from __future__ import annotations

import os
import pathlib
import signal
import subprocess
import sys
import time

import pytest

from extract.guarded import Limits, each_guarded


def obey(path: pathlib.Path) -> str:
    said = path.read_text(encoding="ascii")
    if said == "sleep":
        time.sleep(60)
    if said == "fill":
        return str(len(b"x" * (300 << 20)))
    if said in ("SIGKILL", "SIGSTOP"):
        os.kill(os.getpid(), getattr(signal, said))
    if said == "die":
        os._exit(7)
    if said == "fail":
        raise ValueError(said)
    return said.upper()


def ends(folder: pathlib.Path, *said: str, workers: int = 1) -> dict[str, tuple[str | None, str | None]]:
    paths = [folder / f"{at}" for at in range(len(said))]
    for path, text in zip(paths, said, strict=True):
        if text != "nothing":
            path.write_text(text, encoding="ascii")
    found = each_guarded(obey, paths, workers, Limits(seconds=3, memory=200), preload="extract.guarded")
    return {said[int(one.pdf.name)]: (one.result, one.failed) for one in found}


@pytest.mark.parametrize("workers", [1, 3])
def test_a_process_that_dies_or_takes_too_much_is_replaced_and_its_file_named(
    tmp_path: pathlib.Path, workers: int
) -> None:
    met = ends(
        tmp_path, "SIGKILL", "one", "sleep", "die", "two", "SIGSTOP", "fill", "nothing", "three", workers=workers
    )
    assert {said: result for said, (result, _) in met.items() if result} == {
        "one": "ONE",
        "two": "TWO",
        "three": "THREE",
    }
    failed = {said: why for said, (_, why) in met.items() if why}
    assert failed["sleep"] == failed["SIGSTOP"] == "reading it took over 3 seconds and was ended"
    assert failed["fill"] == "reading it needs over 200 MB of memory"
    assert failed["nothing"] == "it cannot be opened: No such file or directory"
    assert "exit status -9" in failed["SIGKILL"] and "exit status 7" in failed["die"]


def test_an_error_of_our_own_is_raised(tmp_path: pathlib.Path) -> None:
    with pytest.raises(ValueError, match="fail"):
        ends(tmp_path, "fail")


WAITING = """
import os, pathlib, signal, sys
sys.path.insert(0, sys.argv[1])
from extract.guarded import Limits, each_guarded
from test_guarded import obey
if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[2])
    next(each_guarded(obey, [folder / "0", folder / "1"], 2, Limits(), preload="extract.guarded"))
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_readers_end_when_the_run_is_killed(tmp_path: pathlib.Path) -> None:
    (tmp_path / "0").write_text("one", encoding="ascii")
    (tmp_path / "1").write_text("sleep", encoding="ascii")
    script = tmp_path / "waiting.py"
    script.write_text(WAITING, encoding="ascii")
    # Its readers hold the pipe open: this returns when the last of them has ended.
    here = str(pathlib.Path(__file__).parent)
    done = subprocess.run(
        [sys.executable, str(script), here, str(tmp_path)],
        stdout=subprocess.PIPE,
        timeout=30,
        check=False,
        env=os.environ | {"PYTHONPATH": str(pathlib.Path(__file__).parents[2])},
    )
    assert done.returncode == -signal.SIGKILL
