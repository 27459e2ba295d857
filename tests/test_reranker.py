"""The optional cross-encoder: its order holds, but never over names, and a wrong model is one sentence."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import ExociteError
from corpus.model import embedded_text
from index.encoder.model import find_model
from index.search import Searcher
from index.settings import IndexSettings
from tests.conftest import Command, sentence_on_stderr

QUESTION = "What is written on how such particles are made and taken up?"
DEPTH = 7

Make = Callable[[int], Path]


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Makes small cross-encoders of random weights, with so many outputs."""
    from transformers import BertConfig, BertForSequenceClassification, set_seed

    def made(outputs: int) -> Path:
        folder = tmp_path_factory.mktemp("model") / "cross"
        folder.mkdir()
        for name in ("tokenizer.json", "tokenizer_config.json", "vocab.txt", "special_tokens_map.json"):
            shutil.copy(find_model("bundled").folder / name, folder)
        set_seed(1)
        sizes = {"hidden_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 32}
        config = BertConfig(vocab_size=30522, initializer_range=0.5, num_labels=outputs, **sizes)
        BertForSequenceClassification(config).save_pretrained(folder)
        return folder

    return made


def test_the_first_hits_come_in_the_order_of_the_cross_encoder(built: Path, make: Make):
    from sentence_transformers import CrossEncoder

    plain = IndexSettings.load(data=built, source_share=1.0)
    folder = make(1)
    settings = plain.model_copy(update={"reranker": str(folder), "rerank_depth": DEPTH})
    before = Searcher(plain).search(QUESTION, 20).hits
    after = Searcher(settings).search(QUESTION, 20)
    assert not after.asked.names  # so that nothing else changes the order
    texts = [embedded_text(hit.passage.heading, hit.passage.text) for hit in before]
    scores = CrossEncoder(str(folder), device="cpu").predict([(QUESTION, text) for text in texts[:DEPTH]])
    best = [texts[i] for i in sorted(range(DEPTH), key=lambda i: -scores[i])]
    assert [embedded_text(hit.passage.heading, hit.passage.text) for hit in after.hits] == [*best, *texts[DEPTH:]]
    assert best != texts[:DEPTH]
    ranks = [hit.score for hit in after.hits]
    assert ranks == sorted(ranks, reverse=True)
    assert all(0 <= score <= 1 for score in ranks)


def test_no_reranker_puts_another_microrna_first(built: Path, make: Make):
    searcher = Searcher(IndexSettings.load(data=built, reranker=str(make(1)), rerank_depth=100))
    asked = "Does exosomal miR-151a change temozolomide resistance?"
    hits = searcher.search(asked, 10).hits
    held = [[m.name for m, _ in hit.mentions if m.kind == "mirna"] for hit in hits]
    holds = [any(searcher.names.means("mirna", "miR-151a", name) for name in names) for names in held]
    others = [any(m.kind == "mirna" and inside for m, inside in hit.mentions) for hit in hits]
    assert holds[0]
    wrong = [rank for rank, (right, other) in enumerate(zip(holds, others, strict=True)) if other and not right]
    assert not wrong or min(wrong) > max(rank for rank, right in enumerate(holds) if right)


def test_one_output_is_needed(built: Path, make: Make):
    with pytest.raises(ExociteError, match="has 3 outputs"):
        Searcher(IndexSettings.load(data=built, reranker=str(make(3)))).search(QUESTION, 3)


@pytest.mark.parametrize(
    ("name", "said"), [("/no/such/model", "reranker '/no/such/model' is neither"), (".", "can't be loaded")]
)
def test_a_reranker_that_is_not_there(shared: Command, tmp_path: Path, name: str, said: str):
    done = Command(shared.data, {"EXOCITE_RERANKER": name, "HF_HUB_OFFLINE": "1"})("search", "x")
    assert said in sentence_on_stderr(done)
