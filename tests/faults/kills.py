"""A stage that is ended by a signal at some moment, and the run after it."""

from __future__ import annotations

import dataclasses
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator

from tests.faults.pipeline import LONGEST, Pipeline, copy, is_good
from tests.faults.products import contents, differences

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
# How long a stage may go on after SIGTERM or SIGINT, and its readers after it, in seconds.
SOON = 10.0
# A trace that goes through our own command: '/db/__main__.py", line 104, in main'. While Python is still importing, and
# in a reader that has not begun, there is nothing of ours that could say it in a line.
OURS = re.compile(r'/(?:scraper|extract|db)/__main__\.py", line \d+, in main$', re.MULTILINE)
# What is written in one step: it is whole at each moment, the former or the new one.
DATABASES = ("lscb.duckdb", "lscb.db")


@dataclasses.dataclass(frozen=True)
class Kill:
    """A signal to a stage, so many seconds after it began: to its first process alone, or to all that it started."""

    stage: str
    signal: signal.Signals
    after: float
    is_to_all: bool


@dataclasses.dataclass(frozen=True)
class Came:
    """What came of a kill: whether it met the stage at work, and what went wrong, nothing if all is well."""

    kill: Kill
    is_met: bool
    wrong: tuple[str, ...]


def kills(made: Pipeline, stage: str, moments: int, seed: int) -> Iterator[Kill]:
    """So many kills of each signal, at random moments of the time that the stage takes undisturbed."""
    chance = random.Random(f"{seed} {stage}")
    for number in SIGNALS:
        for _ in range(moments):
            yield Kill(stage, number, chance.uniform(0, made.stages[stage].seconds), chance.random() < 0.5)


def try_kill(made: Pipeline, kill: Kill) -> Came:
    """Start the stage, kill it, look at what it left, run it to its end and look again."""
    stage = made.stages[kill.stage]
    with tempfile.TemporaryDirectory() as scratch:
        data = pathlib.Path(scratch) / "data"
        copy(stage.before, data)
        process = made.start(kill.stage, data)
        is_met, wrong = _kill(process, kill)
        wrong += _half_made(data, stage.before)
        status, said = made.run(kill.stage, data)
        if not is_good(kill.stage, status):
            wrong.append(f"the run after it ended with {status}: {said[-500:]}")
        wrong += differences(stage.after, contents(data))
    return Came(kill, is_met, tuple(wrong))


def _kill(process: subprocess.Popen[str], kill: Kill) -> tuple[bool, list[str]]:
    wrong = []
    try:
        said, _ = process.communicate(timeout=kill.after)
        return False, []
    except subprocess.TimeoutExpired:
        (os.killpg if kill.is_to_all else os.kill)(process.pid, kill.signal)
    try:
        process.wait(SOON)
    except subprocess.TimeoutExpired:
        wrong.append(f"it was still at work {SOON:g} s after {kill.signal.name}")
    until = time.monotonic() + SOON
    while (left := of_session(process.pid)) and time.monotonic() < until:
        time.sleep(0.02)
    if left:
        wrong.append(f"processes of it were left: {left}")
        for one in left:
            os.kill(one, signal.SIGKILL)
    said, _ = process.communicate(timeout=LONGEST)
    if OURS.search(said):
        wrong.append(f"a trace: {said[-500:]}")
    return True, wrong


def of_session(leader: int) -> list[int]:
    """The processes that are alive in the session that a process began."""
    found = []
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, session = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[:4]
        except (OSError, ValueError):  # it has ended meanwhile
            continue
        if int(session) == leader and state != "Z":
            found.append(int(stat.parent.name))
    return found


def _half_made(data: pathlib.Path, before: pathlib.Path) -> list[str]:
    """The databases that do not open, or are gone though there was one."""
    wrong = []
    for name in DATABASES:
        if (before / name).exists() and not (data / name).exists():
            wrong.append(f"the former {name} is gone")
        elif (data / name).exists():
            whole = data.parent / "looked-at"
            whole.mkdir()
            shutil.copy(data / name, whole)
            try:
                contents(whole)
            except Exception as error:
                wrong.append(f"{name} does not open: {error}")
            shutil.rmtree(whole)
    return wrong
