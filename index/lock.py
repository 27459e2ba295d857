"""One builder at a time."""

import logging
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.errors import ExociteError

log = logging.getLogger(__name__)

LOCK = "build.lock"
"""File of a data folder that whoever builds in it holds open and locked."""


def is_building(data: Path) -> bool:
    """Whether somebody holds the right to build in a data folder at this moment."""
    lock = FileLock(data / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    lock.release()
    return False


@contextmanager
def one_builder(data: Path, wait: float) -> Generator[None]:
    """Hold the right to build in a data folder; it ends with the process, however that ends.

    Waits up to ``wait`` seconds for another builder, saying so, then raises ExociteError.
    """
    data.mkdir(parents=True, exist_ok=True)
    lock = FileLock(data / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        if wait:
            log.warning("Another process is building the index in %s; waiting for it.", data)
        try:
            lock.acquire(timeout=wait)
        except Timeout as error:
            raise ExociteError(
                f"Another process still builds the index in {data} after {wait:.0f} seconds; try again when it is done."
            ) from error
    try:
        yield
    finally:
        lock.release()
