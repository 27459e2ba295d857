"""Search: the dense and the lexical leg over one state of the store, fused."""

import logging
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ExociteError
from corpus.model import Passage, Source
from corpus.passages import VERSION
from index.build import bring_in_line, shipped_fingerprint, vectors_root
from index.encoder.encoder import Encoder
from index.exact import ExactIndex
from index.fusion import reciprocal_rank_fusion
from index.lexical import best_matches, document_frequencies, has_prefix
from index.progress import Progress, silent
from index.settings import IndexSettings
from index.store.passages import Version, finished_version, live_keys, read_passages, read_vectors
from index.store.store import Store, explained
from index.vectors import UnopenableError, VectorIndex, is_whole

log = logging.getLogger(__name__)

_PIECES_OF_A_NAME = 3
_BEGINNING = 6


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found. ``source`` comes without its text and sections."""

    passage: Passage
    source: Source
    score: float
    """Fused score between 0 and 1; only its order means something."""
    cosine: float
    """Cosine between question and passage."""


@dataclass(frozen=True, slots=True)
class Found:
    """The hits for one question, best first, and the seconds it took to get them."""

    hits: tuple[Hit, ...]
    embed: float
    search: float


class Searcher:
    """Searches a data folder; safe to share between threads, and follows the index when it is rebuilt."""

    def __init__(self, settings: IndexSettings, progress: Progress = silent) -> None:
        """Open the index; build it first where there is none yet, or its vectors are gone.

        Raises ExociteError when the index was made by another encoder or passage maker, with or without
        the shipped corpus against the setting ``builtin``, or the folder can't be used.
        """
        self.settings = settings
        self.encoder = Encoder(settings)
        self.store = Store(settings.data)
        self._lock = Lock()
        self._index: VectorIndex | ExactIndex | None = None
        with explained(settings.data):
            version = finished_version(self.store.connection)
            if version:
                self._check(version)
            if version is None or not is_whole(vectors_root(settings.data), version.folder):
                bring_in_line(settings, self.encoder, progress)

    @property
    def is_behind(self) -> bool:
        """Whether the shipped corpus has changed since the index was built."""
        version = finished_version(self.store.connection)
        return bool(version and version.shipped and version.shipped != shipped_fingerprint(self.settings.corpus))

    def search(self, question: str, count: int) -> Found:
        """The passages nearest to a question, ``count`` at most."""
        start = perf_counter()
        vector = self.encoder.embed_question(question)
        embedded = perf_counter()
        with explained(self.settings.data), self.store.reading() as connection:
            index = self._open(connection)
            depth = max(self.settings.depth, count)
            near = index.nearest(vector, depth)
            keys = live_keys(connection, [digest for digest, _ in near])
            dense = [key for digest, _ in near for key in keys.get(digest, ())]
            lexical = best_matches(connection, question, depth, self.settings.heading_weight)
            fused = reciprocal_rank_fusion((dense, lexical), self.settings.rrf_k)[:count]
            found = read_passages(connection, [key for key, _ in fused])
            digests = [item.passage.digest for item in found]
            vectors = dict(read_vectors(connection, self.encoder.identity, digests))
        hits = tuple(
            Hit(item.passage, item.source, score, _cosine(vector, vectors.get(digest)))
            for item, digest, (_, score) in zip(found, digests, fused, strict=True)
        )
        return Found(hits, embed=embedded - start, search=perf_counter() - embedded)

    def frequencies(self, stems: Sequence[str]) -> tuple[dict[str, int], int]:
        """In how many passages each stem stands (0 left out), and how many passages there are."""
        with explained(self.settings.data), self.store.reading() as connection:
            version = finished_version(connection)
            return document_frequencies(connection, stems), version.passages if version else 0

    def knows(self, stem: str, word: str) -> bool:
        """Whether the corpus has a word that begins like the stem, or the encoder reads the word almost whole.

        What neither knows is most likely a name.
        """
        if self.encoder.measure([word.lower()])[0] < _PIECES_OF_A_NAME:
            return True
        with explained(self.settings.data):
            return has_prefix(self.store.connection, stem[:_BEGINNING])

    def warm(self) -> None:
        """Load everything that a search needs."""
        self.search("exosome", 1)

    def _open(self, connection: sqlite3.Connection) -> VectorIndex | ExactIndex:
        version = finished_version(connection)
        if version is None:
            raise ExociteError(f"There is no index in {self.settings.data}; run 'exocite index' to build it.")
        with self._lock:
            if self._index is None or self._index.version != version:
                self._check(version)
                try:
                    self._index = VectorIndex(vectors_root(self.settings.data), version)
                except UnopenableError as error:
                    log.warning("%s Until then all passages are compared one by one.", error)
                    self._index = ExactIndex(connection, version)
            return self._index

    def _check(self, version: Version) -> None:
        """Refuse an index whose vectors or passages are not those that the settings and this release ask for."""
        wrong = None
        if version.model != self.encoder.identity:
            wrong = f"another encoder ({version.model[:12]}..., the setting encoder is {self.encoder.identity[:12]}...)"
        elif version.dimension != self.encoder.dimension:
            wrong = f"vectors of {version.dimension} dimensions, and the encoder makes {self.encoder.dimension}"
        elif version.maker != VERSION:
            wrong = f"another passage maker (version {version.maker}, this release has {VERSION})"
        elif bool(version.shipped) != self.settings.builtin:
            builtin = str(self.settings.builtin).lower()
            wrong = (
                f"the shipped corpus {'included' if version.shipped else 'left out'}, and EXOCITE_BUILTIN is {builtin}"
            )
        if wrong:
            raise ExociteError(
                f"The index in {self.settings.data} was built with {wrong}; run 'exocite index' to rebuild it."
            )


def _cosine(question: NDArray[np.float32], passage: NDArray[np.float32] | None) -> float:
    return float(question @ passage) if passage is not None else 0.0
