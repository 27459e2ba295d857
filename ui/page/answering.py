"""Answering one exchange after another, with what a conversation holds at each step."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from threading import Event

from corpus.errors import ExociteError
from ui.opening import Opening
from ui.page.exchanges import Exchange, Exchanges, turns

Step = tuple[Exchanges, str | None]
"""A conversation, and what to tell those who wait for its last answer."""
_WORDING = "The model words the evidence; each of its sentences is shown once it is checked."


def answering(
    opening: Opening, before: Exchanges, asked: Sequence[Exchange], writer: str | None, stop: Event
) -> Iterator[Step]:
    """A conversation as its next questions are asked and answered, first with notes while the index is opened.

    An answer that a model words grows sentence by sentence, until ``stop`` is set.
    """
    for exchange in asked:
        yield (*before, exchange), None
        for note in opening.notes():
            yield (*before, exchange), note
        held = exchange
        try:
            earlier = turns(before)
            for answer in opening.assistant().answers(exchange.question, exchange.wanted, earlier, writer, stop):
                held = replace(exchange, answer=answer)
                if answer.writer == "model":
                    yield (*before, replace(held, is_growing=True)), _WORDING
        except ExociteError as error:
            held = replace(exchange, said=str(error))
        before = (*before, held)
    yield before, None
