"""The encoder for many passages: sentence-transformers, in bfloat16 where the processor has it."""

import logging
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ExociteError

log = logging.getLogger(__name__)

QUESTION = ("query",)
"""Name of the prompt that sentence-transformers puts before a question."""
PASSAGE = ("document", "passage", "corpus")
"""Names of the prompt that it puts before a passage; the first that the model has."""


class Transformer(Protocol):
    """What is used of a sentence-transformers model, whose own types name much that is not installed."""

    max_seq_length: int | None
    prompts: dict[str, str | None]
    default_prompt_name: str | None
    tokenizer: Any

    def __call__(self, features: dict[str, Any]) -> dict[str, Any]: ...
    def encode_document(self, texts: Sequence[str], **options: Any) -> NDArray[np.float32]: ...
    def encode_query(self, texts: Sequence[str], **options: Any) -> NDArray[np.float32]: ...
    def get_embedding_dimension(self) -> int | None: ...


def load_transformer(folder: Path, device: str, *, exact: bool = False) -> Transformer:
    """Load a model from a folder, never from the network.

    ``exact`` keeps 32-bit floats; otherwise bfloat16 is used on a processor that computes in it.
    Raises ExociteError when the device is not there, or the folder holds no model that can be loaded.
    """
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "true")
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()
    check_device(device)
    dtype = torch.float32 if exact or not has_bfloat16(device) else torch.bfloat16
    try:
        model = SentenceTransformer(str(folder), device=device, local_files_only=True, model_kwargs={"dtype": dtype})
    except Exception as error:  # a broken folder raises errors of many libraries
        log.debug("The encoder could not be loaded.", exc_info=True)
        raise ExociteError(
            f"The encoder in {folder} can't be loaded ({first_line(error)}); set encoder to a whole model."
        ) from error
    return cast("Transformer", model)


def check_device(device: str) -> None:
    """Raises ExociteError when torch has no such device."""
    import torch

    try:
        torch.empty(1, device=device)
    except Exception as error:  # AssertionError for a device that torch was built without, RuntimeError for others
        raise ExociteError(f"The device {device!r} can't be used ({first_line(error)}); set device to cpu.") from error


def first_line(error: Exception) -> str:
    """What an error of another library says, as part of a sentence."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0].rstrip(".:")


def prompt_of(model: Transformer, names: Sequence[str]) -> str:
    """The prompt that sentence-transformers would use, by the names that it looks for."""
    name = next((name for name in names if name in model.prompts), model.default_prompt_name)
    return (model.prompts.get(name) if name else None) or ""


def has_bfloat16(device: str) -> bool:
    """Whether the device computes in bfloat16 itself, so that it is faster than 32-bit floats."""
    import torch

    if device != "cpu":
        return device.startswith("cuda") and torch.cuda.is_bf16_supported()
    features = cast("dict[str, object]", torch.cpu.get_capabilities())
    return any(features.get(name) is True for name in ("avx512_bf16", "amx_bf16", "bf16"))


def embed(model: Transformer, texts: Sequence[str], batch_size: int) -> NDArray[np.float32]:
    """Unit vectors of the texts, shape (len(texts), dimension)."""
    return unit(model.encode_document(list(texts), batch_size=batch_size, show_progress_bar=False))


def unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """The vectors scaled to length 1 along the last axis; a zero vector stays zero."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return (vectors / np.maximum(lengths, 1e-12)).astype(np.float32)
