"""Export of the encoder to ONNX, and the check that both give the same vectors."""

import logging
import shutil
import tempfile
import warnings
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any, cast

import numpy as np

from corpus.errors import ExociteError
from index.encoder.bulk import PASSAGE, QUESTION, Transformer, embed, load_transformer, prompt_of, unit
from index.encoder.model import Model, verify
from index.encoder.question import GRAPH, TOKENIZER, ExportedModel, Manifest
from index.sealed import seal

log = logging.getLogger(__name__)

UNFINISHED = ".export-"
"""Prefix of the folder in which an export is made."""
PARITY = 0.9999
"""Lowest cosine at which an export is used."""
TEXTS = 50
"""Texts of the parity check, from one word to beyond what the model reads."""


def export(model: Model, folder: Path) -> Manifest:
    """Make ``folder`` hold the exported model, its tokenizer and its manifest; replace what was there.

    When the export fails or differs from the original, the manifest says why, and questions are to be
    embedded by the original. Raises ExociteError for weights that are not the expected ones, and for a
    model that can't be used at all.
    """
    verify(model)
    original = load_transformer(model.folder, "cpu", exact=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(dir=folder.parent, prefix=UNFINISHED))
    try:
        manifest = _export(original, model, work)
        manifest = replace(manifest, files=seal(work, work.iterdir()))
        manifest.write(work)
        shutil.rmtree(folder, ignore_errors=True)
        work.chmod(0o755)
        work.rename(folder)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise
    if manifest.reason:
        log.warning("Questions are embedded by torch, which is slower: %s.", manifest.reason)
    return manifest


def _export(original: Transformer, model: Model, folder: Path) -> Manifest:
    limit = int(original.max_seq_length or 512)
    _save_tokenizer(original, model, folder / TOKENIZER)
    dimension = int(original.get_embedding_dimension() or 0)
    prompts = prompt_of(original, QUESTION), prompt_of(original, PASSAGE)
    draft = Manifest(model.identity, dimension, limit, *prompts, cosine=0.0, reason=None)
    try:
        _write_graph(original, folder / GRAPH)
        cosine = _parity(original, ExportedModel(folder, draft), draft)
    except Exception as error:  # torch, onnx and onnxruntime raise what they like; torch itself still works
        log.debug("The export failed.", exc_info=True)
        return replace(draft, reason=f"the export failed ({type(error).__name__})")
    reason = None if cosine >= PARITY else f"the export differs from the original (cosine {cosine:.4f})"
    return replace(draft, cosine=cosine, reason=reason)


def _save_tokenizer(original: Transformer, model: Model, path: Path) -> None:
    try:
        original.tokenizer.backend_tokenizer.save(str(path))
    except AttributeError as error:  # static embeddings and tokenizers written in Python have none
        raise ExociteError(
            f"The encoder in {model.folder} has no tokenizer of the library tokenizers; set encoder to another model."
        ) from error


def _write_graph(original: Transformer, path: Path) -> None:
    import torch

    class Pipeline(torch.nn.Module):
        """The whole chain of modules, from word pieces to the vector of the text."""

        def __init__(self) -> None:
            super().__init__()
            self.model = original

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            return self.model({"input_ids": input_ids, "attention_mask": attention_mask})["sentence_embedding"]

    dynamic = torch.export.Dim.DYNAMIC
    shape = {0: dynamic, 1: dynamic}
    ids = torch.ones((2, 16), dtype=torch.int64)
    quiet = logging.getLogger("torch.onnx")
    level = quiet.level
    quiet.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            cast("Any", torch.onnx).export(
                Pipeline().eval(),
                (ids, torch.ones_like(ids)),
                str(path),
                input_names=["input_ids", "attention_mask"],
                output_names=["sentence_embedding"],
                dynamic_shapes={"input_ids": shape, "attention_mask": shape},
                dynamo=True,
                external_data=False,
                verbose=False,
            )
    finally:
        quiet.setLevel(level)


def _parity(original: Transformer, exported: ExportedModel, manifest: Manifest) -> float:
    """Lowest cosine between the two over texts of words of the model's vocabulary, of all lengths.

    A model may treat passages otherwise than questions, so every fifth text is also compared as a passage.
    """
    vocabulary: Any = original.tokenizer.get_vocab()
    words = sorted(word for word in vocabulary if word.isalpha())
    draw = Random(manifest.limit)
    lengths = np.linspace(1, manifest.limit * 1.1, TEXTS).astype(int)
    texts = [" ".join(draw.choices(words, k=int(n))) for n in lengths]
    questions = unit(np.asarray(original.encode_query(texts, batch_size=8, show_progress_bar=False), dtype=np.float32))
    passages = embed(original, texts[::5], 8)
    prompted = [manifest.question_prompt + text for text in texts]
    prompted += [manifest.passage_prompt + text for text in texts[::5]]
    found = np.stack([exported.embed(text) for text in prompted])
    return float(np.min(np.sum(np.concatenate([questions, passages]) * found, axis=1)))
