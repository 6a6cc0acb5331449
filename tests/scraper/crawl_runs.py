"""Runs crawls, each as its own process: Twisted's reactor can run only once in one."""

from __future__ import annotations

import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).parents[2]
NOT_OURS = ("DATA", "OFSTED_URL", "CRAWL_DELAY", "REFERENCE", "CONTACT")


class Crawls:
    """Crawls of one site into one folder."""

    def __init__(self, url: str, data: pathlib.Path, reference: pathlib.Path) -> None:
        self.url, self.data, self.reference = url, data, reference
        self.reports = data / "reports"

    def command(self, *arguments: str) -> list[str]:
        named = {"--url": self.url, "--data": str(self.data), "--reference": str(self.reference), "--delay": "0"}
        for name, value in zip(arguments[::2], arguments[1::2], strict=False):
            if name in named:
                named[name] = value
        flags = [argument for argument in arguments if argument == "--all"]
        return [sys.executable, "-m", "scraper", *flags, *(part for pair in named.items() for part in pair)]

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        """Start a crawl and leave it running."""
        clean = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
        return subprocess.Popen(
            self.command(*arguments),
            cwd=ROOT,
            env=clean | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Crawl to the end."""
        process = self.start(*arguments, **environment)
        try:
            out, err = process.communicate(timeout=120)
        finally:
            process.kill()
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def lines(self) -> dict[str, dict[str, object]]:
        """The listing, by file id."""
        text = (self.reports / "listing.jsonl").read_text(encoding="utf-8")
        return {line["file_id"]: line for line in map(json.loads, text.splitlines())}

    def statuses(self) -> dict[str, object]:
        """The status of each listed document."""
        return {file_id: line["status"] for file_id, line in self.lines().items()}
