"""The process that reads files: a task a line in, a reading a line out, until nobody asks any more.

A file that breaks its reader, or takes all memory, costs this process and nothing else.
"""

import logging
import os
import signal
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from corpus.errors import ExociteError
from corpus.intake.coded import Task, error_line, read_task, reading_line
from corpus.readers import format_of, read
from corpus.readers.reading import Limits
from corpus.readers.zips import check_member, opened

log = logging.getLogger(__name__)

MEMORY = 4 << 30
"""Bytes of address space that reading may take, where the system can limit that."""


def answer(task: Task) -> str:
    """What becomes of one file, as a line."""
    path = Path(task.path)
    try:
        if task.member is None:
            return _read(path, task)
        return _member(path, task.member, task)
    except ExociteError as error:
        return error_line(str(error))
    except MemoryError:
        return error_line(f"{_shown(task)} needs more memory to be read than it may take; split it.")
    except Exception as error:
        log.debug("The fault in full:", exc_info=True)
        return error_line(
            f"{_shown(task)} can't be read ({type(error).__name__}); leave it out, or report what --verbose prints."
        )


def _read(path: Path, task: Task) -> str:
    found = format_of(path)
    return reading_line(read(path, Limits(task.max_bytes, task.columns)), many=found is not None and found.many)


def _member(path: Path, member: str, task: Task) -> str:
    """Read a member of a ZIP file from a folder of its own, whatever folders its name holds."""
    with opened(path) as archive, TemporaryDirectory(prefix="exocite-") as folder:
        info = archive.getinfo(member)
        check_member(path, info, task.max_bytes)
        copy = Path(folder, member.replace("\\", "/").rsplit("/", 1)[-1])
        copy.write_bytes(archive.read(info))
        try:
            return _read(copy, task)
        except ExociteError as error:
            raise ExociteError(str(error).replace(str(copy), _shown(task))) from error


def _shown(task: Task) -> str:
    return f"{task.path}!{task.member}" if task.member else task.path


def main() -> None:
    """Serve the process that started this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asks decides when to stop
    if "--verbose" in sys.argv:
        logging.basicConfig(level=logging.DEBUG)
    with suppress(ImportError, OSError, ValueError):
        resource: Any = import_module("resource")
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as out:
        os.dup2(2, 1)  # what a library prints is no answer
        for line in sys.stdin:
            out.write(answer(read_task(line)) + "\n")
            out.flush()


if __name__ == "__main__":
    main()
