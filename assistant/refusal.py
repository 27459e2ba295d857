"""When the passages found do not answer, and the one sentence that says so."""

from collections.abc import Sequence

from assistant.coverage import Terms
from assistant.evidence import DECIDING, Weighed
from assistant.settings import AssistantSettings
from corpus.wording import listed
from index.asked import Asked, AskedName
from index.search import Hit

_TOPICS = 2
_WORDS = 3
CERTAIN = 1.0
"""Support at which a name that the corpus has never met may be another name for one that it has."""


def refusal(terms: Terms, weighed: Weighed, hits: Sequence[Hit], settings: AssistantSettings, near: str) -> str | None:
    """Why nothing found answers, in one sentence; None when something does.

    ``near`` says what the corpus has that comes nearest.
    """
    if not hits:
        return "Nothing in the corpus may be searched: it is empty, or the filter lets nothing through."
    names = _deciding(terms.asked)
    if unknown := [name.spelling for name in names if name.is_unknown]:
        return _refused(unknown, [], near)
    if names and not weighed.complete:
        return _refused([names[0].spelling], [name.spelling for name in names[1:]], near)
    missing = terms.absent(terms.names, weighed.stems)
    if weighed.support < CERTAIN:
        missing += terms.absent(terms.strangers, weighed.stems)
    if not missing and weighed.cosine >= settings.min_cosine and weighed.support >= settings.min_support:
        return None
    missing = missing or [term for term in terms.weights if term not in weighed.nearest]
    found = [term for term in terms.weights if term not in missing]
    return _refused(terms.heaviest(missing, _WORDS), terms.heaviest(found, _WORDS), near)


def _deciding(asked: Asked) -> list[AskedName]:
    """The names without which no passage answers, microRNAs first."""
    return [name for kind in DECIDING for name in asked.kinds.get(kind, ())]


def _refused(missing: Sequence[str], beside: Sequence[str], near: str) -> str:
    lack = listed(missing) if missing else "what this asks"
    with_them = f" together with {listed(beside)}" if missing and beside else ""
    return f"The corpus has no evidence on {lack}{with_them}; the nearest that it has: {near}."


def topics(hits: Sequence[Hit]) -> str:
    """The titles of the first hits."""
    titles = dict.fromkeys(hit.source.title for hit in hits if hit.source.title)
    names = list(titles) or [hit.source.id for hit in hits]
    return " and ".join(f"“{name}”" for name in names[:_TOPICS])
