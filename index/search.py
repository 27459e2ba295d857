"""Search: the dense and the lexical leg over one state of the store, fused."""

import logging
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from time import perf_counter

from corpus.errors import ExociteError
from corpus.model import NameKind, Passage, Source, embedded_text
from corpus.names.names import Names, vocabulary
from corpus.passages import VERSION
from index.asked import Asked, asked_names
from index.build import bring_in_line, shipped_fingerprint, vectors_root
from index.encoder.encoder import Encoder
from index.exact import EXACTLY, ExactIndex
from index.filters import EVERYTHING, Filter, allowed
from index.legs import cosines_of, dense_leg, fused
from index.lexical import best_matches
from index.progress import Progress, silent
from index.ranking import Ranked, by_names, is_named, spread
from index.reranker import Reranker
from index.settings import IndexSettings
from index.store.frequencies import document_frequencies, has_prefix
from index.store.mentions import Placed, count_mentioning, held_names, known_names, read_mentions
from index.store.passages import Version, finished_version, read_passages
from index.store.sources import sources_of
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
    mentions: tuple[Placed, ...]
    """The names in its heading and in its text."""


@dataclass(frozen=True, slots=True)
class Found:
    """The hits for one question, best first, its names, and the seconds it took to get them."""

    hits: tuple[Hit, ...]
    asked: Asked
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
        self.names = Names(vocabulary(settings.corpus))
        self.store = Store(settings.data)
        self._reranker = Reranker(settings) if settings.reranker else None
        self._lock = Lock()
        self._index: VectorIndex | ExactIndex | None = None
        self._known: Mapping[NameKind, Sequence[str]] = {}
        with explained(settings.data):
            version = finished_version(self.store.connection)
            if version:
                self._check(version)
            if version is None or not is_whole(vectors_root(settings.data), version.folder):
                bring_in_line(settings, self.encoder, progress, names=self.names)

    @property
    def is_behind(self) -> bool:
        """Whether the shipped corpus has changed since the index was built."""
        version = finished_version(self.store.connection)
        return bool(version and version.shipped and version.shipped != shipped_fingerprint(self.settings.corpus))

    def search(self, question: str, count: int, wanted: Filter = EVERYTHING) -> Found:
        """The passages nearest to a question, ``count`` at most, of those that a filter lets through.

        Raises ExociteError for a name in the filter that no vocabulary knows.
        """
        start = perf_counter()
        vector = self.encoder.embed_question(question)
        embedded = perf_counter()
        with explained(self.settings.data), self.store.reading() as connection:
            index = self._open(connection)
            asked = asked_names(question, self.names, self._known)
            among = allowed(connection, wanted, self.names, self._known) if wanted else None
            depth = max(self.settings.depth, count)
            model, size = self.encoder.identity, index.version.passages
            dense = dense_leg(connection, index, model, vector, depth, among)
            lexical = best_matches(connection, question, asked.tokens, depth, size, self.settings, among)
            cosines = dense | cosines_of(connection, model, vector, lexical.keys() - dense.keys())
            hits = fused(cosines, list(dense), lexical, self.settings)
            ranked = self._ranked(connection, question, asked, hits)[:count]
            found = read_passages(connection, [key for key, _ in ranked])
            mentions = read_mentions(connection, [key for key, _ in ranked])
        chosen = tuple(
            Hit(item.passage, item.source, score, cosines[key], tuple(mentions.get(key, ())))
            for item, (key, score) in zip(found, ranked, strict=True)
        )
        return Found(chosen, asked, embed=embedded - start, search=perf_counter() - embedded)

    def _ranked(self, connection: sqlite3.Connection, question: str, asked: Asked, hits: Ranked) -> Ranked:
        """The fused hits as the reranker, names and the share of a source order them."""
        keys = [key for key, _ in hits]
        sources = sources_of(connection, keys)
        free = [key for key, identifiers in sources.identifiers.items() if is_named(question, identifiers)]
        if self._reranker:
            best = read_passages(connection, keys[: self.settings.rerank_depth])
            texts = [embedded_text(item.passage.heading, item.passage.text) for item in best]
            hits = self._reranker.reranked(question, hits, texts)
        if asked.names:
            hits = by_names(hits, asked, held_names(connection, keys, asked.kinds), self.settings)
        return spread(hits, sources.of, free, self.settings.source_share)

    def asked(self, text: str) -> Asked:
        """The names in a text, each with the names of the corpus that mean it; for an index that has been opened."""
        return asked_names(text, self.names, self._known)

    def allowed(self, connection: sqlite3.Connection, wanted: Filter) -> frozenset[int]:
        """Keys of the passages that a filter lets through. Raises ExociteError as ``search`` does."""
        return frozenset(allowed(connection, wanted, self.names, self._known))

    def frequencies(self, stems: Sequence[str]) -> tuple[dict[str, int], int]:
        """In how many passages each stem stands (0 left out), and how many passages there are."""
        with explained(self.settings.data), self.store.reading() as connection:
            version = finished_version(connection)
            return document_frequencies(connection, stems), version.passages if version else 0

    def mentioning(self, kind: NameKind, names: Collection[str]) -> int:
        """The number of passages that mention one of the names."""
        with explained(self.settings.data):
            return count_mentioning(self.store.connection, kind, names)

    def knows(self, stem: str, word: str) -> bool:
        """Whether the corpus has a word that begins like the stem, or the encoder reads the word almost whole.

        What neither knows is most likely a name.
        """
        if self.encoder.measure([word.lower()])[0] < _PIECES_OF_A_NAME:
            return True
        with explained(self.settings.data):
            return has_prefix(self.store.connection, stem[:_BEGINNING])

    def open(self) -> None:
        """Open the finished index, and read which names its passages mention."""
        with explained(self.settings.data), self.store.reading() as connection:
            self._open(connection)

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
                self._known = known_names(connection)
                try:
                    self._index = VectorIndex(vectors_root(self.settings.data), version)
                    if version.vectors <= EXACTLY:  # it was opened to tell whether it is intact
                        self._index.close()
                        self._index = ExactIndex(connection, version)
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
