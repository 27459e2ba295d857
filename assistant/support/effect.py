"""What an effect is: who raises or lowers what."""

from dataclasses import dataclass

from assistant.support.objects import key_of
from assistant.support.tokens import Name, Token

Agent = tuple[Name, int]
"""A name that acts, and -1 where it is its loss that acts."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One direction of one object."""

    key: str
    """What the object is called: ``resistance``, or the stem of a noun; empty for a name."""
    sign: int
    """1 raised, -1 lowered, 0 an effect of unknown direction."""
    negated: bool
    trigger: int
    """Number of the word of direction in its sentence; effects of one word share it."""
    place: int
    """Where that word stands in its sentence."""
    agents: tuple[Agent, ...] = ()
    name: Name | None = None
    """The object, where it is a name."""
    drugs: frozenset[str] = frozenset()
    """Of resistance: to what."""
    cancers: frozenset[str] = frozenset()
    """Where, as far as its clause or its sentence says."""
    soft: bool = False
    """Whether the word is one of binding or targeting, which lowers by what is known of microRNAs."""
    premise: bool = False
    """Whether it only says what was done: "silencing X raised Y", "when X was blocked"."""
    context: frozenset[str] = frozenset()
    """Stems of its sentence."""
    nearby: frozenset[str] = frozenset()
    """Stems of its part of the sentence."""


def agent_names(token: Token) -> tuple[Name, ...]:
    """The names of a token that can act or be acted on: microRNAs, genes, and codes that no vocabulary knows."""
    if token.kind == "code":
        return (("gene", "?" + token.stem),) if key_of(token) == token.stem else ()
    return token.named("mirna", "gene")
