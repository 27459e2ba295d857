"""The encoder that the settings name; each part is loaded when it is first needed."""

import logging
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.encoder.model import Model, find_model, verify
from index.encoder.question import ExportedModel, Manifest, load_tokenizer
from index.sealed import fault
from index.settings import IndexSettings

if TYPE_CHECKING:
    from index.encoder.bulk import Transformer

log = logging.getLogger(__name__)

FEW = 32
"""Passages up to which the export is faster than importing sentence-transformers first."""


class Encoder:
    """Turns passages and questions into unit vectors of one model."""

    def __init__(self, settings: IndexSettings) -> None:
        """Raises ExociteError when the model that the settings name is not there."""
        self._settings = settings
        self._lock = RLock()
        self.model: Model = find_model(settings.encoder)

    @property
    def identity(self) -> str:
        return self.model.identity

    @property
    def folder(self) -> Path:
        """Where the export of this model is kept."""
        return self._settings.data / "encoder" / self.identity[:16]

    @cached_property
    def manifest(self) -> Manifest:
        """What is known of the model; made by the export on first use."""
        with self._lock:
            return self._made or self._export()

    @property
    def _made(self) -> Manifest | None:
        """The manifest of an export of this model that was made before."""
        found = Manifest.read(self.folder)
        return found if found is not None and found.identity == self.identity else None

    def _export(self) -> Manifest:
        from index.encoder.export import export

        return export(self.model, self.folder)

    def damage(self) -> str | None:
        """What is wrong with the export to the last byte, or None where nothing is or it is yet to be made."""
        made = self._made
        return fault(self.folder, made.files, whole=True) if made and made.reason is None else None

    def repair(self) -> None:
        """Export the model anew where the export is damaged; only for the one builder."""
        with self._lock:
            if self.damage():
                self.manifest = self._export()
                for part in ("_exported", "_counter"):  # read from the one before
                    vars(self).pop(part, None)

    @property
    def dimension(self) -> int:
        return self.manifest.dimension

    @property
    def limit(self) -> int:
        """Word pieces of a passage at most."""
        return min(self.manifest.limit, self._settings.passage_pieces)

    def measure(self, texts: Sequence[str]) -> list[int]:
        """Word pieces of each text, special tokens left out."""
        encodings: list[Any] = self._counter.encode_batch_fast(list(texts), add_special_tokens=False)
        return [len(encoding.ids) for encoding in encodings]

    def embed_question(self, text: str) -> NDArray[np.float32]:
        """Unit vector of a question, shape (dimension,)."""
        if self._exported:
            return self._exported.embed(self.manifest.question_prompt + text)
        from index.encoder.bulk import unit

        return unit(np.asarray(self._transformer.encode_query([text], show_progress_bar=False)[0], dtype=np.float32))

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of passages, shape (len(texts), dimension)."""
        if len(texts) <= FEW and self._exported:
            return np.stack([self._exported.embed(self.manifest.passage_prompt + text) for text in texts])
        from index.encoder.bulk import embed

        return embed(self._transformer, texts, self._settings.batch_size)

    def warm(self) -> None:
        """Load what a question needs, so that the first one does not wait for it."""
        self.embed_question("exosome")

    @cached_property
    def _exported(self) -> ExportedModel | None:
        """The export, or None where the model itself embeds: the export failed, or is damaged."""
        with self._lock:
            if self.manifest.reason is not None:
                return None
            wrong = fault(self.folder, self.manifest.files, whole=False)
            try:
                exported = None if wrong else ExportedModel(self.folder, self.manifest)
            except Exception as error:  # onnxruntime has errors of its own for a graph that it can't read
                log.debug("The export could not be loaded.", exc_info=True)
                exported, wrong = None, type(error).__name__
            if wrong:
                log.warning(
                    "The exported encoder %s is damaged (%s); run 'exocite index' to make it anew. "
                    "Until then questions are embedded by torch, which is slower.",
                    self.folder,
                    wrong,
                )
            return exported

    @cached_property
    def _transformer(self) -> "Transformer":
        from index.encoder.bulk import load_transformer

        with self._lock:
            verify(self.model)
            return load_transformer(self.model.folder, self._settings.device)

    @cached_property
    def _counter(self) -> Any:
        _ = self.manifest  # the tokenizer is made with it
        return load_tokenizer(self.folder, None)
