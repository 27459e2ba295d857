"""Answers: exact quotes, refusals, and how often they are right on the project's own questions."""

import json
import logging
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.assistant import Assistant
from assistant.context import context_of
from assistant.coverage import weigh
from assistant.evidence import says_the_same
from assistant.model import Answer
from assistant.support.support import supports
from corpus.asked import LONGEST
from corpus.errors import ExociteError
from corpus.model import Mention
from corpus.names.names import Names
from corpus.words import stems
from index.asked import asked_names
from index.store.sources import live_source

log = logging.getLogger(__name__)
NAMES = Names()
QUESTIONS = [json.loads(line) for line in (Path(__file__).parent / "data" / "questions.jsonl").read_text().splitlines()]


def check_exact(assistant: Assistant, answer: Answer) -> None:
    """The rules that never bend, for one answer."""
    connection = assistant.searcher.store.connection
    assert [c.number for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    for citation in answer.citations:
        held = live_source(connection, citation.source.id)
        assert held is not None
        assert held.source.text[citation.start : citation.end] == citation.quote
        context = context_of(connection, citation)
        assert context is not None
        assert context.before + context.quote + context.after in held.source.text
    for statement in answer.statements:
        assert statement.citations
        cited = [answer.citations[number - 1] for number in statement.citations]
        if statement.text != " ".join(cited[0].quote.split()):
            around = [live_source(connection, c.source.id) for c in cited]
            texts = [part for held in around if held for part in held.source.text.split("\n\n")]
            assert supports(statement.text, texts, NAMES).verdict == "supported", statement
    assert {row.citation for row in answer.rows} <= {c.number for c in answer.citations}
    if answer.status == "refused":
        assert answer.message
        assert not answer.statements
        assert not answer.citations
    else:
        assert answer.message or answer.statements


@pytest.mark.parametrize("item", [q for q in QUESTIONS if q["answerable"]], ids=lambda q: q["question"][:60])
def test_every_quote_is_exact(assistant: Assistant, item: dict):
    check_exact(assistant, assistant.ask(item["question"]))


@settings(max_examples=150, deadline=None)
@given(st.text(min_size=1, max_size=200).filter(str.strip))
def test_any_question_is_answered_or_refused(assistant: Assistant, question: str):
    check_exact(assistant, assistant.ask(question))


@pytest.mark.parametrize("question", ["What is the boiling point of water?", "Who won the 1998 World Cup?"])
def test_what_the_corpus_does_not_answer_is_refused(assistant: Assistant, question: str):
    answer = assistant.ask(question)
    assert answer.status == "refused"
    assert answer.message
    assert answer.message.startswith("The corpus has no evidence on ")
    assert answer.message.count(".") == 1


def test_a_refusal_names_what_is_missing(assistant: Assistant):
    message = assistant.ask("Does exosomal miR-9999 cause cisplatin resistance?").message
    assert message
    assert "no evidence on miR-9999" in message
    message = assistant.ask("Which exosomal microRNAs cause ivermectin resistance?").message
    assert message
    assert "no evidence on ivermectin" in message


@pytest.mark.slow
def test_no_two_statements_say_the_same(assistant: Assistant):
    for item in QUESTIONS:
        texts = [f" {' '.join(stems(s.text))} " for s in assistant.ask(item["question"]).statements]
        assert not [(a, b) for i, a in enumerate(texts) for b in texts[i + 1 :] if says_the_same(a, b)]


WRONG = [
    ("Does exosomal miR-155 cause temozolomide resistance?", "miR-155 together with temozolomide"),
    ("Does miR-222 affect tamoxifen in breast cancer?", "miR-222 together with tamoxifen and breast cancer"),
    ("Does exosomal miR-96 make lung cancer resist alectinib?", "alectinib"),
]


@pytest.mark.parametrize(("question", "said"), WRONG)
def test_what_is_asked_together_is_answered_together(assistant: Assistant, question: str, said: str):
    message = assistant.ask(question).message
    assert message
    assert f"no evidence on {said}; the nearest that it has: " in message


def test_no_statement_on_another_microrna(assistant: Assistant):
    """Every statement names the microRNA asked for, or none; and its passage names the one asked for."""
    for item in QUESTIONS:
        asked = [m.name for m in NAMES.find(item["question"]) if m.kind == "mirna"]
        for statement in assistant.ask(item["question"]).statements if asked else ():
            held = [m.name for m in NAMES.find(statement.text) if m.kind == "mirna"]
            assert not held or any(NAMES.means("mirna", a, h) for a in asked for h in held), statement


SAME = [
    ("miR-21 raises cisplatin resistance.", "miR-21 does not raise cisplatin resistance.", False),
    ("miR-21 promotes cisplatin resistance.", "miR-21 reverses cisplatin resistance.", False),
    ("miR-21 raises resistance to cisplatin.", "Resistance to cisplatin is raised by miR-21.", True),
    ("miR-21 raises resistance to cisplatin.", "miR-210 raises resistance to cisplatin.", False),
    ("miR-21 raises resistance to cisplatin.", "Exosomes were isolated from serum.", False),
]


@pytest.mark.parametrize(("one", "other", "same"), SAME)
def test_saying_the_same(one: str, other: str, same: bool):
    assert says_the_same(f" {' '.join(stems(one))} ", f" {' '.join(stems(other))} ") is same


@pytest.mark.parametrize("question", ["", "  \n ", "x" * (LONGEST + 1)])
def test_a_question_that_can_not_be_asked(assistant: Assistant, question: str):
    with pytest.raises(ExociteError, match="question"):
        assistant.ask(question)


class Vocabulary:
    """Three passages: "exosom" in all, cisplatin mentioned in one."""

    def frequencies(self, stems: list[str]) -> tuple[dict[str, int], int]:
        return {"exosom": 3}, 3

    def mentioning(self, kind: str, names: frozenset[str]) -> int:
        return 1

    def knows(self, stem: str, word: str) -> bool:
        return stem in {"exosom", "price"}


def test_weights_worked_example():
    question = "What is the price of exosomal CDDP, miR-21, frobuzole and X17?"
    asked = asked_names(question, NAMES, {"drug": ["cisplatin"]})
    terms = weigh(question, asked, Vocabulary())
    drug, mirna = (f" {name.token} " for name in asked.names)
    # ln((N + 1) / (n + 0.5)) with N = 3: 4/3.5, 4/1.5, and 4/0.5 for words in no passage.
    assert terms.weights[" exosom "] == pytest.approx(0.13353, abs=1e-4)
    assert terms.weights[drug] == pytest.approx(0.98083, abs=1e-4)
    assert terms.weights[mirna] == pytest.approx(2.07944, abs=1e-4)
    assert terms.spellings[drug] == "CDDP"
    assert terms.weights[" price "] == pytest.approx(2.07944, abs=1e-4)
    assert terms.names == (" x 17 ",)
    assert terms.strangers == (" frobuzol ",)
    assert terms.absent(terms.names, " x 170 ") == [" x 17 "]
    assert terms.named([Mention("drug", "cisplatin", 0, 9), Mention("drug", "taxane", 0, 6)]) == drug


def test_citations_carry_notices(assistant: Assistant):
    answer = assistant.ask("Is the miR-32-5p study in hepatocellular carcinoma reliable?")
    assert answer.citations[0].source.status == "retracted"


def measure(assistant: Assistant, split: str) -> Counter:
    counts: Counter = Counter()
    for item in QUESTIONS:
        if item["split"] != split:
            continue
        answer = assistant.ask(item["question"])
        answered = answer.status == "answered"
        kind = "answerable" if item["answerable"] else "unanswerable"
        counts[kind] += 1
        counts[f"{kind} answered"] += answered
        gold = set(item["gold"])
        counts["right"] += any({c.source.id, c.record} & gold for c in answer.citations)
    return counts


# Chosen on "dev"; "held" was left alone until the end. Measured: see the CHANGELOG.
FLOORS = {"dev": (0.85, 0.95), "held": (0.80, 0.95)}


@pytest.mark.slow
@pytest.mark.parametrize("split", FLOORS)
def test_right_and_refused(assistant: Assistant, split: str):
    counts = measure(assistant, split)
    right = counts["right"] / counts["answerable"]
    refused = 1 - counts["unanswerable answered"] / counts["unanswerable"]
    for name, share, kind in (("right", right, "answerable"), ("refused", refused, "unanswerable")):
        log.info("%s: %s %.3f of %d %s", split, name, share, counts[kind], kind)
    assert right >= FLOORS[split][0]
    assert refused >= FLOORS[split][1]
