"""Files that were sent: under their senders' own names, in a folder that goes when they have been read."""

import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, cast

from corpus.readers import ENDINGS
from corpus.storable import printable
from ui.page.files import folder

if TYPE_CHECKING:
    from gradio import File

Sent = tuple[Path, str]
"""Where a file was put, and the name that its sender gave it."""

_LONGEST = 200
_PATIENCE = 20


def uploads(label: str) -> "File":
    """Takes the files that the readers read. Listen to it without Gradio's preprocessing, and ask ``sent`` what came.

    That refuses all files where one is of another kind, knows them by a name in which some characters are
    left out, leaves an empty file behind for each, and would fetch what is named by an address of the web.
    """
    from gradio import File

    return File(label=label, file_count="multiple", file_types=list(ENDINGS), height=150, elem_classes=["legible"])


def sent(value: object) -> list[Sent]:
    """The files in what a browser says of them, which is not to be believed: only where Gradio puts files is looked."""
    found: list[Sent] = []
    for one in cast("list[object]", value) if isinstance(value, list) else ():
        fields = cast("dict[str, object]", one) if isinstance(one, dict) else {}
        path = Path(str(fields.get("path"))).absolute()
        if path.parent.parent == folder().absolute() and ".." not in path.parts:
            found.append((path, str(fields.get("orig_name") or path.name)))
    return found


def named(given: str) -> str:
    """The name of a file as a name that can be kept: no folders, no control characters, not too long."""
    name = printable(given.replace("\\", "/").rsplit("/", 1)[-1]).replace("\n", " ").strip()
    path = Path(name if name.strip(". ") else "file")
    stem = path.stem.encode()[: _LONGEST - len(path.suffix.encode()[:20])].decode(errors="ignore")
    return f"{stem}{path.suffix[:20]}"


def taken(files: Sequence[Sent]) -> tuple[Path, list[Path], dict[str, str]]:
    """A folder of our own with the files that were sent, in their order, and why some are not in it, by name."""
    own = Path(mkdtemp(dir=folder()))
    paths: list[Path] = []
    refused: dict[str, str] = {}
    for where, given in files:
        path = own / named(given)
        if path in paths:
            refused[path.name] = "was sent twice at once; the first of that name is taken, so rename the other."
            _drop(where)
            continue
        try:
            _wait_for(where)
            shutil.move(where, path)
        except OSError as error:
            refused[path.name] = f"did not arrive ({error.strerror or error}); send it again."
        else:
            paths.append(path)
        _drop(where)
    return own, paths, refused


def _wait_for(path: Path) -> None:
    """Gradio says that a file is there a moment before it is."""
    for _ in range(_PATIENCE):
        if path.exists():
            return
        time.sleep(0.05)


def _drop(path: Path) -> None:
    """Leave nothing where Gradio had put a file: nor the folder, named after its content."""
    path.unlink(missing_ok=True)
    if path.parent.is_dir() and not any(path.parent.iterdir()):
        path.parent.rmdir()
