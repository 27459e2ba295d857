"""How long work tells how far it is; the page and the command line bring their own bar."""

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager

Advance = Callable[[int], object]
Progress = Callable[[str, int], AbstractContextManager[Advance]]
"""Called with what is done and how many steps it has; gives a function that takes steps done."""


@contextmanager
def silent(label: str, total: int) -> Generator[Advance]:
    """A progress that shows nothing."""
    yield lambda steps: None
