"""The usual recipe, to compare with: LangChain's recursive splitter, the same encoder, similarity in Chroma."""

import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from assistant.evaluate.cache import cache_folder
from corpus.errors import ExociteError
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
    return RecursiveCharacterTextSplitter(chunk_size=CHUNK_SIZE, chunk_overlap=CHUNK_OVERLAP, add_start_index=True)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a document, whose text begins at ``start`` of the document's title, a blank, and text."""

    document: str
    start: int
    text: str


Chunks = Callable[[str, int], list[Chunk]]
"""From a question to so many chunks at most, best first."""


def usual_recipe(
    settings: IndexSettings,
    encoder: Encoder,
    content: str,
    documents: Iterable[tuple[str, str]],
    progress: Progress,
) -> Chunks:
    """The recipe over documents, each an id with its text. The index is kept and used again.

    ``content`` stands for the documents, which are only read where no index of them is kept. Raises ExociteError
    when the splitter's package is not installed.
    """
    cut = splitter()
    made = (CHUNK_SIZE, CHUNK_OVERLAP, version("langchain-text-splitters"))
    folder = cache_folder(settings, content, "recipe", *made)
    if not folder.is_dir():
        chunks = [
            Chunk(name, piece.metadata["start_index"], piece.page_content)
            for name, text in documents
            for piece in cut.create_documents([text])
        ]
        _build(folder, chunks, encoder, progress)
    collection = _client(folder).get_collection(_COLLECTION, embedding_function=None)
    size = collection.count()

    def nearest(question: str, count: int) -> list[Chunk]:
        found: Any = collection.query(
            query_embeddings=[encoder.embed_question(question)],
            n_results=min(count, size),
            include=["documents", "metadatas"],
        )
        rows = zip(found["metadatas"][0], found["documents"][0], strict=True)
        return [Chunk(metadata["document"], metadata["start"], text) for metadata, text in rows]

    return nearest


def titled(title: str | None, text: str) -> str:
    """Title and text with one blank between them, as BEIR joins them for dense retrieval."""
    return f"{title} {text}" if title else text


def _build(folder: Path, chunks: Sequence[Chunk], encoder: Encoder, progress: Progress) -> None:
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
                texts = [chunk.text for chunk in part]
                collection.add(
                    ids=[str(i + n) for n in range(len(part))],
                    embeddings=encoder.embed_passages(texts),
                    documents=texts,
                    metadatas=[{"document": chunk.document, "start": chunk.start} for chunk in part],
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
