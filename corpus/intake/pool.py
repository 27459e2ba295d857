"""Reading many files at once, each in a process that may crash, hang or run out of memory."""

import logging
import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, LifoQueue
from threading import Timer
from typing import IO, cast

from corpus.intake.coded import Task, read_answer, task_line
from corpus.intake.walk import Item
from corpus.readers.reading import Reading

log = logging.getLogger(__name__)

_ROOT = Path(__file__).parent.parent.parent
_AHEAD = 2
"""Files that are read ahead of the one that is taken, for each process: what is held in memory."""


@dataclass(frozen=True, slots=True)
class Read:
    """What became of one file: its reading, or why there is none."""

    item: Item
    reading: Reading | None = None
    many: bool = False
    """Whether the file brings ids for its sources."""
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """What reading one file may cost."""

    max_bytes: int
    seconds: float


def read_all(items: Iterable[Item], bounds: Bounds, columns: Mapping[str, str]) -> Iterator[Read]:
    """Read files on all cores; what became of each comes in the order of the files."""
    workers = processors()
    with _Workers(bounds, columns) as pool, ThreadPoolExecutor(workers, "reading") as threads:
        ahead: deque[Future[Read]] = deque()
        try:
            for item in items:
                ahead.append(threads.submit(pool.read, item))
                if len(ahead) >= _AHEAD * workers:
                    yield ahead.popleft().result()
            while ahead:
                yield ahead.popleft().result()
        finally:
            for future in ahead:
                future.cancel()
            pool.stop()


def processors() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Workers:
    """Processes that read, started when they are needed and used again."""

    def __init__(self, bounds: Bounds, columns: Mapping[str, str]) -> None:
        self._bounds = bounds
        self._columns = dict(columns)
        self._idle: LifoQueue[subprocess.Popen[bytes]] = LifoQueue()
        self._all: list[subprocess.Popen[bytes]] = []
        self._stopped = False

    def __enter__(self) -> "_Workers":
        return self

    def __exit__(self, *raised: object) -> None:
        self.stop()

    def read(self, item: Item) -> Read:
        """Read one file; a process that it breaks is replaced."""
        if item.error or self._stopped:
            return Read(item, error=item.error or f"{item.shown} was not read any more.")
        try:
            worker = self._idle.get_nowait()
        except Empty:
            worker = self._start()
        too_long = False

        def end() -> None:
            nonlocal too_long
            too_long = True
            worker.kill()

        timer = Timer(self._bounds.seconds, end)
        timer.start()
        try:
            line = self._asked(worker, item)
        finally:
            timer.cancel()
        if line and not too_long:
            self._idle.put(worker)
            return _read(item, line)
        worker.kill()
        worker.wait()
        return Read(item, error=self._broken(item, too_long=too_long))

    def _asked(self, worker: subprocess.Popen[bytes], item: Item) -> bytes:
        task = Task(str(item.path), item.member, self._bounds.max_bytes, self._columns)
        try:
            stdin, stdout = cast("IO[bytes]", worker.stdin), cast("IO[bytes]", worker.stdout)
            stdin.write(f"{task_line(task)}\n".encode())
            stdin.flush()
            line = stdout.readline()
        except (OSError, ValueError):  # it died, or was stopped
            return b""
        return line if line.endswith(b"\n") else b""

    def _broken(self, item: Item, *, too_long: bool) -> str:
        if too_long:
            return (
                f"{item.shown} takes over {self._bounds.seconds:.0f} seconds to be read; leave it out, split it, or "
                "raise max_file_seconds (EXOCITE_MAX_FILE_SECONDS)."
            )
        return f"{item.shown} breaks what reads it, or needs too much memory; get the file again, or leave it out."

    def _start(self) -> subprocess.Popen[bytes]:
        # -P: the folder that somebody works in must not bring modules of its own
        line = [sys.executable, "-P", "-m", "corpus.intake.worker"]
        verbose = log.isEnabledFor(logging.DEBUG)
        path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
        worker = subprocess.Popen(  # noqa: S603 - the line is our own
            [*line, "--verbose"] if verbose else line,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if verbose else subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": path},
        )
        self._all.append(worker)
        return worker

    def stop(self) -> None:
        """End all processes, also those that are reading."""
        self._stopped = True
        for worker in self._all:
            worker.kill()
            worker.wait()
            for stream in (worker.stdin, worker.stdout):
                if stream:
                    stream.close()
        self._all.clear()


def _read(item: Item, line: bytes) -> Read:
    found = read_answer(line.decode())
    return Read(item, error=found) if isinstance(found, str) else Read(item, *found)
