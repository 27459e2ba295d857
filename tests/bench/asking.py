"""A warm question, split into embedding, search and the choice of the answer."""

import json
from pathlib import Path
from statistics import median, quantiles

from assistant.assistant import Assistant
from assistant.settings import AssistantSettings
from tests.bench.row import Row

ANSWERS = Path(__file__).parent.parent / "data" / "answers.jsonl"
QUESTIONS = Path(__file__).parent.parent / "data" / "questions.jsonl"
ROUNDS = 3


def _by_kind(assistant: Assistant) -> list[Row]:
    """The median of each kind of question over twice the cost of embedding it and 50 ms."""
    lines = map(json.loads, ANSWERS.read_text(encoding="utf-8").splitlines())
    taken: dict[str, list[float]] = {}
    for item in lines:
        assistant.ask(item["question"])
        seconds = assistant.ask(item["question"]).seconds
        taken.setdefault(item["kind"], []).append(seconds.total / (2 * seconds.embed + 0.05))
    return [Row(f"warm ask: {kind} / (2 embeddings + 50 ms)", median(t), "", bound=1.0) for kind, t in taken.items()]


def measure(data: Path) -> list[Row]:
    """Ask all questions of the project's set in turn, several times over."""
    assistant = Assistant(AssistantSettings.load(data=data))
    assistant.searcher.warm()
    questions = [json.loads(line)["question"] for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    asked = (assistant.ask(question).seconds for _ in range(ROUNDS) for question in questions)
    taken = [seconds for seconds in asked if seconds.embed]  # small talk and advice need no search
    parts = {
        "embed": [t.embed for t in taken],
        "search": [t.search for t in taken],
        "answer": [t.total - t.embed - t.search for t in taken],
        "total": [t.total for t in taken],
    }
    rows: list[Row] = []
    for name, seconds in parts.items():
        rows.append(Row(f"warm ask: {name}, median", 1e3 * median(seconds), "ms"))
        rows.append(Row(f"warm ask: {name}, 95th percentile", 1e3 * quantiles(seconds, n=20)[-1], "ms"))
    rows += _by_kind(assistant)
    ratio = median((t.total - t.embed) / t.embed for t in taken)
    return [*rows, Row("warm ask: (search + answer) / embed, median", ratio, "", bound=3.0)]
