"""Folders in which what an evaluation builds is kept, so that the next run finds it."""

from hashlib import sha256
from pathlib import Path

from index.encoder.model import find_model, hash_file
from index.settings import IndexSettings


def cache_folder(settings: IndexSettings, corpus: Path, kind: str, *cut: object) -> Path:
    """``<data>/evaluation/<kind>-<hash>``, for one content of a corpus file, one encoder and one way to cut texts."""
    parts = (hash_file(corpus), find_model(settings.encoder).identity, *cut)
    name = sha256(" ".join(map(str, parts)).encode()).hexdigest()[:16]
    return settings.data / "evaluation" / f"{kind}-{name}"
