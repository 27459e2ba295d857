"""What is looked up for a person or a program, the same whichever way it is asked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.asked import checked
from corpus.errors import ExociteError
from corpus.storable import storable

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.findings import Finding
    from assistant.model import Answer
    from corpus.model import Source
    from index.filters import Filter
    from index.search import Found


def answered(
    assistant: "Assistant",
    question: str,
    earlier: Sequence[str],
    wanted: "Filter",
    writer: str | None = None,
) -> "Answer":
    """The answer to a question that follows earlier ones, oldest first. Raises ExociteError as ``Assistant.ask``."""
    from assistant.conversation import conversation

    history = conversation(assistant, [storable(one) for one in earlier], wanted)
    return assistant.ask(storable(question), wanted, history, writer)


def searched(assistant: "Assistant", query: str, count: int, wanted: "Filter") -> "Found":
    """The hits for a query. Raises ExociteError for one that is empty or too long, or an unknown name in the filter."""
    return assistant.searcher.search(checked(query, "query"), count, wanted)


def listed(assistant: "Assistant", words: Sequence[str], wanted: "Filter") -> "list[Finding]":
    """The records that hold all words and pass the filter, by id. Raises ExociteError for an unknown name in it."""
    from ui.render.as_csv import record_values

    typed = [word.casefold() for word in words]
    found = assistant.records(wanted)
    return [one for one in found if all(word in " ".join(record_values(one.record)).casefold() for word in typed)]


def whole(assistant: "Assistant", name: str) -> "Source":
    """The source of that id, or that a record of that id stands on. Raises ExociteError where there is none."""
    from index.store.sources import live_source

    held = live_source(assistant.searcher.store.connection, storable(name))
    if held is None:
        raise ExociteError(f"There is no source {name!r}; 'exocite sources' lists them.")
    return held.source
