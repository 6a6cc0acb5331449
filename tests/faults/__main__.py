"""`python -m tests.faults`: end each stage by each signal at random moments, and say what the next run makes of it."""

from __future__ import annotations

import argparse
import collections
import logging
import pathlib
import sys
import tempfile
from collections.abc import Sequence

from tests.faults.kills import Came, kills, try_kill
from tests.faults.pipeline import STAGES, pipeline


def parser() -> argparse.ArgumentParser:
    """The command's options."""
    options = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    options.add_argument("-n", "--moments", type=int, default=20, help="of each signal in each stage (%(default)s)")
    options.add_argument("--seed", type=int, default=1, help="by which the moments are drawn (%(default)s)")
    options.add_argument("--stages", nargs="+", choices=STAGES, default=STAGES, help="which stages (all)")
    options.add_argument("--former", action="store_true", help="start each stage beside the products of a run before")
    options.add_argument("--port", type=int, default=0, help="of the made-up Ofsted (a free one)")
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table and whatever went wrong; 1 if anything did."""
    given = parser().parse_args(arguments)
    logging.basicConfig(level=logging.WARNING)
    came: list[Came] = []
    with (
        tempfile.TemporaryDirectory() as scratch,
        pipeline(pathlib.Path(scratch), port=given.port, former=given.former) as made,
    ):
        for stage in given.stages:
            for kill in kills(made, stage, given.moments, given.seed):
                one = try_kill(made, kill)
                came.append(one)
                if one.wrong:
                    sys.stderr.write(f"{said(one)}\n")
    table: dict[tuple[str, str], collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for one in came:
        outcome = "wrong" if one.wrong else "as undisturbed"
        table[one.kill.stage, one.kill.signal.name].update(["tried", *(["met at work"] * one.is_met), outcome])
    columns = ("tried", "met at work", "as undisturbed", "wrong")
    sys.stdout.write(f"| stage | signal | {' | '.join(columns)} |\n| --- | --- |{' --- |' * len(columns)}\n")
    for (stage, number), counts in table.items():
        sys.stdout.write(f"| {stage} | {number} | {' | '.join(str(counts[name]) for name in columns)} |\n")
    return 1 if any(one.wrong for one in came) else 0


def said(one: Came) -> str:
    """What went wrong, for a message."""
    to = "all its processes" if one.kill.is_to_all else "its first process"
    head = f"{one.kill.stage}, {one.kill.signal.name} to {to} after {one.kill.after:.3f} s: "
    return head + "; ".join(one.wrong)


if __name__ == "__main__":
    sys.exit(main())
