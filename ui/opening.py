"""Opening the assistant beside the page, so that the page answers at once."""

import logging
from collections.abc import Iterator
from threading import Event, Lock, Thread

from assistant.assistant import Assistant
from corpus.errors import ExociteError
from index.progress import Progress
from ui.settings import Settings
from ui.telling import telling

log = logging.getLogger(__name__)


_NOTE = "Opening the index and loading the encoder."
_POLL = 0.3
_UNTOLD, _PATIENCE = 2.0, 30.0
"""Seconds that what is being opened is waited for when the page ends, without a word and with one."""


def open_assistant(settings: Settings, progress: Progress) -> Assistant:
    """The assistant; warns where its index is older than the shipped corpus. Raises ExociteError as it does."""
    opened = Assistant(settings, progress)
    if opened.searcher.is_behind:
        log.warning("The shipped corpus has changed; 'exocite index' brings the index in line.")
    return opened


class _LeftError(Exception):
    """The page has ended."""


class Opening:
    """The assistant, once it is open; until then, what it is doing. Safe to share between threads."""

    def __init__(self, settings: Settings) -> None:
        self.note = _NOTE
        self.settings = settings
        self._assistant: Assistant | None = None
        self._error: str | None = None
        self._done = Event()
        self._lock = Lock()
        self._under_way = False
        self._left = False

    def start(self) -> None:
        """Begin to open, in a thread of its own: unless it is open, or under way; once more where it failed."""
        with self._lock:
            if self._under_way or self._assistant is not None:
                return
            self._under_way = True
            self.note = _NOTE
            self._done.clear()
        Thread(target=self._open, name="opening", daemon=True).start()

    def leave(self) -> None:
        """End what is being opened at its next step, and wait for that: Python can't end within the encoder's code."""
        self._left = True
        with self._lock:
            under_way = self._under_way
        if under_way and not self._done.wait(_UNTOLD):
            log.warning("The page ends once the step that opens the index is over; Ctrl+C again ends it at once.")
            self._done.wait(_PATIENCE)

    def ready(self, wait: float) -> bool:
        """Whether opening has ended, waiting for it at most so many seconds."""
        return self._done.wait(wait)

    def notes(self) -> Iterator[str]:
        """Wait until opening has ended, with what to tell those who wait.

        Where the index could not be opened before, it is tried again: what kept it may have been mended.
        """
        self.start()
        while not self.ready(_POLL):
            yield self.note

    def assistant(self) -> Assistant:
        """The open assistant. Raises ExociteError when it could not be opened."""
        if self._assistant is None:
            raise ExociteError(self._error or "The index is still being opened; ask again in a moment.")
        return self._assistant

    def _open(self) -> None:
        try:
            opened = open_assistant(self.settings, telling(self._tell))
            opened.warm()
            self._assistant = opened
        except ExociteError as error:
            self._error = str(error)
            log.error("%s", error)  # noqa: TRY400 - the sentence is meant for people
        except _LeftError:
            log.info("The index was not opened to its end.")
        except BaseException:
            self._error = "The index could not be opened; the terminal says why."
            log.exception("The index could not be opened.")
        finally:
            with self._lock:
                self._under_way = False
                self._done.set()

    def _tell(self, note: str) -> None:
        if self._left:
            raise _LeftError
        self.note = note
