"""The measures of claims, worked by hand, the two forms of file, and the command."""

import json
from pathlib import Path

import pytest

from assistant.evaluate.claims import ClaimMark, figures, mark
from assistant.evaluate.f1 import f1, macro_f1
from assistant.evaluate.verdicts import GoldClaim, read_claims
from assistant.model import Citation, Seconds, Stance, Verdict
from corpus.errors import ExociteError
from corpus.model import Source
from tests.conftest import Command


def verdict(given: str | None, *sources: str) -> Verdict:
    cited = [Source(id=name, kind="study", text="", sections=()) for name in sources]
    evidence = tuple(
        Stance("supports", "same", 1.0, 0, Citation(n, "x", 0, 1, None, f"R{n}", None, (), source))
        for n, source in enumerate(cited, start=1)
    )
    return Verdict("c", given, "", (), evidence, Seconds(0, 0, 0))  # pyright: ignore[reportArgumentType]


def gold(right: str, *sources: str) -> GoldClaim:
    return GoldClaim("c", right, frozenset(sources), right)  # pyright: ignore[reportArgumentType]


def test_f1():
    pairs = [("a", "a"), ("a", "b"), ("b", "b"), ("b", "b"), ("c", "b")]
    assert f1(pairs) == {"a": pytest.approx(2 / 3), "b": pytest.approx(4 / 6), "c": 0.0}
    assert macro_f1(pairs) == pytest.approx((2 / 3 + 2 / 3) / 3)
    assert macro_f1([]) == 0.0


def test_marks():
    assert mark(verdict("supported", "s1", "s2", "s3", "s4"), gold("supported", "s3")).first == 1.0
    assert mark(verdict("supported", "s1", "s2", "s3", "s4"), gold("supported", "s4")).first == 0.0
    assert mark(verdict("supported", "s1"), gold("supported", "r1")).first == 1.0
    assert mark(verdict("not_found"), gold("not_found")).first is None
    assert mark(verdict(None), gold("not_found")).given == "not_found"


def test_figures():
    marks = [
        ClaimMark("1", "supported", "supported", "supported", 1.0),
        ClaimMark("2", "direction", "contradicted", "supported", 0.0),
        ClaimMark("3", "drug", "not_found", "not_found", None),
        ClaimMark("4", "drug", "not_found", "not_found", None),
    ]
    found = figures(marks, "dev")
    assert found.accuracy.mean == 0.75
    assert found.first
    assert found.first.mean == 0.5
    assert found.confusion == {
        ("supported", "supported"): 1,
        ("contradicted", "supported"): 1,
        ("not_found", "not_found"): 2,
    }
    assert found.macro_f1 == pytest.approx((2 / 3 + 0 + 1) / 3)
    assert {group: value.mean for group, value in found.groups.items()} == {"supported": 1, "direction": 0, "drug": 1}


def test_both_forms_are_read(tmp_path: Path):
    path = tmp_path / "claims.jsonl"
    lines = [
        {"claim": "A.", "verdict": "supported", "sources": ["https://doi.org/10.1/X"], "split": "dev"},
        {"claim": "B.", "verdict": "not_found", "swap": "drug"},
        {"id": 1, "claim": "C.", "evidence": {"7": [{"sentences": [1], "label": "CONTRADICT"}]}, "cited_doc_ids": [7]},
        {"id": 2, "claim": "D.", "evidence": {}, "cited_doc_ids": [8]},
    ]
    path.write_text("\n".join(map(json.dumps, lines)))
    assert [(item.verdict, item.sources, item.group) for item in read_claims(path)] == [
        ("supported", {"10.1/x"}, "supported"),
        ("not_found", set(), "drug"),
        ("contradicted", {"7"}, "contradicted"),
        ("not_found", set(), "not_found"),
    ]
    assert len(read_claims(path, "dev")) == 1
    with pytest.raises(ExociteError, match="no claim of the split 'x'"):
        read_claims(path, "x")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"verdict": "supported", "sources": ["a"]}, "has no claim"),
        ({"claim": "A.", "verdict": "true", "sources": ["a"]}, "write one of supported"),
        ({"claim": "A.", "verdict": "supported"}, "has no sources"),
        ({"claim": "A.", "verdict": "supported", "sources": [1]}, "list of texts"),
        ({"claim": "A.", "evidence": {"7": [{"label": "PERHAPS"}]}}, "not that of SciFact"),
        ({"claim": "A.", "evidence": [1]}, "not that of SciFact"),
    ],
)
def test_faults_name_the_line(tmp_path: Path, line: dict, said: str):
    path = tmp_path / "claims.jsonl"
    path.write_text(json.dumps({"claim": "A.", "verdict": "not_found"}) + "\n" + json.dumps(line))
    with pytest.raises(ExociteError, match=f"line 2.*{said}"):
        read_claims(path)


def test_the_command(shared: Command, tmp_path: Path):
    path = tmp_path / "claims.jsonl"
    lines = [
        {
            "claim": "Exosomal miR-96 promotes cisplatin resistance in lung cancer.",
            "verdict": "supported",
            "sources": ["R0001"],
        },
        {
            "claim": "Exosomal miR-96 reverses cisplatin resistance in lung cancer.",
            "verdict": "supported",
            "sources": ["R0001"],
        },
    ]
    path.write_text("\n".join(map(json.dumps, lines)))
    found = shared.json("evaluate", "claims", path)
    assert found["accuracy"]["mean"] == 0.5
    assert found["confusion"] == {"supported": {"supported": 1, "contradicted": 1}}
    assert found["first"]["mean"] == 1.0
    assert [item["given"] for item in found["marks"]] == ["supported", "contradicted"]
    said = shared("evaluate", "claims", path).stdout
    assert "accuracy 0.500" in said
    assert "right verdict" in said


@pytest.mark.slow
def test_documents_of_a_benchmark(shared: Command, tmp_path: Path):
    corpus, claims = tmp_path / "corpus.jsonl", tmp_path / "claims.jsonl"
    texts = {"7": "Aspirin lowers the risk of colorectal cancer.", "8": "Coffee keeps people awake at night."}
    corpus.write_text("\n".join(json.dumps({"_id": name, "title": "", "text": text}) for name, text in texts.items()))
    lines = [
        {
            "id": 1,
            "claim": "Aspirin lowers the risk of colorectal cancer.",
            "evidence": {"7": [{"sentences": [0], "label": "SUPPORT"}]},
        },
        {"id": 2, "claim": "Volcanoes warm the Arctic ocean.", "evidence": {}},
    ]
    claims.write_text("\n".join(map(json.dumps, lines)))
    found = shared.json("evaluate", "claims", claims, "--documents", corpus)
    assert found["accuracy"]["mean"] == 1.0
    assert found["first"]["mean"] == 1.0
