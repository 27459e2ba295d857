"""The usual recipe, to compare with: LangChain's recursive splitter, the same encoder, similarity in Chroma."""

import shutil
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from assistant.evaluate.cache import cache_folder
from assistant.evaluate.documents import ranked_documents
from assistant.evaluate.product import Rank
from corpus.errors import ExociteError
from corpus.model import Source
from corpus.readers.jsonl import read_jsonl
from index.encoder.encoder import Encoder
from index.progress import Progress
from index.settings import IndexSettings

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from langchain_text_splitters import RecursiveCharacterTextSplitter

CHUNK_SIZE, CHUNK_OVERLAP = 1000, 200
"""Characters; what most tutorials of retrieval with LangChain use."""
_COLLECTION = "chunks"
_BATCH = 1000


def splitter() -> "RecursiveCharacterTextSplitter":
    """The splitter of the recipe. Raises ExociteError when its package is not installed."""
    try:
        from langchain_text_splitters import RecursiveCharacterTextSplitter
    except ImportError as error:
        raise ExociteError(
            "The usual recipe, which Exocite is measured beside, needs langchain-text-splitters; "
            "install the extra evaluate with: pip install 'exocite[evaluate]'"
        ) from error
    return RecursiveCharacterTextSplitter(chunk_size=CHUNK_SIZE, chunk_overlap=CHUNK_OVERLAP)


def usual_recipe(settings: IndexSettings, encoder: Encoder, corpus: Path, progress: Progress) -> Rank:
    """Documents in the order of their best chunk. The index is kept and used again.

    Raises ExociteError for a faulty corpus, and when the splitter's package is not installed.
    """
    cut = splitter()
    made = (CHUNK_SIZE, CHUNK_OVERLAP, version("langchain-text-splitters"))
    folder = cache_folder(settings, corpus, "recipe", *made)
    if not folder.is_dir():
        chunks = [
            (source.id, chunk)
            for source in read_jsonl(corpus, corpus.stat().st_size)
            for chunk in cut.split_text(_text(source))
        ]
        _build(folder, chunks, encoder, progress)
    collection = _client(folder).get_collection(_COLLECTION, embedding_function=None)
    size = collection.count()

    def documents(question: str, count: int) -> list[str]:
        found: Any = collection.query(
            query_embeddings=[encoder.embed_question(question)],
            n_results=min(count, size),
            include=["documents", "metadatas"],
        )
        return [metadata["source"] for metadata in found["metadatas"][0]]

    return lambda question: ranked_documents(lambda count: documents(question, count))


def _text(source: Source) -> str:
    """Title and text with one blank between them, as BEIR joins them for dense retrieval."""
    return f"{source.title} {source.text}" if source.title else source.text


def _build(folder: Path, chunks: Sequence[tuple[str, str]], encoder: Encoder, progress: Progress) -> None:
    """Make the collection aside and rename its folder, so that a killed run leaves none that is half full."""
    work = folder.with_name(f".building-{folder.name}")
    shutil.rmtree(work, ignore_errors=True)
    client = _client(work)
    try:
        collection = client.create_collection(
            _COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )
        with progress("Embedding chunks of the usual recipe", len(chunks)) as advance:
            for i in range(0, len(chunks), _BATCH):
                part = chunks[i : i + _BATCH]
                texts = [text for _, text in part]
                collection.add(
                    ids=[str(i + n) for n in range(len(part))],
                    embeddings=encoder.embed_passages(texts),
                    documents=texts,
                    metadatas=[{"source": name} for name, _ in part],
                )
                advance(len(part))
    finally:
        client.close()
    work.rename(folder)


def _client(path: Path) -> "Client":
    import chromadb
    from chromadb.config import Settings

    path.mkdir(parents=True, exist_ok=True)
    client = chromadb.PersistentClient(path=str(path), settings=Settings(anonymized_telemetry=False))
    return cast("Client", client)
