"""The records of the index that is open, counted once for all who look at them."""

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from assistant.assistant import Assistant
from assistant.overview.facets import Facet, facets
from assistant.overview.facts import Fact, facts

if TYPE_CHECKING:
    from index.store.passages import Version


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """The records of one state of the index, and by what they can be narrowed down."""

    facts: tuple[Fact, ...]
    facets: tuple[Facet, ...]


class Counted:
    """Gives what is held, and counts it anew only once the index has changed. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: tuple[Version | None, Held] | None = None

    def held(self, assistant: Assistant) -> Held:
        """What the index now holds."""
        version = assistant.version()
        with self._lock:
            if self._held is None or self._held[0] != version:
                names = assistant.searcher.names
                found = facts(assistant.records(), names)
                self._held = version, Held(found, facets(found, names))
            return self._held[1]
