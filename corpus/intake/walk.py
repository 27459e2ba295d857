"""What there is to read in the files, folders and ZIP files that somebody names."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import ExociteError
from corpus.readers import READERS, format_of, is_zip
from corpus.readers.zips import opened
from corpus.storable import storable


@dataclass(frozen=True, slots=True)
class Item:
    """One file to read: by itself, or as a member of a ZIP file."""

    path: Path
    member: str | None = None
    error: str | None = None
    """Why it can't be read, where that shows before it is opened."""

    @property
    def shown(self) -> Path:
        """The file as it is named to people."""
        return Path(f"{self.path}!{storable(self.member)}") if self.member else self.path


def walk(paths: Iterable[Path]) -> Iterator[Item]:
    """The files to read, in order: those named, and those of a kind that is read in folders and ZIP files.

    Hidden files, links to folders, and ZIP files in ZIP files are passed over.
    """
    for path in paths:
        if not path.is_dir():
            yield from _file(path)
            continue
        count = 0
        for item in _folder(path):
            count += 1
            yield item
        if not count:
            yield Item(path, error=f"{path} is a folder without a file of a kind that is read; name another.")


def _folder(folder: Path) -> Iterator[Item]:
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            path = Path(where, name)
            if path.is_file() and (_is_walked(path) or format_of(path, named=False)):
                yield from _file(path)


def _is_walked(path: Path) -> bool:
    try:
        return is_zip(path)
    except ExociteError:
        return False  # a broken one is told where it was named


def _file(path: Path) -> Iterator[Item]:
    try:
        if not is_zip(path):
            yield Item(path)
            return
        with opened(path) as archive:
            members = [info.filename for info in archive.infolist() if _is_member(info.filename)]
    except ExociteError as error:
        yield Item(path, error=str(error))
        return
    if not members:
        yield Item(path, error=f"{path} is a ZIP file without a file of a kind that is read; unpack it and look.")
    yield from (Item(path, member) for member in sorted(members))


def _is_member(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return Path(parts[-1]).suffix.lower() in READERS and not any(
        part.startswith((".", "__MACOSX")) for part in parts[:-1] if part != ".."
    )
