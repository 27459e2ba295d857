"""The assistant: one question or claim in, an answer or a list of evidence out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from threading import Event
from time import perf_counter
from typing import TYPE_CHECKING

from assistant.answers.compare import answer_compare
from assistant.answers.definition import answer_definition
from assistant.answers.effect import answer_effect
from assistant.answers.findings import answer_finding
from assistant.answers.holdings import answer_holdings
from assistant.answers.listing import answer_list
from assistant.answers.mechanism import answer_mechanism
from assistant.answers.source import show_source
from assistant.answers.talk import answer_talk, refuse_advice
from assistant.asking import Asking
from assistant.checking import Checker
from assistant.claims.check import Claims, verdict
from assistant.claims.reading import Reading
from assistant.coverage import weigh
from assistant.dialogue.understand import understand
from assistant.draft import Draft, Numbers, Point, refused
from assistant.evidence import weigh_sentences
from assistant.findings import Finding, live_findings, passing, requested
from assistant.kinds import kind_of
from assistant.model import Answer, QuestionKind, Seconds, Turn, Verdict
from assistant.question_names import question_names
from assistant.scope import outside
from assistant.settings import AssistantSettings
from assistant.strength import weakness
from assistant.suggesting import candidates
from assistant.writers.choose import model_writer
from assistant.writers.model import ModelWriter
from assistant.writers.offered import OWN, settings_of
from assistant.writers.prompts import MOST_EVIDENCE, fallback
from assistant.writers.writer import Extractive, Wording
from corpus.asked import checked
from corpus.errors import ExociteError
from corpus.sentences import sentence_spans
from index.filters import EVERYTHING, Filter
from index.progress import Progress, silent
from index.search import Found, Searcher
from index.store.passages import Version, finished_version, live_keys_of_source, read_passages
from index.store.store import explained

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_SUGGESTED, _TRIED = 4, 8
"""Questions offered with a refusal at most, and tried for it."""

_ANSWERS: Mapping[QuestionKind, Callable[[Asking], Draft]] = {
    "finding": answer_finding,
    "list": answer_list,
    "mechanism": answer_mechanism,
    "effect": answer_effect,
    "compare": answer_compare,
    "definition": answer_definition,
}


class Assistant:
    """Answers from one data folder; safe to share between threads."""

    def __init__(
        self, settings: AssistantSettings, progress: Progress = silent, chat: "BaseChatModel | None" = None
    ) -> None:
        """Open the index, building it first where there is none. Raises ExociteError as ``Searcher`` does.

        ``chat`` is asked where a model is to word an answer, in place of the one that the settings name.
        """
        self.settings = settings
        self.searcher = Searcher(settings, progress)
        self._checker = Checker(self.searcher.names)
        self._reading = Reading(self.searcher.encoder)
        self._held: tuple[Version | None, Sequence[Finding]] | None = None
        self._chat = chat
        self._models: dict[str, ModelWriter] = {}

    def warm(self) -> None:
        """Load everything that a question needs, the model included where the settings have one word answers."""
        self.searcher.warm()
        if self.settings.writer == "model":
            with suppress(ExociteError):  # the first answer tells what is wrong
                self._by_model(OWN).warm()

    def ask(
        self,
        question: str,
        wanted: Filter = EVERYTHING,
        history: Sequence[Turn] = (),
        writer: str | None = None,
    ) -> Answer:
        """Answer a question from what a filter lets through of the corpus, or refuse it in one sentence.

        ``history`` holds the earlier turns of a conversation, oldest first; ``writer`` is the setting's unless it is
        named: "extractive", "model" for that of the settings, or another model by the name that it is offered by.
        Raises ExociteError for a question that is empty or too long, or a name in the filter that is unknown.
        """
        *_, answer = self.answers(question, wanted, history, writer)
        return answer

    def answers(
        self,
        question: str,
        wanted: Filter = EVERYTHING,
        history: Sequence[Turn] = (),
        writer: str | None = None,
        stop: Event | None = None,
    ) -> Iterator[Answer]:
        """The same answer as it grows, the last one whole; a model's sentences come one by one, each checked.

        All citations, their numbers and the rows are there from the first on. Once ``stop`` is set the model is asked
        no further, and what it has not worded is told in the evidence's own words. Raises ExociteError as ``ask``.
        """
        start = perf_counter()
        asked = checked(question, "question")
        understood = understand(asked, history, self.searcher.names)
        full = checked(understood.question, "question")
        kind = kind_of(full, self.searcher.names.find(full))
        asking = None
        if understood.source:
            kind, draft = "corpus", self._source(understood.source)
        elif kind == "talk":
            draft = answer_talk(full)
        elif kind == "advice":
            draft = refuse_advice()
        else:
            asking = self._asking(full, wanted)
            draft = self._draft(kind, asking)
        numbers = Numbers()
        evidence = tuple(self._checker.checked(draft.points))
        for _ in numbers.statements(evidence):  # a number is a quote's, whoever words what rests on it
            pass
        rows = tuple(numbers.rows(draft.findings))
        suggestions = self._suggestions(asking or self._asking(full, wanted), wanted) if draft.refused else ()
        names = question_names(full, asking.found.asked, self.searcher.names) if asking else ()
        words_it = asking is not None and kind != "corpus" and _is_for_a_model(draft, evidence)
        chosen = (writer or self.settings.writer) if words_it else "extractive"
        for wording in self._words(chosen, full, evidence, stop or Event()):
            yield Answer(
                question=asked,
                understood=full,
                kind=kind,
                status="refused" if draft.refused else "answered",
                message=draft.message if draft.refused else _joined(draft.message, weakness(numbers.citations)),
                statements=tuple(numbers.statements(wording.points)),
                citations=tuple(numbers.citations),
                rows=rows,
                suggestions=suggestions,
                seconds=_seconds(start, asking.found if asking else None),
                names=names,
                writer=wording.writer,
                replaced=wording.replaced,
                note=wording.note,
            )

    def _words(self, chosen: str, question: str, evidence: Sequence[Point], stop: Event) -> Iterator[Wording]:
        """The evidence as the chosen writer words it; as it stands where that writer can't be had."""
        if chosen == "extractive":
            yield from Extractive().words(question, evidence, stop)
            return
        yield Wording((), "model")
        try:
            writer = self._by_model(chosen)
        except ExociteError as error:
            yield Wording(tuple(evidence), "extractive", note=fallback(str(error).removesuffix("."), begun=False))
            return
        yield from writer.words(question, evidence, stop)

    def _by_model(self, name: str) -> ModelWriter:
        """The writer whose model is offered by a name. Raises ExociteError where it can't be had.

        One is kept, the last: each may take gigabytes.
        """
        writer = self._models.get(name)
        if writer is None:
            given = settings_of(self.settings, name)
            chat = self._chat if name == OWN else None
            writer = model_writer(given, self.searcher.names, self.searcher.knows, chat)
            self._models = {name: writer}
        return writer

    def _suggestions(self, asking: Asking, wanted: Filter) -> tuple[str, ...]:
        """Questions near to a refused one, each tried and found to be answered."""
        tried = islice(candidates(asking), _TRIED)
        return tuple(islice((question for question in tried if self._answers(question, wanted)), _SUGGESTED))

    def _answers(self, question: str, wanted: Filter) -> bool:
        draft = self._draft(kind_of(question, self.searcher.names.find(question)), self._asking(question, wanted))
        return not draft.refused and bool(draft.points)

    def _source(self, name: str) -> Draft:
        """The words of a source that an earlier answer cited."""
        with explained(self.settings.data), self.searcher.store.reading() as connection:
            stored = read_passages(connection, live_keys_of_source(connection, name))
        return show_source(name, stored)

    def _draft(self, kind: QuestionKind, asking: Asking) -> Draft:
        if kind == "corpus":
            return answer_holdings(asking, self.searcher)
        if message := outside(asking):
            return refused(message)
        return _ANSWERS[kind](asking)

    def _asking(self, question: str, wanted: Filter) -> Asking:
        """All that is found for a question."""
        found = self.searcher.search(question, self.settings.passages_read, wanted)
        terms = weigh(question, found.asked, self.searcher)
        weighed = weigh_sentences(terms, found.hits)
        findings, among = self._findings(wanted)
        return Asking(
            question=question,
            found=found,
            terms=terms,
            weighed=weighed,
            request=requested(question, found.asked),
            findings=findings,
            among=among,
            names=self.searcher.names,
            settings=self.settings,
        )

    def _findings(self, wanted: Filter) -> tuple[Sequence[Finding], frozenset[int] | None]:
        """The records, read anew when the index has changed, that a filter lets through."""
        with explained(self.settings.data), self.searcher.store.reading() as connection:
            version = finished_version(connection)
            if self._held is None or self._held[0] != version:
                self._held = version, live_findings(connection)
            findings = self._held[1]
            if not wanted:
                return findings, None
            among = self.searcher.allowed(connection, wanted)
        return [finding for finding in findings if finding.keys & among], among

    def records(self, wanted: Filter = EVERYTHING) -> list[Finding]:
        """The curated records whose fields hold the names of a filter and which pass the rest of it, by id.

        Raises ExociteError for a name in the filter that is unknown.
        """
        self.searcher.open()
        return passing(self._findings(wanted)[0], wanted, self.searcher.names)

    def version(self) -> Version | None:
        """Which state of the index ``records`` reads; another one once it has changed."""
        with explained(self.settings.data), self.searcher.store.reading() as connection:
            return finished_version(connection)

    def cite(self, claim: str, wanted: Filter = EVERYTHING) -> Verdict:
        """Judge a claim, or each sentence of a pasted text, by what a filter lets through of the corpus.

        Raises ExociteError for a claim that is empty or too long, or a name in the filter that is unknown.
        """
        start = perf_counter()
        text = checked(claim, "claim")
        self.searcher.open()
        claims = Claims(self.searcher, self._findings(wanted)[0], self._reading, wanted, self.settings.claim_passages)
        spans = sentence_spans(text)
        judged = [
            claims.judge(text[span[0] : span[1]], span, number, alone=len(spans) == 1)
            for number, span in enumerate(spans)
        ]
        return verdict(text, judged, perf_counter() - start)


def _is_for_a_model(draft: Draft, evidence: Sequence[Point]) -> bool:
    """Whether a model may word it: not a refusal, nor a list so long that its table is the answer."""
    return bool(evidence) and not draft.refused and not (draft.findings and len(evidence) > MOST_EVIDENCE)


def _joined(*parts: str | None) -> str | None:
    return " ".join(filter(None, parts)) or None


def _seconds(start: float, found: Found | None) -> Seconds:
    """Since a start; small talk and the like need no search."""
    return Seconds(perf_counter() - start, found.embed if found else 0.0, found.search if found else 0.0)
