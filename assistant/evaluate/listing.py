"""Set F1 of a list: how far what an answer lists is what it should list."""

from collections.abc import Iterator

from assistant.evaluate.gold import Gold
from assistant.evaluate.terms import Terms
from assistant.model import Answer
from corpus.errors import ExociteError
from corpus.model import NameKind, Record
from corpus.wording import MECHANISMS


def set_f1(answer: Answer, gold: Gold, terms: Terms) -> float:
    """Harmonic mean of the share of the listed names that are gold and the share of the gold ones that are listed.

    Names of the kind of the gold terms are listed: by the rows where there are any, else by the statements.
    Raises ExociteError where the gold terms are not names of one kind.
    """
    kind = terms.kind_of(gold.terms)
    if kind is None:
        raise ExociteError(
            f"The terms of the list {gold.question!r} are not names of one kind that Exocite knows; mend them."
        )
    listed = frozenset(_listed(answer, kind, terms))
    good = sum(any(terms.same(kind, term, item) for term in gold.terms) for item in listed)
    met = sum(any(terms.same(kind, term, item) for item in listed) for term in gold.terms)
    precision, recall = good / len(listed) if listed else 0.0, met / len(gold.terms)
    return 2 * precision * recall / (precision + recall) if good else 0.0


def _listed(answer: Answer, kind: NameKind, terms: Terms) -> Iterator[tuple[str, ...]]:
    """What is listed, each with all names that it goes by."""
    for row in answer.rows:
        for field in _fields(row.record, kind):
            if names := terms.in_field(kind, field):
                yield names
    if not answer.rows:
        for statement in answer.statements:
            for name in terms.in_text(kind, statement.text):
                yield (name,)


def _fields(record: Record, kind: NameKind) -> tuple[str, ...]:
    fields: dict[NameKind, tuple[str, ...]] = {
        "mirna": (record.mirna,),
        "drug": record.drugs,
        "cancer": (record.cancer,),
        "gene": record.targets,
        "cell": (record.donor,) if record.donor else (),
        "mechanism": tuple(MECHANISMS[label] for label in record.mechanism),
    }
    return fields[kind]
