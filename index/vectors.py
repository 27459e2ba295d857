"""The vector index: Chroma, holding ids and vectors only, in versions that are never changed.

A version is made in a folder of its own from the vectors in the store, closed, and renamed. Only then
does the store name it. Readers open a version that the store names, and no other.
"""

import logging
import shutil
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ExociteError
from index.progress import Progress
from index.store.passages import Version

if TYPE_CHECKING:
    from chromadb.api.client import Client

log = logging.getLogger(__name__)

COLLECTION = "passages"
UNFINISHED = ".building-"
"""Prefix of the folder in which a version is made."""
_BATCH = 1000
_REBUILD = "run 'exocite index' to rebuild it"


def version_name(model: str, maker: int, digests: Iterable[str]) -> str:
    """Name of the version that holds these texts: it is made once, whoever makes it."""
    digest = sha256(f"{model} {maker}".encode())
    for name in digests:
        digest.update(name.encode())
    return digest.hexdigest()[:24]


def is_whole(root: Path, name: str) -> bool:
    """Whether a version with that name was finished."""
    return (root / name / "chroma.sqlite3").is_file()


def opens(root: Path, version: Version) -> bool:
    """Whether a version is there, whole and as the store describes it."""
    if not is_whole(root, version.folder):
        return False
    try:
        VectorIndex(root, version).close()
    except ExociteError:
        return False
    return True


def build(
    root: Path,
    version: Version,
    batches: Iterable[tuple[Sequence[str], NDArray[np.float32]]],
    progress: Progress,
) -> None:
    """Make a version from (digests, vectors of shape (n, dimension)); a killed attempt leaves no version."""
    root.mkdir(parents=True, exist_ok=True)
    clear_unfinished(root)
    work = root / f"{UNFINISHED}{version.folder}"
    client = _client(work)
    try:
        metadata = {"model": version.model, "dimension": version.dimension, "maker": version.maker}
        metadata["vectors"] = version.vectors
        collection = client.create_collection(
            COLLECTION, embedding_function=None, metadata=metadata, configuration={"hnsw": {"space": "cosine"}}
        )
        with progress("Building the vector index", version.vectors) as advance:
            for digests, vectors in batches:
                for i in range(0, len(digests), _BATCH):
                    part = list(digests[i : i + _BATCH])
                    collection.add(ids=part, embeddings=vectors[i : i + _BATCH])
                    advance(len(part))
        if (count := collection.count()) != version.vectors:
            raise RuntimeError(f"Chroma holds {count} of {version.vectors} vectors")
    finally:
        client.close()
    shutil.rmtree(root / version.folder, ignore_errors=True)  # one that can't be opened
    work.rename(root / version.folder)


def clear_unfinished(root: Path) -> None:
    """Remove what killed builders left; only for the one builder."""
    for path in root.glob(f"{UNFINISHED}*"):
        shutil.rmtree(path, ignore_errors=True)


def keep_only(root: Path, names: Iterable[str]) -> None:
    """Remove all versions but those named."""
    kept = set(names)
    for path in root.iterdir() if root.is_dir() else ():
        if path.is_dir() and path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)


class UnopenableError(ExociteError):
    """A version that is missing or damaged, or that Chroma, which writes when it opens one, finds no room for."""


class VectorIndex:
    """A finished version, open for search; safe to share between threads."""

    def __init__(self, root: Path, version: Version) -> None:
        """Raises UnopenableError when Chroma can't open it, ExociteError when it is not what the store says it is."""
        self.version = version
        if not is_whole(root, version.folder):
            raise UnopenableError(f"The vector index {root / version.folder} is missing; {_REBUILD}.")
        try:
            self._client = _client(root / version.folder)
            self._collection = self._client.get_collection(COLLECTION, embedding_function=None)
            metadata = dict(self._collection.metadata or {})
        except Exception as error:  # Chroma raises errors of several libraries
            log.debug("Chroma could not open %s.", root / version.folder, exc_info=True)
            raise UnopenableError(
                f"The vector index {root / version.folder} can't be opened ({error}); {_REBUILD}."
            ) from error
        for name in ("model", "dimension", "maker", "vectors"):
            if metadata.get(name) != getattr(version, name):
                raise ExociteError(
                    f"The vector index {root / version.folder} is not the one that the store names ({name} is "
                    f"{metadata.get(name)!r}, not {getattr(version, name)!r}); {_REBUILD}."
                )

    def nearest(self, vector: NDArray[np.float32], count: int) -> list[tuple[str, float]]:
        """(digest, cosine) of the texts nearest to a unit vector of shape (dimension,), nearest first."""
        if not self.version.vectors:
            return []
        found: Any = self._collection.query(
            query_embeddings=[vector], n_results=min(count, self.version.vectors), include=["distances"]
        )
        return [(name, 1.0 - distance) for name, distance in zip(found["ids"][0], found["distances"][0], strict=True)]

    def close(self) -> None:
        self._client.close()


def _client(path: Path) -> "Client":
    import chromadb
    from chromadb.config import Settings

    client = chromadb.PersistentClient(path=str(path), settings=Settings(anonymized_telemetry=False))
    return cast("Client", client)
