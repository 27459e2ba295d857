"""What is understood of a question that follows others."""

from dataclasses import dataclass

from corpus.model import Mention


@dataclass(frozen=True, slots=True)
class Understood:
    """The full question to answer."""

    question: str
    """Ends with the signs that the asked one ends with."""
    carried: tuple[Mention, ...] = ()
    """The names that earlier turns added, each once, with their places in ``question``."""
    source: str | None = None
    """The id of the source that is asked for, as by "Show the second source"."""
