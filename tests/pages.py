"""What the tests of the page share: a page that is served, a tab of a browser on it, and hostile words."""

import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

from assistant.assistant import Assistant
from tests.conftest import Command
from ui.opening import Opening
from ui.page.serving import launched
from ui.settings import Settings

HOSTILE = '<img src="http://198.51.100.7/x.png"> ![a](http://198.51.100.8/y.png) <script>document.title="x"</script>'


@contextmanager
def served(command: Command, end: signal.Signals = signal.SIGINT, *arguments: str) -> Iterator[str]:
    """The address of a page served by the command line, which ends it by a signal."""
    process = command.start("chat", *arguments)
    assert process.stdout
    assert process.stderr
    line = process.stdout.readline()
    found = re.search(r"http://(127\.0\.0\.1|localhost):\d+/", line)
    assert found, line
    # What it logs is read all the while: a full pipe would keep it from answering.
    draining = Thread(target=process.stderr.read, daemon=True)
    draining.start()
    yield found[0]
    process.send_signal(end)
    process.wait(timeout=30)
    draining.join(timeout=10)
    assert process.returncode in (0, 130)


@contextmanager
def served_here(opening: Opening) -> Iterator[str]:
    """The address of the page as it is served, by this process, of an assistant that is perhaps not open yet."""
    blocks, address = launched(opening)
    yield address
    end(blocks)


def end(blocks: Any) -> None:
    """End a page of Gradio that this process serves."""
    try:
        blocks.close()
    except RuntimeError:  # Gradio sets an event of the server's own thread, in which somebody may just begin to wait
        blocks.server.close()


@contextmanager
def visited(browser: Browser, address: str, query: str = "") -> Iterator[Page]:
    """A fresh tab; afterwards no request may have left loopback and no script may have failed."""
    tab = browser.new_page(viewport={"width": 1280, "height": 860})
    requests: list[str] = []
    faults: list[str] = []
    tab.on("request", lambda request: requests.append(request.url))
    tab.on("pageerror", lambda error: faults.append(str(error)))
    tab.goto(address + query)
    tab.wait_for_selector("textarea")
    yield tab
    tab.close()
    assert not [url for url in requests if not url.startswith((address, "data:", "blob:"))]
    assert not faults


def ask(page: Page, question: str) -> None:
    """Type a question and send it, once the page listens: what is sent before then stays in the box."""
    box = page.get_by_label(re.compile("Your (last )?question"))
    box.fill(question)
    expect(page.get_by_role("button", name="Stop")).to_have_count(0)
    box.press("Enter")
    expect(box).to_have_value("")


def answers_ended(page: Page) -> None:
    """Wait until the page listens again after a question."""
    expect(button(page, "Ask again")).to_be_enabled()


def button(page: Page, name: str) -> Locator:
    """A button by the whole of its name."""
    return page.get_by_role("button", name=name, exact=True)


class Slow(Opening):
    """An assistant that is open when the test says so."""

    def __init__(self, assistant: Assistant) -> None:
        super().__init__(Settings.load(data=assistant.settings.data))
        self._assistant = assistant
        self.open = Event()

    def ready(self, wait: float) -> bool:
        return self.open.wait(wait)


def save(page: Page, name: str, folder: Path) -> None:
    """Save a picture; into the folder that EXOPICTURES names, for the README, where that is set."""
    page.screenshot(path=Path(os.environ.get("EXOPICTURES", folder)) / name)
