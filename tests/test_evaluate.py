"""The metrics on examples worked by hand, the bootstrap, and the evaluation of retrieval on a small benchmark."""

import json
import os
import shutil
import sys
from math import log2
from pathlib import Path

import pytest

from assistant.evaluate.beir import read_queries
from assistant.evaluate.bootstrap import estimate
from assistant.evaluate.documents import DOCUMENTS, PASSAGES, ranked_documents
from assistant.evaluate.mrr import reciprocal_rank
from assistant.evaluate.ndcg import ndcg
from assistant.evaluate.recall import recall
from corpus.errors import ExociteError
from tests.conftest import Command, empty_data, sentence_on_stderr

GRADES = {"a": 1, "b": 2, "c": 0, "d": 3, "e": 1}
RANKED = list("bcafzd")


def test_ndcg_by_hand():
    # b gains 2 at rank 1, a 1 at rank 3, d 3 at rank 6; best is 3, 2, 1, 1
    gained = 2 / log2(2) + 1 / log2(4) + 3 / log2(7)
    best = 3 / log2(2) + 2 / log2(3) + 1 / log2(4) + 1 / log2(5)
    assert ndcg(RANKED, GRADES, 10) == pytest.approx(gained / best)
    assert ndcg(RANKED, GRADES, 3) == pytest.approx((2 + 0.5) / (3 + 2 / log2(3) + 0.5))
    assert ndcg(list("dbae"), GRADES, 10) == pytest.approx(1)
    assert ndcg([], GRADES, 10) == ndcg(RANKED, {}, 10) == ndcg(RANKED, {"a": 0}, 10) == 0


def test_recall_by_hand():
    assert recall(RANKED, GRADES, 10) == 3 / 4  # a, b, d of a, b, d, e
    assert recall(RANKED, GRADES, 2) == 1 / 4
    assert recall(RANKED, {}, 10) == recall(RANKED, {"a": 0}, 10) == 0


def test_reciprocal_rank_by_hand():
    assert reciprocal_rank(list("cfa"), GRADES, 10) == pytest.approx(1 / 3)  # c is judged, and not relevant
    assert reciprocal_rank(list("cfa"), GRADES, 2) == 0
    assert reciprocal_rank(RANKED, GRADES, 10) == 1


@pytest.mark.parametrize(
    ("ranked", "grades", "expected"),
    [
        (RANKED, GRADES, (0.5250049893849101, 0.6872598507749423, 0.5, 0.75, 1.0)),
        (list("pqrxsty"), {"x": 1, "y": 1, "z": 1}, (0.0, 0.35853358850813305, 0.0, 0.6666666666666666, 0.25)),
        (list("nopqrs"), {"m": 2, "n": -1}, (0.0, 0.0, 0.0, 0.0, 0.0)),
    ],
)
def test_the_same_as_trec_eval(ranked: list[str], grades: dict[str, int], expected: tuple[float, ...]):
    """ndcg_cut_3, ndcg_cut_10, recall_3, recall_10 and recip_rank as pytrec_eval-terrier 0.5.11 gave them."""
    found = (ndcg(ranked, grades, 3), ndcg(ranked, grades, 10), recall(ranked, grades, 3), recall(ranked, grades, 10))
    assert (*found, reciprocal_rank(ranked, grades, 10)) == pytest.approx(expected)


def test_bootstrap_of_few_values_by_hand():
    # of the 4 resamples of (0, 1) one is 0, two are 0.5, one is 1
    found = estimate([0, 1], level=0.95)
    assert (found.mean, found.low, found.high) == (0.5, 0, 1)
    inner = estimate([0, 1], level=0.4)
    assert (inner.low, inner.high) == (0.5, 0.5)
    same = estimate([0.25] * 7)
    assert (same.mean, same.low, same.high) == (0.25, 0.25, 0.25)
    assert estimate([0, 1, 1]) == estimate([0, 1, 1])


def test_bootstrap_as_scipy_has_it():
    stats = pytest.importorskip("scipy.stats")
    np = pytest.importorskip("numpy")
    values = np.random.default_rng(1).beta(0.3, 0.2, 300)
    found = estimate(list(values))
    expected = stats.bootstrap((values,), np.mean, method="percentile", rng=2).confidence_interval
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), abs=0.004)


def test_documents_are_ranked_by_their_first_passage():
    assert ranked_documents(lambda count: ["b", "a", "b", "c", "a"]) == ["b", "a", "c"]


def test_more_passages_are_asked_for_until_there_are_documents_enough():
    asked: list[int] = []

    def passages(count: int) -> list[str]:
        asked.append(count)
        return [str(i // 4) for i in range(count)]  # four passages a document

    assert len(ranked_documents(passages)) >= DOCUMENTS
    assert asked == [PASSAGES, 2 * PASSAGES]


CORPUS = {
    "d1": ("Exosomal miR-21 in ovarian cancer", "Exosomal miR-21 lowers APAF1 and makes ovarian cancer resist taxol."),
    "d2": ("Wheat under drought", "Wheat plants close their stomata when the soil runs dry."),
    "d3": ("Glass", "Glass is made by melting sand with soda and lime. " * 60),
}
QUERIES = {"q1": "What makes ovarian cancer resist taxol?", "q2": "How is glass made?", "q3": "Who judged nothing?"}
QRELS = "query-id\tcorpus-id\tscore\nq1\td1\t1\nq2\td3\t1\nq2\td2\t0\nq3\td2\t0\n"


@pytest.fixture
def benchmark(tmp_path: Path) -> Path:
    folder = tmp_path / "benchmark"
    (folder / "qrels").mkdir(parents=True)
    documents = ({"_id": name, "title": title, "text": text} for name, (title, text) in CORPUS.items())
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, documents)))
    queries = ({"_id": name, "text": text} for name, text in QUERIES.items())
    (folder / "queries.jsonl").write_text("\n".join(map(json.dumps, queries)))
    (folder / "qrels" / "test.tsv").write_text(QRELS)
    return folder


def test_queries_without_a_relevant_document_are_left_out(benchmark: Path):
    found = read_queries(benchmark, "test")
    assert [(query.id, query.text, dict(query.relevant)) for query in found] == [
        ("q1", QUERIES["q1"], {"d1": 1}),
        ("q2", QUERIES["q2"], {"d3": 1, "d2": 0}),
    ]


@pytest.mark.parametrize(
    ("file", "content", "words"),
    [
        ("queries.jsonl", '{"_id": "q1", "text": "a"}\n{"_id": "q1", "text": "b"}', "queries.jsonl, line 2: the _id"),
        ("queries.jsonl", '{"_id": "q1", "text": "a"}\n{', "queries.jsonl, line 2 is not JSON"),
        ("queries.jsonl", '{"_id": "q1"}', "queries.jsonl, line 1 is not an object"),
        ("queries.jsonl", "[1]", "queries.jsonl, line 1 is not an object"),
        ("queries.jsonl", "", "queries.jsonl is empty"),
        ("qrels/test.tsv", "q1\td1\t1", "test.tsv, line 1 is not the header"),
        ("qrels/test.tsv", QRELS + "\nq1\td1\n", "test.tsv, line 7 is not query-id"),
        ("qrels/test.tsv", QRELS + "q1\td1\t0.5\n", "test.tsv, line 6 is not query-id"),
        ("qrels/test.tsv", QRELS + "q9\td1\t1\n", "test.tsv, line 6 judges for the query 'q9'"),
        ("qrels/test.tsv", "query-id\tcorpus-id\tscore\nq1\td1\t0", "test.tsv judges no document relevant"),
    ],
)
def test_faults_are_named_by_file_and_line(benchmark: Path, file: str, content: str, words: str):
    (benchmark / file).write_text(content)
    with pytest.raises(ExociteError) as error:
        read_queries(benchmark, "test")
    assert words in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_split_or_file_is_named(benchmark: Path):
    with pytest.raises(ExociteError, match=r"dev\.tsv does not exist; name a split .*\(test\)"):
        read_queries(benchmark, "dev")
    (benchmark / "corpus.jsonl").unlink()
    with pytest.raises(ExociteError, match=r"has no corpus\.jsonl"):
        read_queries(benchmark, "test")


def test_evaluate_retrieval(built: Path, benchmark: Path, tmp_path: Path):
    exocite = Command(empty_data(built, tmp_path / "data"))
    found = exocite.json("evaluate", "retrieval", benchmark)
    assert (found["split"], found["queries"], found["documents"]) == ("test", 2, 3)
    assert [way["name"] for way in found["ways"]] == ["exocite", "dense only", "usual recipe"]
    for way in found["ways"]:
        assert set(way["metrics"]) == {"nDCG@10", "recall@10", "recall@100", "MRR@10"}
        assert all(score == {"mean": 1, "low": 1, "high": 1} for score in way["metrics"].values())
        assert 0 < way["ms"]["median"] <= way["ms"]["p95"]
    assert [(gain["over"], gain["mean"]) for gain in found["gains"]] == [("dense only", 0), ("usual recipe", 0)]
    assert not (exocite.data / "exocite.sqlite3").exists()  # the user's own index is not touched

    again = exocite("evaluate", "retrieval", benchmark, "--limit", 1)
    assert again.returncode == 0
    assert "Embedding" not in again.stderr
    head, _, columns, *rows = again.stdout.splitlines()
    assert head == "1 queries of the split test, 3 documents."
    assert columns.split()[:2] == ["nDCG@10", "recall@10"]
    assert rows[0].startswith("exocite       1.000 [1.000, 1.000]")

    shutil.rmtree(exocite.data / "evaluation")
    (benchmark / "corpus.jsonl").write_text("{")
    assert "corpus.jsonl, line 1 is not JSON" in sentence_on_stderr(exocite("evaluate", "retrieval", benchmark))


def test_a_missing_splitter_is_named_before_anything_is_built(built: Path, benchmark: Path, tmp_path: Path):
    hidden = tmp_path / "hidden" / "langchain_text_splitters"
    hidden.mkdir(parents=True)
    (hidden / "__init__.py").write_text("raise ImportError")
    exocite = Command(
        empty_data(built, tmp_path / "data"), {"PYTHONPATH": os.pathsep.join([str(hidden.parent), *sys.path])}
    )
    assert "pip install 'exocite[evaluate]'" in sentence_on_stderr(exocite("evaluate", "retrieval", benchmark))
    assert not (exocite.data / "evaluation").exists()
