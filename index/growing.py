"""A version of the vector index made out of the one before it, where little has come or gone."""

import logging
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.progress import Progress
from index.store.passages import Version
from index.vectors import (
    BATCH,
    COLLECTION,
    DATABASE,
    MANIFEST,
    UNFINISHED,
    clear_unfinished,
    described,
    finish,
    is_of_this_chroma,
    open_client,
    opens,
    put,
)

log = logging.getLogger(__name__)

Vectors = Callable[[Sequence[str]], Iterable[tuple[Sequence[str], NDArray[np.float32]]]]
"""Gives the vectors of texts, in batches of digests and an array of shape (n, dimension)."""

LEAST = 5_000
"""Vectors from which on a copy is quicker than making all anew."""
MOST = 0.1
"""Share of the vectors that may come and go before all are made anew: Chroma keeps a place for what was taken out."""
_CHANGED = "changed"


def grow(
    root: Path, before: Version, version: Version, digests: Sequence[str], vectors: Vectors, progress: Progress
) -> bool:
    """Make a version that holds ``digests`` from a copy of the one before; a killed attempt leaves no version.

    False, and nothing is made, where the two have too little in common or the one before is not intact.
    """
    if before.folder == version.folder or version.vectors < LEAST or not is_of_this_chroma(root, before.folder):
        return False
    if (before.model, before.dimension, before.maker) != (version.model, version.dimension, version.maker):
        return False
    if not opens(root, before):
        return False
    clear_unfinished(root)
    work = root / f"{UNFINISHED}{version.folder}"
    try:
        _copy(root / before.folder, work)
        made = _changed(work, version, digests, vectors, progress)
    except Exception as error:  # noqa: BLE001 - of several libraries; making all anew needs nothing of the copy
        log.warning("The vector index could not be grown (%s) and is made anew.", error)
        made = False
    if made:
        finish(root, work, version)
    else:
        shutil.rmtree(work, ignore_errors=True)
    return made


def _copy(folder: Path, work: Path) -> None:
    """A copy of a version; of Chroma's own SQLite, in which a reader may be writing, by SQLite itself."""
    shutil.copytree(folder, work, ignore=shutil.ignore_patterns(f"{DATABASE}*", MANIFEST))
    source = sqlite3.connect(f"{(folder / DATABASE).absolute().as_uri()}?mode=ro", uri=True)
    with closing(source), closing(sqlite3.connect(work / DATABASE)) as copied:
        source.backup(copied)


def _changed(work: Path, version: Version, digests: Sequence[str], vectors: Vectors, progress: Progress) -> bool:
    client = open_client(work)
    try:
        collection: Any = client.get_collection(COLLECTION, embedding_function=None)
        held, wanted = set(collection.get(include=[])["ids"]), set(digests)
        gone, come = sorted(held - wanted), [digest for digest in digests if digest not in held]
        told: dict[str, Any] = dict(collection.metadata or {})
        changed = int(told.get(_CHANGED, 0)) + len(gone) + len(come)
        if changed > MOST * version.vectors:
            return False
        for i in range(0, len(gone), BATCH):
            collection.delete(ids=gone[i : i + BATCH])
        with progress("Growing the vector index", len(come)) as advance:
            for part, rows in vectors(come):
                put(collection, part, rows)
                advance(len(part))
        collection.modify(metadata=described(version) | {_CHANGED: changed})
        if (count := collection.count()) != version.vectors:
            raise RuntimeError(f"Chroma holds {count} of {version.vectors} vectors")
    finally:
        client.close()
    return True
