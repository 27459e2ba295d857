"""Files that nothing changes once they are made: their sizes and hashes, and whether they still have them."""

import hashlib
from collections.abc import Iterable, Mapping
from io import BufferedReader
from pathlib import Path
from typing import Any, NamedTuple

_BLOCK = 4096
_BLOCKS = 64


class Seal(NamedTuple):
    """What a file was when it was made."""

    size: int
    sample: str
    """SHA-256 of 64 blocks spread over the file: read at every opening, since it costs the same for any size."""
    sha256: str
    """SHA-256 of the whole file: read when an index is built."""


def seal(folder: Path, paths: Iterable[Path]) -> dict[str, Seal]:
    """The seals of files, by their paths within a folder."""
    return {path.relative_to(folder).as_posix(): _seal(path) for path in sorted(paths)}


def read_seals(raw: Mapping[str, Any]) -> dict[str, Seal]:
    """Seals as JSON holds them. Raises TypeError or ValueError for anything else."""
    return {name: Seal(*row) for name, row in raw.items()}


def fault(folder: Path, seals: Mapping[str, Seal], *, whole: bool) -> str | None:
    """What is wrong with the first file that is not what it was, or None; ``whole`` reads all of each."""
    for name, expected in seals.items():
        try:
            wrong = _difference(folder / name, expected, whole=whole)
        except OSError as error:
            wrong = f"can't be read: {error.strerror or error}"
        if wrong:
            return f"{name} {wrong}"
    return None


def _seal(path: Path) -> Seal:
    with path.open("rb") as file:
        size = path.stat().st_size
        return Seal(size, _sample(file, size), _whole(file))


def _difference(path: Path, expected: Seal, *, whole: bool) -> str | None:
    if not path.is_file():
        return "is missing"
    size = path.stat().st_size
    if size != expected.size:
        return f"has {size} bytes instead of {expected.size}"
    with path.open("rb") as file:
        same = _whole(file) == expected.sha256 if whole else _sample(file, size) == expected.sample
    return None if same else "has other content than it was made with"


def _sample(file: BufferedReader, size: int) -> str:
    digest = hashlib.sha256()
    last = max(0, size - _BLOCK)
    for position in sorted({last * i // (_BLOCKS - 1) for i in range(_BLOCKS)}):
        file.seek(position)
        digest.update(file.read(_BLOCK))
    return digest.hexdigest()


def _whole(file: BufferedReader) -> str:
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()
