"""The encoder and the search as LangChain types, so that a chain of one's own takes them as they are."""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from index.encoder.encoder import Encoder
from index.filters import EVERYTHING, Filter
from index.search import Hit, Searcher
from index.settings import IndexSettings


class ExociteEmbeddings(Embeddings):
    """Unit vectors of the encoder that the settings name."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector a text; empty for no texts."""
        return self._encoder.embed_passages(texts).tolist() if texts else []

    def embed_query(self, text: str) -> list[float]:
        """The vector of one question."""
        return self._encoder.embed_question(text).tolist()


class ExociteRetriever(BaseRetriever):
    """The passages nearest to a question, best first.

    The metadata of a document are the id, kind, title, DOI and status of its source, its section and
    record, its ``basis`` (what was read of the paper that it sums up, or which words of it these are; None for
    those of a file that was added), and ``start`` and ``end``: its place in the source's stored text, in
    Unicode code points.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    searcher: Searcher
    k: int = Field(default=10, gt=0)
    wanted: Filter = EVERYTHING
    """What every document must have."""

    @classmethod
    def open(cls, k: int = 10, **settings: Any) -> "ExociteRetriever":
        """A retriever over a data folder; ``settings`` are those of ``IndexSettings``, such as ``data``."""
        return cls(searcher=Searcher(IndexSettings.load(**settings)), k=k)

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [_document(hit) for hit in self.searcher.search(query, self.k, self.wanted).hits]


def _document(hit: Hit) -> Document:
    passage, source = hit.passage, hit.source
    metadata = {
        "source": source.id,
        "kind": source.kind,
        "title": source.title,
        "doi": source.doi,
        "status": source.status,
        "section": passage.section,
        "page": source.page_at(passage.start),
        "record": passage.record,
        "basis": passage.basis,
        "start": passage.start,
        "end": passage.end,
        "score": hit.score,
    }
    return Document(page_content=passage.text, metadata=metadata)
