"""Changes of the library, one at a time, beside the page that goes on answering."""

import logging
from collections.abc import Callable, Iterator
from threading import Event, Lock, Thread
from typing import Any

from corpus.errors import ExociteError
from index.lock import is_building
from index.progress import Progress
from ui.opening import Opening
from ui.render.report_html import told_html
from ui.settings import Settings
from ui.telling import telling

log = logging.getLogger(__name__)

Work = Callable[[Settings, Progress], str]
"""Changes the library and gives its report as HTML. Raises ExociteError."""

TOGETHER: dict[str, Any] = {
    "concurrency_id": "library",
    "concurrency_limit": 8,
    "show_progress": "hidden",
    "api_visibility": "private",
}
"""How all events are listened to that change the library: they share the few threads that may wait for a turn."""
_POLL = 0.2
_TURN = "Another change of the library is under way; this one follows it."
_ELSEWHERE = "Another process builds this index; this change follows it."


class Changes:
    """Runs what changes the library. Who comes while another change runs waits for it, and is told so."""

    def __init__(self, opening: Opening) -> None:
        self.opening = opening
        self._lock = Lock()

    def run(self, work: Work) -> Iterator[str]:
        """Do the work in a thread of its own, which ends it even when nobody listens any more.

        Yields, as HTML, what to tell meanwhile, and last the report or why there is none.
        """
        for note in self.opening.notes():
            yield told_html(note)
        job = _Job(self.opening.settings, work, self._lock)
        Thread(target=job.run, name="library", daemon=True).start()
        told = None
        while not job.done.wait(_POLL):
            if job.note != told:
                told = job.note
                yield told_html(told)
        yield job.report


class _Job:
    """One change, and how far it is."""

    def __init__(self, settings: Settings, work: Work, lock: Lock) -> None:
        self.note = _TURN
        self.report = ""
        self.done = Event()
        self._settings = settings
        self._work = work
        self._lock = lock

    def run(self) -> None:
        """Wait for the turn, then work; whatever happens is told."""
        try:
            with self._lock:
                self._tell(_ELSEWHERE if is_building(self._settings.data) else "Reading.")
                self.report = self._work(self._settings, telling(self._tell))
        except ExociteError as error:
            self.report = told_html(str(error))
        except Exception:
            log.exception("The library could not be changed.")
            self.report = told_html("The library could not be changed; the terminal says why. What was there is kept.")
        finally:
            self.done.set()

    def _tell(self, note: str) -> None:
        self.note = note
