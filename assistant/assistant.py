"""The assistant: one question or claim in, an answer or a list of evidence out."""

from itertools import chain, count
from time import perf_counter

from assistant.coverage import weigh
from assistant.evidence import Evidence, choose, weigh_sentences
from assistant.model import Answer, Citation, Seconds, Stance, Statement, Verdict
from assistant.refusal import refusal
from assistant.settings import AssistantSettings
from corpus.asked import checked
from index.filters import EVERYTHING, Filter
from index.progress import Progress, silent
from index.search import Found, Searcher


class Assistant:
    """Answers from one data folder; safe to share between threads."""

    def __init__(self, settings: AssistantSettings, progress: Progress = silent) -> None:
        """Open the index, building it first where there is none. Raises ExociteError as ``Searcher`` does."""
        self.settings = settings
        self.searcher = Searcher(settings, progress)

    def ask(self, question: str, wanted: Filter = EVERYTHING) -> Answer:
        """Answer a question from what a filter lets through of the corpus, or refuse it in one sentence.

        Raises ExociteError for a question that is empty or too long, or a name in the filter that is unknown.
        """
        start = perf_counter()
        asked = checked(question, "question")
        found = self.searcher.search(asked, self.settings.passages_read, wanted)
        terms = weigh(asked, found.asked, self.searcher)
        weighed = weigh_sentences(terms, found.hits)
        message = refusal(terms, weighed, found.hits, self.settings)
        chosen = [] if message else choose(weighed.evidence, self.settings.max_statements, self.settings.keep_above)
        numbers = count(1)
        numbered = [[(next(numbers), item) for item in group] for group in chosen]
        citations = tuple(_citation(number, item) for group in numbered for number, item in group)
        return Answer(
            question=asked,
            status="refused" if message else "answered",
            message=message,
            statements=tuple(_statement(group) for group in numbered),
            citations=citations,
            seconds=_seconds(start, found),
        )

    def cite(self, claim: str, wanted: Filter = EVERYTHING) -> Verdict:
        """Evidence that speaks of a claim, most of it first; none is judged yet, so all is ``related``.

        Raises ExociteError for a claim that is empty or too long, or a name in the filter that is unknown.
        """
        start = perf_counter()
        asked = checked(claim, "claim")
        found = self.searcher.search(asked, self.settings.passages_read, wanted)
        terms = weigh(asked, found.asked, self.searcher)
        weighed = weigh_sentences(terms, found.hits)
        nothing = refusal(terms, weighed, found.hits, self.settings) is not None
        chosen = [] if nothing else choose(weighed.evidence, self.settings.passages_read, self.settings.keep_above)
        evidence = tuple(
            Stance("related", terms.covered(item.stems), _citation(number, item))
            for number, item in enumerate(chain.from_iterable(chosen), start=1)
        )
        return Verdict(asked, "not_found" if nothing else None, evidence, _seconds(start, found))


def _statement(group: list[tuple[int, Evidence]]) -> Statement:
    """The words of the first sentence, with the citations of all that say the same."""
    return Statement(" ".join(group[0][1].text.split()), tuple(number for number, _ in group))


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
