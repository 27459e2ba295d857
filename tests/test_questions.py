"""The project's own questions with known answers: what the set holds, and how well they are answered."""

import json
import logging
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.evaluate.gold import identifier, read_gold
from assistant.evaluate.questions import evaluate_questions
from assistant.evaluate.terms import Terms
from corpus.names.names import Names
from index.store.sources import live_records, live_sources

log = logging.getLogger(__name__)
FILE = Path(__file__).parent / "data" / "answers.jsonl"
QUESTIONS = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]

# What is reached, less 0.02. Choices are made on "dev"; "held" is left alone until the end.
FLOORS = {
    "dev": {
        "right": 0.96,
        "citation_precision": 0.945,
        "citation_recall": 0.93,
        "list_f1": 0.97,
        "refusal_precision": 0.96,
        "refusal_recall": 0.96,
        "exact_quotes": 1.0,
    },
    "held": {
        "right": 0.94,
        "citation_precision": 0.93,
        "citation_recall": 0.905,
        "list_f1": 0.97,
        "refusal_precision": 0.97,
        "refusal_recall": 0.915,
        "exact_quotes": 1.0,
    },
}
LEAST = {
    "finding": 35,
    "list": 40,
    "mechanism": 20,
    "effect": 30,
    "compare": 12,
    "definition": 15,
    "corpus": 10,
    "talk": 4,
}


def test_the_set_is_as_described():
    questions = read_gold(FILE)
    assert len({item.question.lower() for item in questions}) == len(questions) >= 240
    answerable = Counter(item.kind for item in questions if item.answerable)
    assert all(answerable[kind] >= least for kind, least in LEAST.items()), answerable
    assert sum(not item.answerable for item in questions) >= 80
    assert all(not item.answerable for item in questions if item.kind == "advice")
    assert all(item.answerable or not (item.terms or item.sources) for item in questions)
    kinds = Counter((item["kind"], item["answerable"]) for item in QUESTIONS)
    held = Counter((item["kind"], item["answerable"]) for item in QUESTIONS if item["split"] == "held")
    assert {item["split"] for item in QUESTIONS} == {"dev", "held"}
    assert all(abs(held[of] - count / 3) <= 1 for of, count in kinds.items()), held


def test_what_is_gold_is_in_the_corpus(assistant: Assistant):
    connection = assistant.searcher.store.connection
    known = {record.id for record, _ in live_records(connection)}
    for held in live_sources(connection):
        source = held.source
        known.update(filter(None, (source.id, source.doi, source.pmid, source.pmcid)))
    known = set(map(identifier, known))
    for item in read_gold(FILE):
        assert item.sources <= known, item.question
        assert not item.answerable or item.sources or item.kind in ("corpus", "talk"), item.question


def test_the_terms_of_a_list_are_names_of_one_kind():
    terms = Terms(Names())
    for item in read_gold(FILE):
        if item.kind == "list" and item.answerable:
            assert terms.kind_of(item.terms), item.question
            assert len(set(item.terms)) == len(item.terms)


def test_microrna_with_drug_or_cancer_that_can_not_be_answered_is_in_no_record(assistant: Assistant):
    """No record has every microRNA, drug and cancer of a question that is said to be unanswerable."""
    names, terms = assistant.searcher.names, Terms(assistant.searcher.names)
    for item in read_gold(FILE):
        asked = [m for m in names.find(item.question) if m.kind in ("mirna", "drug", "cancer")]
        if item.answerable or len({m.kind for m in asked}) < 2 or item.kind == "advice":
            continue
        for record, _ in live_records(assistant.searcher.store.connection):
            fields = {"mirna": (record.mirna,), "drug": record.drugs, "cancer": (record.cancer,)}
            held = {kind: [n for field in of for n in terms.in_field(kind, field)] for kind, of in fields.items()}
            together = all(any(names.means(m.kind, m.name, n) for n in held[m.kind]) for m in asked)
            assert not together or item.question in BESIDE_THE_POINT, (item.question, record.id)


BESIDE_THE_POINT = (
    "What dose of cisplatin is given every three weeks in ovarian cancer?",
    "Where does the first author of the miR-151a glioblastoma paper live?",
)
"""Names that records have together; what is asked of them is no matter of the corpus."""


@pytest.mark.slow
@pytest.mark.parametrize("split", FLOORS)
def test_questions_are_answered(assistant: Assistant, split: str):
    found = evaluate_questions(assistant, FILE, split)
    for name, figures in (("all", found.all), *found.kinds):
        means = {metric: value["mean"] for metric, value in asdict(figures).items() if isinstance(value, dict)}
        log.info("%s %s: %s", split, name, ", ".join(f"{metric} {mean:.3f}" for metric, mean in means.items()))
    for metric, floor in FLOORS[split].items():
        assert asdict(found.all)[metric]["mean"] >= floor, metric
