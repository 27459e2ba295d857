"""Retrieval by name on the project's own questions: near misses, and what a wrong microRNA would cost."""

import json
import logging
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from index.search import Hit

log = logging.getLogger(__name__)
QUESTIONS = [json.loads(line) for line in (Path(__file__).parent / "data" / "domain.jsonl").read_text().splitlines()]
DEEP = 100


@dataclass
class Counts:
    """Sums over questions."""

    questions: int = 0
    recall: float = 0
    near: int = 0
    below: int = 0
    hits: int = 0
    wrong: int = 0


def rank_of(hits: tuple[Hit, ...], ids: set[str]) -> int:
    """Rank from 0 of the first hit with one of the ids; DEEP when none has."""
    return next((rank for rank, hit in enumerate(hits) if {hit.passage.record, hit.source.id} & ids), DEEP)


def measure(assistant: Assistant, split: str) -> Counts:
    """Recall@5, near misses below the right one, and hits among five that name another microRNA instead."""
    names, counts = assistant.searcher.names, Counts()
    for item in QUESTIONS:
        if item["split"] != split:
            continue
        hits = assistant.searcher.search(item["question"], DEEP).hits
        gold, near = set(item["gold"]), set(item["near"])
        found = gold & {name for hit in hits[:5] for name in (hit.passage.record, hit.source.id)}
        counts.questions += 1
        counts.recall += len(found) / min(len(gold), 5)
        if near:
            counts.near += 1
            counts.below += rank_of(hits, gold) < rank_of(hits, near)
        asked = [mention.name for mention in names.find(item["question"]) if mention.kind == "mirna"]
        for hit in hits[:5] if asked else ():
            held = [mention.name for mention in names.find(hit.passage.text) if mention.kind == "mirna"]
            counts.hits += 1
            counts.wrong += bool(held) and not any(names.means("mirna", a, h) for a in asked for h in held)
    return counts


def test_the_set_is_as_described():
    assert len(QUESTIONS) >= 120
    assert sum(bool(item["near"]) for item in QUESTIONS) >= 40
    assert len({item["question"] for item in QUESTIONS}) == len(QUESTIONS)
    assert sum(item["split"] == "held" for item in QUESTIONS) >= len(QUESTIONS) // 3


# Chosen on "dev"; "held" was left alone until the end. Measured: see the CHANGELOG.
FLOORS = {"dev": (0.97, 0.98), "held": (0.97, 0.98)}


@pytest.mark.parametrize("split", FLOORS)
def test_retrieval_by_name(assistant: Assistant, split: str):
    counts = measure(assistant, split)
    log.info("%s: %s", split, counts)
    assert counts.recall / counts.questions >= FLOORS[split][0]
    assert counts.below / counts.near >= FLOORS[split][1]
    assert counts.wrong == 0
