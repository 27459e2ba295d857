"""What ends an answer that a model is wording, for each session of the page."""

from threading import Event, Lock

_MOST = 1_000
"""Sessions that are remembered; one that is forgotten is waited for no longer."""


class Stops:
    """Hands out one event for the answer that a session waits for; safe to share between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._events: dict[str, Event] = {}

    def begin(self, session: str) -> Event:
        """What ends the answer that is now begun; the one before it ends."""
        with self._lock:
            if before := self._events.pop(session, None):
                before.set()
            if len(self._events) >= _MOST:
                self._events.pop(next(iter(self._events))).set()
            self._events[session] = event = Event()
        return event

    def end(self, session: str) -> None:
        """End what the session waits for."""
        with self._lock:
            if event := self._events.pop(session, None):
                event.set()
