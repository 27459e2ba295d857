"""Three ways to find texts in the opened index: the search, its dense leg alone, and the usual recipe."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.evaluate.baseline import titled, usual_recipe
from assistant.evaluate.product import dense_passages, version_of
from corpus.model import Passage, Source
from index.progress import Progress
from index.search import Searcher
from index.store.passages import live_record_passages, read_passages
from index.store.sources import live_source, live_sources

DEEP = 100
"""Pieces found for a question."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A text that was found, and the ids of the source and the records that it shows."""

    ids: frozenset[str]
    text: str


Find = Callable[[str], Sequence[Piece]]
"""From a question to the DEEP best pieces, best first."""


def of_exocite(searcher: Searcher) -> Find:
    """The search as it is."""

    def find(question: str) -> list[Piece]:
        hits = searcher.search(question, DEEP).hits
        return [Piece(_shown(hit.source, hit.passage.record), hit.passage.text) for hit in hits]

    return find


def of_dense(searcher: Searcher) -> Find:
    """The same passages by the cosine of their vectors alone."""
    nearest = dense_passages(searcher)

    def find(question: str) -> list[Piece]:
        return [Piece(_shown(item.source, item.passage.record), item.passage.text) for item in nearest(question, DEEP)]

    return find


def _shown(source: Source, record: str | None) -> frozenset[str]:
    return frozenset(filter(None, (source.id, record)))


def of_usual(searcher: Searcher, progress: Progress) -> Find:
    """The recipe over the whole texts; a chunk shows every record whose words it shares."""
    connection = searcher.store.connection
    held = [live_source(connection, one.source.id) for one in live_sources(connection)]
    sources = {one.source.id: one.source for one in held if one}
    documents = [(name, titled(source.title, source.text)) for name, source in sources.items()]
    chunks = usual_recipe(
        searcher.settings, searcher.encoder, version_of(connection, searcher.settings.data).folder, documents, progress
    )
    spans: dict[str, list[Passage]] = {}
    for item in read_passages(connection, live_record_passages(connection)):
        spans.setdefault(item.source.id, []).append(item.passage)
    before = {name: len(titled(source.title, source.text)) - len(source.text) for name, source in sources.items()}

    def find(question: str) -> list[Piece]:
        pieces: list[Piece] = []
        for chunk in chunks(question, DEEP):
            start = chunk.start - before[chunk.document]
            end = start + len(chunk.text)
            held = spans.get(chunk.document, ())
            records = (p.record for p in held if p.record and p.start < end and start < p.end)
            pieces.append(Piece(frozenset((chunk.document, *records)), chunk.text))
        return pieces

    return find
