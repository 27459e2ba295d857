"""What it costs to name a passage, beside what it costs to embed it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

from corpus.names.names import Names
from corpus.settings import CorpusSettings
from corpus.shipped import read_shipped
from index.encoder.bulk import embed, load_transformer
from index.encoder.encoder import Encoder
from index.settings import IndexSettings
from tests.bench.row import Row

WORDS, PASSAGES = 250, 64


def measure(data: Path) -> list[Row]:
    """Passages of 250 words of the corpus, named one by one and embedded as an index run does."""
    settings = IndexSettings.load(data=data)
    words = " ".join(source.text for source in read_shipped(CorpusSettings().corpus, 10**8)[0]).split()
    texts = [" ".join(words[i : i + WORDS]) for i in range(0, WORDS * PASSAGES, WORDS)]
    names = Names()
    model = load_transformer(Encoder(settings).model.folder, settings.device)
    naming = _seconds(lambda part: [names.find(text) for text in part], texts)
    embedding = _seconds(lambda part: embed(model, part, settings.batch_size), texts)
    return [
        Row("naming: a passage of 250 words", 1e3 * naming, "ms"),
        Row("naming: embedding it", 1e3 * embedding, "ms"),
        Row("naming: naming / embedding", naming / embedding, "", bound=0.1),
    ]


def _seconds(work: Callable[[Sequence[str]], object], texts: Sequence[str]) -> float:
    work(texts[:16])  # what is loaded once is no passage's cost
    start = perf_counter()
    work(texts)
    return (perf_counter() - start) / len(texts)
