"""What 'exocite doctor' tells: whether each part is there and fits."""

import os
import platform
import shutil
import sqlite3
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from corpus.errors import ExociteError
from corpus.settings import config_file
from index.build import vectors_root
from index.encoder.encoder import Encoder
from index.encoder.model import verify
from index.store.passages import finished_version
from index.store.store import FILE, Store
from index.vectors import is_whole
from ui.settings import Settings

_LIBRARIES = ("chromadb", "onnxruntime", "sentence-transformers", "torch", "langchain-core", "gradio")


def examine(settings: Settings) -> dict[str, dict[str, Any]]:
    """Every part with its state; ``problems`` holds a sentence for each that is not well."""
    problems: dict[str, str] = {}
    report = {
        "program": {
            "exocite": _version("exocite"),
            "python": platform.python_version(),
            "sqlite": sqlite3.sqlite_version,
        },
        "libraries": {name: _version(name) for name in _LIBRARIES},
        "encoder": _encoder(settings, problems),
        "data": _data(settings, problems),
        "index": _index(settings, problems),
        "settings": {"file": str(config_file()), **{k: str(v) for k, v in settings.model_dump().items()}},
        "meaning": {name: field.description or "" for name, field in type(settings).model_fields.items()},
    }
    report["problems"] = problems
    return report


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _encoder(settings: Settings, problems: dict[str, str]) -> dict[str, Any]:
    try:
        encoder = Encoder(settings)
        verify(encoder.model)
    except ExociteError as error:
        problems["encoder"] = str(error)
        return {"state": "refused"}
    return {"folder": str(encoder.model.folder), "identity": encoder.identity, "state": "as expected"}


def _data(settings: Settings, problems: dict[str, str]) -> dict[str, Any]:
    folder = settings.data
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    if not existing.is_dir() or not os.access(existing, os.W_OK):
        problems["data"] = (
            f"The data folder {folder} can't be written; check its permissions, or choose another with --data."
        )
    store = folder / FILE
    return {
        "folder": str(folder),
        "free megabytes": shutil.disk_usage(existing).free // 1_000_000,
        "store megabytes": round(store.stat().st_size / 1e6, 1) if store.exists() else "no store yet",
    }


def _index(settings: Settings, problems: dict[str, str]) -> dict[str, Any]:
    if not (settings.data / FILE).exists():
        return {"state": "not built yet; 'exocite index' builds it"}
    try:
        connection = Store(settings.data).connection
        finished = finished_version(connection)
    except ExociteError as error:
        problems["index"] = str(error)
        return {"state": "can't be opened"}
    if finished is None:
        return {"state": "not finished yet; 'exocite index' goes on with it"}
    if not is_whole(vectors_root(settings.data), finished.folder):
        problems["index"] = "The vector index is missing; run 'exocite index' to rebuild it."
    kinds = connection.execute("SELECT kind, count(*) FROM sources WHERE live GROUP BY kind").fetchall()
    return {
        "passages": finished.vectors,
        "dimension": finished.dimension,
        "encoder": finished.model,
        "shipped corpus": "included" if finished.shipped else "left out",
        **{f"sources of kind {kind}": count for kind, count in kinds},
    }
