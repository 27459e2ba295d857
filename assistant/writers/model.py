"""A language model that words the evidence, and of which nothing is shown that the evidence does not support."""

from collections.abc import Iterator, Sequence
from threading import Event
from typing import TYPE_CHECKING

from assistant.draft import Point
from assistant.writers.injection import speaks_to_a_model
from assistant.writers.parser import Parser, Written
from assistant.writers.patience import FailedError, pieces
from assistant.writers.prompts import NO_ANSWER, WROTE_NOTHING, fallback, fitting, grammar, prompt
from assistant.writers.proof import Proof
from assistant.writers.weaving import Weave
from assistant.writers.writer import Wording
from corpus.names.names import Names

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_IN_VAIN = 3
"""Sentences in a row that come to nothing, after which the model is not listened to."""


class ModelWriter:
    """Lets any chat model of LangChain word an answer; safe to share between threads as far as that is."""

    def __init__(self, chat: "BaseChatModel", proof: Proof, names: Names, timeout: float) -> None:
        """``timeout`` is in seconds, for a whole answer."""
        self.chat = chat
        self._proof = proof
        self._names = names
        self._timeout = timeout

    def warm(self) -> None:
        """Load the model where it runs in this process. Raises ExociteError where that fails."""
        warm = getattr(self.chat, "warm", None)
        if warm:
            warm()

    def words(self, question: str, evidence: Sequence[Point], stop: Event) -> Iterator[Wording]:
        """A wording after each sentence that adds to it, then the whole, with the rest of the evidence's own words."""
        given = [place for place, point in enumerate(evidence) if not speaks_to_a_model(_read(point))]
        given = given[: fitting(evidence[place].text for place in given)]
        weave = Weave(evidence, given, self._proof, self._names)
        note = wrote = None
        try:
            for written in self._written(question, [evidence[place].text for place in given], stop):
                wrote = True
                if weave.take(written):
                    yield Wording(weave.points, "model", weave.replaced)
                if weave.is_told or weave.in_vain >= _IN_VAIN:
                    break
        except FailedError as failure:
            note = fallback(str(failure), begun=bool(wrote))
        if given and not (wrote or note or stop.is_set()):
            note = fallback(WROTE_NOTHING, begun=False)
        weave.finish()
        yield Wording(weave.points, "model" if wrote else "extractive", weave.replaced, note)

    def _written(self, question: str, evidence: Sequence[str], stop: Event) -> Iterator[Written]:
        """The sentences of the model's answer. Raises FailedError as ``pieces`` does."""
        if not evidence:
            return
        parser = Parser()
        for piece in pieces(self.chat, prompt(question, evidence), grammar(len(evidence)), stop, self._timeout):
            yield from filter(_says, parser.feed(piece))
            if parser.done:
                return
        if not stop.is_set():
            yield from filter(_says, parser.close())


def _says(written: Written) -> bool:
    """Whether it is more than that the evidence does not answer: what it does was judged before a model was asked."""
    return written.text != NO_ANSWER


def _read(point: Point) -> str:
    """All that stands around a piece of evidence: a sentence beside it may be what speaks to a model."""
    return "\n".join((point.text, *(quote.passage.text for quote in point.quotes)))
