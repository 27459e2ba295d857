"""ZIP files from strangers: what is in them, and bounds for what comes out of them."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from corpus.errors import ExociteError

MOST_MEMBERS = 20_000
_RATIO = 200
"""Times that a member may be larger than it is packed; text comes to about 4, and XML to 30."""
_SMALL = 1_000_000
"""Bytes up to which a member may be packed however small."""


@contextmanager
def opened(path: Path) -> Generator[ZipFile]:
    """A ZIP file. Raises ExociteError for one that is broken or has too many members."""
    try:
        with ZipFile(path) as archive:
            if len(archive.infolist()) > MOST_MEMBERS:
                raise ExociteError(f"{path} holds over {MOST_MEMBERS:,} files; unpack it and give the folder.")
            yield archive
    except FileNotFoundError as error:
        raise ExociteError(f"{path} does not exist; check the name.") from error
    except (BadZipFile, NotImplementedError, EOFError) as error:
        raise ExociteError(f"{path} is a broken ZIP file ({error}); get it again.") from error
    except OSError as error:
        raise ExociteError(f"{path} can't be read ({error.strerror or error}); check its permissions.") from error


def check_member(path: Path, info: ZipInfo, max_bytes: int) -> None:
    """Raise ExociteError for a member that is locked, too large, or packed as only a bomb is.

    What it says of its size binds: zipfile reads no more than that.
    """
    where = f"{path}!{info.filename}"
    if info.flag_bits & 1:
        raise ExociteError(f"{where} is locked with a password; unpack it and give what is in it.")
    if info.file_size > max_bytes:
        raise ExociteError(
            f"{where} has {info.file_size / 1e6:.0f} MB and the limit is {max_bytes / 1e6:.0f} MB; "
            "split it, or raise max_file_mb (EXOCITE_MAX_FILE_MB)."
        )
    if info.file_size > _SMALL and info.file_size > _RATIO * max(1, info.compress_size):
        raise ExociteError(f"{where} grows {_RATIO} times and more when it is unpacked; leave it out.")


def check_whole(path: Path, archive: ZipFile, max_bytes: int) -> None:
    """Raise ExociteError where the members of one document, such as a DOCX, come to too much together."""
    for info in archive.infolist():
        check_member(path, info, max_bytes)
    total = sum(info.file_size for info in archive.infolist())
    if total > 4 * max_bytes:
        raise ExociteError(f"{path} has {total / 1e6:.0f} MB unpacked, which is too much for one document; split it.")
