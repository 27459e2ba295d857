"""Folders in which what an evaluation builds is kept, so that the next run finds it."""

from hashlib import sha256
from pathlib import Path

from index.encoder.model import find_model
from index.settings import IndexSettings


def cache_folder(settings: IndexSettings, content: str, kind: str, *cut: object) -> Path:
    """``<data>/evaluation/<kind>-<hash>``, for a hash of texts, one encoder and one way to cut the texts."""
    parts = (content, find_model(settings.encoder).identity, *cut)
    name = sha256(" ".join(map(str, parts)).encode()).hexdigest()[:16]
    return settings.data / "evaluation" / f"{kind}-{name}"
