"""Bring the store and the vector index in line with the corpus; only what changed is embedded."""

import logging
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.names.names import Names, vocabulary
from corpus.passages import VERSION
from corpus.shipped import read_shipped
from index.encoder.encoder import Encoder
from index.encoder.export import UNFINISHED as UNFINISHED_EXPORT
from index.growing import grow
from index.lock import one_builder
from index.progress import Progress, silent
from index.settings import IndexSettings
from index.staging import Staging
from index.store import passages as stored
from index.store import sources
from index.store.store import Store, explained
from index.vectors import build, keep_only, opens, version_name

log = logging.getLogger(__name__)

_CHUNK = 64
"""Passages embedded between two commits: what a kill can cost."""


@dataclass(frozen=True, slots=True)
class Built:
    """What one run did."""

    sources: int
    passages: int
    """Different embedded texts in the index."""
    embedded: int
    """Texts embedded in this run."""
    changed: bool


Change = Callable[[Staging], None]
"""Makes sources wanted, or not."""


def vectors_root(data: Path) -> Path:
    """Folder of the vector index's versions."""
    return data / "vectors"


def shipped_fingerprint(folder: Path) -> str:
    """Names the state of the shipped files by their names and contents, wherever they lie."""
    digest = sha256()
    folders = (folder / "reviews", folder / "background", folder / "records", vocabulary(folder))
    for path in (path for part in folders for path in sorted(part.glob("*.*"))):
        digest.update(f"{path.parent.name}/{path.name} {sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()[:32]


def bring_in_line(
    settings: IndexSettings,
    encoder: Encoder | None = None,
    progress: Progress = silent,
    adding: Change | None = None,
    removing: Change | None = None,
    names: Names | None = None,
) -> Built:
    """Make the index hold the shipped corpus and what the user added, after changes to the latter.

    What is removed goes first, so that a source which stands in the way of a shipped one can be.

    Killed at any moment it leaves the last finished state to be searched, and the next run goes on
    from where it was. Raises ExociteError for a faulty corpus, wrong weights, a full disk or a folder
    without rights; then nothing that was there is lost.
    """
    with explained(settings.data), one_builder(settings.data, settings.lock_wait):
        store = Store(settings.data)
        encoder = encoder or Encoder(settings)
        encoder.repair()
        for path in encoder.folder.parent.glob(f"{UNFINISHED_EXPORT}*"):
            shutil.rmtree(path, ignore_errors=True)
        staging = Staging(store, encoder, names or Names(vocabulary(settings.corpus)))
        staging.part_again()
        if removing:
            removing(staging)
        if settings.builtin:
            shipped = shipped_fingerprint(settings.corpus)
            staging.want_shipped(*read_shipped(settings.corpus, settings.max_file_mb * 1_000_000))
        else:
            shipped = None
            staging.want_shipped([], [])
        if adding:
            adding(staging)
        staging.cut_again()
        staging.join()
        staging.name_again()
        embedded = _embed(store, encoder, progress)
        changed = _finish(store, encoder, shipped, progress)
        return _summary(store, embedded, changed)


def _embed(store: Store, encoder: Encoder, progress: Progress) -> int:
    keys = stored.missing_vectors(store.connection, encoder.identity)
    if not keys:
        return 0
    with progress("Embedding passages", len(keys)) as advance:
        for i in range(0, len(keys), _CHUNK):
            part = stored.embedded_texts(store.connection, keys[i : i + _CHUNK])
            vectors = encoder.embed_passages([text for _, text in part])
            with store.writing() as connection:
                stored.add_vectors(connection, encoder.identity, [digest for digest, _ in part], vectors)
            advance(len(part))
    return len(keys)


def _finish(store: Store, encoder: Encoder, shipped: str | None, progress: Progress) -> bool:
    """Build the vector index of what is wanted, and make it live with it; say whether that was needed."""
    root = vectors_root(store.data)
    digests = stored.wanted_digests(store.connection)
    name = version_name(encoder.identity, VERSION, digests)
    count = stored.count_wanted(store.connection)
    version = stored.Version(name, encoder.identity, encoder.dimension, VERSION, len(digests), count, shipped)
    before = stored.finished_version(store.connection)
    if not opens(root, version):
        vectors = partial(_batches, store, encoder)
        if not (before and grow(root, before, version, digests, vectors, progress)):
            build(root, version, vectors(digests), progress)
    changed = before != version or not sources.is_in_line(store.connection)
    if changed:
        with store.writing() as connection:
            stored.go_live(connection, version)
    keep_only(root, [name, before.folder if before else name])  # a reader may still be in the one before
    with store.writing() as connection:
        sources.drop_the_unwanted(connection)
        stored.drop_unused_vectors(connection)
    return changed


def _batches(store: Store, encoder: Encoder, digests: Sequence[str]) -> Iterator[tuple[list[str], NDArray[np.float32]]]:
    for i in range(0, len(digests), 1000):
        rows = list(stored.read_vectors(store.connection, encoder.identity, digests[i : i + 1000]))
        yield [digest for digest, _ in rows], np.stack([vector for _, vector in rows])


def _summary(store: Store, embedded: int, changed: bool) -> Built:
    version = stored.finished_version(store.connection)
    return Built(
        sources=sources.count_live(store.connection),
        passages=version.vectors if version else 0,
        embedded=embedded,
        changed=changed,
    )
