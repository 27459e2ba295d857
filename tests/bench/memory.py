"""Peak resident memory of a first build, and of the page while it only answers (Linux)."""

import os
import re
import shutil
import signal
from pathlib import Path

from tests.bench.row import Row
from tests.bench.starting import QUESTION
from tests.conftest import EXOCITE, Command

MEGABYTE = 1024 * 1024


def measure(exocite: Command, empty: Path) -> list[Row]:
    """Build from nothing in ``empty``; serve the page and ask two questions in Chromium."""
    return [Row("memory: first build, peak", _peak_of_build(empty), "MB", bound=1500), *_page(exocite)]


def _peak_of_build(empty: Path) -> float:
    pid = os.posix_spawn(EXOCITE, [str(EXOCITE), "index"], Command(empty).environment())
    _, status, usage = os.wait4(pid, 0)
    assert status == 0
    return usage.ru_maxrss * 1024 / MEGABYTE


def _page(exocite: Command) -> list[Row]:
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        return []
    from playwright.sync_api import sync_playwright

    process = exocite.start("chat")
    assert process.stdout
    address = re.search(r"http://\S+", process.stdout.readline())
    assert address
    with sync_playwright() as playwright:
        tab = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"]).new_page()
        tab.goto(address[0])
        for number, question in enumerate((QUESTION, "What is an exosome?"), start=1):
            tab.get_by_label("Your question").fill(question)
            tab.keyboard.press("Enter")
            tab.wait_for_selector(f"#citation-{number}-1", timeout=60_000)
    status = Path(f"/proc/{process.pid}/status").read_text()
    peak = int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) * 1024 / MEGABYTE
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    return [Row("memory: page while only answering, peak", peak, "MB", bound=700)]
