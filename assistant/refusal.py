"""When the passages found do not answer, and the one sentence that says so."""

from collections.abc import Sequence

from assistant.coverage import Terms
from assistant.evidence import Weighed
from assistant.settings import AssistantSettings
from corpus.wording import listed
from index.search import Hit

_TOPICS = 2
_WORDS = 3
_CERTAIN = 1.0
"""Support at which a name that the corpus has never met may be another name for one that it has."""


def refusal(terms: Terms, weighed: Weighed, hits: Sequence[Hit], settings: AssistantSettings) -> str | None:
    """Why nothing found answers, in one sentence; None when something does."""
    if not hits:
        return "The corpus is empty, so there is nothing to answer from; add papers with 'exocite add FILE'."
    missing = terms.absent(terms.names, weighed.stems)
    if weighed.support < _CERTAIN:
        missing += terms.absent(terms.strangers, weighed.stems)
    if not missing and weighed.cosine >= settings.min_cosine and weighed.support >= settings.min_support:
        return None
    missing = missing or [term for term in terms.weights if term not in weighed.nearest]
    found = [term for term in terms.weights if term not in missing]
    lack = listed(terms.heaviest(missing, _WORDS)) if missing else "what this asks"
    beside = f" together with {listed(terms.heaviest(found, _WORDS))}" if missing and found else ""
    return f"The corpus has no evidence on {lack}{beside}; the nearest that it has: {_topics(hits)}."


def _topics(hits: Sequence[Hit]) -> str:
    titles = dict.fromkeys(hit.source.title for hit in hits if hit.source.title)
    names = list(titles) or [hit.source.id for hit in hits]
    return " and ".join(f"“{name}”" for name in names[:_TOPICS])
