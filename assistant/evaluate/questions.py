"""How well questions are answered: right answers, their citations, lists, refusals and quotes."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from assistant.assistant import Assistant
from assistant.evaluate.bootstrap import Estimate, estimate
from assistant.evaluate.citing import citation_precision, citation_recall
from assistant.evaluate.gold import Gold, read_gold
from assistant.evaluate.listing import set_f1
from assistant.evaluate.quoting import exact_quotes
from assistant.evaluate.refusing import refusal_precision, refusal_recall
from assistant.evaluate.right import right
from assistant.evaluate.terms import Terms
from assistant.evaluate.wording import Worded, WordingFigures, timed, worded, wording_figures
from assistant.model import Answer, QuestionKind, WriterName
from index.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class Marks:
    """What one answer is worth, each between 0 and 1; None where that is not asked of it."""

    question: str
    kind: QuestionKind
    read_as: QuestionKind
    status: str
    right: float | None
    """Of what can be answered, small talk left out: a refusal is not right."""
    citation_precision: float | None
    """Of answers to questions that have gold sources."""
    citation_recall: float | None
    list_f1: float | None
    """Of lists that can be answered: a refusal lists nothing."""
    refusal_precision: float | None
    refusal_recall: float | None
    exact_quotes: float | None
    kind_right: float
    wording: Worded


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over some questions, each with its 95% bootstrap interval; None where no question asks for it."""

    questions: int
    right: Estimate | None
    citation_precision: Estimate | None
    citation_recall: Estimate | None
    list_f1: Estimate | None
    refusal_precision: Estimate | None
    refusal_recall: Estimate | None
    exact_quotes: Estimate | None
    kind_right: Estimate | None


METRICS = tuple(field.name for field in fields(Figures) if field.name != "questions")


@dataclass(frozen=True, slots=True)
class Questions:
    """What was measured on a file of questions."""

    split: str | None
    writer: WriterName
    """Who was to word the answers."""
    all: Figures
    kinds: tuple[tuple[str, Figures], ...]
    """The same of the questions of each kind, in the order in which the file first has them."""
    marks: tuple[Marks, ...]
    """Question by question, in the order of the file."""
    wording: WordingFigures | None
    """Over the answers that have statements."""


def evaluate_questions(
    assistant: Assistant,
    path: Path,
    split: str | None = None,
    progress: Progress = silent,
    writer: WriterName | None = None,
) -> Questions:
    """Ask the questions of a JSON Lines file, those of one split if named, and hold the answers against the gold.

    ``writer`` words the answers; the setting's unless it is named.

    Raises ExociteError for a fault in the file, naming the line, and for a question that can't be asked.
    """
    questions = read_gold(path, split)
    terms = Terms(assistant.searcher.names)
    marks: list[Marks] = []
    with progress("Asking", len(questions)) as advance:
        for gold in questions:
            answer, wording = timed(assistant, gold.question, writer)
            marks.append(mark(assistant, answer, gold, terms, wording))
            advance(1)
    kinds = dict.fromkeys(gold.kind for gold in questions)
    by_kind = tuple((kind, figures([one for one in marks if one.kind == kind])) for kind in kinds)
    chosen = writer or assistant.settings.writer
    wordings = wording_figures([one.wording for one in marks])
    return Questions(split, chosen, figures(marks), by_kind, tuple(marks), wordings)


def mark(assistant: Assistant, answer: Answer, gold: Gold, terms: Terms, wording: Worded | None = None) -> Marks:
    """Hold one answer against what is known to be right. Raises ExociteError as ``set_f1`` does."""
    cites = gold.answerable and answer.status == "answered" and bool(gold.sources)
    return Marks(
        question=gold.question,
        kind=gold.kind,
        read_as=answer.kind,
        status=answer.status,
        right=float(right(answer, gold, terms)) if gold.answerable and gold.kind != "talk" else None,
        citation_precision=citation_precision(answer, gold) if cites else None,
        citation_recall=citation_recall(answer, gold) if cites else None,
        list_f1=set_f1(answer, gold, terms) if gold.answerable and gold.kind == "list" else None,
        refusal_precision=refusal_precision(answer, gold),
        refusal_recall=refusal_recall(answer, gold),
        exact_quotes=exact_quotes(assistant.searcher.store.connection, answer),
        kind_right=float(answer.kind == gold.kind),
        wording=wording or worded(answer, None, answer.seconds.total),
    )


def figures(marks: Sequence[Marks]) -> Figures:
    """The means of some marks, each over those that have it."""
    columns: dict[str, Estimate | None] = {}
    for metric in METRICS:
        values = [value for one in marks if (value := getattr(one, metric)) is not None]
        columns[metric] = estimate(values) if values else None
    return Figures(len(marks), **columns)
