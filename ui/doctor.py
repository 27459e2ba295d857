"""What 'exocite doctor' tells: whether each part is there and fits."""

import errno
import os
import platform
import sqlite3
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from assistant.writers.chat.files import check_llama, find_weights
from assistant.writers.chat.files import verify as verify_weights
from assistant.writers.offered import offered
from corpus.errors import ExociteError
from corpus.settings import config_file
from index.build import vectors_root
from index.encoder.encoder import Encoder
from index.encoder.model import verify
from index.store.passages import finished_version
from index.store.schema import VERSION
from index.store.sources import is_in_line
from index.store.store import FILE, Store, explained
from index.vectors import maker_of, opens
from ui.machine import lock, port, room
from ui.settings import Settings

_LIBRARIES = ("chromadb", "onnxruntime", "sentence-transformers", "torch", "langchain-core", "gradio", "xllamacpp")


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
        "model": _model(settings, problems),
        "data": _data(settings, problems),
        "index": _index(settings, problems),
        "page": port(settings, problems),
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
    state = "as expected"
    if wrong := encoder.damage():
        state = "damaged export"
        problems["encoder"] = (
            f"The exported encoder {encoder.folder} is damaged ({wrong}); run 'exocite index' to make it anew."
        )
    return {"folder": str(encoder.model.folder), "identity": encoder.identity, "state": state}


def _model(settings: Settings, problems: dict[str, str]) -> dict[str, Any]:
    """The model that may word answers; without one nothing is amiss, unless the setting ``writer`` wants it."""
    labels = [one.label for one in offered(settings)]
    report: dict[str, Any] = {"writer": settings.writer, "model": labels[0], "also offered": labels[1:]}
    if settings.model_address:
        return report | {"state": "not asked"}
    try:
        weights = find_weights(settings)
        verify_weights(weights)
        check_llama()
    except ExociteError as error:
        if settings.writer == "model":
            problems["model"] = str(error)
        return report | {"state": str(error)}
    state = "intact" if weights.sha256 else "a file of yours"
    return report | {"file": str(weights.path), "adapter": str(weights.adapter or "none"), "state": state}


def _data(settings: Settings, problems: dict[str, str]) -> dict[str, Any]:
    folder = settings.data
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    try:
        _check_rights(folder, existing)
    except ExociteError as error:
        problems["data"] = str(error)
    store = folder / FILE
    return {
        "folder": str(folder),
        "free megabytes": room(existing, problems),
        "lock": lock(folder, problems),
        "store megabytes": round(store.stat().st_size / 1e6, 1) if store.exists() else "no store yet",
    }


def _check_rights(folder: Path, existing: Path) -> None:
    """Raise what opening the store in ``folder`` would; ``existing`` is what is there of its path."""
    with explained(folder):
        if not existing.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(existing))
        if not os.access(existing, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(existing))


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
    root = vectors_root(settings.data)
    made, installed = maker_of(root, finished.folder), _version("chromadb")
    if not opens(root, finished):
        problems["index"] = "The vector index is missing or damaged; run 'exocite index' to rebuild it."
        if made not in (None, installed):
            problems["index"] = (
                f"The vector index was made by chromadb {made} and {installed}, which is installed, can't open it; "
                "run 'exocite index' to rebuild it."
            )
    kinds = connection.execute("SELECT kind, count(*) FROM sources WHERE live GROUP BY kind").fetchall()
    return {
        "store version": VERSION,
        "vectors made by chromadb": made or "not known",
        "state": "in line" if is_in_line(connection) else "changes wait; 'exocite index' goes on with them",
        "passages": finished.vectors,
        "dimension": finished.dimension,
        "encoder": finished.model,
        "shipped corpus": "included" if finished.shipped else "left out",
        **{f"sources of kind {kind}": count for kind, count in kinds},
    }
