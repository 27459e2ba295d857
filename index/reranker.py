"""A cross-encoder, which reads question and passage together; used where the setting ``reranker`` names one."""

import logging
import os
from collections.abc import Sequence
from functools import cached_property
from threading import Lock
from typing import Any

from corpus.errors import ExociteError
from index.encoder.bulk import check_device, first_line
from index.encoder.model import locate
from index.ranking import Ranked
from index.settings import IndexSettings

log = logging.getLogger(__name__)


class Reranker:
    """Any sentence-transformers CrossEncoder with one output; loaded when it is first asked."""

    def __init__(self, settings: IndexSettings) -> None:
        self._settings = settings
        self._lock = Lock()

    def reranked(self, question: str, ranked: Ranked, texts: Sequence[str]) -> Ranked:
        """The first ``len(texts)`` hits in the order of their texts' scores, between 0 and 1, then the rest.

        Raises ExociteError when the model that the setting names can't be loaded.
        """
        if not texts:
            return ranked
        with self._lock:  # its tokenizer is not safe to share between threads
            scores = self._model.predict(
                [(question, text) for text in texts], activation_fn=self._sigmoid, show_progress_bar=False
            )
        first = sorted(zip((key for key, _ in ranked), map(float, scores), strict=False), key=lambda hit: -hit[1])
        least = first[-1][1]
        return [*first, *((key, least * score) for key, score in ranked[len(texts) :])]

    @cached_property
    def _sigmoid(self) -> Any:
        import torch

        return torch.nn.Sigmoid()

    @cached_property
    def _model(self) -> Any:
        folder = locate(self._settings.reranker, "reranker", "config.json", "leave reranker empty")
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        from sentence_transformers import CrossEncoder
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()
        check_device(self._settings.device)
        try:
            model = CrossEncoder(str(folder), device=self._settings.device, local_files_only=True)
        except Exception as error:  # a broken folder raises errors of many libraries
            log.debug("The reranker could not be loaded.", exc_info=True)
            raise ExociteError(
                f"The reranker in {folder} can't be loaded ({first_line(error)}); "
                "set reranker to a whole cross-encoder, or leave it empty."
            ) from error
        if model.num_labels != 1:
            raise ExociteError(
                f"The reranker in {folder} has {model.num_labels} outputs, and one is needed; "
                "set reranker to a cross-encoder that gives one score, or leave it empty."
            )
        return model
