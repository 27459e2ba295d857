"""Answering one exchange after another, with what a conversation holds at each step."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.errors import ExociteError
from ui.opening import Opening
from ui.page.exchanges import Exchange, Exchanges, turns

Step = tuple[Exchanges, str | None]
"""A conversation, and what to tell those who wait for its last answer."""


def answering(opening: Opening, before: Exchanges, asked: Sequence[Exchange]) -> Iterator[Step]:
    """A conversation as its next questions are asked and answered, first with notes while the index is opened."""
    for exchange in asked:
        yield (*before, exchange), None
        for note in opening.notes():
            yield (*before, exchange), note
        before = (*before, _answered(opening, before, exchange))
    yield before, None


def _answered(opening: Opening, before: Exchanges, asked: Exchange) -> Exchange:
    try:
        return replace(asked, answer=opening.assistant().ask(asked.question, asked.wanted, turns(before)))
    except ExociteError as error:
        return replace(asked, said=str(error))
