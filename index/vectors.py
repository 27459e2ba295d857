"""The vector index: Chroma, holding ids and vectors only, in versions that are never changed.

A version is made in a folder of its own from the vectors in the store, closed, sealed, and renamed. Only
then does the store name it. Readers open a version that the store names, and no other.
"""

import json
import logging
import shutil
import sqlite3
import weakref
from collections.abc import Iterable, Sequence
from contextlib import closing
from hashlib import sha256
from importlib.metadata import version as library_version
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ExociteError
from index.progress import Progress
from index.sealed import fault, read_seals, seal
from index.store.passages import Version

if TYPE_CHECKING:
    from chromadb import Collection
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateHNSWConfiguration

log = logging.getLogger(__name__)

COLLECTION = "passages"
UNFINISHED = ".building-"
"""Prefix of the folder in which a version is made."""
MANIFEST = "manifest.json"
"""File of a version with the seals of its other files."""
DATABASE = "chroma.sqlite3"
_FLUSHED = "index_metadata.pickle"
"""File that Chroma writes into the folder of a segment last when it puts its vectors on disk."""
BATCH = 1000
_TOLD = ("model", "dimension", "maker", "vectors")
_REBUILD = "run 'exocite index' to rebuild it"


def version_name(model: str, maker: int, digests: Iterable[str]) -> str:
    """Name of the version that holds these texts: it is made once, whoever makes it."""
    digest = sha256(f"{model} {maker}".encode())
    for name in digests:
        digest.update(name.encode())
    return digest.hexdigest()[:24]


def is_whole(root: Path, name: str) -> bool:
    """Whether a version with that name was finished."""
    return (root / name / DATABASE).is_file()


def opens(root: Path, version: Version) -> bool:
    """Whether a version is there, whole to the last byte, and as the store describes it."""
    if not is_whole(root, version.folder):
        return False
    try:
        VectorIndex(root, version, thorough=True).close()
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
    client = open_client(work)
    try:
        metadata = described(version)
        # Left alone, Chroma keeps up to 999 vectors in its log; at 1 it puts each batch on disk when it is added.
        hnsw: CreateHNSWConfiguration = {"space": "cosine", "sync_threshold": 1}
        collection = client.create_collection(
            COLLECTION, embedding_function=None, metadata=metadata, configuration={"hnsw": hnsw}
        )
        with progress("Building the vector index", version.vectors) as advance:
            for digests, vectors in batches:
                put(collection, digests, vectors)
                advance(len(digests))
        if (count := collection.count()) != version.vectors:
            raise RuntimeError(f"Chroma holds {count} of {version.vectors} vectors")
    finally:
        client.close()
    finish(root, work, version)


def described(version: Version) -> dict[str, str | int]:
    """What a version says of itself, which must be what the store says of it."""
    return {name: getattr(version, name) for name in _TOLD}


def put(collection: "Collection", digests: Sequence[str], vectors: NDArray[np.float32]) -> None:
    """Add texts with their vectors."""
    for i in range(0, len(digests), BATCH):
        collection.add(ids=list(digests[i : i + BATCH]), embeddings=vectors[i : i + BATCH])


def finish(root: Path, work: Path, version: Version) -> None:
    """Seal a version that was made in ``work`` and closed, and give it its place."""
    _seal_version(work)
    shutil.rmtree(root / version.folder, ignore_errors=True)  # one that can't be opened
    work.rename(root / version.folder)


def maker_of(root: Path, name: str) -> str | None:
    """The version of Chroma that made a version of the index; None where that is not known."""
    try:
        return str(json.loads((root / name / MANIFEST).read_text(encoding="utf-8"))["chromadb"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_of_this_chroma(root: Path, name: str) -> bool:
    """Whether the Chroma that is installed made a version of the index."""
    return maker_of(root, name) == library_version("chromadb")


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

    def __init__(self, root: Path, version: Version, *, thorough: bool = False) -> None:
        """Check and open a version; ``thorough`` reads all of its files for that, else samples of them.

        Raises UnopenableError when it is damaged or Chroma can't open it, ExociteError when it is not what
        the store says it is.
        """
        self.version = version
        folder = root / version.folder
        if not is_whole(root, version.folder):
            raise UnopenableError(f"The vector index {folder} is missing; {_REBUILD}.")
        if wrong := _damage(folder, thorough=thorough):
            raise UnopenableError(f"The vector index {folder} is damaged ({wrong}); {_REBUILD}.")
        try:
            client = open_client(folder)
        except Exception as error:  # Chroma raises errors of several libraries
            raise _unopenable(folder, error) from error
        # Closing takes the index away from other threads that are searching it. So it closes when the last of
        # them has let go of it, and whoever replaces it needs to do nothing.
        self._close = weakref.finalize(self, client.close)
        try:
            self._collection = client.get_collection(COLLECTION, embedding_function=None)
            metadata = dict(self._collection.metadata or {})
            if thorough:
                metadata["vectors"] = self._collection.count()
        except Exception as error:
            self.close()
            raise _unopenable(folder, error) from error
        for name in _TOLD:
            if metadata.get(name) != getattr(version, name):
                self.close()
                raise ExociteError(
                    f"The vector index {folder} is not the one that the store names ({name} is "
                    f"{metadata.get(name)!r}, not {getattr(version, name)!r}); {_REBUILD}."
                )

    def nearest(
        self, vector: NDArray[np.float32], count: int, among: Sequence[str] | None = None
    ) -> list[tuple[str, float]]:
        """(digest, cosine) of the texts nearest to a unit vector of shape (dimension,), nearest first.

        ``among`` holds the digests to choose from; None for all.
        """
        most = min(count, self.version.vectors if among is None else len(among))
        if not most:
            return []
        ids = None if among is None else list(among)
        found: Any = self._collection.query(query_embeddings=[vector], ids=ids, n_results=most, include=["distances"])
        return [(name, 1.0 - distance) for name, distance in zip(found["ids"][0], found["distances"][0], strict=True)]

    def close(self) -> None:
        """Let go of the files now; no thread may search any more."""
        self._close()


def _seal_version(folder: Path) -> None:
    """Write what the files of a finished version are, its own SQLite aside: Chroma writes there when it opens it."""
    # A segment that was never put on disk is made anew from the log at every opening.
    flushed = [path for found in folder.glob(f"*/{_FLUSHED}") for path in found.parent.iterdir()]
    size = (folder / DATABASE).stat().st_size
    manifest = {"database": size, "files": seal(folder, flushed), "chromadb": library_version("chromadb")}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")


def _damage(folder: Path, *, thorough: bool) -> str | None:
    """What is wrong with the files of a version, or None."""
    database = folder / DATABASE
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        cut = database.stat().st_size < manifest["database"]  # it may have grown
        seals = read_seals(manifest["files"])
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return f"its {MANIFEST} is missing or unreadable"
    if cut:
        return f"{DATABASE} has been cut off"
    return fault(folder, seals, whole=thorough) or (_database_damage(database) if thorough else None)


def _database_damage(path: Path) -> str | None:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            said: str = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.Error as error:
        said = str(error)
    return None if said == "ok" else f"{path.name}: {said}"


def _unopenable(folder: Path, error: Exception) -> UnopenableError:
    log.debug("Chroma could not open %s.", folder, exc_info=error)
    return UnopenableError(f"The vector index {folder} can't be opened ({error}); {_REBUILD}.")


def open_client(path: Path) -> "Client":
    """Chroma on a folder, which is made where there is none; nobody is told of it."""
    import chromadb
    from chromadb.config import Settings

    client = chromadb.PersistentClient(path=str(path), settings=Settings(anonymized_telemetry=False))
    return cast("Client", client)
