"""The assistant: one question or claim in, an answer or a list of evidence out."""

from time import perf_counter

from assistant.coverage import weigh
from assistant.evidence import Evidence, choose, weigh_sentences
from assistant.model import Answer, Citation, Seconds, Stance, Statement, Verdict
from assistant.refusal import refusal
from assistant.settings import AssistantSettings
from corpus.errors import ExociteError
from corpus.storable import storable
from index.progress import Progress, silent
from index.search import Found, Searcher

LONGEST = 4000
"""Characters of a question or claim at most."""


class Assistant:
    """Answers from one data folder; safe to share between threads."""

    def __init__(self, settings: AssistantSettings, progress: Progress = silent) -> None:
        """Open the index, building it first where there is none. Raises ExociteError as ``Searcher`` does."""
        self.settings = settings
        self.searcher = Searcher(settings, progress)

    def ask(self, question: str) -> Answer:
        """Answer a question from the corpus, or refuse it in one sentence.

        Raises ExociteError for a question that is empty or too long.
        """
        start = perf_counter()
        asked = _checked(question, "question")
        found = self.searcher.search(asked, self.settings.passages_read)
        terms = weigh(asked, self.searcher)
        weighed = weigh_sentences(terms, found.hits)
        message = refusal(terms, weighed, found.hits, self.settings)
        chosen = [] if message else choose(weighed.evidence, self.settings.max_statements, self.settings.keep_above)
        citations = tuple(_citation(number, item) for number, item in enumerate(chosen, start=1))
        return Answer(
            question=asked,
            status="refused" if message else "answered",
            message=message,
            statements=tuple(Statement(" ".join(c.quote.split()), (c.number,)) for c in citations),
            citations=citations,
            seconds=_seconds(start, found),
        )

    def cite(self, claim: str) -> Verdict:
        """Evidence that speaks of a claim, most of it first; none is judged yet, so all is ``related``.

        Raises ExociteError for a claim that is empty or too long.
        """
        start = perf_counter()
        asked = _checked(claim, "claim")
        found = self.searcher.search(asked, self.settings.passages_read)
        terms = weigh(asked, self.searcher)
        weighed = weigh_sentences(terms, found.hits)
        nothing = refusal(terms, weighed, found.hits, self.settings) is not None
        chosen = [] if nothing else choose(weighed.evidence, self.settings.passages_read, self.settings.keep_above)
        evidence = tuple(
            Stance("related", terms.covered(item.stems), _citation(number, item))
            for number, item in enumerate(chosen, start=1)
        )
        return Verdict(asked, "not_found" if nothing else None, evidence, _seconds(start, found))


def _checked(text: str, what: str) -> str:
    text = storable(text)
    if not text.strip():
        raise ExociteError(f"The {what} is empty; write one.")
    if len(text) > LONGEST:
        raise ExociteError(f"The {what} has {len(text)} characters and the limit is {LONGEST}; shorten it.")
    return text


def _citation(number: int, item: Evidence) -> Citation:
    passage = item.hit.passage
    return Citation(
        number=number,
        quote=item.text,
        start=item.start,
        end=item.end,
        section=passage.section,
        record=passage.record,
        basis=passage.basis,
        source=item.hit.source,
    )


def _seconds(start: float, found: Found) -> Seconds:
    return Seconds(total=perf_counter() - start, embed=found.embed, search=found.search)
