"""The page under load, and from a key to words: twenty people at once, and a warm question in the browser."""

import json
import shutil
import threading
from collections.abc import Callable
from statistics import median
from time import perf_counter

from gradio_client import Client
from playwright.sync_api import Page, sync_playwright

from tests.bench.asking import QUESTIONS
from tests.bench.row import Row
from tests.conftest import Command
from tests.pages import served

PEOPLE = 20
ROUNDS = 10
_WORDS = """before => new Promise(found => {
    const start = performance.now();
    const shown = () => [...document.querySelectorAll("[data-testid=bot]")].filter(one => one.innerText.trim()).length;
    const look = () => shown() > before ? found(performance.now() - start) : requestAnimationFrame(look);
    const key = {key: "Enter", bubbles: true, cancelable: true};
    document.activeElement.dispatchEvent(new KeyboardEvent("keypress", key));
    look();
})"""


def measure(exocite: Command) -> list[Row]:
    """Twenty at once beside the same twenty one after the other; then Enter to the first words of an answer."""
    lines = map(json.loads, QUESTIONS.read_text(encoding="utf-8").splitlines())
    questions = [line["question"] for line in lines][:PEOPLE]
    with served(exocite) as address:
        people = [Client(address, verbose=False, analytics_enabled=False) for _ in questions]

        def ask(number: int) -> float:
            start = perf_counter()
            people[number].predict(question=questions[number], api_name="/ask")
            return perf_counter() - start

        ask(0)
        alone = [ask(number) for number in range(PEOPLE)]
        together = _together(ask)
        words = _words(address, questions[:ROUNDS])
    return [
        Row("load: one asks alone, median", 1e3 * median(alone), "ms"),
        Row("load: 20 ask at once, median", 1e3 * median(together), "ms"),
        Row("load: 20 ask at once, maximum", 1e3 * max(together), "ms"),
        Row("load: 20 at once / 20 one after the other", max(together) / sum(alone), "", bound=1.0),
        Row("load: maximum / median of 20 at once", max(together) / median(together), "", bound=2.0),
        Row("page: Enter to first words, median", median(words), "ms", bound=300.0),
    ]


def _together(ask: Callable[[int], float]) -> list[float]:
    taken = [0.0] * PEOPLE
    ready = threading.Barrier(PEOPLE)

    def person(number: int) -> None:
        ready.wait()
        taken[number] = ask(number)

    threads = [threading.Thread(target=person, args=(number,)) for number in range(PEOPLE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken


def _words(address: str, questions: list[str]) -> list[float]:
    """Milliseconds from the key to the first words of each answer, as the browser sees them."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(address)
        taken = [_seen(page, question, number) for number, question in enumerate(["What is an exosome?", *questions])]
        browser.close()
    return taken[1:]


def _seen(page: Page, question: str, before: int) -> float:
    box = page.get_by_label("Your question")
    box.fill(question)
    box.focus()
    taken: float = page.evaluate(_WORDS, before)
    page.wait_for_timeout(500)
    return taken
