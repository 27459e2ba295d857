"""Folding of words, and the queries made of them."""

import sqlite3

import pytest
from hypothesis import given

from corpus.words import fold, phrases, stems, terms
from index.fusion import reciprocal_rank_fusion
from tests.test_sentences import ODD

SAME = [
    ("miR-21", "miR21"),
    ("miR-21", "microRNA-21"),
    ("miR\u201121", "mir-21"),
    ("tumour", "tumor"),
    ("leukaemia", "leukemia"),
    ("oesophageal", "esophageal"),
    ("sensitise", "sensitize"),
    ("sensitisation", "sensitization"),
    ("signalling", "signaling"),
    ("5-FU", "5FU"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_meet(one: str, other: str):
    assert stems(one) == stems(other)


OTHER = [("miR-155", "miR-151a"), ("miR-34a", "miR-34b"), ("miR-21", "miR-210"), ("PD-1", "PD-L1")]


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_other_names_stay_apart(one: str, other: str):
    assert fold(one) != fold(other)


def test_a_name_is_one_term_and_a_compound_is_not():
    found = list(terms("miR-155-5p's role in cisplatin-resistant, PD-L1+ A549/DDP cells"))
    assert ("mir", "155", "5p") in found
    assert ("pd", "l", "1") in found
    assert {("cisplatin",), ("resistant",), ("ddp",)} <= set(found)
    assert ("microrna 21",) not in terms("microRNA 21")
    assert list(terms("microRNA 21")) == [("mir", "21")]


def test_stop_words_count_only_alone():
    assert list(terms("what is it")) == [("what",), ("is",), ("it",)]
    assert list(terms("isn't it an exosome?")) == [("exosome",)]


@given(ODD)
def test_any_question_is_a_valid_query(text: str):
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (x)")
    if expression := " OR ".join(phrases(text)):
        connection.execute("SELECT * FROM t WHERE t MATCH ?", (expression,)).fetchall()


QUERIES = ['"', "NEAR(a b, 2)", "a AND", "x* ^y", "col:value", "a'b\"c", "{a b} : c", "--", "\x00"]


@pytest.mark.parametrize("text", QUERIES)
def test_query_syntax_in_a_question_is_inert(text: str):
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (x)")
    if expression := " OR ".join(phrases(text)):
        connection.execute("SELECT * FROM t WHERE t MATCH ?", (expression,)).fetchall()


def test_fusion_worked_example():
    # Cormack et al. 2009 with k = 60: "b" stands second and first, "a" first and third.
    fused = reciprocal_rank_fusion([["a", "b", "c"], ["b", "d", "a"]], 60)
    assert [item for item, _ in fused] == ["b", "a", "d", "c"]
    best = 2 / 61
    assert dict(fused)["b"] == pytest.approx((1 / 62 + 1 / 61) / best)
    assert dict(fused)["d"] == pytest.approx((1 / 62) / best)


def test_fusion_of_nothing():
    assert reciprocal_rank_fusion([[], []], 60) == []
    assert reciprocal_rank_fusion([["a"], ["a"]], 60) == [("a", 1.0)]
