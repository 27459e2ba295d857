"""Passages a second of a whole index run, beside the bare encoder on the same texts."""

import json
from pathlib import Path
from time import perf_counter

from corpus.shipped import read_shipped
from index.build import bring_in_line
from index.encoder.bulk import load_transformer
from index.encoder.encoder import Encoder
from index.library import change_adding
from index.settings import IndexSettings
from index.store.store import Store
from tests.bench.row import Row

COPIES = 3


def measure(folder: Path) -> list[Row]:
    """Index the shipped texts several times over by the product, then by the encoder alone."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = IndexSettings.load(data=folder / "data", builtin=False)
    encoder = Encoder(settings)
    path = folder / "texts.jsonl"
    sources, _ = read_shipped(settings.corpus, 10_000_000)
    rows = (
        {"_id": f"{source.id}-{copy}", "title": f"{source.title or ''} {copy}", "text": source.text}
        for copy in range(COPIES)
        for source in sources
    )
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    encoder.warm()  # the export, made once, is not part of indexing
    encoder.embed_passages(["warm"] * 64)

    start = perf_counter()
    built = bring_in_line(settings, encoder, adding=change_adding(settings, [path], []))
    product = built.embedded / (perf_counter() - start)

    texts = [
        f"{row['heading']}\n{row['text']}"
        for row in Store(settings.data).connection.execute("SELECT DISTINCT digest, heading, text FROM passages")
    ]
    model = load_transformer(encoder.model.folder, settings.device)
    model.encode_document(texts[:64], batch_size=settings.batch_size, show_progress_bar=False)
    start = perf_counter()
    model.encode_document(texts, batch_size=settings.batch_size, show_progress_bar=False)
    bare = len(texts) / (perf_counter() - start)
    return [
        Row("index: passages embedded", built.embedded, "passages"),
        Row("index: bare encoder", bare, "passages/s"),
        Row("index: whole run, from file to finished index", product, "passages/s"),
        Row("index: whole run / bare encoder", product / bare, "", bound=0.9, at_most=False),
    ]
