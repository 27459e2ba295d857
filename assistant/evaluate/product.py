"""The product itself on a benchmark's corpus, and its dense leg alone."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from assistant.evaluate.cache import cache_folder
from assistant.evaluate.documents import ranked_documents
from corpus.errors import ExociteError
from corpus.passages import VERSION
from index.encoder.model import hash_file
from index.exact import ExactIndex
from index.library import add_files
from index.progress import Progress
from index.search import Searcher
from index.settings import IndexSettings
from index.store.passages import Stored, Version, finished_version, live_keys, read_passages

Rank = Callable[[str], list[str]]
"""From a question to the ids of documents, best first."""


Settings = TypeVar("Settings", bound=IndexSettings)


def open_product(settings: IndexSettings, corpus: Path, progress: Progress) -> Searcher:
    """A searcher over an index of its own. Raises ExociteError as ``own_index`` does."""
    return Searcher(own_index(settings, corpus, progress), progress)


def own_index(settings: Settings, corpus: Path, progress: Progress) -> Settings:
    """The settings of an index of its own that holds the documents of a JSON Lines file and nothing else.

    The index is kept, and only brought in line when it is there. Raises ExociteError for a faulty corpus.
    """
    own = settings.model_copy(
        update={
            "data": cache_folder(settings, hash_file(corpus), "exocite", VERSION, settings.passage_pieces),
            "builtin": False,
            "max_file_mb": max(settings.max_file_mb, corpus.stat().st_size // 1_000_000 + 1),
        }
    )
    for added in add_files(own, [corpus], progress):
        if added.error:
            raise ExociteError(added.error)
    return own


def exocite(searcher: Searcher) -> Rank:
    """The search as it is."""

    def rank(question: str) -> list[str]:
        return ranked_documents(lambda count: [hit.source.id for hit in searcher.search(question, count).hits])

    return rank


def dense_only(searcher: Searcher) -> Rank:
    """The same passages by the cosine of their vectors alone."""
    nearest = dense_passages(searcher)
    return lambda question: ranked_documents(lambda count: [item.source.id for item in nearest(question, count)])


def dense_passages(searcher: Searcher) -> Callable[[str, int], list[Stored]]:
    """From a question to so many nearest passages, compared one by one, so that none is passed over."""
    connection = searcher.store.connection
    index = ExactIndex(connection, version_of(connection, searcher.settings.data))

    def passages(question: str, count: int) -> list[Stored]:
        near = [digest for digest, _ in index.nearest(searcher.encoder.embed_question(question), count)]
        keys = live_keys(connection, near)
        return read_passages(connection, [key for digest in near for key in keys.get(digest, ())])

    return passages


def version_of(connection: sqlite3.Connection, data: Path) -> Version:
    """The finished index. Raises ExociteError where there is none."""
    version = finished_version(connection)
    if version is None:
        raise ExociteError(f"There is no index in {data}; run the evaluation again.")
    return version
