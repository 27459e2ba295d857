"""How an answer is worded: who worded it, how soon its sentences come, and how it reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean, median, quantiles
from time import perf_counter

from assistant.assistant import Assistant
from assistant.model import Answer, WriterName
from corpus.words import STOPWORDS, stems

_ALIKE = 0.5
"""Share of the shorter sentence's content words that the one before it has too, from which on it repeats that."""


@dataclass(frozen=True, slots=True)
class Worded:
    """One answer."""

    writer: WriterName
    statements: int
    checked: int
    """Statements that a model worded."""
    replaced: int
    """Sentences of a model that did not pass the check."""
    first: float | None
    """Seconds until its first statement was there; None where it has none."""
    whole: float
    """Seconds until all of it was."""
    words: int
    """Words of its statements."""
    repeats: float | None
    """Share of its statements, the first one left out, that repeat the one before them; None where there is one."""


@dataclass(frozen=True, slots=True)
class WordingFigures:
    """Over the answers that have statements."""

    answers: int
    by_model: int
    """Answers that a model worded, in part at least."""
    checked: float
    """Share of all statements that a model worded."""
    replaced: int
    """Sentences of the model that did not pass, in all."""
    replaced_share: float
    """The same as a share of all its sentences that count: those shown and those that did not pass."""
    first_median: float
    first_p95: float
    whole_median: float
    whole_p95: float
    """Seconds."""
    words: float
    """Words an answer, on average."""
    words_a_statement: float
    repeats: float
    """Share of statements that repeat the one before them, averaged over answers with more than one."""


def timed(assistant: Assistant, question: str, writer: WriterName | None) -> tuple[Answer, Worded]:
    """Ask, and take the time. Raises ExociteError as ``Assistant.ask``."""
    start = perf_counter()
    steps = assistant.answers(question, writer=writer)
    answer = next(steps)
    first = perf_counter() - start if answer.statements else None
    for answer in steps:
        if first is None and answer.statements:
            first = perf_counter() - start
    return answer, worded(answer, first, perf_counter() - start)


def worded(answer: Answer, first: float | None, whole: float) -> Worded:
    """How an answer is worded that took so many seconds."""
    texts = [statement.text for statement in answer.statements]
    return Worded(
        writer=answer.writer,
        statements=len(texts),
        checked=sum(statement.checked for statement in answer.statements),
        replaced=answer.replaced,
        first=first,
        whole=whole,
        words=sum(len(text.split()) for text in texts),
        repeats=mean(repeats(one, other) for one, other in pairwise(texts)) if len(texts) > 1 else None,
    )


def repeats(one: str, other: str) -> bool:
    """Whether a sentence repeats the one before it: half of the shorter one's content words, as stems, are shared."""
    held, said = _content(one), _content(other)
    return len(held & said) >= _ALIKE * min(len(held), len(said))


def _content(text: str) -> set[str]:
    return {stem for stem in stems(text) if stem not in STOPWORDS}


def wording_figures(answers: Sequence[Worded]) -> WordingFigures | None:
    """The figures over some answers; None where none of them has a statement."""
    told = [one for one in answers if one.statements]
    if not told:
        return None
    firsts = [one.first for one in told if one.first is not None]
    wholes = [one.whole for one in told]
    statements = sum(one.statements for one in told)
    checked = sum(one.checked for one in told)
    replaced = sum(one.replaced for one in told)
    several = [one.repeats for one in told if one.repeats is not None]
    return WordingFigures(
        answers=len(told),
        by_model=sum(one.checked > 0 for one in told),
        checked=checked / statements,
        replaced=replaced,
        replaced_share=replaced / (replaced + checked) if replaced else 0.0,
        first_median=median(firsts),
        first_p95=_p95(firsts),
        whole_median=median(wholes),
        whole_p95=_p95(wholes),
        words=sum(one.words for one in told) / len(told),
        words_a_statement=sum(one.words for one in told) / statements,
        repeats=mean(several) if several else 0.0,
    )


def _p95(seconds: Sequence[float]) -> float:
    return quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]
