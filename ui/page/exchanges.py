"""What was asked and answered in one conversation: all that the chat and the evidence beside it are drawn from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.conversation import turn_of
from assistant.model import Answer, Turn
from index.filters import EVERYTHING, Filter

STOPPED = "Stopped before there was an answer."
STOPPED_EARLY = "Stopped before it was whole; ask again for the rest."


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question, and its answer, or what was said in place of one."""

    question: str
    wanted: Filter = EVERYTHING
    answer: Answer | None = None
    said: str | None = None
    is_growing: bool = False
    """Whether more sentences of its answer are to come."""

    @property
    def is_pending(self) -> bool:
        """Whether it still waits for its answer, or for the rest of it."""
        return self.is_growing or (self.answer is None and self.said is None)


Exchanges = tuple[Exchange, ...]


def turns(exchanges: Iterable[Exchange]) -> list[Turn]:
    """The answered ones as what a follow-up refers to, oldest first."""
    return [turn_of(exchange.answer) for exchange in exchanges if exchange.answer]


def numbered(exchanges: Iterable[Exchange]) -> list[tuple[int, Answer]]:
    """The answers with their places in the conversation, from 1."""
    return [(place, exchange.answer) for place, exchange in enumerate(exchanges, start=1) if exchange.answer]


def stopped(exchanges: Exchanges) -> Exchanges:
    """The same where the last one will get no answer, or no more of it."""
    if not exchanges or not exchanges[-1].is_pending:
        return exchanges
    last = exchanges[-1]
    if last.answer and last.answer.statements:
        return (*exchanges[:-1], replace(last, answer=replace(last.answer, note=STOPPED_EARLY), is_growing=False))
    return (*exchanges[:-1], Exchange(last.question, last.wanted, said=STOPPED))


def last_question(exchanges: Sequence[Exchange]) -> str:
    """The question that was asked last; empty where none was."""
    return exchanges[-1].question if exchanges else ""
