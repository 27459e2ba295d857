"""The tuning of the small model: its pairs, the loss, the adapter and its export."""

import json
import math
import subprocess
import sys
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from assistant.support.support import supports
from assistant.training.encode import Encoded, batch, encode
from assistant.training.export import export, llama_name
from assistant.training.measure import Judged, chosen, measured
from assistant.training.model import PAIRS, Pair, Scene, Told, digest_of, read_scenes, write_scenes
from assistant.training.pairs import make_scenes, sentences_of
from assistant.training.scenes import plain
from assistant.training.train import Plan, train, with_adapter
from assistant.writers.chat.files import ADAPTER
from assistant.writers.parser import Parser, Written
from assistant.writers.prompts import MOST_NUMBERS, NO_ANSWER, SYSTEM, as_data, fitting
from corpus.errors import ExociteError
from corpus.names.names import Names
from tests.conftest import ROOT, need

DATA = sorted((ROOT / "tests" / "data").glob("*.jsonl"))


@cache
def made(seed: int = 7) -> tuple[Scene, ...]:
    return tuple(make_scenes(seed, sentences_of(DATA), rounds=1))


SHIPPED = pytest.param(lambda: read_scenes(PAIRS), id="shipped")
MADE = pytest.param(made, id="made")


def test_the_same_seed_makes_the_same_pairs_and_another_one_others():
    assert digest_of(make_scenes(7, sentences_of(DATA), rounds=1)) == digest_of(made())
    assert digest_of(made(8)) != digest_of(made())


@pytest.mark.parametrize("scenes", [MADE, SHIPPED])
def test_every_sentence_is_supported_by_the_evidence_that_it_cites(scenes):
    names = Names()
    judged: dict[tuple[str, ...], bool] = {}
    for scene in scenes():
        assert fitting(scene.evidence) == len(scene.evidence)
        for told in (told for pair in scene.pairs for told in pair.told):
            assert 1 <= len(told.numbers) <= MOST_NUMBERS
            cited = tuple(scene.evidence[number - 1] for number in told.numbers)
            key = (told.text, *cited)
            if key not in judged:
                judged[key] = supports(told.text, cited, names).verdict == "supported"
            assert judged[key], (told, cited)
    assert len(judged) > 500


@pytest.mark.parametrize("scenes", [MADE, SHIPPED])
def test_no_question_and_no_sentence_is_one_of_a_set_of_the_tests(scenes):
    kept = set(map(plain, sentences_of(DATA)))
    assert len(kept) > 2000
    told = {plain(text) for scene in scenes() for pair in scene.pairs for text in (pair.question, *_texts(pair))}
    assert len(told) > 1000
    assert not told & kept


def _texts(pair: Pair) -> list[str]:
    return [told.text for told in pair.told]


def test_what_must_not_be_trained_on_is_left_out():
    pair = next(pair for scene in made() for pair in scene.pairs if pair.told)
    without = make_scenes(7, [*sentences_of(DATA), pair.question.upper(), pair.told[0].text], rounds=1)
    held = [text for scene in without for other in scene.pairs for text in (other.question, *_texts(other))]
    assert pair.question not in held
    assert pair.told[0].text not in held


@pytest.mark.parametrize("scenes", [MADE, SHIPPED])
def test_held_out_pairs_share_no_sentence_with_the_others(scenes):
    told = {split: [scene for scene in scenes() if scene.split == split] for split in ("train", "held")}
    trained = {text for scene in told["train"] for text in scene.evidence}
    held = {text for scene in told["held"] for text in scene.evidence}
    assert len(told["held"]) > 30
    # One piece of evidence, "part of a four-miRNA exosomal signature", is said alike of several microRNAs, and of none.
    assert not {text for text in trained & held if "four-miRNA" not in text}


def test_pairs_have_what_a_writer_meets():
    pairs = [(scene, pair) for scene in made() for pair in scene.pairs]
    assert len(pairs) > 1000
    refused = [pair for _, pair in pairs if not pair.told]
    assert 0.08 < len(refused) / len(pairs) < 0.2
    assert {pair.answer for pair in refused} == {NO_ANSWER}
    several = [pair for _, pair in pairs if any(len(told.numbers) > 1 for told in pair.told)]
    beside = [pair for scene, pair in pairs if pair.told and len(_numbers(pair)) < len(scene.evidence)]
    assert len(several) > 40
    assert len(beside) > 200
    assert not any("A higher level of" in text for _, pair in pairs for text in _texts(pair))
    assert len({pair.question for _, pair in pairs}) > 0.8 * len(pairs)
    assert {"about", "effect", "how", "targets", "topic", "list_drug"} <= {pair.kind for _, pair in pairs}


def _numbers(pair: Pair) -> set[int]:
    return {number for told in pair.told for number in told.numbers}


def test_the_parser_reads_an_answer_as_it_was_meant():
    for pair in (pair for scene in made()[:200] for pair in scene.pairs if pair.told):
        parser = Parser()
        read = [*parser.feed(pair.answer), *parser.close()]
        assert " ".join(said.text for said in read) == " ".join(map(as_data, _texts(pair)))
        assert list(dict.fromkeys(said.numbers for said in read)) == [told.numbers for told in pair.told]


def test_pairs_are_read_as_they_were_written(tmp_path):
    for name in ("pairs.jsonl", "pairs.jsonl.gz"):
        write_scenes(tmp_path / name, made()[:9])
        assert tuple(read_scenes(tmp_path / name)) == made()[:9]


@pytest.mark.parametrize("held", ["{", '{"split": "train"}', "[]", '{"split": 1, "evidence": [], "pairs": [3]}'])
def test_a_damaged_file_of_pairs_is_told_by_line(tmp_path, held):
    write_scenes(tmp_path / "pairs.jsonl", made()[:1])
    with (tmp_path / "pairs.jsonl").open("a") as file:
        file.write(held)
    with pytest.raises(ExociteError, match="line 2"):
        read_scenes(tmp_path / "pairs.jsonl")
    (tmp_path / "pairs.jsonl.gz").write_bytes(b"\x1f\x8b damaged")
    with pytest.raises(ExociteError, match="can't be read"):
        read_scenes(tmp_path / "pairs.jsonl.gz")


class Bytes:
    """A tokenizer of one token a byte."""

    def apply_chat_template(
        self, conversation: list[dict[str, str]], *, add_generation_prompt: bool, tokenize: bool
    ) -> str:
        return "".join(f"<{said['role']}>{said['content']}" for said in conversation) + "<assistant>"

    def encode(self, text: str, *, add_special_tokens: bool) -> list[int]:
        return [byte % 100 for byte in text.encode()]


SCENE = Scene(
    "train",
    ("Exosomal miR-1 promotes resistance to a drug.",),
    (
        Pair("about", "What of miR-1?", (Told("Exosomal miR-1 promotes resistance.", (1,)),)),
        Pair("refused", "Why is the sky blue?", ()),
        Pair("about", "Which microRNA promotes resistance?", (Told("It is miR-1.", (1,)),)),
    ),
)


def test_a_scene_is_cut_into_what_its_pairs_share_and_what_is_their_own():
    encoded = encode(SCENE, Bytes())
    assert len(encoded.branches) == 3
    assert encoded.learned == sum(len(pair.answer) + len("<|im_end|>") for pair in SCENE.pairs)
    assert len(encoded.shared) > len(SYSTEM)
    assert encode(Scene("train", SCENE.evidence, SCENE.pairs[:1]), Bytes()).learned == len(encoded.branches[0][1])


def tiny() -> Any:
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM

    torch.manual_seed(1)
    config = LlamaConfig(
        vocab_size=100,
        hidden_size=32,
        intermediate_size=48,
        num_hidden_layers=3,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=2048,
    )
    return LlamaForCausalLM(config)


def test_the_loss_of_a_scene_is_that_of_its_pairs_one_by_one():
    import torch

    model, encoded = tiny().eval(), encode(SCENE, Bytes())
    tensors = batch(encoded)
    with torch.no_grad():
        hidden = model.model(input_ids=tensors.ids, position_ids=tensors.places, attention_mask=tensors.mask)[0][0]
        whole = torch.nn.functional.cross_entropy(
            model.lm_head(hidden[tensors.before]), tensors.targets, reduction="sum"
        )
        alone = 0.0
        for asked, told in encoded.branches:
            ids = torch.tensor([[*encoded.shared, *asked, *told]])
            logits = model(input_ids=ids).logits[0, -len(told) - 1 : -1]
            alone += float(torch.nn.functional.cross_entropy(logits, ids[0, -len(told) :], reduction="sum"))
    assert math.isclose(float(whole), alone, rel_tol=1e-4)


def test_two_steps_of_training_lower_the_loss_and_keep_the_adapter(tmp_path):
    pytest.importorskip("peft")
    scenes = [encode(SCENE, Bytes())]
    plan = Plan(below=1, steps=2, scenes=1, rate=1e-2, every=1, longest=2000)
    model = with_adapter(tiny(), plan)
    assert all("lora" in name for name, weight in model.named_parameters() if weight.requires_grad)
    points = list(train(model, scenes, scenes, plan, tmp_path / "adapter"))
    assert [point.step for point in points] == [0, 1, 2]
    first, _, last = (point.held for point in points)
    assert first is not None
    assert last is not None
    assert last < first
    curve = (tmp_path / "adapter" / "curve.jsonl").read_text().splitlines()
    assert [json.loads(line)["held"] for line in curve] == [point.held for point in points]
    again = list(train(with_adapter(tiny(), plan), scenes, scenes, plan, tmp_path / "again"))
    assert [point.held for point in again] == [point.held for point in points]
    stopped = replace(plan, stop=1)
    short = list(train(with_adapter(tiny(), stopped), scenes, scenes, stopped, tmp_path / "short"))
    assert [point.held for point in short] == [point.held for point in points[:2]]


def test_a_training_ends_when_its_time_is_over(tmp_path):
    pytest.importorskip("peft")
    scenes = [encode(SCENE, Bytes())]
    plan = Plan(below=2, steps=1000, scenes=1, minutes=0.001, measured=0, longest=2000)
    assert [*train(with_adapter(tiny(), plan), scenes, [], plan, tmp_path)][-1].step < 1000
    assert (tmp_path / "adapter_model.safetensors").is_file()


def test_nothing_is_learned_where_no_scene_is_short_enough(tmp_path):
    pytest.importorskip("peft")
    plan = Plan(below=1, steps=1, longest=10)
    with pytest.raises(ExociteError, match="longest"):
        list(train(with_adapter(tiny(), plan), [encode(SCENE, Bytes())], [], plan, tmp_path))


def test_an_adapter_is_exported_with_llama_cpps_names_and_order(tmp_path):
    pytest.importorskip("peft")
    gguf = pytest.importorskip("gguf")
    import torch
    from safetensors.torch import load_file

    model = with_adapter(tiny(), Plan(below=1, rank=2, alpha=6))
    _shake(model)
    model.save_pretrained(tmp_path)
    size = export(tmp_path, 4, 2, tmp_path / "adapter.gguf")
    reader = gguf.GGUFReader(tmp_path / "adapter.gguf")
    assert size == (tmp_path / "adapter.gguf").stat().st_size
    assert reader.fields["general.type"].contents() == "adapter"
    assert reader.fields["adapter.type"].contents() == "lora"
    assert reader.fields["adapter.lora.alpha"].contents() == 6
    kept = {llama_name(name): tensor for name, tensor in load_file(tmp_path / "adapter_model.safetensors").items()}
    assert {tensor.name for tensor in reader.tensors} == set(kept)
    assert len(kept) == 2 * 7 * 2
    for tensor in reader.tensors:
        found, wanted = torch.tensor(tensor.data.astype("float32")), kept[tensor.name]
        assert found.shape == wanted.shape
        if tensor.name.endswith(("attn_q.weight.lora_b", "attn_k.weight.lora_b")):
            heads = 4 if "attn_q" in tensor.name else 2
            rows = [head * 8 + half * 4 + row for head in range(heads) for row in range(4) for half in range(2)]
            wanted = wanted[rows]
        assert torch.allclose(found, wanted, atol=1e-3)


def _shake(model: Any, scale: float = 0.05) -> None:
    """Give an adapter that changes nothing yet something to change."""
    import torch

    torch.manual_seed(3)
    for name, weight in model.named_parameters():
        if "lora_B" in name:
            torch.nn.init.normal_(weight, std=scale)


@pytest.mark.parametrize("name", ["base_model.model.lm_head.lora_A.weight", "model.layers.x.mlp.up_proj.lora_A.weight"])
def test_a_tensor_that_llama_cpp_has_no_name_for_is_told(name):
    with pytest.raises(ExociteError, match="no name in llama"):
        llama_name(name)


def test_a_folder_without_an_adapter_is_told(tmp_path):
    pytest.importorskip("gguf")
    with pytest.raises(ExociteError, match="holds no adapter"):
        export(tmp_path, 4, 2, tmp_path / "adapter.gguf")


def test_figures_are_of_sentences_markers_and_refusals():
    answered, refused = SCENE.pairs[0], SCENE.pairs[1]
    right = Judged(answered, (Written("Exosomal miR-1 promotes resistance.", (1,)),), (True,), 2.0)
    wrong = Judged(answered, (Written("It does not.", (2, 1)), Written("Never.", (2,))), (False, False), 4.0)
    silent = Judged(answered, (Written(NO_ANSWER, ()),), (False,), 1.0)
    good = Judged(refused, (Written(NO_ANSWER, ()),), (False,), 1.0)
    figures = measured([right, wrong, silent, good])
    assert (figures.answers, figures.sentences, figures.seconds) == (4, 3, 2.0)
    assert (figures.passed, figures.precision, figures.recall) == (0.333, 0.5, 0.333)
    assert (figures.refused_rightly, figures.refused_wrongly, figures.exact) == (1.0, 0.333, 0.333)
    assert measured([]).passed is None


def test_pairs_are_chosen_from_all_held_out_scenes():
    held = [scene for scene in made() if scene.split == "held"]
    some = chosen(made(), 60)
    assert len(some) == 60
    assert {id(scene) for scene, _ in some} == {id(scene) for scene in held}


def test_the_command_makes_pairs_and_tells_what_is_wrong(tmp_path):
    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "assistant.training", *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
        )

    done = run("pairs", "--rounds", 1, "--without", ROOT / "tests" / "data", "--pairs", tmp_path / "pairs.jsonl")
    assert done.returncode == 0, done.stderr
    assert digest_of(made()) in done.stderr
    assert tuple(read_scenes(tmp_path / "pairs.jsonl")) == made()
    (tmp_path / "bad.jsonl").write_text("no JSON")
    for wrong in (("pairs", "--without", tmp_path / "bad.jsonl"), ("train", "--pairs", tmp_path / "none.jsonl")):
        done = run(*wrong)
        assert done.returncode == 1
        assert done.stderr.startswith("Error: ")
        assert "Traceback" not in done.stderr


def test_the_shipped_adapter_is_a_small_one_for_the_bundled_model():
    gguf = pytest.importorskip("gguf")
    reader = gguf.GGUFReader(ADAPTER)
    assert ADAPTER.stat().st_size < 10_000_000
    assert reader.fields["general.architecture"].contents() == "llama"
    assert reader.fields["adapter.type"].contents() == "lora"
    sides: dict[str, set[str]] = {}
    for tensor in reader.tensors:
        name, _, side = tensor.name.rpartition(".")
        sides.setdefault(name, set()).add(side)
    assert sides
    assert all(both == {"lora_a", "lora_b"} for both in sides.values())


PROMPTS = (
    "The effect of exosomal miR-21 on cisplatin resistance is",
    "Evidence:\n[1] Exosomal miR-96 promotes resistance to cisplatin in lung cancer.\n\nQuestion: What of miR-96?\n",
    "Once upon a time",
)


@pytest.mark.slow
def test_llama_cpp_gives_the_probabilities_of_the_trained_model(tmp_path):
    pytest.importorskip("peft")
    xllamacpp = pytest.importorskip("xllamacpp")
    from assistant.training.weights import base_file, heads_of, load

    try:
        file = base_file()
    except ExociteError as error:
        need(str(error), there=False)
        return
    model, tokenizer = load(file)
    plain_model = [_probable(model, tokenizer, text) for text in PROMPTS]
    tuned = with_adapter(model, Plan(below=10))
    _shake(tuned, 0.2)
    tuned.save_pretrained(tmp_path)
    export(tmp_path, *heads_of(file), tmp_path / "adapter.gguf")
    params = xllamacpp.CommonParams()
    params.model.path = str(file)
    params.n_ctx = 512
    params.n_parallel = params.cpuparams.n_threads = 1
    params.lora_adapters = [xllamacpp.CommonAdapterLoraInfo(str(tmp_path / "adapter.gguf"), 1.0)]
    server = xllamacpp.Server(params)
    apart, changed = [], []
    for text, before in zip(PROMPTS, plain_model, strict=True):
        wanted = _probable(tuned, tokenizer, text)
        found = _of_llama(server, text)
        apart.append(_distance(found, wanted))
        changed.append(_distance(before, wanted))
    assert max(changed) > 0.3, changed
    assert max(apart) < 0.09, (apart, changed)  # four bits alone make 0.08, rows in the wrong order 0.16


def _distance(one: dict[int, float], other: dict[int, float]) -> float:
    """Half the sum of the differences of the probabilities of the next token."""
    return sum(abs(one.get(token, 0.0) - other.get(token, 0.0)) for token in {*one, *other}) / 2


def _probable(model: Any, tokenizer: Any, text: str) -> dict[int, float]:
    import torch

    with torch.no_grad():
        ids = torch.tensor([tokenizer.encode(text, add_special_tokens=False)])
        top = model(input_ids=ids).logits[0, -1].softmax(-1).topk(50)
    return dict(zip(top.indices.tolist(), top.values.tolist(), strict=True))


def _of_llama(server: Any, text: str) -> dict[int, float]:
    request = {"prompt": text, "n_predict": 1, "temperature": 0.0, "n_probs": 50, "stream": False}
    answers: list[Any] = []
    server.handle_completions(request, answers.append)
    (said,) = answers[-1]["choices"][0]["logprobs"]["content"]
    return {item["id"]: math.exp(item["logprob"]) for item in said["top_logprobs"]}


def test_an_encoded_scene_counts_its_tokens():
    encoded = Encoded((1, 2, 3), (((4,), (5, 6)), ((7,), (8,))))
    assert (encoded.tokens, encoded.learned) == (8, 3)
    tensors = batch(encoded)
    assert tensors.places.tolist() == [[0, 1, 2, 3, 4, 5, 3, 4]]
    assert tensors.before.tolist() == [3, 4, 6]
    assert tensors.targets.tolist() == [5, 6, 8]
    assert tensors.mask[0, 0, 6].tolist() == [True, True, True, False, False, False, True, False]
