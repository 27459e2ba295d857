"""What a user adds to the corpus and takes out of it."""

import logging
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from corpus.errors import ExociteError
from corpus.intake.pool import Bounds, Read, read_all
from corpus.intake.walk import Item, walk
from corpus.readers import VERSION
from corpus.readers.bibliography import bibliography
from corpus.storable import storable
from index.build import Change, bring_in_line
from index.progress import Progress, silent
from index.settings import IndexSettings
from index.staging import Staging
from index.store.parts import place_holds, stands_for
from index.store.sources import wanted_of_place, wanted_source, with_fields

log = logging.getLogger(__name__)

READING = "Reading files"


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one file: its sources, or why it was left out."""

    path: Path
    """The file as it is named to people; a member of a ZIP file stands behind that and a !."""
    ids: tuple[str, ...] = ()
    error: str | None = None
    again: bool = False
    """Whether sources of the same place were there before, which these replace."""
    unchanged: bool = False
    """Whether the file was read before and holds the same still, so that nothing was done."""
    note: str | None = None
    """What to know of how it was read."""


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
    settings: IndexSettings,
    paths: Sequence[Path],
    progress: Progress = silent,
    place_of: PlaceOf = file_place,
    columns: Mapping[str, str] | None = None,
) -> list[Added]:
    """Add files, or read them again; folders and ZIP files are walked.

    A file with a fault is left out whole; the others go in. Stopped on the way, it keeps what was read, and passes over
    that the next time. ``columns`` names the headings of a table of records by what they stand for.
    """
    added: list[Added] = []
    try:
        change = change_adding(settings, paths, added, place_of, columns, progress)
        bring_in_line(settings, progress=progress, adding=change)
    except Exception:
        for item in added:  # they would go unsaid
            if item.error:
                log.warning("%s", item.error)
        raise
    return added


def change_adding(
    settings: IndexSettings,
    paths: Sequence[Path],
    added: list[Added],
    place_of: PlaceOf = file_place,
    columns: Mapping[str, str] | None = None,
    progress: Progress = silent,
) -> Change:
    """The change that adds files; what became of each is put into ``added``, in their order."""
    bounds = Bounds(settings.max_file_mb * 1_000_000, settings.max_file_seconds)
    given = dict(columns or {})

    def change(staging: Staging) -> None:
        items = list(walk(paths))
        done: dict[int, Added] = {}
        contents: dict[int, str] = {}

        def new() -> Iterator[Item]:
            for number, item in enumerate(items):
                place, content = _place(item, place_of), _content(item, bounds, given)
                known = place_holds(staging.store.connection, place, content) if content else []
                if known:
                    done[number] = Added(item.shown, tuple(known), unchanged=True)
                else:
                    contents[number] = content
                    yield item

        with (progress if len(items) > 1 else silent)(READING, len(items)) as advance:
            waiting = _Order(done, added, advance)
            for read in read_all(new(), bounds, given):
                number = next(iter(contents))
                content = contents.pop(number)
                done[number] = _put(staging, read, _place(read.item, place_of), content)
                waiting.told()
            waiting.told()

    return change


class _Order:
    """Tells what became of the files in their order, which the end of their reading is not."""

    def __init__(self, done: dict[int, Added], added: list[Added], advance: Callable[[int], object]) -> None:
        self._done = done
        self._added = added
        self._advance = advance
        self._next = 0

    def told(self) -> None:
        """Put down what is known of the next files."""
        while self._next in self._done:
            self._added.append(self._done.pop(self._next))
            self._next += 1
            self._advance(1)


def _place(item: Item, place_of: PlaceOf) -> str:
    return place_of(item.path) + (f"!{storable(item.member)}" if item.member else "")


def _content(item: Item, bounds: Bounds, columns: Mapping[str, str]) -> str:
    """Names what a file holds and how it is read; empty where it can't be read, as its reader will say."""
    try:
        state = item.path.stat()
        if item.error or (item.member is None and state.st_size > bounds.max_bytes):
            return ""
        digest = _digest(item.path, state.st_mtime_ns, state.st_size)
    except OSError:
        return ""
    return sha256(f"{VERSION} {digest} {sorted(columns.items())}".encode()).hexdigest()[:32]


@lru_cache(maxsize=1)
def _digest(path: Path, *_: int) -> str:
    """SHA-256 of a file in a state of it: the members of a ZIP file ask for the same one by one."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _put(staging: Staging, read: Read, place: str, content: str) -> Added:
    """Want what was read of a file."""
    shown = read.item.shown
    if read.reading is None:
        return Added(shown, error=storable(str(read.error)))
    try:
        again = bool(wanted_of_place(staging.store.connection, place))
        sources = read.reading.sources
        if not read.many:
            sources = tuple(staging.named(source, place) for source in sources)
        kept = staging.add(sources, place, read.reading.records, content)
    except ExociteError as error:
        return Added(shown, error=storable(str(error)))
    notes = [read.reading.note, *(source.note for source in sources if not read.many)]
    notes += [f"the same paper as {other}, whose text is better and stays" for other in kept.values()]
    ids = tuple(kept.get(source.id, source.id) for source in sources)
    return Added(shown, tuple(dict.fromkeys(ids)), again=again, note="; ".join(filter(None, notes)) or None)


def remove_sources(settings: IndexSettings, names: Sequence[str], progress: Progress = silent) -> None:
    """Take a user's sources out of the corpus.

    Raises ExociteError for the first id that is not a user's source; then none is removed.
    """

    def change(staging: Staging) -> None:
        staging.remove(names)

    bring_in_line(settings, progress=progress, removing=change)


def correct_source(settings: IndexSettings, name: str, values: Mapping[str, str], progress: Progress = silent) -> None:
    """Set fields of a source that a user added, such as its title; they stay when its file is read again.

    An empty value takes a field away. Raises ExociteError for a source that is shipped or not there, and for a field or
    value that does not fit.
    """
    fields = _fields(name, values)

    def change(staging: Staging) -> None:
        connection = staging.store.connection
        held = wanted_source(connection, name)
        if held is None or held.origin != "user":
            whole = stands_for(connection, name)
            instead = f"it is shown as {whole}" if whole else "only what was added can be corrected"
            raise ExociteError(f"{name} is not a source that you added ({instead}); 'exocite sources' lists them.")
        corrected = dict(held.corrected) | fields
        staging.restate(replace(held, source=with_fields(held.source, fields), corrected=corrected))

    bring_in_line(settings, progress=progress, adding=change)


def _fields(name: str, values: Mapping[str, str]) -> dict[str, Any]:
    """The fields to set, checked as those of a file are."""
    filled = {field: value for field, value in values.items() if value.strip()}
    fields: dict[str, Any] = bibliography(name, filled)
    for field in values:
        if field not in SETTABLE:
            raise ExociteError(f"{field} is not a field that can be set; write one of {', '.join(SETTABLE)}.")
        if field not in filled:
            fields[field] = () if field == "authors" else None
    return {field: list(value) if field == "authors" else value for field, value in fields.items()}


SETTABLE = ("title", "authors", "year", "journal", "doi", "pmid", "pmcid", "licence", "url", "status", "status_note")
"""Fields of a source that somebody may correct."""
