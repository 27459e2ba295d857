"""Citation precision and recall: how much of what is cited is right, how much of what is right is cited."""

from assistant.evaluate.gold import Gold, identifier
from assistant.model import Answer, Citation


def identifiers(citation: Citation) -> frozenset[str]:
    """All that a gold source may call what is cited."""
    source = citation.source
    known = (source.id, citation.record, source.doi, source.pmid, source.pmcid)
    return frozenset(identifier(name) for name in known if name)


def citation_precision(answer: Answer, gold: Gold) -> float:
    """Share of the cited sources that are gold, or of which a cited record is. 0 where none is cited."""
    cited: dict[str, bool] = {}
    for citation in answer.citations:
        name = citation.source.id
        cited[name] = cited.get(name, False) or not gold.sources.isdisjoint(identifiers(citation))
    return sum(cited.values()) / len(cited) if cited else 0.0


def citation_recall(answer: Answer, gold: Gold) -> float:
    """Share of the gold sources that are cited. The question has at least one."""
    cited = frozenset[str]().union(*map(identifiers, answer.citations))
    return len(gold.sources & cited) / len(gold.sources)
