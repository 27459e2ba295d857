"""What a user adds to the corpus and takes out of it."""

import logging
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import ExociteError
from corpus.model import Source
from corpus.readers import holds_many, read_file
from corpus.storable import storable
from index.build import Change, bring_in_line
from index.progress import Progress, silent
from index.settings import IndexSettings
from index.staging import Staging
from index.store.sources import wanted_of_place

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one file: its sources, or why it was left out."""

    path: Path
    ids: tuple[str, ...] = ()
    error: str | None = None
    again: bool = False
    """Whether sources of the same place were there before, which these replace."""


PlaceOf = Callable[[Path], str]
"""Names where a file comes from; what is added from the same place again replaces what came from there before."""


def uploaded_place(path: Path) -> str:
    """The place of a copy of a file that was sent: its name, wherever the copy lies."""
    return f"{UPLOAD}{storable(path.name)}"


UPLOAD = "upload:"
"""Begins the place of a file that was sent, which no whole name of a file does."""


def file_place(path: Path) -> str:
    """The file's whole name as text that the store can hold: bytes that are no UTF-8 are spelled out."""
    return os.fsencode(path.resolve()).decode("utf-8", "backslashreplace")


def add_files(
    settings: IndexSettings, paths: Sequence[Path], progress: Progress = silent, place_of: PlaceOf = file_place
) -> list[Added]:
    """Add files, or read them again. A file with a fault is left out whole; the others go in."""
    added: list[Added] = []
    try:
        bring_in_line(settings, progress=progress, adding=change_adding(settings, paths, added, place_of))
    except Exception:
        for item in added:  # they would go unsaid
            if item.error:
                log.warning("%s", item.error)
        raise
    return added


def change_adding(
    settings: IndexSettings, paths: Sequence[Path], added: list[Added], place_of: PlaceOf = file_place
) -> Change:
    """The change that adds files; what became of each is put into ``added``."""

    def change(staging: Staging) -> None:
        for path in paths:
            try:
                sources = _read(path, settings.max_file_mb * 1_000_000)
                place = place_of(path)
                again = bool(wanted_of_place(staging.store.connection, place))
                if not holds_many(path):
                    sources = [staging.named(source, place) for source in sources]
                staging.add(sources, place)
            except ExociteError as error:
                added.append(Added(path, error=storable(str(error))))
            else:
                added.append(Added(path, ids=tuple(source.id for source in sources), again=again))

    return change


def _read(path: Path, max_bytes: int) -> list[Source]:
    """The sources of a file. A fault of ours in reading one file must not cost the others of the batch."""
    try:
        return read_file(path, max_bytes)
    except ExociteError:
        raise
    except Exception as error:
        log.debug("The fault in full:", exc_info=True)
        raise ExociteError(
            f"{path} can't be read ({type(error).__name__}); leave it out, or report what --verbose prints."
        ) from error


def remove_sources(settings: IndexSettings, names: Sequence[str], progress: Progress = silent) -> None:
    """Take a user's sources out of the corpus.

    Raises ExociteError for the first id that is not a user's source; then none is removed.
    """

    def change(staging: Staging) -> None:
        staging.remove(names)

    bring_in_line(settings, progress=progress, removing=change)
