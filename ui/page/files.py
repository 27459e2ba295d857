"""Files that the page hands out, in a temporary folder of this process that goes when it ends."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory


def folder() -> Path:
    """The folder; made when it is first asked for."""
    return Path(_held().name)


@cache
def _held() -> TemporaryDirectory[str]:
    """Removed with this object, which is when the process ends."""
    return TemporaryDirectory(prefix="exocite-", ignore_cleanup_errors=True)


def offered(name: str, text: str) -> Path:
    """A file of that name with that text; what others were given under the same name stays as it is."""
    path = folder() / sha256(text.encode()).hexdigest()[:32] / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path
