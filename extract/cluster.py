"""Reading on the machines of a Dask cluster: each worker reads under the limits of extract/guarded.py.

The scheduler gives the reports of a worker that is lost to others. Workers send back records as text; the caller
writes them. Dask is an optional extra and is imported only here, when a cluster is asked for.
"""

from __future__ import annotations

import dataclasses
import hashlib
import multiprocessing
import pathlib
import queue
import tempfile
import warnings
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from extract.batch import Written, extract_one
from extract.guarded import Ended, Limits, each_guarded
from extract.version import version

# Seconds: to reach a scheduler, and to wait for a worker when there is none.
CONNECT: Final = 10
WITHOUT_WORKERS: Final = 60
# Seconds between two looks at whether there still are workers.
LOOK: Final = 5
# Reports under way for each thread of the cluster: one is read while the next is on its way.
AHEAD: Final = 2


class ClusterError(Exception):
    """A cluster that cannot do the work; the message says which host or worker, why, and what to do."""


@dataclasses.dataclass(frozen=True)
class Task:
    """A report to be read: where it is, and its bytes if they are sent along."""

    pdf: pathlib.Path
    content: bytes | None
    limits: Limits


@dataclasses.dataclass(frozen=True)
class Cluster:
    """A Dask cluster by its scheduler's address; `sends_bytes` if its workers share no storage with this machine."""

    scheduler: str
    sends_bytes: bool = False

    def each(self, pdfs: Sequence[pathlib.Path], limits: Limits) -> Iterator[Ended[Written]]:
        """Each file with its record, as they end. Raises ClusterError; what had ended before it stays valid."""
        try:
            import distributed
        except ModuleNotFoundError as error:
            raise ClusterError(f'--scheduler needs pip install "lscb-reviews[cluster]": {error}') from None
        connect: Any = distributed.Client
        try:
            client = connect(self.scheduler, timeout=CONNECT, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:
            why = str(error) or type(error).__name__
            raise ClusterError(
                f"{self.scheduler}: no Dask scheduler answers there within {CONNECT} seconds ({why})"
            ) from None
        with client:
            _wait_for_workers(client, self.scheduler, CONNECT)
            self._check(client, pdfs[0])
            yield from self._read(client, pdfs, limits)

    def _check(self, client: Any, pdf: pathlib.Path) -> None:
        """Refuse a worker that has other code, or that does not see the reports where this machine does."""
        answers: Mapping[str, Any] = client.run(look, None if self.sends_bytes else pdf, on_error="return")
        for worker, answer in sorted(answers.items()):
            if isinstance(answer, BaseException):
                raise ClusterError(f"worker {worker} cannot run this program ({answer}): install it there too")
            _refuse_other_version(worker, answer[0])
            if not self.sends_bytes and answer[1] != _hash(pdf):
                raise ClusterError(_unseen(worker, pdf))

    def _read(self, client: Any, pdfs: Sequence[pathlib.Path], limits: Limits) -> Iterator[Ended[Written]]:
        ended: queue.Queue[Any] = queue.Queue()
        waiting = iter(pdfs)
        running: dict[str, tuple[pathlib.Path, Any]] = {}
        while True:
            for pdf in waiting:
                try:
                    content = pdf.read_bytes() if self.sends_bytes else None
                except OSError as error:
                    yield Ended(pdf, None, f"it cannot be opened: {error.strerror or error}")
                    continue
                with warnings.catch_warnings():
                    warnings.filterwarnings("ignore", "Sending large graph")
                    # A key of its own, so that the scheduler takes no two reports for one.
                    future = client.submit(read, Task(pdf, content, limits), pure=False)
                running[future.key] = pdf, future
                future.add_done_callback(ended.put)
                if len(running) >= AHEAD * max(sum(client.nthreads().values()), 1):
                    break
            if not running:
                return
            try:
                future = ended.get(timeout=LOOK)
            except queue.Empty:
                _wait_for_workers(client, self.scheduler, WITHOUT_WORKERS)
                continue
            pdf, _ = running.pop(future.key)
            yield self._ended(pdf, future)
            # The workers may forget it.
            future.release()

    def _ended(self, pdf: pathlib.Path, future: Any) -> Ended[Written]:
        from distributed import KilledWorker

        try:
            code, worker, result = future.result()
        except KilledWorker:
            return Ended(pdf, None, "every worker that read it was lost, one after the other")
        except Exception as error:
            raise ClusterError(f"{self.scheduler}: {pdf.name} could not be read there: {error!r}") from error
        _refuse_other_version(worker, code)
        if result is None:
            if pdf.is_file():
                raise ClusterError(_unseen(worker, pdf))
            return Ended(pdf, None, "it cannot be opened: No such file or directory")
        answer: Ended[Written] = result
        return dataclasses.replace(answer, pdf=pdf)


def look(pdf: pathlib.Path | None) -> tuple[str, str | None]:
    """On a worker: the version of its extractor, and the hash of a report as it sees it; None if it sees none."""
    try:
        return version(), _hash(pdf) if pdf else None
    except OSError:
        return version(), None


def read(task: Task) -> tuple[str, str, Ended[Written] | None]:
    """On a worker: its version and name, and how the reading ended; None for a path that is no file there."""
    from distributed import get_worker

    # A worker that has a nanny is a daemon, which may start no process. Ours end with the worker by themselves.
    multiprocessing.current_process().daemon = False
    worker = str(get_worker().address)
    if task.content is None:
        return version(), worker, _guarded(task.pdf, task.limits) if task.pdf.is_file() else None
    with tempfile.TemporaryDirectory() as folder:
        # The name stays the report's: its record's id comes from it.
        pdf = pathlib.Path(folder) / task.pdf.name
        pdf.write_bytes(task.content)
        return version(), worker, _guarded(pdf, task.limits)


def _guarded(pdf: pathlib.Path, limits: Limits) -> Ended[Written]:
    return next(each_guarded(extract_one, [pdf], 1, limits, preload="extract.batch"))


def _wait_for_workers(client: Any, scheduler: str, seconds: int) -> None:
    """Wait for a first worker. Raises ClusterError if none comes in time, or if the scheduler is gone."""
    try:
        client.wait_for_workers(1, timeout=seconds)
    except (OSError, TimeoutError) as error:
        raise ClusterError(
            f"{scheduler}: the scheduler has no worker, waited {seconds} seconds for one ({error}); start some there "
            "and run this again: what was read is not read twice"
        ) from None


def _refuse_other_version(worker: str, code: str) -> None:
    if code != version():
        raise ClusterError(
            f"worker {worker} has version {code} of the extractor, this machine {version()}: "
            "install the same code and libraries there"
        )


def _unseen(worker: str, pdf: pathlib.Path) -> str:
    return f"worker {worker} does not see {pdf} as this machine does: share the folder, or send the reports (--send)"


def _hash(pdf: pathlib.Path) -> str:
    with pdf.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
