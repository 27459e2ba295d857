"""The publication status of what is in the index, asked for again."""

from dataclasses import dataclass, replace

from corpus.errors import ExociteError
from corpus.fetch.connection import UnreachableError
from corpus.fetch.europe_pmc import EuropePmc
from corpus.identifiers import identifiers_of
from corpus.model import Status
from index.build import bring_in_line
from index.fetching import service
from index.progress import Progress, silent
from index.settings import IndexSettings
from index.staging import Staging
from index.store.sources import Held, live_sources, wanted_source
from index.store.store import Store

REFRESHING = "Asking for the status"


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What Europe PMC says now of a source: another status than before, or why nothing is known."""

    id: str
    status: Status | None = None
    note: str | None = None
    stored: bool = False
    """Whether the source has that status now; a shipped one gets it with a release."""
    known: bool = True
    """Whether Europe PMC has the paper."""
    error: str | None = None


def refresh_status(settings: IndexSettings, progress: Progress = silent) -> list[Refreshed]:
    """Ask for the status of every source with a DOI, PMID or PMCID; what changed or is not known is listed.

    A status that Europe PMC no longer names stays, since a file may have named it: fetch the paper again to drop it.
    Raises ExociteError when the service can't be reached at first, and as ``bring_in_line`` does.
    """
    store = Store(settings.data)
    asked = [held for held in live_sources(store.connection) if identifiers_of(held.source)]
    found: list[Refreshed] = []
    with service(settings) as europe_pmc, progress(REFRESHING, len(asked)) as advance:
        for number, held in enumerate(asked):
            try:
                found += _asked(europe_pmc, held)
            except UnreachableError as error:
                if not number:
                    raise
                found += [Refreshed(other.source.id, error=str(error)) for other in asked[number:]]
                break
            except ExociteError as error:
                found.append(Refreshed(held.source.id, error=str(error)))
            advance(1)
    changed = [item for item in found if item.stored]
    if changed:

        def change(staging: Staging) -> None:
            for item in changed:
                if held := wanted_source(staging.store.connection, item.id):
                    source = replace(held.source, status=item.status, status_note=item.note)
                    staging.restate(replace(held, source=source))

        bring_in_line(settings, progress=progress, adding=change)
    return found


def _asked(europe_pmc: EuropePmc, held: Held) -> list[Refreshed]:
    """What is new of a source; nothing where nothing is."""
    source = held.source
    for identifier in identifiers_of(source):
        if record := europe_pmc.record(identifier):
            status, note = record.status
            stored = held.origin == "user"
            is_new = source.status != status or (stored and source.status_note != note)
            return [Refreshed(source.id, status, note, stored)] if status and is_new else []
    return [Refreshed(source.id, known=False)]
