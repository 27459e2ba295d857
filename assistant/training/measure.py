"""What a model writes on held-out pairs, run as the product runs it: what passes the check, and what is cited right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Event
from time import perf_counter
from typing import TYPE_CHECKING

from assistant.support.support import supports
from assistant.training.model import Pair, Scene
from assistant.writers.parser import Parser, Written
from assistant.writers.patience import FailedError, pieces
from assistant.writers.prompts import NO_ANSWER, grammar, prompt
from corpus.errors import ExociteError
from corpus.names.names import Names

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_PATIENCE = 600.0
"""Seconds that one answer may take."""


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer to one pair: its sentences, and what is right about them."""

    pair: Pair
    written: tuple[Written, ...]
    passed: tuple[bool, ...]
    """Of each sentence: whether what it cites supports it."""
    seconds: float

    @property
    def refused(self) -> bool:
        """Whether it says that the evidence does not answer."""
        return any(said.text == NO_ANSWER for said in self.written)


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures over some answers; shares are None where there is nothing to share."""

    answers: int
    sentences: int
    passed: float | None
    """Share of the sentences that what they cite supports."""
    precision: float | None
    """Share of the markers that point at evidence on what was asked."""
    recall: float | None
    """Share of the evidence on what was asked that a sentence which passed cites."""
    exact: float | None
    """Share of the questions answered in the very words of the pair."""
    refused_rightly: float | None
    """Share of the questions that the evidence does not answer, of which the model said so."""
    refused_wrongly: float | None
    """Share of the other questions, of which it said so too."""
    words: float | None
    """Words of a sentence, on average."""
    seconds: float | None
    """Seconds of an answer, on average."""


def chosen(scenes: Sequence[Scene], most: int) -> list[tuple[Scene, Pair]]:
    """Held-out pairs, from all scenes in turn; of every third one its last pairs, often refusals, come first."""
    held = [scene for scene in scenes if scene.split == "held"]
    ordered = [(scene, scene.pairs[:: -1 if place % 3 == 2 else 1]) for place, scene in enumerate(held)]
    turns = range(max((len(pairs) for _, pairs in ordered), default=0))
    return [(scene, pairs[turn]) for turn in turns for scene, pairs in ordered if turn < len(pairs)][:most]


def judged(chat: "BaseChatModel", pairs: Sequence[tuple[Scene, Pair]], names: Names) -> Iterator[Judged]:
    """The answers of a model. Raises ExociteError where it gives none."""
    for scene, pair in pairs:
        started = perf_counter()
        written = tuple(_written(chat, pair.question, scene.evidence))
        seconds = perf_counter() - started
        yield Judged(pair, written, tuple(_passes(said, scene.evidence, names) for said in written), seconds)


def _written(chat: "BaseChatModel", question: str, evidence: Sequence[str]) -> Iterator[Written]:
    parser = Parser()
    try:
        for piece in pieces(chat, prompt(question, evidence), grammar(len(evidence)), Event(), _PATIENCE):
            yield from parser.feed(piece)
            if parser.done:
                return
    except FailedError as error:
        raise ExociteError(f"The model can't be measured ({error}); check the model's settings.") from error
    yield from parser.close()


def _passes(said: Written, evidence: Sequence[str], names: Names) -> bool:
    cited = [evidence[number - 1] for number in said.numbers if 0 < number <= len(evidence)]
    return supports(said.text, cited, names).verdict == "supported"


def measured(answers: Sequence[Judged]) -> Measured:
    """The figures of some answers."""
    told = [(said, passed) for answer in answers for said, passed in _told(answer)]
    answered = [answer for answer in answers if answer.pair.told]
    markers = [number in _wanted(a.pair) for a in answered for said, _ in _told(a) for number in set(said.numbers)]
    cited = [number in _cited(answer) for answer in answered for number in _wanted(answer.pair)]
    asked_in_vain = [answer.refused for answer in answers if not answer.pair.told]
    return Measured(
        answers=len(answers),
        sentences=len(told),
        passed=_share([passed for _, passed in told]),
        precision=_share(markers),
        recall=_share(cited),
        exact=_share([{(s.text, s.numbers) for s in a.written} == _lines(a.pair) for a in answered]),
        refused_rightly=_share(asked_in_vain),
        refused_wrongly=_share([answer.refused for answer in answered]),
        words=_share([len(said.text.split()) for said, _ in told]),
        seconds=_share([answer.seconds for answer in answers]),
    )


def _told(answer: Judged) -> list[tuple[Written, bool]]:
    both = zip(answer.written, answer.passed, strict=True)
    return [(said, passed) for said, passed in both if said.text != NO_ANSWER]


def _wanted(pair: Pair) -> set[int]:
    return {number for told in pair.told for number in told.numbers}


def _cited(answer: Judged) -> set[int]:
    return {number for said, passed in _told(answer) if passed for number in said.numbers}


def _lines(pair: Pair) -> set[tuple[str, tuple[int, ...]]]:
    return {(told.text, told.numbers) for told in pair.told}


def _share(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), 3) if values else None
