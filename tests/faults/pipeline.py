"""The pipeline on the made-up Ofsted, stage by stage, and what each stage leaves when nothing disturbs it."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import pathlib
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

from demo.__main__ import SOME_UNREADABLE, made_up_ofsted, settings, stages
from tests.faults.products import contents

ROOT = pathlib.Path(__file__).parents[2]
STAGES = ("crawl", "extract", "load", "publish")
# Far above what a stage of the demo takes: only one that never ends comes to it.
LONGEST = 180.0


@dataclasses.dataclass(frozen=True)
class Stage:
    """A stage, the folder of products that it starts from, what it leaves undisturbed and how many seconds it took."""

    name: str
    before: pathlib.Path
    after: dict[str, Any]
    seconds: float


@dataclasses.dataclass(frozen=True)
class Pipeline:
    """The stages over a made-up Ofsted that answers at `url`."""

    url: str
    stages: dict[str, Stage]

    def start(self, stage: str, data: pathlib.Path, *prefix: str, **options: Any) -> subprocess.Popen[str]:
        """Start a stage on `data` as the leader of a session of its own; `prefix` is a command that runs it.

        What it says on either channel comes by its standard output.
        """
        words = stages(data)[STAGES.index(stage)]
        environment = {**os.environ, **settings(self.url, data), "PYTHONPATH": str(ROOT)}
        return subprocess.Popen(
            [*prefix, sys.executable, "-m", *words],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            **options,
        )

    def run(self, stage: str, data: pathlib.Path, *prefix: str, **options: Any) -> tuple[int, str]:
        """Run a stage to its end: its exit status, and what it said."""
        process = self.start(stage, data, *prefix, **options)
        try:
            said, _ = process.communicate(timeout=LONGEST)
        finally:
            process.kill()
        return process.returncode, said


def is_good(stage: str, status: int) -> bool:
    """Whether an exit status says that the stage has made its product."""
    return status == 0 or (stage == "extract" and status == SOME_UNREADABLE)


@contextlib.contextmanager
def pipeline(scratch: pathlib.Path, *, port: int = 0, former: bool = False) -> Iterator[Pipeline]:
    """Run each stage once, undisturbed, and keep in `scratch` what it starts from.

    With `former` each stage starts beside the products that the whole pipeline has made before, as a scheduled
    refresh does; otherwise where its own product is not there yet. Raises RuntimeError if a stage fails.
    """
    with made_up_ofsted(scratch / "ofsted", port, "--port") as server:
        made = Pipeline(server.url, {})
        data = scratch / "data"
        data.mkdir()
        for _ in range(1 + former):
            for name in STAGES:
                before = scratch / f"before-{name}"
                shutil.rmtree(before, ignore_errors=True)
                copy(data, before)
                if former and name == "extract" and (data / "extracted").exists():
                    respoil(data / "extracted")
                    respoil(before / "extracted")
                began = time.monotonic()
                status, said = made.run(name, data)
                if not is_good(name, status):
                    raise RuntimeError(f"{name} ended with {status}: {said}")
                made.stages[name] = Stage(name, before, contents(data), time.monotonic() - began)
        yield made


def respoil(extracted: pathlib.Path) -> None:
    """Take from a folder of records what saves reading again, so that there is something to disturb."""
    for path in extracted.glob("*.json"):
        path.write_bytes(path.read_bytes().replace(b'"extractor_version": "', b'"extractor_version": "0'))
    shutil.rmtree(extracted / "pages")


def copy(one: pathlib.Path, other: pathlib.Path) -> None:
    """Copy a folder of products with the times of its files."""
    shutil.copytree(one, other, symlinks=True)
