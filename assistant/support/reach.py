"""What a word of direction governs."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.support.effect import Agent


@dataclass(slots=True)
class Reach:
    """A word of direction on the way to its objects."""

    sign: int
    trigger: int
    """Its number in the sentence."""
    agents: tuple[Agent, ...] = ()
    negated: bool = False
    soft: bool = False
    """Whether it is one of binding or targeting."""
    spread: bool = False
    """Whether it has a direction of resistance only."""
    means: bool = False
    """Whether "by" stands before it: "by silencing X"."""
    worse: bool = False
    """Whether it raises resistance and lowers what is good."""
    finite: bool = False
    """Whether it is a verb with something before it that does it, even where that has no name."""
    fresh: bool = True
    """Whether it has no object yet."""
    open: bool = True


def is_weak(agents: Sequence[Agent]) -> bool:
    """Whether nothing acts, or only cells or drugs do, which may act by anything."""
    return all(kind in ("cell", "drug") for (kind, _), _ in agents)
