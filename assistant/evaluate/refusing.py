"""Refusal precision and recall: whether what can't be answered is refused, and nothing else."""

from assistant.evaluate.gold import Gold
from assistant.model import Answer


def refusal_precision(answer: Answer, gold: Gold) -> float | None:
    """1 for a refusal of what can't be answered, 0 for one of what can; None for an answer."""
    return None if answer.status == "answered" else float(not gold.answerable)


def refusal_recall(answer: Answer, gold: Gold) -> float | None:
    """1 where what can't be answered is refused, 0 where it is answered; None for what can be answered."""
    return None if gold.answerable else float(answer.status == "refused")
