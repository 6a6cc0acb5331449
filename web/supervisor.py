"""Holds the site's socket, and has one server at a time answer on it: that of the current build.

When DATA names another build, a second server takes it up beside the first. Only when that one has checked it and
answers does the first stop accepting, and it ends after its last answer; connections wait in the socket meanwhile, so
none is lost. A build that is refused is named in the log, and the site goes on as it was. A server that dies is
replaced.
"""

from __future__ import annotations

import contextlib
import dataclasses
import fcntl
import json
import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from common.project import ROOMS
from db import builds
from web import taken

log = logging.getLogger("web")

POLL_SECONDS = 0.2
# Connections that may wait for a server to accept them.
BACKLOG = 2048
# DATA is looked at so often; what has changed must be the same at two looks, for a file may still be being written.
LOOK_SECONDS = 1.0
START_SECONDS = 180
# Beyond what a server gives its own last answers, before it is killed.
DRAIN_SECONDS, END_SECONDS = 330, 8
# A server that dies is replaced at once, and after that not more often than this.
RETRY_SECONDS = 5
COPIES = "lscb-site-"


def sweep_copies() -> None:
    """Remove the copies of builds that killed sites left; a living one has its folder locked."""
    for folder in Path(tempfile.gettempdir()).glob(f"{COPIES}*"):
        with contextlib.suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder)
            finally:
                os.close(descriptor)


@contextlib.contextmanager
def folder_for_copies() -> Iterator[Path]:
    """A folder of this process for the copies of builds; it goes with it."""
    sweep_copies()
    with tempfile.TemporaryDirectory(prefix=COPIES, ignore_cleanup_errors=True) as name:
        descriptor = os.open(name, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield Path(name)
        finally:
            os.close(descriptor)


@dataclasses.dataclass
class Child:
    """A server: its process, the socket to talk to it, and the build that it was started on."""

    process: subprocess.Popen[bytes]
    control: socket.socket
    folder: Path
    state: taken.State
    copy: Path
    until: float

    @property
    def name(self) -> str:
        """What to call its build in the log."""
        return self.folder.name if builds.ID.fullmatch(self.folder.name) else str(self.folder)

    def heard(self) -> dict[str, object] | None:
        """What it has said, if it said anything."""
        try:
            said = self.control.recv(1 << 16)
            return dict(json.loads(said)) if said else None
        except (BlockingIOError, ValueError, ConnectionResetError):
            return None

    def tell(self, word: str) -> None:
        """Tell it to `serve` or to `drain`; one that is gone does not hear it, and is met at the next look."""
        with contextlib.suppress(OSError):
            self.control.sendall(f"{word}\n".encode())

    def end(self) -> None:
        """End it, whatever it does, and remove its copy."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.control.close()
        shutil.rmtree(self.copy, ignore_errors=True)


class Supervisor:
    """The site over the current build of `data`, on a listening socket."""

    def __init__(self, data: Path, listening: socket.socket, copies: Path) -> None:
        self._data, self._listening, self._copies = data, listening, copies
        self._started = 0
        self._serving: Child | None = None
        self._candidate: Child | None = None
        self._draining: list[Child] = []
        self._met: taken.State | None = None  # at the last look
        self._refused: taken.State | None = None
        self._others: list[Path] = []  # to try at the start, when the current build is refused
        self._is_ending, self._is_asked_again = False, False
        self._died = 0.0

    def _start(self, folder: Path, state: taken.State, source: Path | None = None) -> None:
        """Start a server beside the one there is; `source` is where the build is taken from if not its own folder."""
        self._started += 1
        copy = self._copies / str(self._started)
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        listen, control = self._listening.fileno(), theirs.fileno()
        words = [
            *(sys.executable, "-m", "web.server", "--listen", str(listen), "--control", str(control)),
            *("--build", str(source or folder), "--data", str(self._data), "--copy", str(copy)),
        ]
        paths = os.pathsep.join(filter(None, (str(ROOMS), os.environ.get("PYTHONPATH"))))
        process = subprocess.Popen(words, pass_fds=(listen, control), env=os.environ | {"PYTHONPATH": paths})
        theirs.close()
        self._candidate = Child(process, ours, folder, state, copy, time.monotonic() + START_SECONDS)

    def _look(self) -> None:
        """Start a server on what DATA names now, if that is another and is no longer being written."""
        folder = builds.served(self._data)
        state = taken.state_of(folder)
        is_settled, self._met = state == self._met, state
        known = self._serving.state if self._serving else None
        if (is_settled and state not in (known, self._refused)) or self._is_asked_again:
            self._is_asked_again = False
            self._start(folder, state)

    def _hear(self, candidate: Child) -> None:
        """Put a new server in the place of the former when it is ready; drop it when it is refused."""
        said = candidate.heard()
        status = candidate.process.poll()
        if said is None and status is None and time.monotonic() < candidate.until:
            return
        self._candidate = None
        if said and said.get("ready"):
            former, self._serving, self._refused = self._serving, candidate, None
            if former:
                former.tell("drain")
                former.until = time.monotonic() + DRAIN_SECONDS
                self._draining.append(former)
            # From here on a connection waits for this server and is not refused, though it needs a moment to accept.
            self._listening.listen(BACKLOG)
            candidate.tell("serve")
            log.info("Serving %s", candidate.name)
            return
        why = (said or {}).get("refused") or f"its server ended with status {status}, or did not start in time"
        self._refused = candidate.state
        goes_on = f"; the site goes on with {self._serving.name}" if self._serving else ""
        log.error("%s is refused: %s%s", candidate.name, why, goes_on)
        candidate.end()

    def _replace_dead(self, dead: Child) -> None:
        """Start a server again on the copy that its dead one had checked."""
        if time.monotonic() - self._died < RETRY_SECONDS:
            return
        self._died = time.monotonic()
        log.error("The server of %s has ended (status %s); another is started", dead.name, dead.process.returncode)
        self._start(dead.folder, dead.state, dead.copy)

    def _try_another(self) -> bool:
        """At the start, when the current build is refused: the newest of the others; false if there is none left."""
        if not self._others:
            return False
        folder = self._others.pop(0)
        log.warning("Trying the former build %s", folder.name)
        # Known by the state of what DATA names, so that it is replaced when that changes.
        self._start(folder, taken.state_of(builds.served(self._data)))
        return True

    def run(self) -> int:
        """Serve until SIGTERM or SIGINT; 1 if nothing can be served. SIGHUP starts a new server on the same build."""

        def end(_number: int, _frame: FrameType | None) -> None:
            self._is_ending = True

        def ask_again(_number: int, _frame: FrameType | None) -> None:
            self._is_asked_again = True

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, end)
        signal.signal(signal.SIGHUP, ask_again)
        folder = builds.served(self._data)
        self._others = [one.folder for one in builds.held(self._data) if one.folder.resolve() != folder]
        self._met = taken.state_of(folder)
        self._start(folder, self._met)
        looked = time.monotonic()
        try:
            while not self._is_ending:
                if self._candidate:
                    self._hear(self._candidate)
                    if not self._candidate and not self._serving and not self._try_another():
                        return 1
                elif self._serving and self._serving.process.poll() is not None:
                    self._replace_dead(self._serving)
                elif time.monotonic() - looked >= LOOK_SECONDS:
                    looked = time.monotonic()
                    self._look()
                for one in [one for one in self._draining if one.process.poll() is not None or _is_over(one)]:
                    self._draining.remove(one)
                    one.end()
                time.sleep(POLL_SECONDS)
            return 0
        finally:
            self._end()

    def _end(self) -> None:
        """End all servers: those that answer have some seconds for it."""
        self._listening.close()
        children = [one for one in (self._serving, self._candidate, *self._draining) if one]
        for one in children:
            one.process.terminate()
        until = time.monotonic() + END_SECONDS
        for one in children:
            with contextlib.suppress(subprocess.TimeoutExpired):
                one.process.wait(max(0.1, until - time.monotonic()))
            one.end()


def _is_over(child: Child) -> bool:
    return time.monotonic() > child.until
