"""What the machine may lack, for 'exocite doctor': room on the disk, a free port, the lock of the index."""

import errno
import shutil
import socket
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from index.lock import LOCK
from ui.settings import Settings

_ROOM = 300
"""Megabytes that building an index of the shipped corpus may need."""
_FIRST, _PORTS = 7860, 100


def room(existing: Path, problems: dict[str, str]) -> int:
    """Free megabytes of the disk that holds a path."""
    free = shutil.disk_usage(existing).free // 1_000_000
    if free < _ROOM:
        problems["disk"] = (
            f"The disk that holds {existing} has only {free} MB free; free {_ROOM} MB, or choose another with --data."
        )
    return free


def port(settings: Settings, problems: dict[str, str]) -> dict[str, Any]:
    """Whether the page can be served where the settings say."""
    wanted = [settings.port] if settings.port else range(_FIRST, _FIRST + _PORTS)
    for number in wanted:
        fault = _fault(settings.host, number)
        if fault is None:
            return {"address": settings.host, "port": number, "state": "free"}
        if fault != errno.EADDRINUSE:
            problems["port"] = f"{settings.host} can't be listened on; correct EXOCITE_HOST, or give --host."
            return {"address": settings.host, "state": "can't be used"}
    where = f"Port {settings.port}" if settings.port else f"Every port from {_FIRST} on"
    problems["port"] = f"{where} of {settings.host} is in use, perhaps by a page of Exocite; give another with --port."
    return {"address": settings.host, "state": "in use"}


def _fault(host: str, number: int) -> int | None:
    try:
        family = socket.getaddrinfo(host, number, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((host, number))
    except OSError as error:
        return error.errno or errno.EINVAL
    return None


def lock(data: Path, problems: dict[str, str]) -> str:
    """Who may build the index; a lock ends with its process, so a file that was left behind locks nothing."""
    path = data / LOCK
    if not path.exists():
        return "free"
    held = FileLock(path)
    try:
        held.acquire(timeout=0)
    except Timeout:
        return "held: another process builds the index now"
    except OSError as error:
        problems["lock"] = f"{path} can't be opened ({error.strerror}); remove it, or mend its permissions."
        return "can't be opened"
    held.release()
    return "free"
