"""The product itself on a benchmark's corpus, and its dense leg alone."""

from collections.abc import Callable
from pathlib import Path

from assistant.evaluate.cache import cache_folder
from assistant.evaluate.documents import ranked_documents
from corpus.errors import ExociteError
from corpus.passages import VERSION
from index.exact import ExactIndex
from index.library import add_files
from index.progress import Progress
from index.search import Searcher
from index.settings import IndexSettings
from index.store.passages import finished_version, live_keys, read_passages

Rank = Callable[[str], list[str]]
"""From a question to the ids of documents, best first."""


def open_product(settings: IndexSettings, corpus: Path, progress: Progress) -> Searcher:
    """A searcher over an index of its own that holds the documents of a JSON Lines file and nothing else.

    The index is kept, and only brought in line when it is there. Raises ExociteError for a faulty corpus.
    """
    own = settings.model_copy(
        update={
            "data": cache_folder(settings, corpus, "exocite", VERSION, settings.passage_pieces),
            "builtin": False,
            "max_file_mb": max(settings.max_file_mb, corpus.stat().st_size // 1_000_000 + 1),
        }
    )
    for added in add_files(own, [corpus], progress):
        if added.error:
            raise ExociteError(added.error)
    return Searcher(own, progress)


def exocite(searcher: Searcher) -> Rank:
    """The search as it is."""

    def rank(question: str) -> list[str]:
        return ranked_documents(lambda count: [hit.source.id for hit in searcher.search(question, count).hits])

    return rank


def dense_only(searcher: Searcher) -> Rank:
    """The same passages by the cosine of their vectors alone, compared one by one, so that none is passed over."""
    connection = searcher.store.connection
    version = finished_version(connection)
    if version is None:
        raise ExociteError(f"There is no index in {searcher.settings.data}; run the evaluation again.")
    index = ExactIndex(connection, version)

    def documents(question: str, count: int) -> list[str]:
        near = [digest for digest, _ in index.nearest(searcher.encoder.embed_question(question), count)]
        keys = live_keys(connection, near)
        found = read_passages(connection, [key for digest in near for key in keys.get(digest, ())])
        return [item.source.id for item in found]

    return lambda question: ranked_documents(lambda count: documents(question, count))
