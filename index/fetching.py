"""Papers fetched from Europe PMC when somebody asks for them by identifier or by a query."""

import sqlite3
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from corpus.errors import ExociteError
from corpus.fetch.connection import Connection, UnreachableError
from corpus.fetch.europe_pmc import EuropePmc
from corpus.fetch.paper import source_of
from corpus.fetch.record import PaperRecord
from corpus.identifiers import identifiers_of, recognised
from corpus.model import Source
from corpus.storable import storable
from index.build import bring_in_line
from index.progress import Progress, silent
from index.settings import IndexSettings
from index.staging import Staging
from index.store.sources import Held, is_in_line, wanted_of_place, wanted_papers, wanted_source
from index.store.store import Store

FETCHING = "Fetching papers"
_BATCH = 20
"""Papers that are fetched before they are put into the index."""

_Find = Callable[[], PaperRecord]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one identifier: the source that it is now, or why it was left out."""

    identifier: str
    ids: tuple[str, ...] = ()
    note: str | None = None
    """What was taken, as "full text, CC BY 4.0", and a status that readers must know of."""
    error: str | None = None


def fetch_sources(settings: IndexSettings, identifiers: Sequence[str], progress: Progress = silent) -> list[Fetched]:
    """Fetch papers by PMCID, PMID or DOI: the full text where it is open access, else the abstract.

    Each is taken or refused by itself, in the order given. A paper whose record has not changed since it was fetched
    is not fetched again. What was taken is kept, whatever ends the call: when the network fails on the way, the rest
    is refused with the same sentence. Raises ExociteError when it fails before anything was taken or refused, and as
    ``bring_in_line`` does.
    """
    with service(settings) as europe_pmc:

        def asked() -> Iterator[tuple[str, _Find]]:
            for text in identifiers:
                yield text, lambda text=text: _record(europe_pmc, text)

        return _fetch(settings, europe_pmc, asked(), len(identifiers), progress)


def fetch_query(settings: IndexSettings, query: str, limit: int, progress: Progress = silent) -> list[Fetched]:
    """Fetch the papers that a query of Europe PMC finds, best first, at most ``limit``; else as ``fetch_sources``."""
    with service(settings) as europe_pmc:

        def asked() -> Iterator[tuple[str, _Find]]:
            for record in europe_pmc.records(query, limit):
                yield record.pmcid or record.pmid or record.doi or f"{record.source}:{record.id}", lambda r=record: r

        return _fetch(settings, europe_pmc, asked(), limit, progress)


@contextmanager
def service(settings: IndexSettings) -> Generator[EuropePmc]:
    """Europe PMC as the settings say."""
    with Connection(settings.fetch_address, settings.fetch_per_second, settings.max_file_mb * 1_000_000) as connection:
        yield EuropePmc(connection)


def _record(europe_pmc: EuropePmc, text: str) -> PaperRecord:
    identifier = recognised(text)
    if record := europe_pmc.record(identifier):
        return record
    raise ExociteError(f"Europe PMC has no paper with {identifier}; check the number.")


def _fetch(
    settings: IndexSettings,
    europe_pmc: EuropePmc,
    asked: Iterable[tuple[str, _Find]],
    total: int,
    progress: Progress,
) -> list[Fetched]:
    taking = _Taking(settings, europe_pmc, progress)
    try:
        with progress(FETCHING, total) as advance:
            for text, find in asked:
                taking.one(storable(text), find)
                advance(1)
    except UnreachableError as error:
        if not taking.fetched:
            raise
        taking.fetched.append(Fetched("what the query finds further", error=str(error)))
    finally:
        taking.keep()
    return taking.fetched


class _Taking:
    """One run: what became of each identifier so far, and what is not in the index yet."""

    def __init__(self, settings: IndexSettings, europe_pmc: EuropePmc, progress: Progress) -> None:
        self.fetched: list[Fetched] = []
        self._settings = settings
        self._service = europe_pmc
        self._progress = progress
        self._store = Store(settings.data)
        self._batch: list[tuple[int, Source, str]] = []
        self._seen: dict[str, int] = {}
        """Where each record of this run stands in ``fetched``."""
        self._stopped: str | None = None

    def one(self, text: str, find: _Find) -> None:
        """Fetch one paper, or put down why not."""
        if self._stopped:
            self.fetched.append(Fetched(text, error=self._stopped))
            return
        try:
            self.fetched.append(self._taken(text, find()))
        except UnreachableError as error:
            if not self.fetched:
                raise
            self._stopped = str(error)
            self.fetched.append(Fetched(text, error=self._stopped))
        except ExociteError as error:
            self.fetched.append(Fetched(text, error=storable(str(error))))
        if len(self._batch) >= _BATCH:
            self.keep()

    def _taken(self, text: str, record: PaperRecord) -> Fetched:
        place = record.place
        if place in self._seen:
            before = self.fetched[self._seen[place]]
            return replace(before, identifier=text, note=f"the same paper as {before.identifier}")
        if known := wanted_of_place(self._store.connection, place):
            return Fetched(text, tuple(known), "unchanged since it was fetched")
        full_text = self._service.full_text(record.pmcid) if record.is_open and record.pmcid else None
        source = source_of(record, full_text, self._settings.max_file_mb * 1_000_000)
        self._seen[place] = len(self.fetched)
        self._batch.append((len(self.fetched), source, place))
        return Fetched(text, (source.id,), _note(source, full_text is not None))

    def keep(self) -> None:
        """Put into the index what was fetched since the last time."""
        batch, self._batch = self._batch, []
        if not batch and is_in_line(self._store.connection):
            return

        def change(staging: Staging) -> None:
            for number, source, place in batch:
                try:
                    kept = _put(staging, source, place)
                except ExociteError as error:
                    self.fetched[number] = Fetched(self.fetched[number].identifier, error=storable(str(error)))
                else:
                    self.fetched[number] = replace(self.fetched[number], **kept)

        bring_in_line(self._settings, progress=self._progress, adding=change)


def _put(staging: Staging, source: Source, place: str) -> dict[str, Any]:
    """Want a source; a longer text of it that the user added is not given up for an abstract. What is told of it."""
    connection = staging.store.connection
    if source.sections[0].basis == "abstract" and (longer := _longer(connection, source)):
        status: dict[str, Any] = {"status": source.status, "status_note": source.status_note} if source.status else {}
        staging.restate(replace(longer, source=replace(longer.source, **status)))
        return {"ids": (longer.source.id,), "note": f"only its abstract is open: {longer.source.id} keeps its text"}
    source = staging.named(source, place)
    staging.add([source], place)
    return {"ids": (source.id,)}


def _longer(connection: sqlite3.Connection, source: Source) -> Held | None:
    """A text of the same paper that the user added and that is longer."""
    mine = set(identifiers_of(source))
    same = (held.source.id for held in wanted_papers(connection) if mine.intersection(identifiers_of(held.source)))
    found = (held for name in same if (held := wanted_source(connection, name)))
    return next((held for held in found if len(held.source.text) > len(source.text)), None)


def _note(source: Source, whole: bool) -> str:
    """What was taken of a paper, in a few words."""
    parts = (
        "full text" if whole else "abstract only, since its full text is not open access",
        source.licence or "no licence named",
        source.status and f"{source.status.upper()}: {source.status_note}",
    )
    return "; ".join(part for part in parts if part)
