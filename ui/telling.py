"""A progress that is told in words on the page, and shown as a bar in the terminal."""

from collections.abc import Callable, Generator
from contextlib import contextmanager

from index.progress import Advance, Progress


def telling(tell: Callable[[str], object]) -> Progress:
    """The progress that calls ``tell`` with a sentence after every step, such as "Embedding passages: 64 of 120."."""

    @contextmanager
    def progress(label: str, total: int) -> Generator[Advance]:
        from ui.logs import bar

        done = 0
        tell(f"{label}: 0 of {total}.")
        with bar(label, total) as advance:

            def both(steps: int) -> None:
                nonlocal done
                done += steps
                tell(f"{label}: {done} of {total}.")
                advance(steps)

            yield both

    return progress
