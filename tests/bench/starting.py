"""Time to the first words: help, a cold question, the page."""

import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from statistics import median
from time import perf_counter

from tests.bench.row import Row
from tests.conftest import Command

ROUNDS = 5
QUESTION = "What does exosomal miR-96 target in lung cancer?"


def measure(exocite: Command) -> list[Row]:
    """Each start beside the bare import of what it needs, in turn."""
    taken: dict[str, list[float]] = {"help": [], "ask": [], "import ask": [], "page": [], "import page": []}
    for _ in range(ROUNDS):
        taken["help"].append(_seconds(lambda: exocite("--help")))
        taken["import ask"].append(_seconds(lambda: _bare("chromadb, onnxruntime")))
        taken["ask"].append(_seconds(lambda: exocite("ask", QUESTION)))
        taken["import page"].append(_seconds(lambda: _bare("gradio")))
        taken["page"].append(_page(exocite))
    middle = {name: median(seconds) for name, seconds in taken.items()}
    return [
        Row("start: exocite --help", middle["help"], "s"),
        Row("start: bare import of chromadb and onnxruntime", middle["import ask"], "s"),
        Row("start: cold ask", middle["ask"], "s"),
        Row("start: cold ask / bare import", middle["ask"] / middle["import ask"], "", bound=2.0),
        Row("start: bare import of gradio", middle["import page"], "s"),
        Row("start: page answers", middle["page"], "s"),
        Row("start: page answers / bare import", middle["page"] / middle["import page"], "", bound=1.5),
    ]


def _seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def _bare(modules: str) -> None:
    subprocess.run([sys.executable, "-c", f"import {modules}"], check=True)


def _page(exocite: Command) -> float:
    start = perf_counter()
    process = exocite.start("chat")
    assert process.stdout
    address = re.search(r"http://\S+", process.stdout.readline())
    assert address
    with urllib.request.urlopen(address[0], timeout=30) as response:
        response.read()
    taken = perf_counter() - start
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    return taken
