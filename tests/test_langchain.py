"""The LangChain joints, used as a chain of one's own would."""

from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnableLambda, RunnablePassthrough
from langchain_core.vectorstores import InMemoryVectorStore

from assistant.assistant import Assistant
from index.langchain import ExociteEmbeddings, ExociteRetriever
from index.store.sources import live_source


def test_retriever_in_a_chain(built: Path):
    retriever = ExociteRetriever.open(k=3, data=built)
    assert isinstance(retriever, BaseRetriever)
    chain = {"found": retriever, "question": RunnablePassthrough()} | RunnableLambda(
        lambda given: f"{given['question']}: {given['found'][0].metadata['record']}"
    )
    assert chain.invoke("exosomal miR-96 in lung cancer") == "exosomal miR-96 in lung cancer: R0001"


def test_documents_carry_their_place(built: Path, assistant: Assistant):
    for document in ExociteRetriever.open(k=5, data=built).invoke("temozolomide resistance in glioma"):
        held = live_source(assistant.searcher.store.connection, document.metadata["source"])
        assert held is not None
        place = slice(document.metadata["start"], document.metadata["end"])
        assert held.source.text[place] == document.page_content
        assert bool(document.metadata["basis"]) == (document.metadata["kind"] != "file")


def test_embeddings_in_a_vector_store_of_langchain(assistant: Assistant):
    embeddings = ExociteEmbeddings(assistant.searcher.encoder)
    assert isinstance(embeddings, Embeddings)
    store = InMemoryVectorStore(embeddings)
    store.add_texts(["Exosomes carry microRNA.", "Bread is baked."])
    assert store.similarity_search("vesicles and RNA", k=1)[0].page_content == "Exosomes carry microRNA."
    assert embeddings.embed_documents([]) == []
    one = np.array(embeddings.embed_query("exosome"))
    assert one.shape == (384,)
    assert np.linalg.norm(one) == np.float64(1).round(5) or abs(np.linalg.norm(one) - 1) < 1e-5
