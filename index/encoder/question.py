"""The encoder for single texts: the same model, exported to ONNX, run by onnxruntime."""

import json
from dataclasses import asdict, dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoder.bulk import unit
from index.sealed import Seal, fault, read_seals

MANIFEST, GRAPH, TOKENIZER = "manifest.json", "model.onnx", "tokenizer.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an export holds; written last, so that a folder with a manifest is whole."""

    identity: str
    dimension: int
    limit: int
    """Word pieces that the model reads of a text, special tokens included."""
    question_prompt: str
    """Put before a question; empty for most models."""
    passage_prompt: str
    """Put before a passage; empty for most models."""
    cosine: float
    """Lowest cosine between export and original over the texts of the parity check."""
    reason: str | None
    """Why the export is not used, or None when it is."""
    files: dict[str, Seal] = field(default_factory=dict[str, Seal])
    """What the other files of the export were when it was made."""

    @classmethod
    def read(cls, folder: Path) -> "Manifest | None":
        """The manifest of an export, or None where there is none, or none with a whole tokenizer."""
        try:
            raw: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            raw["files"] = read_seals(raw["files"])
            found = cls(**raw)
            tokenizer = {TOKENIZER: found.files[TOKENIZER]}
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None
        return None if fault(folder, tokenizer, whole=True) else found

    def write(self, folder: Path) -> None:
        (folder / MANIFEST).write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")


def load_tokenizer(folder: Path, limit: int | None) -> Any:
    """The tokenizer of an export, cutting texts at ``limit`` word pieces, or not at all."""
    tokenizer: Any = import_module("tokenizers").Tokenizer.from_file(str(folder / TOKENIZER))
    tokenizer.no_padding()
    if limit is None:
        tokenizer.no_truncation()
    else:
        tokenizer.enable_truncation(limit)
    return tokenizer


class ExportedModel:
    """An exported model, ready to embed one text at a time; safe to share between threads."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        onnxruntime: Any = import_module("onnxruntime")
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        self._tokenizer = load_tokenizer(folder, manifest.limit)
        self._session = onnxruntime.InferenceSession(str(folder / GRAPH), options, providers=["CPUExecutionProvider"])

    def embed(self, text: str) -> NDArray[np.float32]:
        """Unit vector of a text with its prompt, shape (dimension,)."""
        encoding: Any = self._tokenizer.encode(text)
        feeds = {
            "input_ids": np.array([encoding.ids], dtype=np.int64),
            "attention_mask": np.array([encoding.attention_mask], dtype=np.int64),
        }
        vectors: Any = self._session.run(None, feeds)[0]
        return unit(np.asarray(vectors[0], dtype=np.float32))
