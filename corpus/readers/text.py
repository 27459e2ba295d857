"""Plain text, and the decoding that all readers of text share."""

import codecs
from pathlib import Path

from corpus.errors import ExociteError
from corpus.model import Section, Source
from corpus.storable import storable


def read_text(path: Path, max_bytes: int) -> str:
    """The decoded content of a file of UTF-8, or of UTF-16 with a byte order mark.

    Line ends and all other characters stay as they are. Raises ExociteError when the file is missing,
    not a file, larger than ``max_bytes``, not readable, empty, or in another encoding.
    """
    text = decoded(path, read_bytes(path, max_bytes))
    if not text.strip():
        raise ExociteError(f"{path} is empty; there is nothing to add.")
    return storable(text)


def read_bytes(path: Path, max_bytes: int) -> bytes:
    """The content of a file.

    Raises ExociteError when it is missing, not a file, larger than ``max_bytes``, or not readable.
    """
    try:
        if path.is_dir():
            raise ExociteError(f"{path} is a folder; name the files in it.")
        size = path.stat().st_size
        if size > max_bytes:
            raise ExociteError(
                f"{path} has {size / 1e6:.0f} MB and the limit is {max_bytes / 1e6:.0f} MB; "
                "split it, or raise max_file_mb (EXOCITE_MAX_FILE_MB)."
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ExociteError(f"{path} does not exist; check the name.") from error
    except OSError as error:
        raise ExociteError(f"{path} can't be read ({error.strerror}); check its permissions.") from error


def decoded(name: object, raw: bytes) -> str:
    """The text in bytes of UTF-8, or of UTF-16 with a byte order mark.

    Raises ExociteError, opened by ``name``, for another encoding.
    """
    utf16 = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return raw.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise ExociteError(
            f"{name} is not UTF-8 text (byte {error.start + 1} of {len(raw)}); save it as UTF-8 and give it again."
        ) from error


def read_plain(path: Path, max_bytes: int) -> list[Source]:
    """A plain text file as one source of one section, named and titled after the file."""
    text = read_text(path, max_bytes)
    name = storable(path.name)
    return [Source(id=name, kind="file", text=text, sections=(Section(None, 0, len(text)),), title=name)]
