"""Earlier questions of a conversation as the turns that a follow-up refers to."""

from collections.abc import Iterable

from assistant.assistant import Assistant
from assistant.model import Answer, Turn
from index.filters import EVERYTHING, Filter

_RECALLED = 10
"""Earlier questions that are read, the last ones."""


def turn_of(answer: Answer) -> Turn:
    """What a later question can refer to of an answer."""
    return Turn(answer.understood, tuple(dict.fromkeys(citation.source.id for citation in answer.citations)))


def conversation(assistant: Assistant, questions: Iterable[str], wanted: Filter = EVERYTHING) -> list[Turn]:
    """The turns of earlier questions, oldest first, each asked again after those before it.

    Raises ExociteError as ``Assistant.ask`` does.
    """
    turns: list[Turn] = []
    asked = [question for question in questions if question.strip()]
    for question in asked[-_RECALLED:]:
        turns.append(turn_of(assistant.ask(question, wanted, turns, "extractive")))
    return turns
