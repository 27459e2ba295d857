"""From passages to documents: the first passage of a document decides its rank."""

from collections.abc import Callable, Sequence

DOCUMENTS = 101
"""Documents in a ranking at least: 100, and one that may be the query itself."""
PASSAGES = 250
"""Passages asked for at first; enough for most queries over texts as long as an abstract."""


def ranked_documents(passages: Callable[[int], Sequence[str]]) -> list[str]:
    """Documents, best first, each once.

    ``passages`` gives the documents of so many passages at most, best first; it is asked for more until
    they are of enough documents, or there are no more.
    """
    count = PASSAGES
    while True:
        found = passages(count)
        documents = list(dict.fromkeys(found))
        if len(documents) >= DOCUMENTS or len(found) < count:
            return documents
        count *= 2
