"""Right: whether an answer says what it should on the word of a source that says so."""

from collections.abc import Iterator

from assistant.evaluate.citing import identifiers
from assistant.evaluate.gold import Gold
from assistant.evaluate.terms import Terms
from assistant.model import Answer
from corpus.wording import word_record


def right(answer: Answer, gold: Gold, terms: Terms) -> bool:
    """Whether a gold term stands in a statement, or in what it stands under, and a citation of it is a gold source.

    A row of a list counts as a statement that holds the fields of its record. What the corpus itself is
    asked for, a question without gold sources, may be said anywhere in the answer.
    """
    if answer.status == "refused":
        return False
    if not gold.sources:
        return _holds(gold, "\n\n".join([answer.message or "", *(s.text for s in answer.statements)]), terms)
    shown = {c.number for c in answer.citations if not gold.sources.isdisjoint(identifiers(c))}
    return any(shown.intersection(numbers) and _holds(gold, text, terms) for text, numbers in _said(answer))


def _said(answer: Answer) -> Iterator[tuple[str, tuple[int, ...]]]:
    """What the answer says, each with the numbers of its citations."""
    for statement in answer.statements:
        yield f"{statement.group}\n\n{statement.text}" if statement.group else statement.text, statement.citations
    for row in answer.rows:
        yield word_record(row.record), (row.citation,)


def _holds(gold: Gold, text: str, terms: Terms) -> bool:
    return any(terms.stands(term, text) for term in gold.terms)
