"""How well documents are found: Exocite, its dense leg alone and the usual recipe on one benchmark."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np

from assistant.evaluate.baseline import Chunks, splitter, titled, usual_recipe
from assistant.evaluate.beir import CORPUS, Query, read_queries
from assistant.evaluate.bootstrap import Estimate, estimate
from assistant.evaluate.documents import ranked_documents
from assistant.evaluate.mrr import reciprocal_rank
from assistant.evaluate.ndcg import ndcg
from assistant.evaluate.product import Rank, dense_only, exocite, open_product
from assistant.evaluate.recall import recall
from corpus.readers.jsonl import read_jsonl
from index.encoder.model import hash_file
from index.progress import Progress, silent
from index.settings import IndexSettings
from index.store.sources import count_live

Metric = Callable[[Sequence[str], Mapping[str, int], int], float]

METRICS: tuple[tuple[str, Metric, int], ...] = (
    ("nDCG@10", ndcg, 10),
    ("recall@10", recall, 10),
    ("recall@100", recall, 100),
    ("MRR@10", reciprocal_rank, 10),
)


@dataclass(frozen=True, slots=True)
class Score:
    """A metric's mean over the queries, with its 95% bootstrap interval."""

    metric: str
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class Way:
    """One way to search: its scores, and the milliseconds that a ranking of 100 documents took it.

    Embedding the question is part of the time.
    """

    name: str
    scores: tuple[Score, ...]
    median_ms: float
    p95_ms: float


@dataclass(frozen=True, slots=True)
class Gain:
    """By how much the first way is better than another in a metric, query by query."""

    metric: str
    over: str
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What was measured on one split of a benchmark; the first way is the product."""

    split: str
    queries: int
    documents: int
    ways: tuple[Way, ...]
    gains: tuple[Gain, ...]


def evaluate_retrieval(
    settings: IndexSettings,
    folder: Path,
    split: str = "test",
    limit: int | None = None,
    indexing: Progress = silent,
    asking: Progress = silent,
) -> Retrieval:
    """Measure on a folder in BEIR's form, with the first ``limit`` of the split's queries.

    Raises ExociteError for a folder or file that is not in that form, naming the line, and when the
    package of the usual recipe is missing.
    """
    splitter()  # before the minutes that indexing may take
    queries = read_queries(folder, split)[:limit]
    corpus = folder / CORPUS
    searcher = open_product(settings, corpus, indexing)
    documents = ((source.id, titled(source.title, source.text)) for source in read_jsonl(corpus, sys.maxsize))
    ranks = {
        "exocite": exocite(searcher),
        "dense only": dense_only(searcher),
        "usual recipe": _by_document(usual_recipe(settings, searcher.encoder, hash_file(corpus), documents, indexing)),
    }
    values: dict[str, list[list[float]]] = {}
    ways: list[Way] = []
    for name, rank in ranks.items():
        values[name], milliseconds = _ask(name, rank, queries, asking)
        scores = (Score(metric, estimate(row)) for (metric, _, _), row in zip(METRICS, values[name], strict=True))
        median, p95 = np.percentile(milliseconds, [50, 95])
        ways.append(Way(name, tuple(scores), float(median), float(p95)))
    first, *others = values
    metric = METRICS[0][0]
    gains = (
        Gain(metric, name, estimate([a - b for a, b in zip(values[first][0], values[name][0], strict=True)]))
        for name in others
    )
    return Retrieval(split, len(queries), count_live(searcher.store.connection), tuple(ways), tuple(gains))


def _by_document(chunks: Chunks) -> Rank:
    return lambda question: ranked_documents(lambda count: [chunk.document for chunk in chunks(question, count)])


def _ask(name: str, rank: Rank, queries: Sequence[Query], progress: Progress) -> tuple[list[list[float]], list[float]]:
    """One list of values for each metric, and the milliseconds, both query by query."""
    values: list[list[float]] = [[] for _ in METRICS]
    milliseconds: list[float] = []
    rank(queries[0].text)  # what is loaded once is no query's cost
    with progress(f"Searching, {name}", len(queries)) as advance:
        for query in queries:
            start = perf_counter()
            ranked = rank(query.text)
            milliseconds.append(1e3 * (perf_counter() - start))
            # Some benchmarks ask with documents of the corpus; as in BEIR, such a one does not find itself.
            ranked = [document for document in ranked if document != query.id]
            for row, (_, metric, k) in zip(values, METRICS, strict=True):
                row.append(metric(ranked, query.relevant, k))
            advance(1)
    return values, milliseconds
